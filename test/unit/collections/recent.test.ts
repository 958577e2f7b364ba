import { describe, expect, it } from 'vitest';
import { checkGroup } from '../../../server/src/cli/run/check-batch';
import { createLanguage } from '../../../server/src/core/language';
import { forgetShared, LruCache, sharedRecent } from '../../../server/src/core/collections/recent';

/** Derives a value that tells how many were derived before it. */
function counting(): { derive: (of: object) => { readonly number: number }; derived: () => number } {
  let count = 0;
  return { derive: () => ({ number: count++ }), derived: () => count };
}

const some = (count: number): object[] => Array.from({ length: count }, () => ({}));

describe('what was derived last', () => {
  it('is remembered for so many at least, and for twice as many at most', () => {
    const { derive, derived } = counting();
    const recent = new LruCache(derive, 4);
    const keys = some(20);
    for (const key of keys) recent.of(key);
    expect(derived()).toBe(20);
    for (const key of keys.slice(-4)) recent.of(key);
    expect(derived()).toBe(20);
    for (const key of keys.slice(0, -8)) recent.of(key);
    expect(derived()).toBe(32);
  });

  it('stays as long as it is asked for now and then', () => {
    const { derive } = counting();
    const recent = new LruCache(derive, 4);
    const [kept, ...others] = some(40);
    const first = recent.of(kept!);
    for (const [i, other] of others.entries()) {
      recent.of(other);
      if (i % 3 === 0) expect(recent.of(kept!)).toBe(first);
    }
  });

  it('finds the room that was made for it', () => {
    const { derive, derived } = counting();
    const recent = new LruCache(derive, 2);
    recent.makeRoom(10);
    recent.makeRoom(3);
    const keys = some(10);
    for (const key of [...keys, ...keys]) recent.of(key);
    expect(derived()).toBe(10);
  });
});

describe('what is remembered for all workspaces', () => {
  it('is derived anew once it was forgotten, and what one workspace remembers for itself is not', () => {
    const shared = counting(),
      own = counting();
    const forAll = sharedRecent(shared.derive, 4),
      forOne = new LruCache(own.derive, 4);
    const key = {};
    for (const recent of [forAll, forOne, forAll, forOne]) recent.of(key);
    forgetShared();
    for (const recent of [forAll, forOne]) recent.of(key);
    expect([shared.derived(), own.derived()]).toEqual([2, 1]);
  });

  it('is forgotten by the command line once a group is judged', () => {
    const { derive, derived } = counting();
    const recent = sharedRecent(derive, 4);
    const key = {};
    const language = createLanguage();
    recent.of(key);
    checkGroup(
      language,
      {
        detail: undefined,
        fingerprintOf: () => '',
        settingsOf: () => ({}),
        profilesOf: () => {
          throw new Error('no note asks');
        },
      },
      { parts: [] },
    );
    recent.of(key);
    expect(derived()).toBe(2);
  });
});
