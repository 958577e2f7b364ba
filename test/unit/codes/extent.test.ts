// A file that is cut off exactly between two lines shows it only by where it ends; a selection of rows is no release.
import { describe, expect, it } from 'vitest';
import { wholeSize } from '../../../server/src/core/codes/import/extent';
import { createLanguage } from '../../../server/src/core/language';
import { problemOf, releasesOf } from '../../support/importing';
import { releasesIn } from '../../support/releases';

const lines = (rows: readonly string[]): string => rows.map(row => `${row}\r\n`).join('');
const count = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

const MUE_HEAD = 'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n';
const mue = (codes: readonly string[]): string =>
  MUE_HEAD + lines(codes.map(code => `${code},1,3 Date of Service Edit: Clinical,Nature of Service/Procedure`));
const hcpcs = (codes: readonly string[], action = '20200101'): string =>
  'HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,ADD DT,ACT EFF DT,TERM DT,ACTION CD\r\n' +
  lines(codes.map(code => `${code},0010,3,Item ${code},Item,20200101,${action},,N`));
const nucc = (codes: readonly string[]): string =>
  'Code,Grouping,Classification,Specialization\r\n' + lines(codes.map(code => `${code},Group,Class,`));
const addOns = (codes: readonly string[]): string =>
  lines(codes.map(code => `1${code}       62370       2013001       `));
const asp = (codes: readonly string[]): string =>
  'HCPCS Code,Short Description,HCPCS Code Dosage,Payment Limit\r\n' +
  lines(codes.map(code => `${code},Drug,1 mg,1.234`));

const FILES: readonly (readonly [
  set: string,
  name: string,
  write: (codes: readonly string[]) => string,
  end: string,
])[] = [
  ['MUE', 'mue_2026q4.csv', mue, 'V5364'],
  ['HCPCS', 'HCPC2026_OCT_ANWEB.csv', codes => hcpcs(codes, '20261001'), 'V5364'],
  ['taxonomy', 'nucc_taxonomy_260.csv', nucc, '347E00000X'],
  ['add-on edits', 'AOC_V2026Q4-MCR.txt', addOns, 'G2212'],
  ['ASP', 'asp_2026q4.csv', asp, 'Q9991'],
];

describe.each(FILES)('%s', (set, name, write, end) => {
  const codes = (many: number): string[] =>
    set === 'taxonomy' ? count(0, many).map(i => `2${String(i).padStart(3, '0')}00000X`) : codesOf(set, many);

  it('with many rows is refused if it ends before the last codes', () => {
    expect(problemOf(name, write(codes(400)))).toMatch(/line 40\d: expected .*: the file is cut off$/);
    expect(problemOf(name, write([...codes(400), end]))).toBe('nothing');
  });

  it('with few rows is an excerpt', () => {
    expect(releasesOf(name, write(codes(20)))).toMatchObject([{ set, isExcerpt: true }]);
    const whole = releasesOf(name, write([...codes(wholeSize(set as 'MUE')), end]));
    expect(whole[0]).not.toHaveProperty('isExcerpt');
  });
});

function codesOf(set: string, many: number): string[] {
  return count(0, many).map(i =>
    set === 'HCPCS' || set === 'ASP'
      ? `${'ABCEJ'[Math.floor(i / 1000) % 5]}${String(i % 10_000).padStart(4, '0')}`
      : String(10_000 + i),
  );
}

describe('HCPCS modifiers', () => {
  const MODIFIERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    .flatMap(first => [...'ABCDEFGHJKLMNOPQ'].map(second => `${first}${second}`))
    .slice(0, 26 * 16);
  const file = (modifiers: readonly string[], codes: readonly string[]): string => {
    const [head, ...rows] = hcpcs(codes, '20261001').split('\r\n');
    return `${lines([head!, ...modifiers.map(one => `   ${one},0010,7,Modifier ${one},,20200101,20200101,,N`)])}${rows.join('\r\n')}`;
  };
  const whole = [...codesOf('HCPCS', wholeSize('HCPCS')), 'V5364'];
  const name = 'HCPC2026_OCT_ANWEB.csv';

  it('of a selection are an excerpt too', () => {
    expect(releasesOf(name, file(['KD', 'JW', 'JZ'], ['J0475']))).toMatchObject([
      { set: 'HCPCS', isExcerpt: true },
      { set: 'HCPCS modifiers', isExcerpt: true },
    ]);
    expect(releasesOf(name, file(MODIFIERS, whole))[1]).not.toHaveProperty('isExcerpt');
  });

  it('without their beginning, or with few codes below, are refused', () => {
    expect(problemOf(name, file(MODIFIERS.slice(100), whole))).toContain('from their first rows, not from G');
    expect(problemOf(name, file(MODIFIERS, ['J0475']))).toContain('all codes below the modifiers: the file is cut off');
    expect(problemOf(name, file(MODIFIERS, []))).toContain('all codes below the modifiers: the file is cut off');
  });

  it('an excerpt leaves what it lacks as it ships', () => {
    const codes = createLanguage(releasesIn(file(['KD'], ['J0475']), name)).codes;
    expect(codes.on('2026-11-20').modifierStatus('JZ')).toBe('valid');
  });
});

describe('the last rows of HCPCS and of limits', () => {
  it.each(FILES.filter(([set]) => set === 'MUE' || set === 'HCPCS'))('%s: cut off before V5364', (set, name, write) => {
    expect(problemOf(name, write([...codesOf(set, 400), 'V5336']))).toContain('codes up to V5364: the file is cut off');
  });
});

describe('an excerpt', () => {
  const on = (...releases: Parameters<typeof createLanguage>[0] & object) =>
    createLanguage(releases).codes.on('2026-11-20');
  const shipped = createLanguage().codes.on('2026-11-20');

  it('of HCPCS leaves the codes that it lacks undecided', () => {
    const codes = on(...releasesIn(hcpcs(['J2274', 'J0475']), 'HCPC2026_OCT_ANWEB.csv'));
    expect(codes.isComplete('HCPCS')).toBe(false);
    expect(codes.procedure('J2274')?.title).toBe('Item J2274');
  });

  it('of limits, add-ons, pairs and taxonomy keeps the shipped rows of the codes that it lacks', () => {
    const codes = on(
      ...releasesIn(mue(['62369']), 'mue_2026q4.csv'),
      ...releasesIn(addOns(['77001']), 'AOC_V2026Q4-MCR.txt'),
      ...releasesIn('97110\t97140\t\t20200101\t*\t0\tMisuse\r\n', 'ccipra-v323r0.txt'),
      ...releasesIn(nucc(['207R00000X']), 'nucc_taxonomy_260.csv'),
    );
    expect(shipped.procedure('62370')?.mue).toBeDefined();
    expect(codes.procedure('62370')?.mue).toEqual(shipped.procedure('62370')?.mue);
    expect(codes.procedure('62369')?.mue).toMatchObject({ units: 1, edition: 'in force from 2026-10-01' });
    expect(shipped.addOn('77003')).toBeDefined();
    expect(codes.addOn('77003')).toEqual(shipped.addOn('77003'));
    expect(shipped.pair('62370', '62367')).toBeDefined();
    expect(codes.pair('62370', '62367')).toEqual(shipped.pair('62370', '62367'));
    expect(codes.bundledInto('62370')).toEqual(shipped.bundledInto('62370'));
    expect(codes.pair('97110', '97140')).toMatchObject({ rationale: 'Misuse' });
    expect(codes.taxonomy('208VP0000X')).toEqual(shipped.taxonomy('208VP0000X'));
  });
});

describe('the first day of a HCPCS file', () => {
  it.each([
    ['HCPC2026_OCT_ANWEB.csv', '2026-10-01'],
    ['HCPC2026-layout-excerpt.csv', '2026-01-01'],
    ['hcpcs-july-2026.csv', '2026-07-01'],
  ])('%s, an excerpt: %s, by its name', (name, from) => {
    expect(releasesOf(name, hcpcs(['J2274']))[0]?.from).toBe(from);
  });

  it('an excerpt whose name says no day, or an earlier one than its rows, asks for it', () => {
    expect(problemOf('codes.csv', hcpcs(['J2274']))).toContain('--from');
    expect(problemOf('HCPC2019_JAN.csv', hcpcs(['J2274']))).toContain('--from');
  });

  const CODES = codesOf('HCPCS', wholeSize('HCPCS'));
  /** A whole file of changes on one day, with a few codes that changed on another. */
  const whole = (name: string, changed: string, announced = changed, few = ['V5362', 'V5364']): string => {
    const below = hcpcs(few, announced).split('\r\n').slice(1).join('\r\n');
    const text = hcpcs(CODES, changed) + below;
    const problem = problemOf(name, text);
    return problem === 'nothing' ? releasesOf(name, text)[0]!.from : problem;
  };

  it.each([
    ['HCPC2018_CONTR_ANWEB_disc.txt', '20180101', '20180701', '2018-01-01'],
    ['HCPC2026_OCT_ANWEB.txt', '20261001', '20270101', '2026-10-01'],
    ['HCPC17_CONTR_ANWEB.txt', '20170101', '20170101', '2017-01-01'],
    ['HCPC2026_ANWEB.txt', '20260701', '20261001', '2026-07-01'],
    ['october-2026.zip!HCPC2026_ANWEB.txt', '20261001', '20270101', '2026-10-01'],
    ['codes.csv', '20260701', '20261001', '2026-07-01'],
    ['codes.csv', '20260701', '20260701', '2026-07-01'],
  ])('%s, whole, most changes of %s and two of %s: %s', (name, changed, announced, from) => {
    expect(whole(name, changed, announced)).toBe(from);
  });

  it.each([
    ['HCPC2026_OCT_ANWEB.txt', '20190101', 'the release of 2026-10-01, as its name says', '2019-01-01'],
    ['HCPC2021_CONTR_ANWEB.txt', '20190101', 'the release of 2021, as its name says', '2019-01-01'],
    ['HCPC2026_JUL_ANWEB.txt', '20261001', 'the release of 2026-07-01, as its name says', '2026-10-01'],
  ])('%s, whole, with changes of %s: name and content differ', (name, changed, named, newest) => {
    const problem = whole(name, changed);
    expect(problem).toContain(`expected ${named}`);
    expect(problem).toContain(`its newest changes are of ${newest}; say its first day with --from`);
  });

  it('of more than a few codes announced together is theirs', () => {
    const few = count(0, 12).map(i => `V53${i + 53}`);
    expect(whole('HCPC2026_ANWEB.txt', '20260701', '20261001', few)).toBe('2026-10-01');
  });
});

describe('the end of an ICD-10-CM order file', () => {
  const order = (codes: readonly string[]): string =>
    lines(codes.map((code, i) => `${String(i + 1).padStart(5, '0')} ${code.padEnd(7)} 1 ${'Title'.padEnd(60)} Title`));

  it.each([
    ['icd10cm_order_2018.txt', ['A000', 'Z9989'], true],
    ['icd10cm_order_2018.txt', ['A000', 'Z980'], false],
    ['icd10cm_order_2021.txt', ['A000', 'Z9989', 'U071'], true],
    ['icd10cm_order_2021.txt', ['A000', 'Z9989'], false],
    ['icd10cm_order_2026.txt', ['A000', 'Z9989', 'U071'], false],
    ['icd10cm_order_2026.txt', ['A000', 'Z9989', 'U099'], true],
  ])('%s with %j: whole is %j', (name, codes, isWhole) => {
    const problem = problemOf(name, order(codes));
    if (isWhole) expect(problem).toBe('nothing');
    else expect(problem).toMatch(/line \d: expected codes up to [ZU]\d\d(\.8)?: the file is cut off/);
  });
});
