// What a user reads after an import: how far each file goes, and what may be a typing error or a missing end.
import { describe, expect, it } from 'vitest';
import { encodeBlocks } from '../../../server/src/core/codes/block-table';
import type { LoadedRelease } from '../../../server/src/core/codes/loaded/loaded-release';
import { importedLines } from '../../../server/src/project/code-store/imported-line';
import { importFiles } from '../../../server/src/project/code-store/import-files';

const imported = (files: Readonly<Record<string, string>>, loaded: readonly LoadedRelease[] = []) =>
  importFiles(
    Object.entries(files).map(([name, text]) => ({ source: name, name, read: () => Buffer.from(text) })),
    { isLicensed: false, loaded: () => loaded },
  );
const answer = (files: Readonly<Record<string, string>>, loaded: readonly LoadedRelease[] = []) =>
  imported(files, loaded).flatMap(importedLines);
const stored = (files: Readonly<Record<string, string>>): LoadedRelease[] =>
  imported(files).map(({ release }) => ({
    ...release,
    rows: release.rows.length,
    blocks: () => encodeBlocks(release.rows).map(({ first, bytes }) => ({ first, bytes: () => bytes })),
  }));

const nucc = (codes: readonly string[]): string =>
  `Code,Grouping,Classification,Specialization\r\n${codes
    .map(code => `${code},${code.startsWith('34') ? 'Transportation Services' : 'Physicians'},Class,\r\n`)
    .join('')}`;
const TAXONOMY = Array.from({ length: 720 }, (_, i) => `2${String(i).padStart(3, '0')}00000X`);
const VANS = ['341600000X', '343800000X', '347C00000X'];

describe('the answer', () => {
  it('names the first and the last code', () => {
    expect(answer({ 'nucc_taxonomy_260.csv': nucc([...TAXONOMY, ...VANS]) })).toEqual([
      'taxonomy NUCC 26.0: 723 rows, 200000000X to 347C00000X, in force from 2026-01-01',
    ]);
    expect(answer({ 'ccipra-v323r0-f1.txt': '97110\t97140\t\t20200101\t*\t0\tMisuse\r\n' })).toEqual([
      'NCCI 2026-10-01: 1 rows, 97110/97140, in force from 2026-10-01; f2, f3, f4 missing: import them too',
    ]);
  });

  it('says which last codes of the release before are not in the file', () => {
    const before = { 'nucc_taxonomy_251.csv': nucc([...TAXONOMY, ...VANS]) };
    const cut = { 'nucc_taxonomy_260.csv': nucc([...TAXONOMY, ...VANS.slice(0, 1)]) };
    const remark =
      'Compare the end of the taxonomy file with the published one: 343800000X, 347C00000X of NUCC 25.1 are not in it.';
    expect(answer(cut, stored(before))).toContain(remark);
    expect(answer({ ...cut, ...before })).toContain(remark);
    expect(answer({ ...before, 'nucc_taxonomy_260.csv': nucc([...TAXONOMY.slice(9), ...VANS]) })).toHaveLength(2);
    expect(answer(before, stored(cut))).toHaveLength(1);
  });
});

describe('a coverage list', () => {
  const list = (...lines: string[]): string[] =>
    answer({ 'list.csv': `payer,service,diagnosis,support,from,to,source\n${lines.join('\n')}\n` }).slice(1);
  const line = (payer: string, diagnosis: string): string => `${payer},62370,${diagnosis},yes,2026-01-01,,Article`;

  it.each([
    ['medcare', 'G80.-', '“medcare” is neither a payer that ships nor a Medicare contractor; medicare is near'],
    ['NGS-JX', 'G80.-', '“ngs-jx” is neither a payer that ships nor a Medicare contractor'],
    ['acme', 'G80.-', 'it decides only notes whose payer has a profile of that name'],
    ['medicare', 'XYZ', 'XYZ is no ICD-10-CM code of the tables'],
    ['medicare', 'G80.7', 'G80.7 is no ICD-10-CM code of the tables'],
    ['medicare', 'Q99Z-', 'no ICD-10-CM code begins with Q99.Z'],
    ['medicare', 'G80', 'G80 is a header on 2026-01-01 and never billed; G80- is every code below it'],
  ])('%s, %s: %s', (payer, diagnosis, remark) => {
    expect(list(line('medicare', 'G80.0'), line(payer, diagnosis))).toEqual([
      expect.stringMatching(/^Check line 3 of list\.csv: /),
    ]);
    expect(list(line(payer, diagnosis))[0]).toContain(remark);
  });

  it.each([
    ['medicare', 'G80.1'],
    ['#Aetna', 'g80.-'],
    ['NGS-JK', 'M96.1'],
    ['Noridian-JF', 'G80*'],
  ])('%s, %s: nothing', (payer, diagnosis) => {
    expect(list(line(payer, diagnosis))).toEqual([]);
  });
});
