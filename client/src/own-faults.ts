// Which faults of a file are shown where VS Code's own JSON support finds faults by the schema as well.

interface Placed {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
}

/** Those on lines on which no other finds a fault: one fault is underlined once. */
export function ownFaults<T extends Placed>(own: readonly T[], others: readonly Placed[]): T[] {
  return own.filter(
    ({ range }) =>
      !others.some(other => other.range.start.line <= range.end.line && other.range.end.line >= range.start.line),
  );
}
