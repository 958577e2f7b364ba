import { statedInText } from '../../visit/stated-in-text.js';
import { isAlone } from '../../claim/edits/add-ons.js';
import { bundledLines } from '../../claim/edits/pairs.js';
import { deleteLineFix } from '../../claim/fixes/delete-line.js';
import { replaceCodeFixes } from '../../claim/fixes/replace-code.js';
import { nameOfPlace } from '../../claim/services/facility.js';
import { excludesMethod, isInjectionGuided } from '../../claim/services/guidance.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import { injectionInstead } from '../../claim/services/trial.js';
import { GUIDANCE_CODES, INJECTION_CODES, isOfGroup, type GuidanceCode } from '../../codes/service-table.js';
import { placeOfCode, setModifiers } from '../../encounter/code-line-edits.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Fix } from '../../edits/fix.js';
import { isStub } from '../../visit/acceptance.js';
import { PUMP_SERVICES } from '../../syntax/vocabulary.js';
import { addModifier, insertField } from '../../visit/note-edits.js';
import type { Visit } from '../../visit/visit.js';
import type { Evidence, Rule, RuleContext } from '../rule.js';

/** Words of the text that are about imaging which no `imaging:` line states. */
const IMAGING_WORDS = [
  'ultrasound',
  'sonogram',
  'sonographic',
  'fluoroscopy',
  'fluoroscopic',
  'fluoro',
  'x-ray',
  'c-arm',
];

export const imagingCode: Rule<'error' | 'warning'> = {
  id: 'imaging-code',
  group: 'service-selection',
  severity: 'error',
  severities: ['error', 'warning'],
  title: 'Imaging and its code do not match',
  description: `Spinal injections come in twins without and with imaging (62320/62321, 62322/62323, 62324/62325,
62326/62327): \`imaging: fluoro\` and
\`imaging: none\` decide between them. Guidance that is billed by itself (76942, 77002, 77003, 76000) needs \`imaging:\` with its method; with none
stated it is a warning. On a professional claim for a facility place guidance takes 26, and never TC: the facility owns the equipment.`,
  rationale:
    'Imaging is inside the one twin and denied beside it; guidance without an image and a report is paid ' +
    'back on audit.',
  fixDescription: 'Edit: the twin, 26 added, the line deleted, or `imaging:` to fill in.',
  sources: ['NPM26', 'RVU24'],
  examples: {
    wrong: `2026-11-23 trial P-091 @office
by: MD AS
imaging: fluoro, contrast
dx: G82.21
62322 @A
`,
    right: `2026-11-20 refill P-022 @opd
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 20 mL
imaging: ultrasound, pump tilted, image kept, separate report
dx: M96.1
95991 @A
76942-26 @A
`,
  },
  check(visit, context) {
    for (const line of visit.linesToCheck) {
      if (INJECTION_CODES.has(line.code) && !isOfStudy(visit)) checkInjection(visit, line, context);
      const guidance = GUIDANCE_CODES.get(line.code);
      const indicators = visit.codes.procedure(line.code)?.indicators;
      const hasComponents = indicators ? indicators.pctc === '1' : isOfGroup('study-imaging', line.code);
      // A line that another rule takes off needs no second reason.
      if (!(guidance || hasComponents) || bundledLines(visit).has(line) || isAlone(visit, line.code)) continue;
      if (guidance && !checkGuidance(visit, line, guidance, context)) continue;
      if (hasComponents && !isWithoutStudy(visit, line)) checkComponent(visit, line, context);
    }
  },
};

/** An injection on the note of a refill or a reading that states none. @returns whether it is one */
function askForInjection(visit: Visit, line: BilledCode, context: RuleContext<'error' | 'warning'>): boolean {
  const { services, drugs, imaging, catheter, fill, read, devices } = visit.encounter;
  const isVisit = services.length > 0 && services.every(({ value }) => PUMP_SERVICES.has(value));
  const isStated = imaging ?? catheter ?? drugs.find(({ injected }) => injected);
  if (!isVisit || isStated || devices.length || !(fill ?? read)) return false;
  context.missing({
    at: placeOfCode(line),
    message: `Write the injection to bill ${line.code}: the note states a visit of the pump and no puncture of the spine.`,
    show: true,
  });
  return true;
}

/** `study-code` says what an injection beside a study should be. */
function isOfStudy({ encounter }: Visit): boolean {
  return encounter.study !== undefined && !encounter.services.some(({ value }) => value === 'trial');
}

/** The imaging of a study on a note without one, which `study-code` reports. */
function isWithoutStudy({ encounter }: Visit, { code }: BilledCode): boolean {
  return isOfGroup('study-imaging', code) && !encounter.study;
}

function checkInjection(visit: Visit, line: BilledCode, context: RuleContext<'error' | 'warning'>): void {
  // The code of another access or level brings the right twin along.
  if (injectionInstead(supportedServices(visit).trial, line.code)) return context.applies();
  if (askForInjection(visit, line, context)) return;
  const { guided, twin } = INJECTION_CODES.get(line.code)!;
  const isGuided = isInjectionGuided(visit);
  const { imaging } = visit.encounter;
  if (isGuided === undefined) {
    if (guided && !imaging)
      context.missing({
        at: placeOfCode(line),
        message: `Write the imaging in \`imaging:\`: ${line.code} includes it, and the note does not state any.`,
        fixes: isStub(visit, 'imaging') ? [] : [imagingStub(visit)],
        show: !isStub(visit, 'imaging'),
      });
    return;
  }
  context.applies();
  if (isGuided === guided) return;
  const isSound = imaging?.kind?.value === 'ultrasound';
  const without = isSound ? 'ultrasound is not the imaging of these codes (fluoroscopy or CT)' : 'no imaging was used';
  const why = isGuided ? 'the injection was guided by imaging' : without;
  context.report({
    at: placeOfCode(line),
    message: `Bill ${twin}: ${why}, and ${line.code} is the code ${guided ? 'with' : 'without'} imaging.`,
    evidence: imagingEvidence(visit),
    fixes: replaceCodeFixes(visit, line, twin),
  });
}

/** What `imaging:` states, as a clause. */
const USED: Readonly<Record<'none' | 'fluoro' | 'ultrasound' | 'other', string>> = {
  none: 'no imaging was used',
  fluoro: 'the imaging was fluoroscopy',
  ultrasound: 'the imaging was ultrasound',
  other: '`imaging:` names another method',
};

/** Guidance that is billed by itself. @returns whether its imaging is in order */
function checkGuidance(
  visit: Visit,
  line: BilledCode,
  { method, means }: GuidanceCode,
  context: RuleContext<'error' | 'warning'>,
): boolean {
  const { imaging } = visit.encounter;
  const at = placeOfCode(line);
  if (isStub(visit, 'imaging')) {
    context.missing({ at, message: `${line.code} not decided: \`imaging:\` is still to be filled in.`, show: false });
    return false;
  }
  if (!imaging) {
    const fixes = [imagingStub(visit)];
    if (visit.mentions(...IMAGING_WORDS) ?? statedInText(visit, 'imaging')) {
      const message = `Write the imaging in \`imaging:\` to bill ${line.code}: the text mentions it, and no line states it.`;
      context.missing({ at, message, fixes, show: true });
      return true;
    }
    context.report({
      at,
      severity: 'warning',
      message: `Document the imaging in \`imaging:\` or delete ${line.code}: the note has no ${means}, image and report.`,
      evidence: [{ at: line, text: 'billed without imaging in the note' }],
      fixes: [...fixes, deleteLineFix(visit, line)],
    });
    return false;
  }
  if (!imaging.kind && imaging.unsure) {
    const message = `Say in \`imaging:\` whether it was used to bill ${line.code}: “${imaging.unsure.value}” leaves it open.`;
    context.missing({ at, message, evidence: imagingEvidence(visit), show: true });
    return true;
  }
  context.applies();
  if (!excludesMethod(visit, method)) return true;
  const used = USED[imaging.kind?.value ?? 'other'];
  context.report({
    at,
    message: `Delete ${line.code}: ${used}, and ${line.code} is ${means}.`,
    evidence: imagingEvidence(visit),
    fixes: [deleteLineFix(visit, line)],
  });
  return false;
}

/** The professional component of imaging that a facility's equipment made. */
function checkComponent(visit: Visit, line: BilledCode, context: RuleContext<'error' | 'warning'>): void {
  const place = visit.pos === undefined ? undefined : visit.codes.place(visit.pos);
  if (visit.bill === 'facility') return;
  if (!place) {
    context.missing({
      at: placeOfCode(line),
      message: `26 on ${line.code} not decided: the header names no place.`,
      show: false,
    });
    return;
  }
  if (!place.facility) return;
  context.applies();
  const technical = line.modifiers.find(({ value }) => value === 'TC');
  // With TC beside it, modifier-conflict keeps 26.
  if (line.modifiers.some(({ value }) => value === '26')) return;
  const others = line.modifiers.map(({ value }) => value).filter(value => value !== 'TC' && value !== '26');
  const fix: Fix = technical
    ? { kind: 'edit', title: `Put 26 instead of TC on ${line.code}`, edits: [setModifiers(line, ['26', ...others])] }
    : { kind: 'edit', title: `Add 26 to ${line.code}`, edits: [addModifier(visit, line, '26')] };
  context.report({
    at: technical ?? placeOfCode(line),
    message: `${technical ? 'Put 26 instead of TC on' : 'Add 26 to'} ${line.code}: at ${nameOfPlace(place)} the facility bills the equipment.`,
    // The fee schedule that is loaded has no row for the imaging of a study.
    ...(visit.codes.procedure(line.code)?.indicators ? {} : { severity: 'warning' as const }),
    evidence: visit.place ? [{ at: visit.place, text: 'a facility' }] : [],
    fixes: others.length < 4 ? [fix] : [],
  });
}

function imagingStub(visit: Visit): Fix {
  return { kind: 'edit', title: 'Insert `imaging:` to fill in', edits: [insertField(visit, 'imaging', 'imaging:')] };
}

function imagingEvidence(visit: Visit): Evidence[] {
  const { imaging } = visit.encounter;
  return imaging ? [{ at: imaging, text: 'the imaging of the note' }] : [];
}
