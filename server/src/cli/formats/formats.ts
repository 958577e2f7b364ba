import type { CreateFormat } from './format.js';
import { github } from './github.js';
import { jsonl } from './jsonl.js';
import { junit } from './junit.js';
import type { FormatName } from './names.js';
import { pretty } from './pretty.js';
import { sarif } from './sarif.js';

export const FORMATS: Readonly<Record<FormatName, CreateFormat>> = { pretty, sarif, jsonl, github, junit };
