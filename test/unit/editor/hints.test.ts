import { describe, expect, test } from 'vitest';
import { HINT_KINDS, inlayHints, type HintKind } from '../../../server/src/core/editor/inlay-hints';
import { language, workspaceOf } from '../../support/checking';

const LAST = `2026-08-22 refill P-610 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000610, 40 mL, IT, programmable, ERI 30 mo
fill: out 5.0 mL, in 40 mL
`;
const NOTE = `2026-11-20 refill P-610 @office #medicare
by: RN KL
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g
prog: volume only
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL
dx: G80.0 spastic, Z45.1
next: 2027-04-20
95990 @AB
J0475-JZ-KD x8 @A
20610-RT @A
`;

/** The note with its hints in brackets, if an editor shows them. */
function shown(...kinds: HintKind[]): string[] {
  const workspace = workspaceOf({ 'a.encounter': LAST, 'b.encounter': NOTE });
  const lines = NOTE.split('\n');
  const hints = [...inlayHints(workspace, workspace.file('b.encounter')!, new Set(kinds))];
  for (const { at, text } of hints.toReversed())
    lines[at.line] = `${lines[at.line]!.slice(0, at.character)}[${text}]${lines[at.line]!.slice(at.character)}`;
  return lines.filter(line => line.includes('['));
}

describe('each kind of hint by itself', () => {
  const ALONE: Readonly<Record<HintKind, string[]>> = {
    diagnosisLetters: ['dx: G80.0[A] spastic, Z45.1[B]'],
    codeMeaning: ['95990 @AB[refill, staff (IT/ventricular)]', 'J0475-JZ-KD x8 @A[pump baclofen, 10 mg]'],
    unitArithmetic: [expect.stringMatching(/^drug: .*waste 0 mL\[x8 = 80 mg ÷ 10 mg\]$/)],
    alarmDate: [expect.stringMatching(/^next: 2027-04-20\[alarm due 2027-\d\d-\d\d\]$/)],
    daysSinceFill: ['fill: out 6.0 mL, in 40 mL, needle 22g[90 d since fill]'],
  };
  for (const kind of HINT_KINDS) {
    test(kind, () => {
      expect(shown(kind)).toEqual(ALONE[kind]);
    });
  }

  test('none if none is switched on', () => {
    expect(shown()).toEqual([]);
  });
});

test('every code of the tables is named in at most four words', () => {
  for (const { code, short } of language.codes.on('2026-11-20').procedures())
    expect([code, short.split(' ').length <= 4 && !short.endsWith('.')]).toEqual([code, true]);
});
