// Rules beside loaded releases: the edition of the date of service decides, and between two editions there are no data.
import { describe, expect, it } from 'vitest';
import { editionStates } from '../../../server/src/core/codes/edition-states';
import type { LoadedRelease } from '../../../server/src/core/codes/loaded/loaded-release';
import { releaseDifferences } from '../../../server/src/core/codes/release-differences';
import { createLanguage } from '../../../server/src/core/language';
import { findingsOf } from '../../support/checking';
import { release } from '../../support/releases';

/** Rule, severity and message of the findings of a note. */
function findings(loaded: readonly LoadedRelease[], note: string) {
  const workspace = createLanguage(loaded).createWorkspace();
  workspace.set('note', note);
  return findingsOf(workspace).map(({ finding }) => finding);
}

const note = (date: string, lines: string, tags = '') =>
  `${date} visit P-014 @office${tags}\nby: MD AS\ndx: G80.0\n${lines}\n`;

const MUE = [release('MUE', '2024-07-01', ['97110|6,3|x']), release('MUE', '2026-10-01', ['97110|4,3|x'])];
const PAIRS = ['9711097140|2020-01-01,,0|Mutually exclusive'];
const NCCI = [release('NCCI', '2025-01-01', PAIRS), release('NCCI', '2026-10-01', PAIRS)];

describe('between two loaded editions', () => {
  it.each([
    ['2024-08-01', undefined],
    ['2024-09-30', undefined],
    ['2024-10-01', 'practitioner MUE file of 2024Q4 (from 2024-10-01)'],
    ['2025-02-10', 'practitioner MUE file of 2025Q1 (from 2025-01-01)'],
    ['2026-09-30', 'practitioner MUE file of 2026Q3 (from 2026-07-01)'],
    ['2026-10-01', undefined],
    ['2031-01-01', undefined],
    ['2019-01-01', undefined],
  ])('limits of %s: missing is %s', (date, file) => {
    expect(createLanguage(MUE).codes.on(date).missingFile('MUE')).toBe(file);
    const found = findings(MUE, note(date, '97110 x7 @A')).filter(({ rule }) => rule === 'units-limit');
    if (file === undefined) expect(found.map(({ severity }) => severity)).toEqual(date < '2024-07' ? [] : ['warning']);
    else expect(found).toMatchObject([{ severity: 'info', message: expect.stringContaining(`Load the ${file}`) }]);
  });

  it('pairs before the first release that is loaded are those whose own days say so', () => {
    const spans = ['9711097140|2020-01-01,2022-12-31,0|Ended', '9753097150|2023-01-01,,0|Later'];
    const loaded = [release('NCCI', '2025-01-01', spans)];
    const rules = (date: string, codes: string) =>
      findings(loaded, note(date, codes))
        .filter(({ rule }) => rule === 'bundled-pair')
        .map(({ severity }) => severity);
    expect(rules('2022-12-31', '97110 @A\n97140 @A')).toEqual(['error']);
    expect(rules('2023-01-01', '97110 @A\n97140 @A')).toEqual([]);
    expect(rules('2022-12-31', '97530 @A\n97150 @A')).toEqual([]);
    expect(rules('2023-01-01', '97530 @A\n97150 @A')).toEqual(['error']);
    const [found] = findings(loaded, note('2022-12-31', '97110 @A\n97140 @A')).filter(
      ({ rule }) => rule === 'bundled-pair',
    );
    expect(found?.edition).toBe('2025-01-01');
  });

  it('the edition of the date is named, not the newest', () => {
    const [early] = findings(MUE, note('2024-08-01', '97110 x7 @A')).filter(({ rule }) => rule === 'units-limit');
    expect(early?.edition).toBe('in force from 2024-07-01');
    const [late] = findings(MUE, note('2026-11-20', '97110 x7 @A')).filter(({ rule }) => rule === 'units-limit');
    expect(late?.edition).toBe('in force from 2026-10-01');
  });

  it('pairs are not checked, and the missing quarter is named once', () => {
    const on = (date: string) =>
      findings(NCCI, note(date, '97110 @A\n97140 @A')).filter(({ rule }) => rule.startsWith('bundled-pair'));
    expect(on('2025-03-31')).toMatchObject([{ rule: 'bundled-pair', severity: 'error', edition: '2025-01-01' }]);
    expect(on('2026-10-01')).toMatchObject([{ rule: 'bundled-pair', severity: 'error', edition: '2026-10-01' }]);
    expect(on('2025-04-01')).toMatchObject([
      { rule: 'bundled-pair', severity: 'info', message: expect.stringContaining('of 2025Q2 (from 2025-04-01)') },
    ]);
  });

  it('diagnoses of a year that is missing are not checked', () => {
    const loaded = [release('ICD-10-CM', '2028-10-01', ['G80|0|Cerebral palsy', 'G80.0|1|Spastic'], 'FY2029')];
    const on = (date: string) =>
      findings(loaded, `${date} visit P-014 @office\nby: MD AS\ndx: G80\n`).filter(({ rule }) =>
        ['diagnosis-not-billable', 'unknown-code', 'code-not-on-date'].includes(rule),
      );
    expect(on('2027-09-30')).toMatchObject([{ rule: 'diagnosis-not-billable', severity: 'error', edition: 'FY2027' }]);
    expect(on('2027-10-01')).toMatchObject([
      { severity: 'info', message: expect.stringContaining('ICD-10-CM order file of FY2028 (from 2027-10-01)') },
    ]);
    expect(on('2028-10-01')).toMatchObject([{ rule: 'diagnosis-not-billable', severity: 'error', edition: 'FY2029' }]);
  });

  it('primary codes of add-ons are not checked', () => {
    const loaded = ['2026-01-01', '2027-01-01'].map(from =>
      release('add-on edits', from, ['7700362370|1,2013-01-01,|']),
    );
    const on = (date: string) => findings(loaded, note(date, '77003 @A')).filter(({ rule }) => rule === 'add-on-code');
    expect(on('2026-03-31')).toMatchObject([{ severity: 'error' }]);
    expect(on('2026-04-01')).toMatchObject([{ severity: 'info', message: expect.stringContaining('2026Q2') }]);
  });
});

it('with the practitioner tables alone, institutional claims miss the hospital tables of the same quarter', () => {
  const [, limits] = MUE;
  const [, pairs] = NCCI;
  const text = '2026-11-20 visit P-014 @opd bill=facility\nby: MD AS\ndx: G80.0\n97110 x7 @A\n97140 @A\n';
  const found = findings([limits!, pairs!], text).filter(({ rule }) => ['units-limit', 'bundled-pair'].includes(rule));
  expect(found.map(({ message }) => message).sort()).toEqual([
    expect.stringContaining('Load the NCCI hospital edit files of 2026Q4 (from 2026-10-01)'),
    expect.stringContaining('Load the outpatient hospital MUE file of 2026Q4 (from 2026-10-01)'),
  ]);
});

describe('hospital tables', () => {
  const facility = (date: string, lines: string) =>
    `${date} visit P-014 @opd bill=facility\nby: MD AS\ndx: G80.0\n${lines}\n`;
  const loaded = [
    release('NCCI hospital', '2026-10-01', PAIRS),
    release('MUE facility', '2026-10-01', ['97110|3,2|x']),
  ];
  const rules = (sets: readonly LoadedRelease[], text: string) =>
    findings(sets, text).filter(({ rule }) => ['bundled-pair', 'units-limit'].includes(rule));

  it('decide institutional claims, and no others', () => {
    const text = '97110 x4 @A\n97140 @A';
    expect(rules(loaded, facility('2026-11-20', text))).toMatchObject([
      { rule: 'units-limit', severity: 'error', edition: 'in force from 2026-10-01' },
      { rule: 'bundled-pair', severity: 'error', edition: 'hospital 2026-10-01' },
    ]);
    expect(rules([], facility('2026-11-20', text))).toEqual([]);
    // Pairs have days of their own, limits have none.
    expect(rules(loaded, facility('2026-09-30', text))).toMatchObject([
      { rule: 'bundled-pair', severity: 'error', edition: 'hospital 2026-10-01' },
    ]);
    expect(rules(loaded, facility('2019-12-31', text))).toEqual([]);
    expect(rules(loaded, note('2026-11-20', text))).toEqual([]);
  });
});

it('a loaded taxonomy says which codes are listed, in its days', () => {
  const { codes } = createLanguage([release('taxonomy', '2026-01-01', ['208VP0014X||Pain Medicine / Interventional'])]);
  expect(codes.on('2026-11-20').taxonomy('208VP0014X')?.listed).toBe(true);
  expect(codes.on('2026-11-20').taxonomy('163W00000X')?.listed).toBe(false);
  expect(codes.on('2025-12-31').taxonomy('163W00000X')?.listed).toBe(true);
});

describe('states of editions', () => {
  const { codes } = createLanguage(MUE);
  const { editions, gaps } = editionStates(codes, ['2024-08-01', '2025-02-10', '2027-02-01'], '2027-01-15');
  const of = (set: string) => editions.filter(one => one.set === set);

  it('say what is in force, replaced or expired, and for how many encounters', () => {
    expect(of('MUE')).toMatchObject([
      { from: '2024-07-01', loaded: true, state: 'replaced', encounters: 2, encountersAfter: 1 },
      {
        from: '2026-10-01',
        loaded: true,
        state: 'expired',
        publishedTo: '2026-12-31',
        encounters: 1,
        encountersAfter: 1,
      },
    ]);
    expect(of('ICD-10-CM').at(-1)).toMatchObject({ name: 'FY2027', loaded: false, state: 'in force', encounters: 1 });
    expect(of('places')).toMatchObject([{ state: 'in force', encounters: 3 }]);
  });

  it('name each gap with its first missing file', () => {
    expect(gaps).toEqual([
      {
        set: 'MUE',
        file: 'practitioner MUE file of 2024Q4 (from 2024-10-01)',
        from: '2024-10-01',
        to: '2026-09-30',
        encounters: 1,
      },
    ]);
  });
});

it('two releases are compared row by row, all spans of a key together', () => {
  const before = release('NCCI', '2026-07-01', ['A|1|x', 'B|1,2026-06-30|x', 'B|2|x', 'C|1|x', 'E|1|x']);
  const after = release('NCCI', '2026-10-01', ['A|1|x', 'B|2|x', 'B|1,2026-06-30|x', 'C|9|x', 'D|1|x']);
  expect([...releaseDifferences(before, after)]).toEqual([
    { key: 'C', before: '1 x', after: '9 x' },
    { key: 'D', before: 'none', after: '1 x' },
    { key: 'E', before: '1 x', after: 'none' },
  ]);
  expect([...releaseDifferences(before, before)]).toEqual([]);
});

it('the content of loaded releases is part of what a result depends on', () => {
  const content = (units: number) =>
    createLanguage([release('MUE', '2026-10-01', [`97110|${units},3|x`])]).loadedContent();
  expect(content(4)).toBe(content(4));
  expect(content(4)).not.toBe(content(5));
  expect(createLanguage().loadedContent()).toBe('');
});

describe('HCPCS rows before the first day of their release', () => {
  const HCPCS = (from: string, ...rows: string[]) => release('HCPCS', from, ['A0021|1990-01-01,|Ambulance', ...rows]);
  const loaded = [
    HCPCS('2026-01-01', 'G0456|2013-01-01,2022-12-31|Negative pressure', 'J9035|2005-01-01,|Bevacizumab'),
    HCPCS('2026-10-01', 'C9300|2026-04-01,2026-06-30|A new item', 'J9035|2005-01-01,|Bevacizumab'),
  ];
  const on = (date: string, code: string, releases = loaded) =>
    findings(releases, note(date, `${code} @A`))
      .filter(({ rule }) => ['unknown-code', 'code-not-on-date'].includes(rule))
      .map(({ rule, severity, message }) => `${rule} ${severity}: ${message}`);

  it.each([
    ['2012-12-31', 'G0456', 'begins on 2013-01-01'],
    ['2023-01-01', 'G0456', 'ended on 2022-12-31'],
    ['2025-12-31', 'G0456', 'ended on 2022-12-31'],
    ['2026-02-01', 'G0456', 'ended on 2022-12-31'],
    ['2026-11-20', 'G0456', 'ended on 2022-12-31'],
    ['2026-03-31', 'C9300', 'begins on 2026-04-01'],
    ['2026-07-01', 'C9300', 'ended on 2026-06-30'],
    ['2004-12-31', 'J9035', 'begins on 2005-01-01'],
  ])('decide %s: %s %s', (date, code, when) => {
    expect(on(date, code)).toEqual([expect.stringMatching(new RegExp(`^code-not-on-date error: .*${code} ${when}`))]);
  });

  it.each([
    ['2013-01-01', 'G0456'],
    ['2022-12-31', 'G0456'],
    ['2026-04-01', 'C9300'],
    ['2026-06-30', 'C9300'],
    ['2015-05-05', 'J9035'],
    ['2026-08-15', 'J9035'],
  ])('of a code in its days are silent: %s %s', (date, code) => {
    expect(on(date, code)).toEqual([]);
  });

  it('of a code that no file holds are unknown', () => {
    expect(on('2015-05-05', 'G9999')).toEqual([expect.stringMatching(/^unknown-code info: /)]);
  });

  it('of a code that the newest file no longer holds, without an end, are unknown', () => {
    const older = HCPCS('2019-01-01', 'G0998|2010-01-01,2016-12-31|Ended', 'G0999|2015-01-01,|Gone without an end');
    const releases = [older, ...loaded];
    expect(on('2026-11-20', 'G0999', releases)).toEqual([expect.stringMatching(/^unknown-code /)]);
    expect(on('2026-11-20', 'G0998', releases)).toEqual([expect.stringContaining('ended on 2016-12-31')]);
    expect(on('2016-12-31', 'G0998', releases)).toEqual([]);
  });

  it('of modifiers decide in the same way', () => {
    const modifiers = [release('HCPCS modifiers', '2026-10-01', ['X9|2020-01-01,2024-12-31|A modifier of its own'])];
    const { codes } = createLanguage(modifiers);
    expect(['2019-12-31', '2020-01-01', '2025-01-01'].map(date => codes.on(date).modifierStatus('X9'))).toEqual([
      'not-yet',
      'valid',
      'ended',
    ]);
  });
});

it('an unknown diagnosis names the source of diagnoses, not those of billed codes', () => {
  const [found] = findings([], note('2026-11-20', '95990 @A').replace('G80.0', 'G35.Q')).filter(
    ({ rule }) => rule === 'unknown-code',
  );
  expect(found?.sources).toEqual(['ICD26']);
});

it.each([
  ['27090', ['RVU26']],
  ['G0998', ['HC26']],
])('an unknown code %s that cannot be checked names the source of its own set', (code, sources) => {
  const [found] = findings([], note('2026-11-20', `${code} @A`)).filter(({ rule }) => rule === 'unknown-code');
  expect(found).toMatchObject({ severity: 'info', sources });
});

it('a code that only the add-on edits hold is known, and needs one of its primary codes', () => {
  const loaded = [release('add-on edits', '2026-10-01', ['0914T0915T|1,2025-04-01,|'])];
  const on = (lines: string) =>
    findings(loaded, note('2026-11-20', lines))
      .filter(({ rule, message }) => ['unknown-code', 'add-on-code'].includes(rule) && message.includes('0914T'))
      .map(({ rule, severity }) => [rule, severity]);
  expect(on('75887 @A\n0914T @A')).toEqual([['add-on-code', 'error']]);
  expect(on('0915T @A\n0914T @A')).toEqual([]);
});

describe('add-on edits before the first day of their release', () => {
  const loaded = [
    release('add-on edits', '2026-10-01', ['2284663194|1,2013-04-01,2021-12-31|', '2284663195|1,2013-04-01,|']),
  ];
  const on = (date: string, lines: string, releases = loaded) =>
    findings(releases, note(date, lines))
      .filter(({ rule, message }) => rule === 'add-on-code' && message.includes('22846'))
      .map(({ severity }) => severity);

  it('decide by the days of their rows', () => {
    expect(on('2021-12-31', '63194 @A\n22846 @A')).toEqual([]);
    expect(on('2022-01-01', '63194 @A\n22846 @A')).toEqual(['error']);
    expect(on('2022-01-01', '63195 @A\n22846 @A')).toEqual([]);
    expect(on('2026-11-20', '63194 @A\n22846 @A')).toEqual(['error']);
  });

  it('say nothing of days before the list begins', () => {
    expect(on('2013-03-31', '63194 @A\n22846 @A')).toEqual([]);
  });

  it('of an older release decide after a newer shipped edition has begun', () => {
    const older = [release('add-on edits', '2025-07-01', ['2284663195|1,2013-04-01,|'])];
    expect(on('2026-11-20', '63194 @A\n22846 @A', older)).toEqual(['error']);
    expect(on('2026-11-20', '63195 @A\n22846 @A', older)).toEqual([]);
  });
});
