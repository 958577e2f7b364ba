// Absence is not denial: a fact that was not read, that is still to be filled in, or that only the pasted chart states
// is no ground for an error or a warning, nor for a fix that takes a code away, lowers it, or adds 52 or 53.
import { describe, expect, it } from 'vitest';
import { applyEdits, findingsInDetail, workspaceOf } from '../support/checking';
import { codesIn } from '../support/codes-in';

/** Right claims, each with the facts that lead to its codes. */
const RIGHT: Readonly<Record<string, string>> = {
  'a refill by a nurse': `2026-11-20 refill P-1 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
sup: MD AS, in suite
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
prog: none
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL, invoice $684.00
dx: G80.0
assess: goals met, continue
response: tone stable
95990 @A
J0475-JZ-KD x8 @A
`,
  'a refill with a change': `2026-11-20 refill+reprogram P-1 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: MD AS
read: expected 3.1 mL, dose 6.0 mg/day, alarms none
fill: out 2.9 mL, in 20 mL
prog: dose 6.0 -> 6.6 mg/day, reason "evening pain"
after: volume 20 mL, dose 6.6 mg/day, alarms none
drug: morphine 20 mg/mL + bupivacaine 10 mg/mL, 20 mL, compounded, practice, invoice $212.40
dx: M96.1
exam: pump deep and tilted, a physician had to fill it
assess: goals partly met
response: 50% relief
62370 @A
J7999-KD x1 @A $212.40 "morphine 400 mg bupivacaine 200 mg 20 mL compounded"
`,
  'a refill whose change shows in the doses': `2026-11-20 refill P-1 @office
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: MD AS
read: expected 3 mL, dose 6 mg/day, alarms none
fill: out 3 mL, in 20 mL
after: volume 20 mL, dose 6.6 mg/day, alarms none
dx: M96.1
62370 @A
`,
  'a reading': `2026-11-20 interrogate P-1 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
read: expected 18 mL, dose 480 mcg/day, alarms none
prog: none
dx: G80.0
62367 @A
`,
  'a change without a refill': `2026-11-20 reprogram P-1 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
read: expected 6 mL, dose 480 mcg/day, alarms none
prog: dose 480 -> 520 mcg/day, reason "spasms"
dx: G80.0
62368 @A
`,
  'a refill of a hepatic pump': `2026-11-20 refill P-1 @office
pump: Codman 3000, 30 mL, IA, constant-flow
by: RN TP
sup: MD AS, in suite
fill: out 2 mL, in 30 mL
dx: C78.7, C18.7
96522 @A
`,
  'an implant': `2026-11-20 implant P-1 @opd
by: MD NS
device: in SynchroMed II 8637-40, 40 mL, IT, programmable
catheter: new, laminectomy
dx: G82.22
62362 @A
62351 @A
`,
  'an implant on the claim of the hospital': `2026-11-20 implant P-1 @opd bill=facility
by: MD NS
device: in SynchroMed II 8637-40, 40 mL, IT, programmable
catheter: new, no laminectomy
dx: G82.22
62362
62350
C1772
`,
  'a removal': `2026-11-20 remove P-1 @opd
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD NS
device: out NGP0000001
catheter: removed
dx: T85.738A
62365 @A
62355 @A
`,
  'a revision of the catheter': `2026-11-20 revise P-1 @opd
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD NS
catheter: revised, no laminectomy
dx: T85.620A
62350 @A
`,
  'a trial': `2026-11-20 trial P-1 @opd
by: MD NS
catheter: percutaneous, lumbar
imaging: fluoro
dx: G89.29
62327 @A
`,
  'a tunneled trial': `2026-11-20 trial P-1 @opd
by: MD NS
catheter: new, tunneled, no laminectomy
dx: G89.29
62350 @A
`,
  'a study': `2026-11-20 visit P-1 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
study: side-port, dye 2 mL
imaging: fluoro
dx: T85.690A
61070 @A
75809 @A
`,
  'a refill under ultrasound with a visit': `2026-11-20 refill P-1 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 6 mL, in 40 mL
imaging: ultrasound, image kept, report
dx: G80.0, M17.11
em: new knee pain, separate from the pump
95991 @A
76942 @A
99213-25 @B
`,
  'a failed refill': `2026-11-20 refill P-1 @office !stopped
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 0 mL, in 0 mL, attempts 3
stop: after-start, reason "septum not reached"
dx: G80.0
95991-52 @A
`,
  'a puncture of a reservoir of the brain': `2026-11-20 visit P-1 @office
pump: Ommaya, intraventricular, reservoir
by: MD AS
drug: methotrexate 5 mg/mL, 2 mL, injected, pharmacy
dx: C79.32
96542 @A
`,
  'a refill of a portable pump': `2026-11-20 refill P-1 @office
pump: CADD, external, IV
by: RN KL
sup: MD AS, in suite
fill: in 100 mL
dx: C18.7
96521 @A
`,
  'a port that was flushed': `2026-11-20 visit P-1 @office
pump: port, IV
by: RN KL
sup: MD AS, in suite
dx: C18.7, Z45.2
96523 @A
`,
  'a refill by a resident': `2026-11-20 refill P-1 @office
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: resident MD JR, teaching MD AS
fill: out 2.9 mL, in 20 mL
dx: M96.1
95991-GC @A
`,
  'a refill with waste': `2026-11-20 refill P-1 @office
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: MD AS
fill: out 2 mL, in 18 mL
drug: morphine 25 mg/mL, 18 mL, commercial, practice, sdv 1 x 20 mL, waste 2 mL
next: 2027-01-04, alarm 2027-01-20
after: volume 18 mL, dose 6.6 mg/day, alarms none
dx: M96.1
95991 @A
J2274-KD x45 @A
J2274-JW x5 @A
`,
  'a replacement': `2026-11-20 replace P-1 @asc bill=facility
by: MD NS
device: out NGP0000001, in SynchroMed II 8637-40, 40 mL, IT, programmable
catheter: kept
dx: Z45.1, G80.0
62362
C1772
`,
  'an implant at a hepatic artery': `2026-11-20 implant P-1 @opd
by: MD NS
device: in Codman 3000, 30 mL, hepatic artery, constant-flow
dx: C78.7, C18.7
36260 @A
`,
  'work on the pocket': `2026-11-20 revise P-1 @opd
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD NS
device: pocket revised, re-fixed
dx: T85.625A
64999 @A
`,
  'an injection': `2026-11-20 trial P-1 @office
by: MD NS
imaging: fluoro
drug: baclofen 50 mcg/mL, 1 mL, injected, commercial, practice, sdv 1 x 1 mL
dx: G80.1
62323 @A
J0476-JZ x1 @A
`,
  'stopped surgery on the claim of the hospital': `2026-11-20 implant P-1 @opd bill=facility !stopped
by: MD NS
stop: after-anesthesia, in room, anesthesia planned
dx: G80.1
62362-74
`,
  'a check of a neurostimulator': `2026-11-20 visit P-1 @office
pump: Precision, neurostimulator
by: MD AS
dx: M96.1, Z45.42
95970 @A
`,
};

/** What can happen to a line, so that its facts are no longer read from it. */
const LOSSES: Readonly<Record<string, (line: string, key: string) => string | undefined>> = {
  'not read': (_, key) => `${key}: ?? 40 -> ??`,
  'still to be filled in': (_, key) => `${key}:`,
  'in the pasted chart': line => `"""\n${line}\n"""`,
  'in the narrative': line => `| ${line}`,
};

/** The form of the note is not at issue here, and Medicare wants its elements in their lines. */
const isOfForm = (rule: string): boolean =>
  ['unread-item', 'malformed-value', 'empty-field', 'unknown-line', 'personal-data'].includes(rule);

function lossesOf(note: string): { readonly what: string; readonly text: string }[] {
  const lines = note.trimEnd().split('\n');
  return lines.flatMap((line, index) => {
    const key = /^([a-z]+): /.exec(line)?.[1];
    if (!key || key === 'dx') return [];
    return Object.entries(LOSSES).map(([what, lose]) => ({
      what: `${key}: ${what}`,
      text: `${lines.map((other, at) => (at === index ? lose(line, key) : other)).join('\n')}\n`,
    }));
  });
}

describe.each(Object.entries(RIGHT))('%s', (_, note) => {
  it('is right as it is', () => {
    const found = findingsInDetail(workspaceOf({ note })).filter(({ finding: { severity } }) =>
      ['error', 'warning'].includes(severity),
    );
    expect(found.map(({ finding }) => finding.message)).toEqual([]);
  });

  it.each(lossesOf(note))('draws no accusation with $what', ({ text }) => {
    const workspace = workspaceOf({ note: text });
    const before = codesIn(text);
    for (const { finding } of findingsInDetail(workspace)) {
      const { rule, severity, message } = finding;
      if (isOfForm(rule)) continue;
      expect(severity, `${rule}: ${message}\n${text}`).not.toMatch(/error|warning/);
      for (const fix of finding.fixes) {
        const after = codesIn(applyEdits(workspace, 'note', fix.edits));
        const lost = before.filter(({ code }) => !after.some(other => other.code === code));
        expect(lost, `${rule}: ${fix.title}\n${text}`).toEqual([]);
      }
    }
  });
});
