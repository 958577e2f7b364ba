import { describe, expect, it } from 'vitest';
import { datedCodes } from '../../support/dated-codes';
import { nearest } from '../../../server/src/core/codes/nearest.js';

const codes = datedCodes();

describe('places of service', () => {
  it('pays these at the facility rate and no other', () => {
    const facility = codes
      .places()
      .filter(place => place.facility)
      .map(place => place.code);
    expect(facility).toEqual('02 06 08 19 21 22 23 24 26 31 34 41 42 51 52 53 56 61'.split(' '));
    for (const code of '10 11 12 13 14 20 32 33 49 50 54 55 57 60 62 65 71 72 81 99'.split(' '))
      expect(codes.place(code)?.facility, code).toBe(false);
  });

  it('reads the words of the header', () => {
    const words = {
      office: '11',
      home: '12',
      'off-campus': '19',
      inpatient: '21',
      opd: '22',
      er: '23',
      asc: '24',
      snf: '31',
      nf: '32',
      telehealth: '02',
    };
    for (const [word, code] of Object.entries(words)) {
      expect(codes.place(word)?.code, word).toBe(code);
      expect(codes.place(`@${word.toUpperCase()}`)?.code, word).toBe(code);
    }
    expect(codes.place('98')).toBeUndefined();
    expect(codes.place('')).toBeUndefined();
  });

  it('knows telehealth, and where staff work cannot be billed', () => {
    expect(
      codes
        .places()
        .filter(place => place.telehealth)
        .map(place => place.code),
    ).toEqual(['02', '10']);
    for (const code of ['19', '21', '22', '23', '24', '31'])
      expect(codes.place(code)?.incidentTo, code).toBe('not-possible');
    for (const code of ['11', '20', '49']) expect(codes.place(code)?.incidentTo, code).toBe('allowed');
  });
});

describe('people', () => {
  it('classes credentials as the note language does', () => {
    for (const word of 'MD DO DPM NP APRN ARNP CRNP FNP CNS PA PA-C CRNA CNM'.split(' '))
      expect(codes.credential(word).class, word).toBe('qhp');
    for (const word of 'RN LPN LVN MA CMA tech'.split(' ')) expect(codes.credential(word).class, word).toBe('staff');
    for (const word of ['PT', 'PharmD', 'RPh', 'rep', 'XYZ', ''])
      expect(codes.credential(word).class, word).toBe('unrecognized');
    expect(codes.credential('PT').known).toBe(true);
    expect(codes.credential('XYZ').known).toBe(false);
  });

  it('knows whose taxonomy code is whose', () => {
    const fits = (code: string): readonly string[] | undefined => codes.taxonomy(code)?.credentials;
    expect(fits('163W00000X')).toEqual(['RN']);
    for (const code of [
      '2081P2900X',
      '207LP2900X',
      '208VP0000X',
      '208VP0014X',
      '2084P2900X',
      '207R00000X',
      '207T00000X',
      '207P00000X',
      '208100000X',
    ]) {
      expect(fits(code), code).toEqual(['MD', 'DO']);
    }
    expect(fits('363L00000X')).toContain('NP');
    expect(fits('363A00000X')).toEqual(['PA']);
    expect(codes.taxonomy('163W00000X')?.trap).toMatch(/pain physician/);
    expect(codes.taxonomy('207R00000X')?.title).toMatch(/internal medicine/);
  });

  it('checks a code that is not listed by its group, and calls no group by a wrong name', () => {
    expect(codes.taxonomy('207LH0002X')).toMatchObject({ listed: true, credentials: ['MD', 'DO'] });
    expect(codes.taxonomy('163WX0106X')).toMatchObject({ listed: true, credentials: ['RN'] });
    expect(codes.taxonomy('282N00000X')?.credentials).toEqual([]);
    for (const odd of ['', '163W', '163W00000Y', '163W00000XX', 'XXXXXXXXXX'])
      expect(codes.taxonomy(odd), odd).toBeUndefined();
  });
});

describe('units', () => {
  it('reads every spelling', () => {
    for (const [spelling, word] of [
      ['ug', 'mcg'],
      ['µg', 'mcg'],
      ['μg', 'mcg'],
      ['ML', 'mL'],
      ['mcg/ml', 'mcg/mL'],
      ['%', '%'],
      ['mg/day', 'mg/day'],
      ['mo', 'mo'],
    ] as const) {
      expect(codes.unit(spelling)?.word, spelling).toBe(word);
    }
    expect(codes.unit('g')).toBeUndefined();
    expect(codes.unit('%')?.factor).toBe('10000');
    expect(codes.unit('mg')?.factor).toBe('1000');
  });
});

describe('drugs', () => {
  it('knows generic names, brands, and words that change nothing', () => {
    for (const [typed, name] of [
      ['baclofen', 'baclofen'],
      ['Gablofen', 'baclofen'],
      ['Lioresal Intrathecal', 'baclofen'],
      ['Infumorph 500', 'morphine'],
      ['DURAMORPH', 'morphine'],
      ['Mitigo', 'morphine'],
      ['morphine PF', 'morphine'],
      ['Prialt', 'ziconotide'],
      ['fentanyl citrate', 'fentanyl'],
    ] as const)
      expect(codes.drugByName(typed)?.name, typed).toBe(name);
    for (const typed of ['bupivacaine liposome', 'saline', '', 'pf'])
      expect(codes.drugByName(typed), typed).toBeUndefined();
  });

  it.each([
    ['hydromorphone', '2024-09-30', 'J1170'],
    ['hydromorphone', '2024-10-01', 'J1171'],
    ['bupivacaine', '2023-06-30', 'S0020'],
    ['bupivacaine', '2023-07-01', 'J0665'],
    ['morphine', '2014-12-31', 'J2275'],
    ['morphine', '2015-01-01', 'J2274'],
    ['baclofen', '2026-01-01', 'J0475'],
    ['ziconotide', '2026-01-01', 'J2278'],
    ['clonidine', '2026-01-01', 'J0735'],
    ['fentanyl', '2026-01-01', 'J3010'],
    ['sufentanil', '2026-01-01', ''],
  ])('%s in a pump on %s is %s', (drug, date, code) => {
    expect(
      codes
        .codesOfDrug(drug, date)
        .map(entry => entry.code)
        .join(' '),
    ).toBe(code);
  });

  it('bills a test dose of baclofen by its own code', () => {
    expect(codes.codesOfDrug('baclofen', '2026-01-01', 'trial').map(entry => entry.code)).toEqual(['J0476']);
    expect(codes.drugByName('baclofen')?.trialCode).toBe('J0476');
    expect(codes.codesOfDrug('morphine', '2026-01-01', 'trial')).toEqual([]);
  });

  it('names the drug of a code, right or wrong', () => {
    expect(codes.drugsOfCode('J2270').map(drug => drug.name)).toEqual(['morphine']);
    expect(codes.drugsOfCode('J0736').map(drug => drug.name)).toEqual(['clonidine']);
    expect(codes.drugsOfCode('J7999')).toEqual([]);
    expect(codes.drugByName('morphine')?.codes.find(({ code }) => code === 'J2270')?.use).toBe('other');
  });

  it('knows marketed strengths, and which of them were seen in a label', () => {
    const strengths = (name: string): string[] =>
      codes.drugByName(name)!.strengths.map(({ amount, unit, verified }) => `${amount} ${unit}${verified ? '' : '?'}`);
    expect(strengths('morphine')).toEqual(['0.5 mg/mL', '1 mg/mL', '10 mg/mL', '25 mg/mL']);
    expect(strengths('baclofen')).toEqual(['50 mcg/mL', '500 mcg/mL', '1000 mcg/mL', '2000 mcg/mL']);
    expect(strengths('ziconotide')).toEqual(['25 mcg/mL', '100 mcg/mL']);
    expect(strengths('hydromorphone')).toEqual(['1 mg/mL', '2 mg/mL', '4 mg/mL', '10 mg/mL']);
  });
});

describe('one slip away', () => {
  const DAY = '2026-11-20';
  it.each([
    ['62730', 'procedure', '62370'],
    ['6237O', 'procedure', '62370'],
    ['6370', 'procedure', '62370'],
    ['623700', 'procedure', '62370'],
    ['JO475', 'procedure', 'J0475'],
    ['J799', 'procedure', 'J7999'],
    ['G8O.0', 'diagnosis', 'G80.0'],
    ['G98.4', 'diagnosis', 'G89.4'],
    ['M691', 'diagnosis', 'M96.1'],
    ['JX', 'modifier', 'JZ'],
  ] as const)('%s as a %s may be %s', (typed, set, meant) => {
    expect(codes.nearestCodes(typed, DAY, set)).toContain(meant);
  });

  it('offers only what is valid on the date, swaps and look-alikes first', () => {
    expect(codes.nearestCodes('J117O', '2024-09-30')).toEqual(['J1170']);
    expect(codes.nearestCodes('J117O', '2024-10-01')).toEqual(['J1171']);
    expect(codes.nearestCodes('J1172', '2024-09-30')).toEqual(['J1170']);
    expect(codes.nearestCodes('J1172', '2024-10-01')).toEqual(['J1171']);
    expect(codes.nearestCodes('62730', DAY)[0]).toBe('62370');
    expect(codes.nearestCodes('', DAY)).toEqual([]);
    expect(codes.nearestCodes('T85.610AA', DAY, 'diagnosis')).toContain('T85.610A');
    expect(nearest('G80'.repeat(4), () => true)).toEqual([]); // a megabyte of it has as many words near as signs, and each is as long
  });
});
