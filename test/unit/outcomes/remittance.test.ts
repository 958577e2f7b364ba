import { describe, expect, it } from 'vitest';
import { readRemittance } from '../../../server/src/core/outcomes/remittance';
import { paidClaim, remittanceFile } from '../../support/remittance';

const BODY = [
  ...paidClaim('P-014-20261120', [
    { code: '95990:KX', cas: ['CO*45*20**97*80', 'PR*2*5'], remarks: ['N20'] },
    { code: 'J0475', paid: 100 },
  ]),
  'MOA***MA01*N822',
];

describe('a remittance', () => {
  it('is read line by line, with reasons, remarks and days', () => {
    const [claim, ...others] = readRemittance(remittanceFile(BODY));
    expect(others).toEqual([]);
    expect(claim).toMatchObject({ number: 'P-014-20261120', status: '1', remarks: ['MA01', 'N822'] });
    const shown = claim!.lines.map(({ code, date, adjustments, remarks }) => [
      code,
      date,
      adjustments.map(({ group, reason, amount }) => `${group}-${reason} ${amount.toString()}`),
      remarks,
    ]);
    expect(shown).toEqual([
      ['95990', '2026-11-20', ['CO-45 20', 'CO-97 80', 'PR-2 5'], ['N20']],
      ['J0475', '2026-11-20', [], []],
    ]);
  });

  it('takes the code that was billed where the payer has changed it, and the day of the claim', () => {
    const body = ['CLP*P-1*1*10*10**12*1', 'DTM*232*20261101', 'SVC*HC:95991*10*10**1*HC:62370'];
    const [claim] = readRemittance(remittanceFile(body));
    expect([claim!.lines[0]!.code, claim!.date]).toEqual(['62370', '2026-11-01']);
  });

  it('is read with any separators, without line breaks, and several in one file', () => {
    const other = remittanceFile(BODY).replaceAll('~\n', "'").replaceAll('*', '|');
    expect(readRemittance(other)).toHaveLength(1);
    expect(readRemittance(remittanceFile(BODY) + remittanceFile(BODY))).toHaveLength(2);
  });
});

describe('a broken or foreign file', () => {
  const whole = remittanceFile(BODY);
  const refused = (text: string): string => {
    try {
      readRemittance(text);
    } catch (error) {
      return error instanceof Error && error.name === 'SourceFault' ? error.message : `not a fault: ${String(error)}`;
    }
    return 'read';
  };

  it.each([
    ['', 'the file is empty: expected an 835'],
    ['2026-11-20 refill P-014', 'character 1: expected an interchange'],
    [whole.replace('ST*835', 'ST*837'), 'segment 3, ST01: this is a claim file (837); expected 835'],
    [whole.replace('ST*835', 'ST*999'), 'segment 3, ST01: this is an acknowledgment (999); expected 835'],
    [remittanceFile(['SVC*HC:95990*1*1**1']), 'segment 10, SVC: expected CLP, which begins a claim, before it'],
    [remittanceFile(['CAS*CO*97*1']), 'segment 10, CAS: expected CLP'],
    [remittanceFile(['CLP*P-1*1*10*1O**12*1']), 'segment 10, CLP04: expected an amount, such as 95.20'],
    [remittanceFile(['CLP**1*10*10']), 'segment 10, CLP01: expected the number of the claim'],
    [remittanceFile([...BODY.slice(0, 3), 'CAS*XX*97*1']), 'segment 13, CAS01: expected CO, OA, PI, PR or CR'],
    [remittanceFile([...BODY.slice(0, 3), 'CAS*CO*97']), 'segment 13, CAS03: expected an amount'],
    [remittanceFile([...BODY.slice(0, 3), 'DTM*472*20261320']), 'segment 13, DTM02: expected a day'],
    [remittanceFile([...BODY.slice(0, 2), 'SVC*95990*1*1']), 'segment 12, SVC01: expected a procedure'],
    [remittanceFile([...BODY.slice(0, 2), 'LQ*HE*N20']), 'segment 12, LQ: expected SVC before the remark'],
  ])('is refused with the place and what is expected there (%#)', (text, message) => {
    expect(refused(text)).toContain(message);
  });

  it('is refused at every place where it is cut off, and the sentence repeats nothing of it', () => {
    for (let end = 1; end < whole.length - 3; end += 7) {
      const message = refused(whole.slice(0, end));
      expect(message).not.toBe('read');
      expect(message).toMatch(/expected/);
      expect(message).not.toMatch(/DOE|JANE|MEMBER77|P-014/);
    }
  });

  it('is refused if a segment is lost', () => {
    const segments = whole.split('~\n').slice(0, -1);
    segments.forEach((_, i) => {
      expect(
        refused(
          segments
            .filter((_, j) => j !== i)
            .map(one => `${one}~\n`)
            .join(''),
        ),
      ).not.toBe('read');
    });
  });
});
