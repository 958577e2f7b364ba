// An edition of NCCI pairs comes in four files: if some are missing, their pairs keep the shipped tables or have no data.
import { describe, expect, it } from 'vitest';
import { editionStates } from '../../../server/src/core/codes/edition-states';
import { createLanguage } from '../../../server/src/core/language';
import { findingsOf } from '../../support/checking';
import { releasesInFiles } from '../../support/releases';

const FILES: readonly (readonly string[])[] = [
  ['0001A 0591T', '25391 12044'],
  ['25391 12045', '36831 13121'],
  ['36831 13122', '61591 36000'],
  ['61591 36400', '62370 62368', '97110 97140', 'U0003 U0004'],
];

/** Some of the files of an edition, by their numbers. */
const files = (numbers: readonly number[], kind = 'ccipra') =>
  releasesInFiles(
    numbers.map(number => ({
      name: `${kind}-v323r0-f${number}.txt.gz`,
      text: FILES[number - 1]!.map(row => `${row.replace(' ', '\t')}\t\t20200101\t*\t0\tMisuse\r\n`).join(''),
    })),
  );
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
