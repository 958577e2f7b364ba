// Nothing that a coder types is dropped: every number of a line is in a fact, in text, or in a finding. And what was
// not read takes no code away.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../server/src/core/fields/fields';
import type { FieldDeclaration } from '../../server/src/core/fields/field';
import { readEncounter } from '../../server/src/core/encounter/read-encounter';
import type { Encounter } from '../../server/src/core/encounter/model';
import { parseBlock } from '../../server/src/core/syntax/parse';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { clinicNote } from '../support/clinic-notes';
import { applyEdits, findingsOf, workspaceOf } from '../support/checking';
import { runs } from '../support/runs';

/** Fields of items; in the others numbers may be in words. */
const measured = FIELDS.filter(
  ({ text, numbersInWords, key }) =>
    !text && !numbersInWords && key !== 'ok' && key !== 'dx' && key !== 'auth' && key !== 'by' && key !== 'sup',
);

const UNITS = [
  'mL',
  'cc',
  'mg',
  'mcg/day',
  'mcg daily',
  'mg per day',
  'mg/hr',
  'mg/mL',
  'mcg/mL',
  '%',
  'units/mL',
  'mo',
  '',
];
const JOINERS = [' and ', ' then ', ' ', ' (', ', ', '; ', ' with ', ' to ', ' -> ', ': '];
const OTHER_WORDS = [
  'slowly',
  'no',
  'pump',
  'clear',
  'today',
  'baclofen',
  'checked',
  'first',
  'not',
  'about',
  'patient',
  'before',
  'level',
];

/** A line of a field: words of its own wordings, other words, amounts, joined in any way. */
function lineOf(field: FieldDeclaration): fc.Arbitrary<string> {
  const own = field.items
    .flatMap(({ word, wordings = [], companions = [] }) => [word, ...wordings, ...companions])
    .filter(Boolean);
  const word = fc.constantFrom(...own, ...own, ...OTHER_WORDS);
  const number = fc.integer({ min: 1, max: 9999 }).map(n => (n % 3 ? String(n) : (n / 10).toFixed(1)));
  const amount = fc.tuple(number, fc.constantFrom(...UNITS)).map(([n, unit]) => (unit ? `${n} ${unit}` : n));
  const part = fc.oneof({ weight: 3, arbitrary: word }, { weight: 2, arbitrary: amount });
  return fc
    .array(fc.tuple(part, fc.constantFrom(...JOINERS)), { minLength: 1, maxLength: 7 })
    .map(
      parts =>
        `${field.key}: ${parts.map(([text, joiner], i) => (i < parts.length - 1 ? text + joiner : text)).join('')}`,
    );
}

/** What only a fact has, and the members of an encounter that are none. */
const OF_FACTS = ['value', 'kind', 'model', 'name', 'credential'];
const NOT_FACTS: ReadonlySet<string> = new Set(['block', 'line', 'fields', 'unread', 'problems']);

/** The ranges of all facts of an encounter with a value of their own, and the texts. */
function rangesOf(encounter: Encounter): { start: number; end: number; value: unknown }[] {
  const found: { start: number; end: number; value: unknown }[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    const { start, end } = value as { start?: unknown; end?: unknown };
    const isFact = typeof start === 'number' && typeof end === 'number';
    if (isFact && OF_FACTS.some(member => member in value)) found.push({ start, end, value });
    for (const [key, inner] of Object.entries(value)) if (!NOT_FACTS.has(key)) visit(inner);
  };
  visit(encounter);
  return found;
}

describe('a line of a field', () => {
  it('has every number in a fact, in text, or in a finding', () => {
    let numbers = 0;
    const line = fc.constantFrom(...measured).chain(lineOf);
    fc.assert(
      fc.property(line, typed => {
        const header = '2026-11-20 refill P-014 @office\n';
        const block = parseBlock(`${header}${typed}\n`);
        const encounter = readEncounter(block, block.header!);
        const covered = [...rangesOf(encounter), ...encounter.problems.map(({ at }) => ({ ...at, value: undefined }))];
        for (const match of typed.matchAll(/\d+(?:\.\d+)?(?![\dab])/g)) {
          numbers++;
          const at = header.length + match.index;
          expect(
            covered.some(({ start, end }) => start <= at && at < end),
            `${match[0]} of “${typed}”`,
          ).toBe(true);
        }
      }),
      {
        numRuns: runs(4000),
        examples: [
          ['fill: ga and 1 mL and ga and 1 mL'],
          ['fill: out 6 mL, aspirated 6 mL'],
          ['device: turned, in and 1 mg'],
          ['device: out 12, out 34'],
          ['prog: reason and 1 mL and none, reason and none'],
          ['prog: volume 20 mL, volume 30 mL'],
          ['prog: checked and 1 mL'],
          ['study: degrees and 350, rotor turns and drew and 1 mL'],
        ],
      },
    );
    expect(numbers).toBeGreaterThan(runs(2000));
  });

  it('reads each wording as its keyword, before the value and behind it', () => {
    for (const field of measured) {
      for (const item of field.items) {
        if (item.kind !== 'quantity') continue;
        for (const wording of [item.word, ...(item.wordings ?? [])].filter(Boolean)) {
          for (const text of [`${wording} 7 ${item.units![0]}`, `7 ${item.units![0]} ${wording}`]) {
            const block = parseBlock(
              `2026-11-20 refill P-014 @office\n${field.key}: ${field.key === 'drug' ? 'baclofen, ' : ''}${text}\n`,
            );
            const encounter = readEncounter(block, block.header!);
            const found = rangesOf(encounter).some(({ value }) => {
              const amount = (value as { value?: { amount?: { toFixed(): string } } }).value?.amount;
              return amount?.toFixed() === '7';
            });
            expect(found, `${field.key}: ${text}`).toBe(true);
          }
        }
      }
    }
  });
});

/** The codes of a claim, and how often each is there; reduced services count as codes of their own. */
function codesOf(workspace: Workspace, uri: string): Map<string, number> {
  const counts = new Map<string, number>();
  const file = workspace.file(uri)!;
  for (const block of file.blocks) {
    for (const { code, modifiers, valid } of file.encounter(block)?.codes ?? []) {
      const reduced = modifiers.some(({ value }) => value === '52' || value === '53');
      if (valid) counts.set(reduced ? `${code}-5x` : code, (counts.get(reduced ? `${code}-5x` : code) ?? 0) + 1);
    }
  }
  return counts;
}

/** Titles of the fixes after which a code is gone from the claim. */
function removals(text: string): Set<string> {
  const uri = 'note.encounter';
  const workspace = workspaceOf({ [uri]: text });
  const before = codesOf(workspace, uri);
  const titles = new Set<string>();
  for (const { finding } of findingsOf(workspace)) {
    for (const fix of finding.fixes) {
      const after = codesOf(workspaceOf({ [uri]: applyEdits(workspace, uri, fix.edits) }), uri);
      if ([...before].some(([code, count]) => (after.get(code) ?? 0) < count))
        titles.add(`${finding.rule}: ${fix.title}`);
    }
  }
  return titles;
}

describe('an item that was not read', () => {
  it('takes no code away and lowers none', () => {
    let garbled = 0;
    fc.assert(
      fc.property(clinicNote, fc.nat(), (text, seed) => {
        const items = [
          ...text.matchAll(/(?<=^(?:fill|read|prog|catheter): .*)(?<=[:,] )[a-z][^,"\n]*\d[^,"\n]*(?=[,\n])/gm),
        ];
        if (!items.length) return;
        const item = items[seed % items.length]!;
        garbled++;
        const unread = `${text.slice(0, item.index)}qzx${item[0].replace(/^[a-z]+/, '')}${text.slice(item.index + item[0].length)}`;
        const before = removals(text);
        for (const title of removals(unread)) expect(before, `${title}\n${unread}`).toContain(title);
      }),
      { numRuns: runs(150) },
    );
    expect(garbled).toBeGreaterThan(runs(40));
  });
});
