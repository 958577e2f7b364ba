/**
 * What was derived from the things asked for last. Anything older is forgotten, and derived again when it is asked for again, so that
 * memory does not grow with the number of notes.
 */
export class Recent<K extends object, V extends object> {
  private young = new Map<K, V>();
  private old = new Map<K, V>();

  /** @param atLeast so many are remembered, and never more than twice as many */
  constructor(private readonly derive: (of: K) => V, private atLeast: number) {}

  of(key: K): V {
    let value = this.young.get(key);
    if (value) return value;
    value = this.old.get(key) ?? this.derive(key);
    if (this.young.size >= this.atLeast) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
    return value;
  }

  /** Makes room for so many at least. */
  makeRoom(atLeast: number): void {
    if (atLeast > this.atLeast) this.atLeast = atLeast;
  }
}
