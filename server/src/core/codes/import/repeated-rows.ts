/** Rows of a release that came twice: a file that was named twice, or lies beside its own zip. */
import type { Row } from '../block-table.js';

/** The rows once each. @param rows in ascending order of their keys */
export function withoutRepeats(rows: readonly Row[]): readonly Row[] {
  let key: string | undefined;
  let known = new Set<string>();
  return rows.filter(row => {
    if (row.key !== key) {
      key = row.key;
      known = new Set();
    }
    const content = `${row.info}\n${row.text}`;
    if (known.has(content)) return false;
    known.add(content);
    return true;
  });
}
