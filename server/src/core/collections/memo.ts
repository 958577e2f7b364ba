/**
 * An object that keeps what was derived from it, under the function that derived it, and takes it along when it goes.
 */
export interface WithMemo {
  readonly memo: Map<unknown, unknown>;
}

/** A derivation that is made once for each object. */
export function memo<O extends WithMemo, T>(derive: (of: O) => T): (of: O) => T {
  return of => {
    const known = of.memo.get(derive);
    if (known !== undefined || of.memo.has(derive)) return known as T;
    const value = derive(of);
    of.memo.set(derive, value);
    return value;
  };
}

/** A derivation that is made once for each object and key, such as a code that several lines bill. */
export function memoByKey<O extends WithMemo, T>(derive: (of: O, key: string) => T): (of: O, key: string) => T {
  const byKey = memo<O, Map<string, T>>(() => new Map());
  return (of, key) => {
    const values = byKey(of);
    const known = values.get(key);
    if (known !== undefined || values.has(key)) return known as T;
    const value = derive(of, key);
    values.set(key, value);
    return value;
  };
}
