// The declarations of the fields against the closed lists of the language.
import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../../server/src/core/fields/fields';
import { KEYS, REPEATABLE_KEYS, TEXT_KEYS } from '../../../server/src/core/syntax/vocabulary';

describe('the declared fields', () => {
  it('are the keys of the language, in their order', () => {
    expect(FIELDS.map(({ key }) => key)).toEqual(KEYS);
  });

  it('repeat and hold free text where the language says so', () => {
    expect(new Set(FIELDS.filter(({ repeatable }) => repeatable).map(({ key }) => key))).toEqual(REPEATABLE_KEYS);
    expect(new Set(FIELDS.filter(({ text }) => text).map(({ key }) => key))).toEqual(TEXT_KEYS);
  });

  it('show an example of their own key', () => {
    for (const { key, help } of FIELDS) expect(help.example?.startsWith(`${key}: `), key).toBe(true);
  });

  it('name each wording once, so that it has one meaning', () => {
    for (const { key, items } of FIELDS) {
      const owners = new Map<string, string>();
      for (const { name, kind, word, wordings = [] } of items) {
        for (const wording of [word.toLowerCase(), ...wordings].filter(Boolean)) {
          // A flag and an amount may share a word: `reservoir` and `40 mL reservoir`.
          const owner = owners.get(`${kind} ${wording}`);
          expect(owner === undefined || owner === name, `${key}: ${wording} of ${owner} and ${name}`).toBe(true);
          owners.set(`${kind} ${wording}`, name);
        }
      }
    }
  });
});
