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
    "const a = b / c / d; // /no/\nreturn /x\"\\/[/]y/gi.test(`/no/${/in`s/.source + { a: 1 }}/no/`); /* /no/ */ f('/no/', /z/);\nif (n / 2 > m[0] / 2) x = !/w/;";
  expect(literalsIn(code, 'f').map(({ source, flags }) => `/${source}/${flags}`)).toEqual([
    '/x"\\/[/]y/gi',
    '/in`s/',
    '/z/',
    '/w/',
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
  console.log(`${literals.length} regular expressions and ${built.length} put together, ${works.length} hostile lines`);
  expect(failures(Object.fromEntries(works), 2000)).toEqual([]);
});

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
