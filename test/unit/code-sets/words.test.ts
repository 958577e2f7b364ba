// What the rules on code sets say beside their findings: the lines that they cite, and why they could not decide.
import { expect, it } from 'vitest';
import { check, workspaceOf } from '../../support/checking';

const missing = (note: string, rule: string): readonly string[] => {
  const workspace = workspaceOf({ note });
  return workspace.verdict(workspace.file('note')!.blocks[1]!).missing.get(rule) ?? [];
};

it('a diagnosis is not checked without a date, or before the oldest edition', () => {
  expect(missing('2026-13-20 visit P-014 @office\ndx: G80.0\n', 'diagnosis-not-billable')).toEqual([
    'Whether G80.0 is billable depends on the date of the visit.',
  ]);
  expect(missing('2019-11-20 visit P-014 @office\ndx: G80.0\n', 'diagnosis-not-billable')).toEqual([
    'No edition of ICD-10-CM is loaded for 2019-11-20, so G80.0 was not checked.',
  ]);
});

it.each([
  ['G80.0', '1 diagnosis: A'],
  ['G80.0, Z45.1', '2 diagnoses: A to B'],
])('a pointer beyond dx: %s is held against %s', (dx, listed) => {
  const [seen] = check(`2026-11-20 visit P-014 @office\ndx: ${dx}\n99213 @D\n`).filter(
    ({ finding }) => finding.rule === 'diagnosis-pointer',
  );
  expect(seen?.finding.evidence.map(({ text }) => text)).toEqual([listed]);
});
