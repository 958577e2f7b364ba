/**
 * An object that keeps what was derived from it, under the function that derived it, and takes it along when it goes.
 */
export interface WithMemo {
  readonly memo: Map<unknown, unknown>;
}

/** A derivation that is made once for each object. */
export function memo<O extends WithMemo, T>(derive: (of: O) => T): (of: O) => T {
  return of => recall(of.memo, derive, () => derive(of));
}

/** A derivation that is made once for each object and key, such as a code that several lines bill. */
export function memoByKey<O extends WithMemo, T>(derive: (of: O, key: string) => T): (of: O, key: string) => T {
  return (of, key) => {
    const byKey = recall(of.memo, derive, () => new Map<unknown, unknown>());
    return recall(byKey, key, () => derive(of, key));
  };
}

function recall<T>(known: Map<unknown, unknown>, key: unknown, derive: () => T): T {
  const value = known.get(key);
  if (value !== undefined || known.has(key)) return value as T;
  const derived = derive();
  known.set(key, derived);
  return derived;
}
