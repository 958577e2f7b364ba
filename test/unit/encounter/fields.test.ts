// The declarations of the fields against the closed lists of the language.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../../server/src/core/fields/fields';
import { KEYS, REPEATABLE_KEYS, TEXT_KEYS } from '../../../server/src/core/syntax/vocabulary';
import { workspaceOf } from '../../support/checking';
import { labels, offered } from '../completion/offered';

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

  it('are read, so that a number which gives no fact is reported in each field of items', () => {
    // Free words with numbers: a reference number of the payer, and the reason of a waiver.
    const words: readonly string[] = ['benefits', 'ok'];
    const counted = FIELDS.filter(({ key, text, numbersInWords }) => !text && !numbersInWords && !words.includes(key));
    const silent = counted.filter(({ key }) => {
      const workspace = workspaceOf({ note: `2026-11-20 refill P-014 @office\n${key}: 12 furlongs, 77 parsecs\n` });
      return workspace.encounters('note')[0]!.problems.length === 0;
    });
    expect(silent.map(({ key }) => key)).toEqual([]);
  });

  it('are colored by the grammar, each keyword in its field', () => {
    const { fields, anywhere } = grammarWords();
    const uncolored = FIELDS.flatMap(({ key, items }) =>
      items
        .map(({ word }) => word.toLowerCase())
        .filter(word => word !== '' && !fields.get(key)?.has(word) && !anywhere.has(word))
        .map(word => `${key}: ${word}`),
    );
    expect(uncolored).toEqual([]);
  });

  it('are offered by completion, each keyword in its field', () => {
    const missing = FIELDS.filter(({ text }) => !text).flatMap(({ key, items }) => {
      // The first item of `by:`, `pump:` and `drug:` names a person, a model or a drug; keywords come after it.
      const line = FIRST[key] ?? `${key}: `;
      const offered = new Set(offeredAt(`2026-11-20 refill P-014 @office\n${line}`).map(label => label.toLowerCase()));
      return items
        .filter(({ word }) => word !== '' && !offered.has(word.toLowerCase()))
        .map(({ word }) => `${key}: ${word}`);
    });
    expect(missing).toEqual([]);
  });
});

const FIRST: Readonly<Record<string, string>> = {
  drug: 'drug: baclofen 2000 mcg/mL, ',
  by: 'by: MD AS, ',
  auth: 'auth: A-1, ',
};

function offeredAt(text: string): string[] {
  return labels(offered(`${text}‸`));
}

/**
 * The words of each field that the grammar names in a list `(?i:(a|b))`, and the words that it colors in every field.
 */
function grammarWords(): {
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  readonly anywhere: ReadonlySet<string>;
} {
  const { repository } = JSON.parse(readFileSync('syntaxes/encounter-note.tmLanguage.json', 'utf8')) as Grammar;
  const wordsIn = (rules: readonly Rule[]): Set<string> =>
    new Set(
      rules
        .flatMap(({ match = '', begin = '', patterns = [] }) => [match, begin, ...wordsIn(patterns)])
        .flatMap(pattern => [...pattern.matchAll(/\(([\w| .-]+)\)|^([\w .-]+)$/g)].map(found => found[1] ?? found[2]!))
        .flatMap(list => list.toLowerCase().split('|')),
    );
  const fields = new Map<string, Set<string>>();
  for (const rule of repository['fields']!.patterns!)
    for (const key of /\(\?i:\(([\w|-]+)\)\)/.exec(rule.begin ?? '')?.[1]?.split('|') ?? [])
      fields.set(key, new Set([...(fields.get(key) ?? []), ...wordsIn(rule.patterns ?? [])]));
  return { fields, anywhere: wordsIn(repository['values']!.patterns!) };
}

interface Grammar {
  readonly repository: Readonly<Record<string, Rule>>;
}

interface Rule {
  readonly begin?: string;
  readonly match?: string;
  readonly patterns?: readonly Rule[];
}
