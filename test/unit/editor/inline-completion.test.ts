import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inlineCompletion } from '../../../server/src/core/editor/inline-completion';
import { workspaceOf } from '../../support/checking';

const DAY = readFileSync(path.join(import.meta.dirname, '../../../examples/clinic-day.encounter'), 'utf8');
const HEAD = '2027-04-20 refill P-014 @office #medicare\nby: RN KL\nsup: MD AS, in suite\n';
const READ = 'read: expected 3.8 mL, dose 480 mcg/day, alarms none\n';
const FILL = 'fill: out 3.7 mL, in 40 mL, needle 22g, template, aseptic\n';
const DRUG =
  'drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G1, exp 2028-06, waste 0 mL, invoice $684.00\n';
const REST = 'dx: G80.0, Z45.1\nexam: clean\nassess: goals met\nresponse: stable\nnext: 2027-09-20, alarm 2027-09-25\n';
const AFTER = 'after: volume 40 mL, dose 480 mcg/day, alarms none\n';

/** What is shown at `‸`, with the notes of an earlier day beside it. */
function shown(marked: string, notes: Record<string, string> = { DAY }): string | undefined {
  const before = marked.slice(0, marked.indexOf('‸'));
  const line = before.split('\n').length - 1;
  const character = before.length - before.lastIndexOf('\n') - 1;
  return inlineCompletion(workspaceOf({ ...notes, new: marked.replace('‸', '') }), 'new', { line, character });
}

describe('ghost text', () => {
  it('goes on with what earlier visits and this one state', () => {
    expect(shown(`${HEAD}read:‸`)).toBe(' expected 3.8 mL');
    expect(shown(`${HEAD}read: exp‸`)).toBe('ected 3.8 mL');
    expect(shown(`${HEAD}dx: ‸`)).toBe('G80.0, Z45.1');
    expect(shown(`${HEAD}${READ}${FILL}drug: ‸`)).toBe(
      'baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL',
    );
    expect(shown(`${HEAD}${READ}${FILL}prog: volume only\nafter: ‸`)).toBe('volume 40 mL, dose 480 mcg/day');
    expect(shown(`${HEAD}${READ}${FILL}${DRUG}next: 2027-09-20‸`)).toMatch(/^, alarm 2027-\d\d-\d\d$/);
    expect(shown(`${HEAD}${READ}after: volume 40 mL, dose 528 mcg/day\nprog: ‸`)).toBe('dose 480 -> 528 mcg/day');
  });

  it('begins the next field on an empty line, where its value follows', () => {
    expect(shown(`${HEAD}${READ}${FILL}prog: volume only\n‸`)).toBe('after: volume 40 mL, dose 480 mcg/day');
    expect(shown(`${HEAD}${READ}${FILL}prog: volume only\n${AFTER}${DRUG}‸`)).toBe('dx: G80.0, Z45.1');
  });

  it('types the next line of the claim whole', () => {
    const note = `${HEAD}prep: identity, consent, vitals, allergies\n${READ}${FILL}prog: volume only\n${AFTER}${DRUG}${REST}`;
    expect(shown(`${note}‸`)).toBe('95990 @AB');
    expect(shown(`${note}959‸`)).toBe('90 @AB');
    expect(shown(`${note}95990 @AB\n‸`)).toMatch(/^J0475-JZ(?:-KD)? x8 @A$/);
    expect(shown(`${note}95990 @AB\nJ0475-JZ-KD x8 @A\n‸`)).toBeUndefined();
  });

  it('offers no line of the claim twice', () => {
    const note = `${HEAD}prep: identity, consent, vitals, allergies\n${READ}${FILL}prog: volume only\n${AFTER}${DRUG}${REST}`;
    expect(shown(`${note}95990 @AB\nJ‸\nJ0475-JZ-KD x8 @A\n`)).toBeUndefined();
    expect(shown(`${note}95990 @AB\nJ0475-JZ-KD x8 @A\nJ‸`)).toBeUndefined();
    expect(shown(`${note}95990 @AB\nJ0475-JZ-KD x8 @A\n959‸`)).toBeUndefined();
    expect(shown(`${note}95990‸\nJ0475-JZ-KD x8 @A\n`)).toBe(' @AB');
  });

  it('never states what the notes do not', () => {
    for (const key of ['by', 'sup', 'prep', 'fill', 'exam', 'assess', 'response', 'em', 'observe', 'event', 'imaging'])
      expect(shown(`2027-04-20 refill P-014 @office\n${key}: ‸`), key).toBeUndefined();
    // No alarms, no volume before a fill, no dose before the note says what was programmed.
    expect(shown(`${HEAD}read: expected 3.8 mL, ‸`)).toBeUndefined();
    expect(shown(`${HEAD}${READ}after: ‸`)).toBeUndefined();
    expect(shown(`${HEAD}${READ}${FILL}after: ‸`)).toBeUndefined();
    expect(shown(`${HEAD}drug: ‸`)).toBeUndefined();
    // Nothing is known of another patient.
    for (const key of ['read', 'dx', 'drug', 'pump', 'next'])
      expect(shown(`2027-04-20 refill P-999 @office\n${key}: ‸`), key).toBeUndefined();
    // The value of the next field is not known, so nothing is shown in its place.
    expect(shown(`${HEAD}prep: identity\n${READ}‸`)).toBeUndefined();
  });

  it('shows nothing where more than one thing follows, or where the coder writes prose', () => {
    expect(shown(`${HEAD}‸read: `)).toBeUndefined();
    expect(shown(`${HEAD}${READ}${FILL}dx: ‸G80.0`)).toBeUndefined();
    expect(shown(`${HEAD}| dx: ‸`)).toBeUndefined();
    expect(shown(`${HEAD}"""\ndx: ‸\n"""\n`)).toBeUndefined();
    expect(shown(`${HEAD}; dx: ‸`)).toBeUndefined();
    expect(shown('mac: ‸\n')).toBeUndefined();
    expect(shown('‸')).toBeUndefined();
  });
});
