import type { Feature } from '../context.js';
import { codeActions } from './code-actions.js';
import { diagnostics } from './diagnostics.js';
import { hover } from './hover.js';
import { status } from './status.js';

/** Everything that the server can do, one file each. */
export const FEATURES: readonly Feature[] = [diagnostics, codeActions, hover, status];
