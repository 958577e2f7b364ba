// An edition of NCCI pairs comes in four files: if some are missing, their pairs keep the shipped tables or have no data.
import { describe, expect, it } from 'vitest';
import { editionStates } from '../../../server/src/core/codes/edition-states';
import { BlockTable, encodeBlocks } from '../../../server/src/core/codes/block-table';
import { isInParts } from '../../../server/src/core/codes/import/file-parts';
import { joinReleases, readFile } from '../../../server/src/core/codes/import/read-releases';
import type { LoadedRelease } from '../../../server/src/core/codes/loaded/loaded-release';
import { createLanguage } from '../../../server/src/core/language';
import { importFiles } from '../../../server/src/project/code-store/import-files';
import type { NewRelease } from '../../../server/src/project/code-store/release-list';
import { findingsOf } from '../../support/checking';
import { releasesInFiles } from '../../support/releases';

const FILES: readonly (readonly string[])[] = [
  ['0001A 0591T', '25391 12044'],
  ['25391 12045', '36831 13121'],
  ['36831 13122', '61591 36000'],
  ['61591 36400', '62370 62368', '97110 97140', 'U0003 U0004'],
];

const nameOf = (number: number, kind = 'ccipra'): string => `${kind}-v323r0-f${number}.txt`;
const textOf = (number: number): string =>
  FILES[number - 1]!.map(row => `${row.replace(' ', '\t')}\t\t20200101\t*\t0\tMisuse\r\n`).join('');
/** Some of the files of an edition, by their numbers. */
const files = (numbers: readonly number[], kind = 'ccipra') =>
  releasesInFiles(numbers.map(number => ({ name: nameOf(number, kind), text: textOf(number) })));
const codesWith = (numbers: readonly number[]) => createLanguage(files(numbers)).codes;
const listed = (numbers: readonly number[]) =>
  editionStates(codesWith(numbers), [], '2026-11-30').editions.find(({ set, loaded }) => set === 'NCCI' && loaded);

describe('files of an edition', () => {
  it.each([
    [[1], ['f2', 'f3', 'f4']],
    [
      [4, 2],
      ['f1', 'f3'],
    ],
    [[1, 2, 3, 4], undefined],
  ])('%j: missing are %j', (numbers, missing) => {
    expect(listed(numbers)?.missingFiles).toEqual(missing);
  });

  it('keep the shipped pairs where their file is missing', () => {
    const shipped = createLanguage().codes.on('2026-11-20');
    expect(shipped.pair('62370', '62367')).toBeDefined();
    for (const numbers of [[1], [2], [3], [1, 2, 3]]) {
      const codes = codesWith(numbers).on('2026-11-20');
      expect(codes.pair('62370', '62367')).toEqual(shipped.pair('62370', '62367'));
      expect(codes.bundledInto('62370')).toEqual(shipped.bundledInto('62370'));
      expect(codes.pairHistory('62370', '62367')).toEqual(shipped.pairHistory('62370', '62367'));
    }
  });

  it('do not decide a code between two files that do not meet in one code', () => {
    const between = FILES.map((rows, i) => (i === 0 ? ['0001A 0591T'] : rows));
    const texts = [0, 1].map(i =>
      between[i]!.map(row => `${row.replace(' ', '\t')}\t\t20200101\t*\t0\tMisuse\r\n`).join(''),
    );
    const loaded = releasesInFiles(texts.map((text, i) => ({ name: nameOf(i + 1), text })));
    const parts = loaded[0]!.parts!;
    expect(['0001A0591T', '2539112044', '2539112046'].map(key => isInParts(parts, key))).toEqual([true, false, true]);
    expect(isInParts(files([1, 2])[0]!.parts, '2539112044')).toBe(true);
  });

  it('decide the pairs of their own range, a column 1 code in two files included', () => {
    const codes = codesWith([1, 4]).on('2026-11-20');
    for (const [column1, column2] of [
      ['25391', '12044'],
      ['62370', '62368'],
      ['97110', '97140'],
    ] as const)
      expect([column1, codes.pair(column1, column2)?.rationale]).toEqual([column1, 'Misuse']);
    expect(codes.pair('62370', '62367')).toBeUndefined();
    expect(codesWith([1, 2, 3, 4]).on('2026-11-20').bundledInto('25391')).toHaveLength(2);
    expect(codesWith([1, 2, 3, 4]).on('2026-11-20').pair('62370', '62367')).toBeUndefined();
  });
});

describe('files that are imported one after the other', () => {
  /** The releases after imports of the files of these numbers, each import by itself. */
  function importedInTurn(...imports: readonly (readonly number[])[]): LoadedRelease[] {
    let loaded: LoadedRelease[] = [];
    for (const numbers of imports) {
      const toImport = numbers.map(number => ({
        name: nameOf(number),
        source: '',
        read: () => Buffer.from(textOf(number)),
      }));
      const [{ release }] = importFiles(toImport, { isLicensed: false, loaded: () => loaded }) as [NewRelease];
      const blocks = encodeBlocks(release.rows).map(({ first, bytes }) => ({ first, bytes: () => bytes }));
      loaded = [{ ...release, rows: release.rows.length, blocks: () => blocks }];
    }
    return loaded;
  }
  const keysOf = (releases: readonly LoadedRelease[]): string[] =>
    releases.flatMap(release => [...new BlockTable(release.blocks()).all()].map(({ key }) => key));

  it('add to each other, in any order, until the edition is whole', () => {
    const together = importedInTurn([1, 2, 3, 4]);
    expect(keysOf(together)).toHaveLength(10);
    expect(together[0]!.parts).toBeUndefined();
    for (const order of [
      [[1], [2], [3], [4]],
      [[4], [2], [1, 3]],
      [[3, 1], [2], [4]],
    ]) {
      const inTurn = importedInTurn(...order);
      expect(keysOf(inTurn)).toEqual(keysOf(together));
      expect(inTurn[0]!.parts).toBeUndefined();
    }
    const two = importedInTurn([4], [1]);
    expect(two[0]!.parts?.map(({ number }) => number)).toEqual([1, 4]);
  });

  it('take the place of the same file, in a part of the edition and in the whole', () => {
    expect(keysOf(importedInTurn([1], [2], [1]))).toEqual(keysOf(importedInTurn([1, 2])));
    const again = importedInTurn([1, 2, 3, 4], [2]);
    expect(keysOf(again)).toEqual(keysOf(importedInTurn([1, 2, 3, 4])));
    expect(again[0]!.parts).toBeUndefined();
  });
});

describe('a file of real size', () => {
  const pairs = (from: number, to: number): string[] => {
    const rows: string[] = [];
    for (let code = from; code <= to; code += 50)
      for (let other = 0; other < 100; other++)
        rows.push(`${String(code).padStart(5, '0')}\t${90_000 + other}\t\t20200101\t*\t0\tMisuse`);
    return rows;
  };
  const text = (rows: readonly string[]): string => `${rows.join('\r\n')}\r\n`;
  const readAll = (...named: readonly (readonly [name: string, text: string])[]) =>
    joinReleases(
      named.map(([name, text]) => readFile({ name, text })),
      { base: () => undefined },
    );

  it('that has fewer pairs than the others of its edition is cut off, if a code goes on in the next file', () => {
    const all = pairs(100, 61_591);
    const size = Math.floor(all.length / 4) - 30;
    const part = (number: number, from: number, to: number) =>
      [`ccipra-v323r0-f${number}.txt`, text(all.slice(from, to))] as const;
    const others = [part(2, size, 2 * size), part(3, 2 * size, 3 * size)];
    expect(readAll(part(1, 0, size), ...others)[0]!.rows).toHaveLength(3 * size);
    expect(() => readAll(part(1, 0, size - 60), ...others)).toThrow(
      `f1.txt, line 1: expected ${size} pairs as in ccipra-v323r0-f2.txt, not ${size - 60}: the file is cut off`,
    );
  });

  it('that is the last may hold the rest of the division', () => {
    const all = pairs(100, 61_591);
    const size = Math.floor(all.length / 4) - 30;
    const first = [1, 2, 3].map(
      number => [`ccipra-v323r0-f${number}.txt`, text(all.slice((number - 1) * size, number * size))] as const,
    );
    const rest = (more: number) => [
      'ccipra-v323r0-f4.txt',
      text([...all.slice(3 * size, 4 * size + more - 1), 'U0003\tU0004\t\t20200101\t*\t0\tMisuse']),
    ];
    expect(readAll(...first, rest(3) as [string, string])[0]!.rows).toHaveLength(4 * size + 3);
    expect(() => readAll(...first, rest(9) as [string, string])).toThrow('as in ccipra-v323r0-f4.txt');
  });

  it('whose name says no number has the number of its codes', () => {
    const numberOf = (from: number, to: number) =>
      readAll(['2026q4 a.txt', text(pairs(from, to))])[0]!.parts?.[0]?.number;
    expect([numberOf(100, 25_000), numberOf(25_391, 36_831), numberOf(36_831, 61_591)]).toEqual([1, 2, 3]);
    const last = `${text(pairs(61_591, 99_999))}U0003\tU0004\t\t20200101\t*\t0\tMisuse\r\n`;
    expect(readAll(['2026q4 d.txt', last])[0]!.parts?.[0]?.number).toBe(4);
  });

  it('that ends before the next begins, or before the last codes, is cut off', () => {
    const f2 = ['ccipra-v323r0-f2.txt', text(pairs(25_391, 36_831))] as const;
    expect(readAll(['ccipra-v323r0-f1.txt', text(pairs(100, 25_391))], f2)).toHaveLength(1);
    expect(() => readAll(['ccipra-v323r0-f1.txt', text(pairs(100, 20_000))], f2)).toThrow(
      /^ccipra-v323r0-f1\.txt, line 1: expected pairs up to column 1 25391, .* not 20000: the file is cut off$/,
    );
    expect(() => readAll(['ccipra-v323r0-f4.txt', text(pairs(61_591, 90_000))])).toThrow(
      /up to U: the file is cut off/,
    );
  });
});

it('ASC addenda that are imported one after the other add to each other', () => {
  const file = (addendum: string, ...codes: readonly string[]) => ({
    name: `addendum-${addendum}-2026q4.csv`,
    text: `HCPCS Code,Payment Indicator,Payment Rate\r\n${codes.map(code => `${code},A2,1.00\r\n`).join('')}`,
  });
  const aa = releasesInFiles([file('AA', '62362', '62365')])[0]!;
  const both = joinReleases([readFile(file('BB', 'J2274'))], {
    base: () => undefined,
    stored: () => ({ rows: new BlockTable(aa.blocks()).all() }),
  });
  expect(both[0]!.rows.map(({ key }) => key)).toEqual(['62362', '62365', 'J2274']);
  const corrected = joinReleases([readFile(file('AA', '62361'))], {
    base: () => undefined,
    stored: () => ({ rows: both[0]!.rows }),
  });
  expect(corrected[0]!.rows.map(({ key }) => key)).toEqual(['62361', 'J2274']);
});

it('hospital pairs in a missing file have no data', () => {
  const found = (numbers: readonly number[]) => {
    const workspace = createLanguage(files(numbers, 'ccioph')).createWorkspace();
    workspace.set('note', '2026-11-20 visit P-014 @opd bill=facility\nby: MD AS\ndx: G80.0\n97110 @A\n97140 @A\n');
    return findingsOf(workspace)
      .map(({ finding }) => finding)
      .filter(({ rule }) => rule === 'bundled-pair');
  };
  expect(found([1, 2, 3])).toMatchObject([
    { severity: 'info', message: expect.stringContaining('Load f4 of the NCCI hospital edit files of 2026Q4') },
  ]);
  for (const numbers of [[4], [1, 2, 3, 4]]) expect(found(numbers)).toMatchObject([{ severity: 'error' }]);
});
