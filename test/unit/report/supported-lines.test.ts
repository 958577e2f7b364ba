import { describe, expect, it } from 'vitest';
import { derivedClaim, lineText } from '../../../server/src/core/report/derived-claim';
import { workspaceOf } from '../../support/checking';

function supported(note: string): string[] {
  const workspace = workspaceOf({ note });
  return derivedClaim(workspace.visit(workspace.encounters('note')[0]!.block)!).supported.map(lineText);
}

const PUMP = 'pump: SynchroMed II 8637-40, 40 mL, IT, programmable\nby: MD AS\n';
const IMPLANT = 'by: MD NS\ndevice: in SynchroMed II 8637-40, 40 mL, IT, programmable\ncatheter: new, no laminectomy\n';

describe('the report supports what the check demands', () => {
  it.each([
    [
      'a stopped refill with its modifier',
      `2026-11-20 refill P-1 @office !stopped
${PUMP}read: expected 6 mL, dose 480 mcg/day, alarms none
fill: out 0 mL, in 0 mL, attempts 3
stop: after-start, reason "septum not reached"
95991-52
`,
      ['95991-52'],
    ],
    [
      'a failed refill with its modifier',
      `2026-11-20 refill P-1 @office
${PUMP}fill: in 0 mL, attempts 3
95991-53
`,
      ['95991-53'],
    ],
    ['stopped surgery', '2026-11-20 implant P-1 @opd !stopped\nby: MD NS\nstop: after-start\n62362-53\n', ['62362-53']],
    [
      'the device of an institution',
      `2026-11-20 implant P-1 @opd bill=facility\n${IMPLANT}62362\n62350\n`,
      ['62362', '62350', 'C1772'],
    ],
    ['no device on a professional claim', `2026-11-20 implant P-1 @opd\n${IMPLANT}62362\n62350\n`, ['62362', '62350']],
    [
      'the professional component in a facility',
      '2026-11-20 visit P-1 @opd\nby: MD AS\nstudy: side-port, dye 2 mL\nimaging: fluoro\n61070\n75809-26\n',
      ['61070', '75809-26'],
    ],
    [
      'guidance that is stated',
      `2026-11-20 refill P-1 @office\n${PUMP}fill: out 6 mL, in 40 mL\nimaging: ultrasound, image kept\n95991\n76942\n`,
      ['95991', '76942'],
    ],
    [
      'no guidance by another method',
      `2026-11-20 refill P-1 @office\n${PUMP}fill: out 6 mL, in 40 mL\nimaging: fluoro\n95991\n76942\n`,
      ['95991'],
    ],
    [
      'the injection that is billed is open without its imaging',
      '2026-11-20 trial P-1 @office\nby: MD NS\n62323\n',
      [],
    ],
    ['the injection without imaging', '2026-11-20 trial P-1 @office\nby: MD NS\nimaging: none\n62322\n', ['62322']],
    [
      'the catheter that is billed is open without a word on the laminectomy',
      `2026-11-20 revise P-1 @opd\n${PUMP}catheter: revised\n62351\n`,
      [],
    ],
    [
      'the modifier of a teaching physician',
      '2026-11-20 refill P-1 @office\npump: SynchroMed II 8637-20, 20 mL, IT, programmable\n' +
        'by: resident MD JR, teaching MD AS\nfill: out 2.9 mL, in 20 mL\n95991\n',
      ['95991-GC'],
    ],
    [
      'the modifier of a hospice patient that is billed',
      `2026-11-20 refill P-1 @office #medicare !hospice\n${PUMP}fill: out 6 mL, in 40 mL\n95991-GV\n`,
      ['95991-GV'],
    ],
    [
      'the modifier of a global period that is billed',
      `2026-11-20 revise P-1 @opd !postop\n${PUMP}catheter: revised, no laminectomy\n62350-78\n`,
      ['62350-78'],
    ],
    [
      'no staff work on a professional claim for a facility',
      `2026-11-20 refill P-1 @opd\n${PUMP.replace('MD AS', 'RN KL')}fill: out 6 mL, in 40 mL\n95990\n`,
      [],
    ],
    [
      'a compound by the codes of the claim, for a payer whose own is not known',
      `2026-11-20 refill P-1 @office #workers-comp\n${PUMP}fill: out 6 mL, in 20 mL\n` +
        'drug: morphine 20 mg/mL + bupivacaine 10 mg/mL, 20 mL, compounded, practice\n95991\nJ3490 "morphine"\nJ3490 "bupivacaine"\n',
      ['95991', 'J3490', 'J3490'],
    ],
    [
      'a temporary catheter that was not tunneled',
      '2026-11-20 trial P-1 @opd\nby: MD NS\ncatheter: temporary epidural, lumbar, taped, no tunneling\nimaging: none\n62326\n',
      ['62326'],
    ],
    ['no code before its first day', '2016-11-20 trial P-1 @office\nby: MD NS\nimaging: fluoro\n62311\n', []],
  ])('%s', (_, note, lines) => {
    expect(supported(note)).toEqual(lines);
  });
});

describe('the report says what only the record decides', () => {
  it.each([
    [
      'of a hospice patient',
      `2026-11-20 refill P-1 @office #medicare !hospice\n${PUMP}fill: out 6 mL, in 40 mL\n95991\n`,
      'GV or GW',
    ],
    [
      'of a global period',
      `2026-11-20 revise P-1 @opd !postop\n${PUMP}catheter: revised, no laminectomy\n62350\n`,
      '58, 78 or 79',
    ],
    ['of imaging', '2026-11-20 trial P-1 @office\nby: MD NS\n62322\n', 'with fluoroscopy or CT it is 62323'],
  ])('%s', (_, note, doubt) => {
    const workspace = workspaceOf({ note });
    const [line] = derivedClaim(workspace.visit(workspace.encounters('note')[0]!.block)!).supported;
    expect(line!.doubt).toContain(doubt);
  });

  it.each([
    ['2026-11-20 trial P-1 @office\nby: MD NS\n62323\n', 'Open: 62322 or 62323? Fill in imaging:.'],
    [`2026-11-20 revise P-1 @opd\n${PUMP}catheter: revised\n62351\n`, 'Open: 62350 or 62351? Fill in catheter:.'],
  ])('and asks for the fact that decides %j', (note, question) => {
    const workspace = workspaceOf({ note });
    expect(derivedClaim(workspace.visit(workspace.encounters('note')[0]!.block)!).sentence).toContain(question);
  });
});
