import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../../server/src/core/editor/completion/suggestion';
import { knownPatients, nextEncounter } from '../../../server/src/core/editor/next-encounter';
import { check, findingsOf, workspaceOf } from '../../support/checking';

const DAY = readFileSync(path.join(import.meta.dirname, '../../../examples/clinic-day.encounter'), 'utf8');
const TODAY = '2027-04-20';

/** The next encounter before any gap is filled. */
function next(
  notes: Record<string, string>,
  patient: string,
  { into = 'new', date = TODAY, services }: { into?: string; date?: string; services?: string } = {},
): string | undefined {
  const found = nextEncounter(workspaceOf(notes), into, { patient, date, services });
  return found && textOf(found.typed);
}

describe('an encounter begun from the last visit', () => {
  it('takes over what outlasts a visit, and leaves gaps for the day’s own facts', () => {
    expect(next({ DAY }, 'P-014')).toBe(`2027-04-20 refill P-014 @office #medicare
by: RN KL
sup: MD AS, in suite
prep:${' '}
read: expected 3.8 mL, dose 480 mcg/day, alarms${' '}
fill: out  mL, in 40 mL, needle${' '}
prog:${' '}
after: volume 40 mL, dose 480 mcg/day, alarms${' '}
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot , exp , waste  mL, invoice $
dx: G80.0, Z45.1
exam:${' '}
assess:${' '}
response:${' '}
next: , alarm${' '}
`);
  });

  it('computes what the pump holds from the volume, the dose and the days since the last visit', () => {
    const fill = (more = ''): string =>
      `2027-01-01 refill P-1 @office\nfill: in 20 mL\nafter: volume 20 mL, dose 6 mg/day\ndrug: morphine 20 mg/mL\n${more}`;
    const expected = (old: string): string | undefined =>
      /expected ([^,]*),/.exec(next({ old }, 'P-1', { date: '2027-02-10' })!)?.[1];
    expect(expected(fill())).toBe('8.0 mL');
    // Nothing is computed where the rate is not known: boluses, or another dose since.
    expect(expected(fill('prog: bolus 0.2 mg\n'))).toBe('');
    expect(expected(`${fill()}\n2027-01-20 reprogram P-1 @office\nprog: dose 6 -> 7 mg/day\n`)).toBe('');
    // A reading in between changes nothing; what ran empty holds nothing.
    expect(expected(`${fill()}\n2027-01-20 interrogate P-1 @office\nread: dose 6 mg/day\n`)).toBe('8.0 mL');
    expect(/expected ([^,]*),/.exec(next({ old: fill() }, 'P-1', { date: '2027-06-01' })!)?.[1]).toBe('0.0 mL');
    // The pump that was filled is no longer there.
    const replaced = `${fill()}\n2027-01-20 replace P-1 @asc\ndevice: out A1\ndevice: in SynchroMed II 8637-20, sn B2\n`;
    expect(expected(replaced)).toBe('');
  });

  it('bills nothing, and finds nothing wrong but what is still to be filled in', () => {
    const workspace = workspaceOf({ DAY });
    for (const { patient } of knownPatients(workspace)) {
      workspace.delete('new');
      workspace.set('new', textOf(nextEncounter(workspace, 'new', { patient, date: TODAY })!.typed));
      expect(workspace.encounters('new')).toHaveLength(1);
      expect(workspace.encounters('new')[0]!.codes).toEqual([]);
      const own = findingsOf(workspace).filter(({ uri }) => uri === 'new');
      expect(
        own
          .filter(
            ({ finding }) =>
              finding.severity === 'error' &&
              finding.rule !== 'diagnosis-not-billable' &&
              finding.rule !== 'drug-claim',
          )
          .map(({ finding }) => finding.message),
      ).toEqual([]);
      // A gap is to be filled in, with or without its unit; nothing of it is wrong.
      const misread = own.filter(({ finding }) => ['unread-item', 'malformed-value'].includes(finding.rule));
      expect(misread.map(({ finding }) => finding.message)).toEqual([]);
    }
  });

  it('has gaps in the order of typing, with what is to be looked at again in them', () => {
    const { typed } = nextEncounter(workspaceOf({ DAY }), 'new', { patient: 'p-022', date: TODAY })!;
    const gaps = typed.filter(part => typeof part !== 'string');
    expect(gaps[0]).toEqual({
      gap: 'refill+reprogram',
      choices: ['refill+reprogram', 'refill', 'reprogram', 'interrogate', 'visit'],
    });
    expect(gaps.map(({ gap }) => gap)).toContain('morphine 20 mg/mL + bupivacaine 10 mg/mL');
    expect(gaps.map(({ gap }) => gap)).toContain('M96.1, G89.4, Z45.1, M17.11');
  });

  it('repeats the pump only if it would not be inherited', () => {
    expect(next({ DAY }, 'P-014')).not.toContain('pump:');
    expect(next({ DAY }, 'P-014', { date: '2026-11-20' })).toContain('pump: \n');
    expect(next({ DAY }, 'P-014', { date: '2026-11-20', into: 'DAY' })).not.toContain('pump:');
    expect(next({ DAY }, 'P-014', { date: '2026-01-05' })).toContain('pump: \n');
  });

  it('says nothing again that the head of the file says', () => {
    const head = 'by: RN KL\nsup: MD AS, in suite\nplace: office\npayer: medicare\n';
    const text = next({ DAY, new: head }, 'P-014')!;
    expect(text.split('\n').slice(0, 3)).toEqual(['', '2027-04-20 refill P-014', 'prep: ']);
    expect(next({ DAY, new: head.replace('medicare', 'bcbs') }, 'P-014')).toContain('P-014 #medicare');
    expect(next({ old: `${head}\n2026-11-20 refill P-014\nfill: in 40 mL\n` }, 'P-014')).toContain(
      'P-014 @office #medicare',
    );
  });

  it('keeps an authorisation that is still in its term', () => {
    const old =
      '2026-11-20 refill P-014 @office\nauth: A-4471, 62370 J7999, through 2027-05-01\nauth: A-1000, through 2027-01-01\n';
    expect(next({ old }, 'P-014')).toContain('auth: A-4471, 62370 J7999, through 2027-05-01\n');
    expect(next({ old }, 'P-014')).not.toContain('A-1000');
  });

  it('goes on from the last routine visit before its day, never from a surgery', () => {
    const old = `2026-05-04 reprogram P-014 @office
prog: dose 1 -> 2 mg/day
dx: M96.1

2026-06-04 replace P-014 @asc
device: in SynchroMed II 8637-20, 20 mL, IT, programmable
dx: T85.610A

2026-09-04 refill P-014 @home
dx: G80.0
`;
    expect(next({ old }, 'P-014', { date: '2026-07-01' })).toMatch(
      /^2026-07-01 reprogram P-014 @asc\n[^]*dx: M96\.1\n/,
    );
    expect(next({ old }, 'P-014')).toMatch(/^2027-04-20 refill P-014 @home\n[^]*dx: G80\.0\n/);
    expect(next({ old: old.split('\n\n')[1]! }, 'P-014')).toMatch(/^2027-04-20 refill P-014 @asc\nby/);
  });

  it('has the lines of the services that are chosen, and the drug of the last fill', () => {
    const old = `2026-09-04 refill P-014 @home
fill: out 3 mL, in 20 mL
drug: morphine 20 mg/mL, 20 mL, compounded, practice

2026-10-04 reprogram P-014 @home
prog: dose 1 -> 2 mg/day
`;
    expect(next({ old }, 'P-014')).not.toContain('drug:');
    expect(next({ old }, 'P-014', { services: 'refill' })).toMatch(
      /^2027-04-20 refill P-014 @home\n[^]*fill: out [^]*drug: morphine 20 mg\/mL, 20 mL/,
    );
    expect(next({ old }, 'P-014', { services: 'refill+dance' })).toBeUndefined();
  });

  it('keeps one empty line above it, for any end of the file', () => {
    for (const [end, expected] of [
      ['', '\n\n2027'],
      ['\n', '\n2027'],
      ['\n\n', '2027'],
      ['\r\n', '\n2027'],
      ['\n  ', '\n2027'],
    ] as const) {
      const into = `2026-11-20 visit P-001 @office${end}`;
      expect(next({ DAY, into }, 'P-014', { into: 'into' })!.startsWith(expected), JSON.stringify(end)).toBe(true);
    }
    expect(
      nextEncounter(workspaceOf({ DAY, into: 'mac: A\n' }), 'into', { patient: 'P-014', date: TODAY })!.at,
    ).toEqual({
      line: 1,
      character: 0,
    });
  });

  it('is none for a patient that no note knows', () => {
    expect(next({ DAY }, 'P-999')).toBeUndefined();
    expect(check('2026-02-30 visit P-999 @office\n')).not.toEqual([]);
    expect(next({ old: '2026-02-30 visit P-999 @office\n' }, 'P-999')).toBeUndefined();
  });
});

it('lists patients by their last visit', () => {
  const workspace = workspaceOf({
    a: '2026-01-02 visit p-001\n\n2026-03-04 refill P-002\n',
    b: '2026-05-06 interrogate P-001\n\n2026-03-04 visit P-000\n',
  });
  expect(knownPatients(workspace).map(({ patient, last, visits }) => [patient, last.date, visits])).toEqual([
    ['P-001', '2026-05-06', 2],
    ['P-000', '2026-03-04', 1],
    ['P-002', '2026-03-04', 1],
  ]);
});
