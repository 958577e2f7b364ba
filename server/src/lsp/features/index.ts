import type { Feature } from '../context.js';
import { codeActions } from './code-actions.js';
import { completion } from './completion.js';
import { diagnostics } from './diagnostics.js';
import { folding } from './folding.js';
import { formatting } from './formatting.js';
import { hints } from './hints.js';
import { hover } from './hover.js';
import { links } from './links.js';
import { outline } from './outline.js';
import { selection } from './selection.js';
import { status } from './status.js';
import { tokens } from './tokens.js';

/** Everything that the server can do, one file each. */
export const FEATURES: readonly Feature[] = [
  diagnostics, codeActions, completion, hover, links, outline, folding, selection, tokens, hints, formatting, status,
];
