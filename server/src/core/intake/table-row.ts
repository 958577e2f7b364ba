import type { Span } from '../syntax/tree.js';
import type { Phase } from './wordings/sections.js';

/** A cell under a column that tells of this visit. */
export interface ColumnCell extends Span {
  /** What names the value: the title of its row; of a turned table that of its column. */
  readonly label: string;
  readonly phase: Phase | undefined;
}

/** The cells of a row of a table; a line of column titles has none. */
export type Row = readonly ColumnCell[];
