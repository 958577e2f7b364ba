import { expect, it } from 'vitest';
import { check } from '../../support/checking';

const doubt = (who: string): string | undefined =>
  check(
    `2026-11-20 interrogate P-014 @office\nby: ${who} AS\nread: expected 18.4 mL, dose 480 mcg/day, alarms none\n62367 @A\n`,
  ).find(({ finding }) => finding.rule === 'performer-not-recognised')?.finding.unverified;

it('says of a performer who is not recognized what no text settles', () => {
  expect(doubt('PT')).toMatch(/physical therapists are no recognized performers/);
  expect(doubt('rep')).toMatch(/device representative/);
  expect(doubt('XYZ')).toBeUndefined();
});
