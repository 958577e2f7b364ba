import { statedInText } from '../../visit/stated-in-text.js';
import { isUndecided } from '../../visit/undecided.js';
import { componentOf } from '../../claim/services/component.js';
import { shareOfClaim } from '../../claim/services/claim-share.js';
import { addingFixes, replaceCodeFixes } from '../../claim/fixes/replace-code.js';
import { deleteLineFix } from '../../claim/fixes/delete-line.js';
import { cited } from '../../claim/reason.js';
import {
  chooseStudy,
  isPunctureOfTrial,
  isReservoirPuncture,
  mentionsStudy,
  type StudyChoice,
} from '../../claim/services/study.js';
import { doubtsOf } from '../../codes/caveats.js';
import { codesOfGroup, INJECTION_CODES, isOfGroup } from '../../codes/service-table.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import type { BilledCode } from '../../encounter/model.js';
import { insertField } from '../../visit/note-edits.js';
import { serviceInstead } from '../../claim/services/service-instead.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import type { Fix } from '../../edits/fix.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule, RuleContext } from '../rule.js';

export const studyCode: Rule<'error' | 'warning'> = {
  id: 'study-code',
  group: 'service-selection',
  severity: 'error',
  severities: ['error', 'warning'],
  title: 'Catheter study billed with the wrong code',
  description: `A side-port or catheter study (\`study:\`) is 61070, and 75809 if contrast was followed by imaging. It is no lumbar puncture
(62270, 62272) and no blood patch (62273). The rule also reports 61070 or 75809 without a study in the note, and (as a warning) a study that
is not billed. A puncture of a ventricular reservoir is 61070 as well and is left alone. A lumbar puncture beside the injection of a trial
is the way in of it, unless the text names a tap.`,
  rationale:
    'A lumbar puncture was not done; the study is paid by its own codes, and the note must state what ' +
    'was injected or aspirated.',
  fixDescription: 'Edit: the code of the study, the line deleted, a line added, or `study:` to fill in.',
  sources: ['RVU24', 'PTP24'],
  examples: {
    wrong: `2026-11-24 interrogate P-109 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
study: side-port, aspirated 2 mL
dx: T85.690A
62270 @A
`,
    right: `2026-11-24 interrogate P-109 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
study: side-port, aspirated 2 mL
dx: T85.690A
61070 @A
`,
  },
  concerns: ['pump-surgery', 'guidance', 'spinal-injection', 'study:'],
  check(visit, context) {
    const study = chooseStudy(visit);
    const [puncture] = codesOfGroup('study');
    if (study?.lines.length) checkPunctures(visit, study, context);
    for (const line of visit.linesToCheck) {
      if (isPunctureOfTrial(visit, line.code)) reportWayIn(visit, line, context);
      if (!isStudyCode(line.code)) continue;
      if (line.code === puncture && isReservoirPuncture(visit)) continue;
      checkStudyLine(visit, study, line, context);
    }
    if (study && !visit.stopped && !shareOfClaim(visit)) checkMissing(visit, study, context);
  },
};

function isStudyCode(code: string): boolean {
  return isOfGroup('study', code) || isOfGroup('study-imaging', code);
}

/** The puncture through which the drug of a trial was given. */
function reportWayIn(visit: Visit, line: BilledCode, context: RuleContext<'error' | 'warning'>): void {
  const injection = visit.claimLines.find(({ code }) => INJECTION_CODES.has(code))!;
  context.report({
    at: placeOfCode(line),
    message: `Delete ${line.code}: ${injection.code} includes the puncture, and the note states no tap for another purpose.`,
    evidence: [{ at: injection, text: 'the injection of the trial' }],
    fixes: [deleteLineFix(visit, line)],
  });
}

/** A puncture of the spine on the note of a study. */
function checkPunctures(visit: Visit, study: StudyChoice, context: RuleContext<'error' | 'warning'>): void {
  const [right] = study.lines;
  for (const line of visit.linesToCheck) {
    if (!isOfGroup('puncture', line.code) && !isInjection(visit, line)) continue;
    context.report({
      at: placeOfCode(line),
      message: `Bill ${right!.code}: the study went through the side port or catheter, and ${line.code} is a puncture of the spine.`,
      evidence: cited(right!.reasons),
      fixes: replaceCodeFixes(visit, line, right!.code),
    });
  }
}

/** A spinal injection, on a visit that is no trial. */
function isInjection({ encounter }: Visit, { code }: BilledCode): boolean {
  return (
    INJECTION_CODES.has(code) && !encounter.services.some(({ value }) => value === 'trial') && !encounter.drugs.length
  );
}

function checkStudyLine(
  visit: Visit,
  study: StudyChoice | undefined,
  line: BilledCode,
  context: RuleContext<'error' | 'warning'>,
): void {
  const at = placeOfCode(line);
  if (study?.lines.some(({ code }) => code === line.code)) return context.applies();
  if (isUndecided(visit, 'study', 'imaging', 'pump', 'catheter') || study?.open.includes(line.code)) {
    return context.missing({
      at,
      message: `${line.code} not decided: the note does not say what the study injected, aspirated or imaged.`,
      evidence: study ? cited(study.reasons) : [],
      show: false,
    });
  }
  if (!study && (mentionsStudy(visit) || statedInText(visit, 'study'))) {
    return context.missing({
      at,
      message: `Write the study in \`study:\` to bill ${line.code}: the text mentions one, and no line states it.`,
      fixes: [studyStub(visit)],
      show: true,
    });
  }
  if (study)
    return context.report({
      at,
      message: `Delete ${line.code}: ${whyNot(visit, study)}.`,
      evidence: cited(study.reasons),
      fixes: [deleteLineFix(visit, line)],
      ...doubtsOf(visit.codes.unverifiedAbout(`code:${line.code}`)),
    });
  reportWithoutStudy(visit, line, context);
}

/** A study code without a study: the service of the visit is billed instead, if no line bills it. */
function reportWithoutStudy(visit: Visit, line: BilledCode, context: RuleContext<'error' | 'warning'>): void {
  const instead = isOfGroup('study', line.code) ? serviceInstead(visit) : undefined;
  const action = instead ? `Bill ${instead}, or write the study in \`study:\`` : undefined;
  context.report({
    at: placeOfCode(line),
    message: `${action ?? `Write the study in \`study:\` or delete ${line.code}`}: ${whyNot(visit, undefined)}.`,
    evidence: instead ? cited(supportedServices(visit).pump.reasons) : [],
    fixes: instead
      ? [...replaceCodeFixes(visit, line, instead), studyStub(visit)]
      : [studyStub(visit), deleteLineFix(visit, line)],
    ...doubtsOf(visit.codes.unverifiedAbout(`code:${line.code}`)),
  });
}

function studyStub(visit: Visit): Fix {
  return { kind: 'edit', title: 'Insert `study:` to fill in', edits: [insertField(visit, 'study', 'study:')] };
}

function whyNot(visit: Visit, study: StudyChoice | undefined): string {
  if (!study) return 'the note has no catheter study';
  if (!study.lines.length) return 'a rotor study has no puncture';
  return visit.encounter.study?.noContrast ? 'no contrast was injected' : 'the note says that nothing was imaged';
}

/** Whether a catheter or a pump was worked on that day: contrast then also shows that the work is sound. */
function isCatheterOperation(visit: Visit): boolean {
  return supportedServices(visit).surgery.lines.length > 0;
}

function checkMissing(visit: Visit, study: StudyChoice, context: RuleContext<'error' | 'warning'>): void {
  const isPunctureBilled = visit.linesToCheck.some(
    line => isOfGroup('puncture', line.code) || isInjection(visit, line),
  );
  for (const { code, reasons } of study.lines) {
    context.applies();
    const isBilled = visit.claimLines.some(line => line.code === code);
    if (isBilled || (isPunctureBilled && isOfGroup('study', code))) continue;
    if (isCatheterOperation(visit)) {
      context.missing({
        at: visit.encounter.header,
        message: `Bill ${code} only for a study before the decision to operate: a look at the catheter during its surgery is part of it.`,
        evidence: cited(reasons),
        show: false,
      });
      continue;
    }
    context.report({
      at: visit.encounter.header,
      severity: 'warning',
      message: `Add ${code}: ${reasons[0]!.text}, and no line bills it.`,
      evidence: cited(reasons),
      fixes: addingFixes(visit, code, componentOf(visit, code)),
      ...doubtsOf(visit.codes.unverifiedAbout(`code:${code}`)),
    });
  }
}
