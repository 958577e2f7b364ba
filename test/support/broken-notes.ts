import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';

const root = path.resolve(import.meta.dirname, '../..');
const folders = ['examples', 'test/unit/completion/notes'].map(folder => path.join(root, folder));
const encounters = folders
  .flatMap(folder =>
    readdirSync(folder)
      .filter(name => name.endsWith('.encounter'))
      .map(name => path.join(folder, name)),
  )
  .flatMap(file => readFileSync(file, 'utf8').split(/^(?=\d{4}-\d\d-\d\d )/m));

/** What lands in a note by a slip of the hand, a paste, or a file that something else has written. */
const JUNK = [
  '\0',
  '\t',
  '\r',
  '\r\n',
  '\n',
  '\u0007',
  '\u001b',
  '\ufeff',
  '"',
  '""',
  ',',
  ', ,',
  ':',
  ';',
  '  ; c',
  '|',
  '"""',
  '@',
  '@a',
  '$',
  'x',
  'x3',
  'X2',
  '×4',
  '-',
  '->',
  '→',
  'µg',
  'ug',
  'μ',
  '%',
  '1,000',
  '  ',
  '?',
  '! ',
  '#',
  '2026-11-20 ',
  '11/20/2026',
  '(',
  'needle 1.5" 22g',
  ' ndc 1',
  'exp 02/27',
  '.',
  '0',
  '-kd',
  'ok:',
  'DX:',
  'dx: ',
  'by:',
  ' to ',
  'ML',
  'mG/Ml',
  '\u00a0',
  '\u2003',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u200b',
  '👩‍⚕️',
  'é',
  '\ud800',
  'K',
  'ſ',
  'İ',
  'ı',
  'ß',
  'ﬁ',
  'a'.repeat(50),
  ' '.repeat(10_000),
  '9'.repeat(10_000),
  'a, '.repeat(3000),
];

const slip = fc.record({ at: fc.nat(), cut: fc.nat(6), typed: fc.option(fc.constantFrom(...JUNK), { nil: '' }) });

/**
 * A real encounter with a few slips in it; with any line breaks and letters, perhaps a byte-order mark, perhaps tabs
 * for blanks.
 */
export const brokenNote: fc.Arbitrary<string> = fc
  .record({
    text: fc.constantFrom(...encounters),
    slips: fc.array(slip, { minLength: 1, maxLength: 6 }),
    lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.boolean(),
    dress: fc.constantFrom(
      (text: string) => text,
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.toLowerCase(),
      (text: string) => text.replaceAll(' ', '\t'),
    ),
  })
  .map(({ text, slips, lineBreak, mark, dress }) => {
    let broken = text;
    for (const { at, cut, typed } of slips) {
      const start = at % (broken.length + 1);
      broken = broken.slice(0, start) + typed + broken.slice(start + cut);
    }
    return (mark ? '\ufeff' : '') + dress(broken.replace(/\r?\n/g, lineBreak));
  });
