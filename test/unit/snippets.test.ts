import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, language } from '../support/checking';
import { choicesOf, expand, tabStopsOf } from '../support/snippet';

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const file = path.resolve(import.meta.dirname, '../../snippets/encounter-note.json');
const snippets = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>);
const TODAY = { CURRENT_YEAR: '2026', CURRENT_MONTH: '11', CURRENT_DATE: '20' };

/** What a coder types at the tab stops that are empty, by what stands before them on the line. */
const TYPED: readonly (readonly [RegExp, string])[] = [
  [/^(by|sup): \S+ $/, 'KL'],
  [/ sn $/, 'NGP0000001'],
  [/^device: out $/, 'NGP0000009'],
  [/ lot $/, 'G4412'],
  [/ exp $/, '2027-06'],
  [/ invoice $/, '$684.00'],
  [/ reason "$/, 'spasms at night'],
  [/^exam: $/, 'pocket clean, pump deep and tilted, physician needed'],
  [/^assess: $/, 'oral drugs failed, trial of 75 mcg on 2026-10-14 took Ashworth 4 to 2; goals agreed'],
  [/^response: $/, 'tone stable, no withdrawal'],
  [/^next: $/, '2026-12-18'],
  [/^benefits: $/, 'verified 2026-11-02'],
  [/^auth: $/, 'A7712, 62350 62362, through 2027-01-31'],
  [/^$/, ''],
];

test('there is one for each of the eight visits', () => {
  // The suggestion list shows the name beside the prefix: it says which visit is meant.
  expect(snippets.map(([name, { prefix }]) => `${prefix[0]}: ${name}`)).toEqual([
    'refill: by clinical staff (95990)',
    'refill-reprogram: dose changed, by a physician (62370)',
    'interrogate: read out only (62367)',
    'reprogram: read out and changed (62368)',
    'refill-systemic: pump into an artery or vein (96522)',
    'refill-stopped: begun, then stopped (95991-53)',
    'replace: new pump, old catheter (62362)',
    'implant: first pump and catheter (62362, 62350)',
  ]);
  const prefixes = snippets.flatMap(([, snippet]) => snippet.prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});

describe.each(snippets)('%s', (_name, { body }) => {
  const text = body.join('\n');

  test('checks with nothing but stubs to fill', () => {
    const found = check(expand(text, { variables: TODAY }));
    expect(
      found
        .filter(({ finding }) => finding.rule !== 'empty-field')
        .map(({ line, finding }) => `${line} ${finding.rule}: ${finding.message}`),
    ).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
  });

  test('is clean once they are filled', () => {
    const note = expand(text, {
      variables: TODAY,
      empty: before => {
        const typed = TYPED.find(([where]) => where.test(before));
        if (!typed) throw new Error(`nothing to type after “${before}”`);
        return typed[1];
      },
    });
    expect(check(note).map(({ line, finding }) => `${line} ${finding.rule}: ${finding.message}`)).toEqual([]);
  });

  test('takes the tab stops in the order of the text', () => {
    const stops = tabStopsOf(text).filter(stop => stop > 0);
    expect(stops).toEqual(stops.map((_, i) => i + 1));
  });

  test('offers only words that the language knows', () => {
    for (const { stop, options } of choicesOf(text)) {
      for (const option of options) {
        const found = check(expand(text, { variables: TODAY, choose: at => (at === stop ? option : undefined) }));
        const form = found.filter(
          ({ finding }) =>
            language.rules.find(rule => rule.id === finding.rule)?.group === 'form' && finding.rule !== 'empty-field',
        );
        expect(form.map(({ finding }) => `${option}: ${finding.message}`)).toEqual([]);
      }
    }
  });
});
