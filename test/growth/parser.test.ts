import { expect, it } from 'vitest';
import { formatBlock } from '../../server/src/core/format/format';
import { readDefaults, readEncounter } from '../../server/src/core/encounter/read-encounter';
import { parseNote } from '../../server/src/core/syntax/parse';
import { failures, type Sized } from './growth';

const HEADER = '2026-11-20 refill P-014 @office #medicare';

/** What a line or a note may be made of that a parser could stumble over, again and again. */
const PIECES: Readonly<Record<string, string>> = {
  letters: 'a',
  digits: '7',
  blanks: ' ',
  tabs: '\t',
  quotes: '"',
  'quotes and blanks': '" ',
  'a word in quotes': '"a" ',
  'open quotes': 'a "b ',
  commas: ',',
  'commas and blanks': ', ',
  thousands: '1,000,',
  semicolons: '  ;',
  dashes: '-',
  'codes and dashes': '95990-',
  points: '1.1.',
  signs: '@#!$?|=',
  arrows: '1 -> 2 ',
  'plus signs': 'refill+',
  words: 'refill ',
  dates: '2026-11-20 ',
  amounts: '40 mL, ',
  'no-break spaces': '\u00a0',
  'lone surrogates': '\ud800',
  'letters beyond ASCII': 'é’',
  'zero bytes': '\0',
  'hyphens and digits': 'a-1-',
  colons: 'a:',
};
const FIRST = [
  '',
  'fill: ',
  'drug: ',
  'dx: ',
  'read: ',
  'prog: ',
  'ok: ',
  'exam: ',
  '95990 ',
  '95990-',
  'J7999 "',
  '2026-11-20 refill P-1 ',
  '2026-11-20 ',
  'pump: ',
  'by: ',
  'next: ',
  'stop: ',
  '? ',
];

function read(text: string): () => void {
  return () => {
    for (const [i, block] of parseNote(text).blocks.entries()) {
      if (i === 0) readDefaults(block);
      else readEncounter(block, block.header!);
    }
  };
}

function format(text: string): () => void {
  return () => {
    for (const block of parseNote(text).blocks) formatBlock(block);
  };
}

const long =
  (first: string, piece: string, blanks: boolean): Sized =>
  count =>
    read(`${HEADER}\n${first}${' '.repeat(blanks ? count : 0)}${piece.repeat(Math.ceil(count / piece.length))}\n`);

it.each(FIRST)('a long line that begins %j is read in time that grows as it does', first => {
  const lines = Object.entries(PIECES).flatMap(([name, piece]): [string, Sized][] => [
    [name, long(first, piece, false)],
    [`${name} after as many blanks`, long(first, piece, true)],
  ]);
  expect(failures(Object.fromEntries(lines), 4000)).toEqual([]);
});

it('lines and fences are read in time that grows with their number', () => {
  const notes = Object.fromEntries(
    [
      '"""\n',
      '"""\ntext\n',
      'x\n',
      '\n',
      '\r',
      ';c\n',
      `${HEADER}\n`,
      `"""\n${HEADER}\n`,
      `"""\n${HEADER}\nx\n`,
      '11/20/2026 refil P-014\n',
      '2026-11-20 patient called\n',
      '9599O @A\n',
      'fill: in 40 mL\n',
      'ok: nothing\n',
      'asess: x\n',
      'drug: baclofen 2000 mcg/mL, 40 mL, waste 1 mL\n',
      'dx: G80.0\n',
      'dx: G80.0, G80.0\n',
      '95990 @AB\n',
      '95990-25-25\n',
      'device: in X\n',
      '| text\n',
      'auth: A-1, 62370\n',
    ].flatMap((line): [string, Sized][] => [
      [line, count => read(line.repeat(count))],
      [`${line} below a header`, count => read(`${HEADER}\n${line.repeat(count)}`)],
      [`${line} formatted`, count => format(`${HEADER}\n${line.replace('95990', '95990  ').repeat(count)}`)],
    ]),
  );
  expect(failures(notes, 250)).toEqual([]);
});

it('a line of a million characters is read', () => {
  for (const [name, piece] of Object.entries(PIECES)) {
    for (const first of ['fill: ', '2026-11-20 ']) {
      const text = `${HEADER}\n${first}${piece.repeat(Math.ceil(1_000_000 / piece.length))}`;
      expect(parseNote(text).blocks.flatMap(block => block.lines).length, `${first}${name}`).toBeGreaterThan(1);
    }
  }
});
