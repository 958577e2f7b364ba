/** A part of a text; an empty one is the place of an insertion. @typeParam P an offset, or a line and a column in it */
export interface Span<P> {
  readonly start: P;
  readonly end: P;
}

/** So many changes are kept in one row: in a long row, one that comes out of order would have to move most of them. */
const ROW = 256;

/**
 * Changes of a text that can be made together, because none touches another: none overlaps, and no insertion is within,
 * beside or at another change, where it would not be for us to say which comes first.
 */
export class NonOverlappingEdits<P, S extends Span<P>> {
  /** In the order of their places, and so of their ends; no row is empty. */
  readonly #rows: S[][] = [];

  constructor(private readonly compare: (a: P, b: P) => number) {}

  /** In the order of their places. */
  get chosen(): readonly S[] {
    return this.#rows.flat();
  }

  /**
   * Chooses changes that belong together and do not overlap each other, unless one of them touches what is chosen.
   * @returns whether they were chosen
   */
  choose(changes: readonly S[]): boolean {
    if (changes.some(change => this.#touches(change))) return false;
    for (const change of changes) this.#add(change);
    return true;
  }

  #touches(span: S): boolean {
    const isBehind = ({ start }: S): boolean => this.compare(start, span.end) > 0;
    for (let r = first(this.#rows, row => isBehind(row[0]!)) - 1; r >= 0; r--) {
      const row = this.#rows[r]!;
      for (let i = first(row, isBehind) - 1; i >= 0; i--) {
        const other = row[i]!;
        const overhang = this.compare(other.end, span.start);
        if (overhang < 0) return false;
        // Two that only end where the other starts are apart if neither is empty.
        if ((overhang > 0 && this.compare(other.start, span.end) < 0) || this.#isEmpty(span) || this.#isEmpty(other))
          return true;
      }
    }
    return false;
  }

  #add(span: S): void {
    const isBehind = (other: S): boolean =>
      (this.compare(other.start, span.start) || this.compare(other.end, span.end)) > 0;
    const r = Math.max(0, first(this.#rows, row => isBehind(row[0]!)) - 1);
    const row = (this.#rows[r] ??= []);
    row.splice(first(row, isBehind), 0, span);
    if (row.length > ROW) this.#rows.splice(r + 1, 0, row.splice(ROW / 2));
  }

  #isEmpty({ start, end }: S): boolean {
    return this.compare(start, end) === 0;
  }
}

/**
 * The index of the first in a list for which something holds, as it does for all after it; the length where it holds
 * for none.
 */
function first<T>(list: readonly T[], holds: (one: T) => boolean): number {
  let low = 0,
    high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
