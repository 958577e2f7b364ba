import type { CreateReporter } from './reporter.js';
import { compact } from './compact.js';
import { github } from './github.js';
import { jsonl } from './jsonl.js';
import { junit } from './junit.js';
import type { FormatName } from './names.js';
import { pretty } from './pretty.js';
import { sarif } from './sarif.js';

export const REPORTERS: Readonly<Record<FormatName, CreateReporter>> = { pretty, compact, sarif, jsonl, github, junit };
