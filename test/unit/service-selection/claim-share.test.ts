// Who bills only a part of what was done has a complete claim: nothing of the others is missing on it.
import { describe, expect, it } from 'vitest';
import { claimLines } from '../../../server/src/core/editor/claim-lines';
import { check, workspaceOf } from '../../support/checking';

const SURGERY = `2026-11-18 implant P-1 @opd
by: MD NS
device: in SynchroMed II 8637-40, 40 mL, IT, programmable
catheter: new, laminectomy
dx: G82.22
`;
const STUDY = `2026-11-18 visit P-1 @opd
by: MD RD
study: side-port, dye 2 mL
imaging: fluoro
dx: T85.690A
`;
const AFTERCARE = `2026-11-18 visit P-1 @office
by: MD KR
dx: G82.22
exam: wound clean
`;

const accusations = (note: string): string[] =>
  check(note).flatMap(({ finding: { rule, severity, message } }) =>
    severity === 'error' || severity === 'warning' ? [`${rule}: ${message}`] : [],
  );

describe('a claim of a part', () => {
  it.each([
    ['a physician assistant at surgery', SURGERY, ['62351-AS @A']],
    ['an assistant for the pump alone', SURGERY, ['62362-AS @A']],
    ['an assistant surgeon', SURGERY, ['62351-80 @A', '62362-80 @A']],
    ['an assistant for a little', SURGERY, ['62351-81 @A']],
    ['an assistant where no resident is at hand', SURGERY, ['62351-82 @A']],
    ['one of two surgeons', SURGERY, ['62351-62 @A']],
    ['the surgeon without the care afterward', SURGERY, ['62351-54 @A', '62362-54 @A']],
    ['the anesthesiologist', SURGERY, ['00670-AA @A']],
    ['the nurse anesthetist', SURGERY, ['00670-QZ @A']],
    ['who reads the images', STUDY, ['75809-26 @A']],
    ['who takes over after the surgery', AFTERCARE, ['62362-55 @A']],
  ])('is complete in itself: %s', (_, note, codes) => {
    const text = `${note}${codes.join('\n')}\n`;
    expect(accusations(text), text).toEqual([]);
    const workspace = workspaceOf({ note: text });
    const visit = workspace.visit(workspace.encounters('note')[0]!.block)!;
    const proposed = claimLines(visit).flatMap(({ billed, code }) => (billed ? [] : [code]));
    expect(proposed).toEqual([]);
  });

  it.each([
    ['the surgeon who leaves out the catheter', SURGERY, '62362 @A', 'Add 62351'],
    ['the surgeon beside an assistant who leaves out the pump', SURGERY, '62351 @A\n62351-AS @A', 'Add 62362'],
    [
      'an assistant for what is never paid',
      SURGERY.replace('laminectomy', 'no laminectomy'),
      '62350-AS @A',
      'Remove AS',
    ],
    ['an assistant for another pump', SURGERY, '62361-AS @A', 'Bill 62362'],
  ])('is no excuse: %s', (_, note, codes, wanted) => {
    expect(accusations(`${note}${codes}\n`).join('\n')).toContain(wanted);
  });
});
