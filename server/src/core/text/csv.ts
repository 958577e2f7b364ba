/**
 * A cell of a CSV row, in quotes if it needs them. One that a spreadsheet would take for a formula begins with a blank.
 */
function csvCell(value: string): string {
  const safe = /^[=+@-]/.test(value) ? ` ${value}` : value;
  return /[",;\t\r\n]|^ | $/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as RFC 4180 has them. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map(row => `${row.map(csvCell).join(',')}\r\n`).join('');
}
