import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar, type IToken } from 'vscode-textmate';
import { codeReadings } from '../../server/src/core/syntax/code-repair';
import { parseNote } from '../../server/src/core/syntax/parse';
import { asService, SERVICES } from '../../server/src/core/syntax/vocabulary';
import { oneSlipApart } from '../../server/src/core/text/nearest-word';
import { isDeep, swept } from '../support/runs';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const notes = readdirSync(path.join(root, 'examples'))
  .filter(file => file.endsWith('.encounter'))
  .map(file => read(`examples/${file}`));

/** Lines of a person in a hurry: what the examples do not hold. */
const SLIPS = [
  '20l6-11-20 refill P-014',
  '11/20/2026 refill P-014',
  '2026-11-20 called the pharmacy',
  '20261120 visit P-3 @home',
  '2026-11-20refill P-014',
  '2026-11-20 refill,reprogram P-014',
  '2026-11-20 P-014 refill',
  '2026-11-20 refill John Smith',
  '2026-11-20',
  '95990 -59 @A',
  '9599O @AB',
  '95990 KD x8 @A',
  'J0475-JZ-K x8 @A',
  '95990 refill today',
  '? 95991 @A',
  '99214-25 @D',
  '99214-2 @D',
  '95990 @1',
  '95990 @AB "open',
  'BP: 120/80',
  'after : 40 mL',
  'fill: reason "a  ; b"  ; c',
  '| text  ; text',
  ';; 95990 @A',
  '""" pasted',
  '\u00a095990 @A',
  '"""',
];

let grammar: IGrammar;

beforeAll(async () => {
  const wasm = readFileSync(path.join(root, 'node_modules/vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: sources => new OnigScanner(sources),
      createOnigString: text => new OnigString(text),
    }),
    loadGrammar: async () =>
      parseRawGrammar(read('syntaxes/encounter-note.tmLanguage.json'), 'encounter-note.tmLanguage.json'),
  });
  grammar = (await registry.loadGrammar('source.encounter-note'))!;
});

describe('the grammar colors what the parser reads', () => {
  test('in whole notes', () => {
    for (const note of [...notes, SLIPS.join('\n'), '"""\npasted\n2026-11-20 refill P-014 @office\n95990 @A'])
      expect(colored(note)).toEqual(parsed(note));
  });

  test('and in every line with one character lost, swapped, changed or added', () => {
    // The start of one example holds every kind of line; a fence is left out because a typo in it may open or close
    // one.
    const lines = new Set(
      [...read('examples/clinic-day.encounter').split('\n').slice(0, 45), ...SLIPS].filter(line => line !== '"""'),
    );
    const differing: string[] = [];
    let count = 0;
    for (const line of lines) {
      for (const typo of swept([...typos(line)], 5)) {
        count++;
        const [color, kind] = [colored(typo).join(), parsed(typo).join()];
        if (color !== kind && !isTakenByMeaning(typo, color, kind)) differing.push(`${color} for ${kind}: ${typo}`);
      }
    }
    expect(count).toBeGreaterThan(isDeep ? 10_000 : 2000);
    expect(differing).toEqual([]);
  });
});

/**
 * The parser takes some broken lines by what they can only mean, which no pattern tells: a header whose service has a
 * typing error, and a line whose words are all parts of a code line, in another form. Both are reported, and shown as
 * prose until they are fixed.
 */
function isTakenByMeaning(line: string, color: string, kind: string): boolean {
  if (kind === 'code') return color === 'plain' && codeReadings(line.trim()) !== undefined;
  const hasMistypedService = line
    .toLowerCase()
    .split(/[\s+,/&]+/)
    .some(word => !asService(word) && SERVICES.some(service => oneSlipApart(word, service)));
  return kind === 'header' && color !== 'field' && hasMistypedService;
}

test('only a fence reaches past its line', () => {
  const atRest = grammar.tokenizeLine('', INITIAL).ruleStack;
  for (const note of [...notes, SLIPS.filter(line => line !== '"""').join('\n')]) {
    for (const line of note.split(/\r?\n/))
      expect(grammar.tokenizeLine(line, atRest).ruleStack.equals(atRest), line).toBe(true);
  }
});

// A regular expression that backtracks badly would take minutes here and run into the suite's guard against a hang.
test('hostile lines are colored to their end', () => {
  const n = 20_000;
  const hostile = [
    `95990${' '.repeat(n)}z`,
    `95990${' "a"'.repeat(n)}!`,
    `J0475${'-25'.repeat(n)}!`,
    '1-'.repeat(n),
    `2026-11-20 ${'a+'.repeat(n)}`,
    `2026-11-20 refill ${'P-'.repeat(n)}!`,
    `2026-11-20 ${'Refill '.repeat(n)}`,
    `2026-11-20 ${'Aa '.repeat(n)}!`,
    `2026-11-20 ${'@a '.repeat(n)}`,
    `2026-11-20 ${'P-1 Aa '.repeat(n)}`,
    `drug: ${'a '.repeat(n)}`,
    `read: ${'1,'.repeat(n)}`,
    `ok: x${' '.repeat(n)}, A${' '.repeat(n)}!`,
    `fill:${'  ;'.repeat(n)}`,
  ];
  for (const line of hostile)
    expect(grammar.tokenizeLine(line, INITIAL).tokens.at(-1)?.endIndex).toBeGreaterThanOrEqual(line.length);
});

/** The kind of each line as the grammar shows it; stray and blank lines have no color. */
function colored(text: string): string[] {
  let state = INITIAL;
  return text.split(/\r\n|\r|\n/).map(line => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return kindOf(line, tokens);
  });
}

function kindOf(line: string, tokens: readonly IToken[]): string {
  const first = tokens.find(token => line.slice(token.startIndex, token.endIndex).trim() !== '') ?? tokens[0];
  const scopes = (first?.scopes ?? []).join(' ');
  for (const [scope, kind] of [
    ['string.quoted.triple', 'fence'],
    ['meta.header', 'header'],
    ['meta.code', 'code'],
    ['meta.field', 'field'],
    ['narrative', 'narrative'],
    ['comment', 'comment'],
  ] as const)
    if (scopes.includes(scope)) return kind;
  return 'plain';
}

/** The kind of each line as the parser reads it, in the same words. */
function parsed(text: string): string[] {
  const words: Record<string, string> = {
    'fence-open': 'fence',
    'fence-close': 'fence',
    fenced: 'fence',
    stray: 'plain',
    blank: 'plain',
  };
  const kinds = parseNote(text)
    .blocks.flatMap(block => block.lines)
    .map(line => words[line.kind] ?? line.kind);
  while (kinds.length < text.split(/\r\n|\r|\n/).length) kinds.push('plain'); // the parser counts no line after the last line break
  return kinds;
}

function* typos(line: string): Generator<string> {
  for (let i = 0; i <= line.length; i++) {
    const [before, after] = [line.slice(0, i), line.slice(i + 1)];
    for (const c of '0a- ;"@') yield before + c + line.slice(i);
    if (i === line.length) continue;
    yield before + after;
    for (const c of '9X:') yield before + c + after;
    if (after) yield before + after[0]! + line[i]! + after.slice(1);
  }
}
