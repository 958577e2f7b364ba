import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { VISIT_TEMPLATES } from '../../server/src/core/editor/completion/visit-templates';
import { check, language } from '../support/checking';
import { expand, tabStopsOf } from '../support/snippet';

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const file = path.resolve(import.meta.dirname, '../../snippets/encounter-note.json');
const snippets = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>);
const variables = { CURRENT_YEAR: '2026', CURRENT_MONTH: '11', CURRENT_DATE: '20' };

test('there is one for each of the eight visits', () => {
  // The suggestion list shows the name beside the word: it says which visit is meant.
  expect(snippets.map(([name, { prefix }]) => `${prefix[0]}: ${name}`)).toEqual([
    'refill: by clinical staff (95990)',
    'refill-reprogram: dose changed, by a physician (62370)',
    'interrogate: analysis only (62367)',
    'reprogram: analysis and reprogramming (62368)',
    'refill-systemic: pump into an artery or vein (96522)',
    'refill-stopped: begun, then stopped (95991-53)',
    'replace: new pump, old catheter (62362)',
    'implant: first pump and catheter (62362, 62350)',
  ]);
  const prefixes = snippets.flatMap(([, snippet]) => snippet.prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});

test('they are the visit templates of the completion list (npm run generate)', () => {
  expect(snippets.map(([name, { prefix, description }]) => ({ name, words: prefix, description }))).toEqual(
    VISIT_TEMPLATES.map(({ name, words, description }) => ({ name, words, description })),
  );
  const lines = snippets.map(([, { body }]) => body.slice(0, -1).map(line => line.replace(/\$\d+/g, '…')));
  expect(lines.map(([, ...rest]) => rest)).toEqual(VISIT_TEMPLATES.map(({ lines: [, ...rest] }) => rest));
});

describe.each(snippets)('%s', (_name, { body }) => {
  const text = body.join('\n');

  test('gives no clinical fact, device, drug or diagnosis', () => {
    const facts = [...language.codes.drugs().map(({ name }) => name), 'synchromed', 'none', 'aseptic', 'mL ', 'mcg'];
    const typed = text.toLowerCase().replace('in 0 ml,', '');
    expect(facts.filter(fact => typed.includes(fact.toLowerCase()))).toEqual([]);
    expect(text).not.toMatch(/\b[A-TV-Z]\d\d\.|\bJ\d{4}/);
  });

  test('reports each gap, and nothing else is wrong with the lines', () => {
    const note = expand(text, { variables });
    const found = check(note);
    const gaps = new Set(found.map(({ line }) => line));
    body.slice(0, -1).forEach((line, i) => {
      if (/\$\d+/.test(line)) expect(gaps, `line ${i + 1} “${line}” is reported`).toContain(i + 1);
    });
  });

  test('takes the tab stops in the order of the text', () => {
    const stops = tabStopsOf(text).filter(stop => stop > 0);
    expect(stops).toEqual(stops.map((_, i) => i + 1));
  });
});
