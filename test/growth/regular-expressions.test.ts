import { beforeAll, expect, it } from 'vitest';
import { failures, type Sized } from './growth';
import { literalsIn, regularExpressions, type Found } from './regular-expressions';

/** Those that are put together while the program starts. */
const built: Found[] = [];

beforeAll(async () => {
  const Original = globalThis.RegExp;
  globalThis.RegExp = class extends Original {
    constructor(pattern: RegExp | string, flags?: string) {
      super(pattern, flags);
      built.push({ where: 'put together', source: this.source, flags: this.flags });
    }
  } as RegExpConstructor;
  await import('../../server/src/core/language');
  globalThis.RegExp = Original;
});

it('the literals of a source are found', () => {
  const code =
    "const a = b / c / d; // /no/\nreturn /x\"\\/[/]y/gi.test(`/no/${/in`s/.source + { a: 1 }}/no/`); /* /no/ */ f('/no/', /z/);\nif (n / 2 > m[0] / 2) x = !/w/; y = z[0]! / 2; /v/;";
  expect(literalsIn(code, 'f').map(({ source, flags }) => `/${source}/${flags}`)).toEqual([
    '/x"\\/[/]y/gi',
    '/in`s/',
    '/z/',
    '/w/',
    '/v/',
  ]);
});

it('no regular expression blows up on a hostile line', () => {
  const literals = regularExpressions();
  expect(literals.length).toBeGreaterThan(60);
  expect(built.length).toBeGreaterThan(3);
  const works = [...literals, ...built].flatMap(({ where, source, flags }): [string, Sized][] =>
    attacks(source).map(attack => [
      `${where} /${source}/${flags} on ${JSON.stringify(attack)}`,
      count => search(new RegExp(source, flags), attack.piece.repeat(count) + attack.last),
    ]),
  );
  const suspects = works.filter(([, work]) => !isSurelyEven(work));
  console.log(
    `${literals.length} regular expressions and ${built.length} put together, ${works.length} hostile lines, of which ${suspects.length} are measured`,
  );
  expect(failures(Object.fromEntries(suspects), 2000)).toEqual([]);
});

it('an expression that takes the square of its line is measured', () => {
  const searching =
    (source: string): Sized =>
    count =>
      search(new RegExp(source), 'a'.repeat(count));
  expect(isSurelyEven(searching('a+b'))).toBe(false);
  expect(isSurelyEven(searching('^a+b'))).toBe(true);
});

/** Repetitions of a piece, and the microseconds below which the square of them cannot have been tried. */
const PIECES = 1000,
  TOO_SHORT = 100;

/**
 * Whether a search of a line, and of one of twice its length, is so short that its time cannot grow faster than the
 * line. To measure the growth of each takes hours.
 */
function isSurelyEven(work: Sized): boolean {
  const once = shortest(work(PIECES));
  return once < TOO_SHORT || shortest(work(2 * PIECES)) <= 3 * once;
}

/** Of three searches, in microseconds: the first ones compile the expression. */
function shortest(searchLine: () => unknown): number {
  let least = Infinity;
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    searchLine();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, user + system);
  }
  return least;
}

function search(expression: RegExp, line: string): () => unknown {
  if (expression.global) return () => [...line.matchAll(expression)].length;
  return () => {
    expression.lastIndex = 0;
    return expression.test(line);
  };
}

const ALWAYS = [
  ' ',
  '\t',
  'a',
  'A',
  '7',
  '"',
  '1.',
  'a-',
  'a ',
  'a.',
  '1 ',
  '1-',
  '\u00a0',
  '’',
  ', ',
  'Aa ',
  '(',
  ')',
  '/',
  'é',
  '\ud83d',
  'MD ',
  '12-34-',
];

/**
 * Runs that an expression may try in many ways: of what every line may hold, and of the characters and words of the
 * expression itself.
 */
function attacks(source: string): { piece: string; last: string }[] {
  const words = source.match(/[A-Za-z]{2,}/g) ?? [];
  const signs = [...source.replace(/\\[a-zA-Z]/g, '').replace(/[\\^$*+?()[\]{}|]/g, '')];
  const own = [
    ...new Set([
      ...words.slice(0, 6),
      ...words.slice(0, 6).map(word => `${word} `),
      ...signs,
      ...signs.map((sign, i) => sign + (signs[i + 1] ?? '')),
    ]),
  ];
  return [...new Set([...ALWAYS, ...own.slice(0, 24)])].flatMap(piece => ['', '\0'].map(last => ({ piece, last })));
}
