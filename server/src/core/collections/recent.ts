/**
 * What was derived from the things asked for last. Anything older is forgotten, and derived again when it is asked for again, so that
 * memory does not grow with the number of notes.
 */
export class LruCache<K extends object, V extends object> {
  private young = new Map<K, V>();
  private old = new Map<K, V>();

  /** @param atLeast so many are remembered, and never more than twice as many */
  constructor(
    private readonly derive: (of: K) => V,
    private atLeast: number,
  ) {}

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

  forget(): void {
    this.young = new Map();
    this.old = new Map();
  }

  /** Makes room for so many at least. */
  makeRoom(atLeast: number): void {
    if (atLeast > this.atLeast) this.atLeast = atLeast;
  }
}

const SHARED: { forget(): void }[] = [];

/** What is remembered for all workspaces of a thread. */
export function sharedRecent<K extends object, V extends object>(
  derive: (of: K) => V,
  atLeast: number,
): LruCache<K, V> {
  const recent = new LruCache(derive, atLeast);
  SHARED.push(recent);
  return recent;
}

/**
 * Lets go of what was derived from blocks that no one will ask for again. What lives through two collections of young garbage is moved to where
 * collecting it costs far more; the one who judges many encounters one after the other forgets them before that.
 */
export function forgetShared(): void {
  for (const recent of SHARED) recent.forget();
}
