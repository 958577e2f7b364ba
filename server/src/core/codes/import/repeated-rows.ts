/** Rows that came twice: in a file with doubled lines, in a file that was named twice, or beside its own zip. */
import type { Row } from '../block-table.js';
import { LayoutError } from './text-file.js';

/** A row with the line of its file. */
export interface NumberedRow {
  readonly line: number;
  readonly row: Row;
}

/** The rows once each. @param rows in ascending order of their keys */
export function withoutRepeats(rows: readonly Row[]): readonly Row[] {
  let key: string | undefined;
  let known = new Set<string>();
  return rows.filter((row, i) => {
    if (row.key !== key) {
      key = row.key;
      // Of millions of rows few share their key.
      if (rows[i + 1]?.key !== key) return true;
      known = new Set();
    }
    const content = `${row.info}\n${row.text}`;
    if (known.has(content)) return false;
    known.add(content);
    return true;
  });
}

/**
 * The rows of a file in which each key has one row.
 * @throws {LayoutError} at a line that contradicts an earlier one
 */
export function oneRowEach(file: string, rows: readonly NumberedRow[]): Row[] {
  const byKey = new Map<string, NumberedRow>();
  for (const { line, row } of rows) {
    const before = byKey.get(row.key);
    if (!before) byKey.set(row.key, { line, row });
    else if (before.row.info !== row.info || before.row.text !== row.text)
      throw new LayoutError(file, line, `one row for ${row.key}: line ${before.line} says something else of it`);
  }
  return [...byKey.values()].map(({ row }) => row);
}
