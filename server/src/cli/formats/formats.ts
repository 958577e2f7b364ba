import type { CreateFormat } from './format.js';
import { pretty } from './pretty.js';
import { sarif } from './sarif.js';

export type FormatName = 'pretty' | 'sarif';
export const FORMAT_NAMES: readonly FormatName[] = ['pretty', 'sarif'];

export const FORMATS: Readonly<Record<FormatName, CreateFormat>> = { pretty, sarif };
