import { describe, expect, it } from 'vitest';
import denials from '../../../server/data/denials.json';
import { RULES } from '../../../server/src/core/check/catalog';
import { outcomesOf, type CheckedEncounter, type Outcomes } from '../../../server/src/core/outcomes/outcomes';
import { readRemittance } from '../../../server/src/core/outcomes/remittance';
import { paidClaim, remittanceFile } from '../../support/remittance';

const finding = (rule: string, severity: 'error' | 'warning' | 'hint' = 'error') => ({ rule, severity });
const note = (over: Partial<CheckedEncounter> = {}): CheckedEncounter => ({
  patient: 'P-014',
  date: '2026-11-20',
  billed: ['95990', 'J0475'],
  findings: [],
  ...over,
});
const DENIED = { code: '95990', cas: ['CO*97*80', 'CO*45*20'] };
const PAID = [
  { code: '95990', paid: 80, cas: ['CO*45*20'] },
  { code: 'J0475', paid: 100 },
];

const run = (claims: readonly string[][], ...encounters: CheckedEncounter[]): Outcomes =>
  outcomesOf(readRemittance(remittanceFile(claims.flat())), encounters);
const rules = ({ rules: found }: Outcomes): unknown[] =>
  found.map(({ rule, foresaw, missed, criedWolf }) => [rule, foresaw, missed, criedWolf]);

describe('a denied line', () => {
  it('was foreseen by the rules that look for its reason and had a finding', () => {
    const findings = [finding('bundled-pair'), finding('npi')];
    const found = run([paidClaim('P-014', [DENIED, PAID[1]!])], note({ findings }));
    expect(rules(found)).toEqual([
      ['bundled-pair', 1, 0, 0],
      ['npi', 0, 0, 1],
    ]);
    expect(found.rules[0]!.foresawAmount.toString()).toBe('80');
    expect(found.lines).toEqual({ paid: 1, denied: 1 });
  });

  it('was missed if no such rule had one; a hint is no warning', () => {
    const found = run([paidClaim('P-014', [DENIED])], note({ findings: [finding('bundled-pair', 'hint')] }));
    expect(rules(found)).toEqual([['bundled-pair', 0, 1, 0]]);
    expect(found.rules[0]!.missedAmount.toString()).toBe('80');
  });

  it('is read by its remark before its reason', () => {
    const line = { code: 'J0475', cas: ['CO*16*100'], remarks: ['M119'] };
    expect(rules(run([paidClaim('P-014', [line])], note()))).toEqual([['ndc-missing', 0, 1, 0]]);
    const claim = [...paidClaim('P-014', [{ code: 'J0475', cas: ['CO*16*100'] }]), 'MOA***MA01*M119'];
    expect(rules(run([claim], note()))).toEqual([['ndc-missing', 0, 1, 0]]);
  });

  it('is listed by its reason if no rule looks for it', () => {
    const found = run([paidClaim('P-014', [{ code: '95990', cas: ['CO*29*100'], remarks: ['MA01'] }])], note());
    expect([rules(found), found.others.map(({ reason, lines }) => [reason, lines])]).toEqual([[], [['CARC 29', 1]]]);
  });

  it('takes the reasons of its claim if it has none of its own, and a denied claim needs no lines', () => {
    const whole = ['CLP*P-014*4*100*0**12*1', 'CAS*CO*197*100', 'DTM*232*20261120'];
    expect(rules(run([whole], note()))).toEqual([['authorisation', 0, 1, 0]]);
    const lines = ['CLP*P-014*4*100*0**12*1', 'CAS*CO*197*100', 'SVC*HC:95990*100*0**1', 'DTM*472*20261120'];
    expect(rules(run([lines], note()))).toEqual([['authorisation', 0, 1, 0]]);
  });
});

describe('a paid encounter', () => {
  it('makes a finding a false alarm, but not of a rule that looks for no denial', () => {
    const findings = [finding('bundled-pair'), finding('after-volume'), finding('npi', 'hint')];
    expect(rules(run([paidClaim('P-014', PAID)], note({ findings })))).toEqual([['bundled-pair', 0, 0, 1]]);
  });

  it('says nothing of it if it was billed with other codes than the note, or has no remittance', () => {
    const findings = [finding('bundled-pair')];
    const other = run([paidClaim('P-014', [{ code: '95991', paid: 100 }])], note({ findings }));
    expect([rules(other), other.billedOtherwise]).toEqual([[], 1]);
    expect(rules(run([], note({ findings })))).toEqual([]);
  });

  it('can have deductible, coinsurance and sequestration', () => {
    const line = { code: '95990', cas: ['PR*1*10', 'PR*2*10', 'CO*253*2', 'OA*23*3'] };
    expect(run([paidClaim('P-014', [line])], note()).lines).toEqual({ paid: 1, denied: 0 });
  });
});

describe('claims and notes', () => {
  it.each(['P-014', 'p-014', 'P-014-20261120', 'P-014/7', 'P-014.1'])('are joined by the number %s', number => {
    expect(run([paidClaim(number, [DENIED])], note()).claims.joined).toBe(1);
  });

  it('are joined by the longest token, and by no part of one', () => {
    const two = [note({ patient: 'P-1' }), note({ patient: 'P-1-2', findings: [finding('bundled-pair')] })];
    expect(rules(run([paidClaim('P-1-2', [DENIED])], ...two))).toEqual([['bundled-pair', 1, 0, 0]]);
    expect(run([paidClaim('P-0145', [DENIED])], note()).claims).toMatchObject({ joined: 0, unknownPatient: 1 });
  });

  it('are joined by the member number or the name, as our own export writes them', () => {
    const claim = paidClaim('4711', [DENIED]).map(one => one.replace('MEMBER77', 'P-014'));
    expect(run([claim], note()).claims.joined).toBe(1);
  });

  it('take the day of the line, else of the claim, else in its number; others are counted apart', () => {
    const undated = { ...DENIED, date: '' };
    const claims = (number: string, more: string[] = []): Outcomes['claims'] =>
      run([[...paidClaim(number, []), ...more, ...paidClaim(number, [undated]).slice(2)]], note()).claims;
    expect(claims('P-014', ['DTM*232*20261120']).joined).toBe(1);
    expect(claims('P-014-20261120').joined).toBe(1);
    expect(claims('P-014').withoutDay).toBe(1);
    expect(claims('P-014-20261119').unknownDay).toBe(1);
  });

  it('count once what comes twice, and not what is taken back or decided elsewhere', () => {
    const once = paidClaim('P-014', [DENIED]);
    expect(run([once, once], note()).claims).toMatchObject({ read: 1, leftOut: 1 });
    const corrected = [once, paidClaim('P-014', [DENIED], '22'), paidClaim('P-014', PAID, '2')];
    expect(run(corrected, note()).lines).toEqual({ paid: 2, denied: 0 });
    expect(run([paidClaim('P-014', [DENIED], '25')], note()).claims).toMatchObject({ read: 0, leftOut: 1 });
  });
});

it('the table of reasons names rules of the catalog, and each code once', () => {
  const known = new Set(RULES.map(({ id }) => id));
  const rows = [...denials.adjustments, ...denials.remarks];
  expect(rows.flatMap(row => row.rules).filter(rule => !known.has(rule))).toEqual([]);
  expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
});
