import type { Diagnosis } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import { isSystemic } from '../../claim/drugs/documented-drug.js';
import type { RuleContext, Rule } from '../rule.js';
import { excludes } from './diagnosis-excludes.js';
import { placeOfDiagnosis } from '../../encounter/code-line-edits.js';
import { rearrangeDiagnoses } from '../../visit/rearrange-diagnoses.js';

export const diagnosisSequence: Rule<'warning' | 'hint'> = {
  id: 'diagnosis-sequence',
  group: 'code-sets',
  severity: 'warning',
  severities: ['warning', 'hint'],
  title: 'Order of the diagnoses',
  description:
    'Warns where a device complication (T85.-) is present and not first, where underdosing is first, a ' +
    'status code (Z79.-, Z96.-, Z97.- and their like), an external cause (V00–Y99) or Z91.1-. ' +
    'Underdosing follows what it led to, and its cause follows it. Hints where Z45.1 is alone, and where ' +
    'a tumor comes before G89.3 on a visit that treats the pain. Z45.1 first is legal: no guideline ' +
    'settles it against the treated condition.',
  rationale:
    'The first diagnosis says why the patient came. Guidelines fix it for complications and underdosing, ' +
    'and a status never is the reason.',
  fixDescription: 'Edit: reorders the diagnoses; pointers follow.',
  sources: ['GL26'],
  examples: {
    wrong: `2026-11-20 revise P-014 @asc
dx: G80.0, T85.610A
`,
    right: `2026-11-20 refill P-014 @office
dx: Z45.1, G80.0
`,
  },
  concerns: ['dx:'],
  check(visit, context) {
    const { dx } = visit.encounter;
    const [front] = dx;
    if (!front) return;
    context.applies();
    const complications = dx.filter(isComplication);
    const comesFirst = complications[0];
    if (comesFirst) {
      // A diagnosis that the complication excludes goes anyway: then nothing comes before it.
      const before = dx.slice(0, dx.indexOf(comesFirst)).filter(other => !excludes(visit, other, comesFirst));
      if (before.length) {
        reportOrder(visit, context, comesFirst, {
          severity: 'warning',
          message: `Code ${comesFirst.code} first: the complication of the device is why the patient came.`,
          order: first(dx, comesFirst),
        });
      }
    } else if (isNeverFirst(front)) {
      reportOrder(visit, context, front, {
        severity: 'warning',
        message: messageFor(front),
        order: reasonFirst(dx),
      });
    }
    const pumpCheck = dx.find(({ code }) => code === 'Z45.1');
    if (pumpCheck && dx.every(other => other === pumpCheck || isStatus(other))) {
      reportOrder(visit, context, pumpCheck, {
        severity: 'hint',
        message: 'Code the condition that the pump treats beside Z45.1: an aftercare code does not say it.',
        order: undefined,
      });
    }
    checkCancerPain(visit, context, dx);
    checkAdverseEffect(visit, context, dx);
    if (!comesFirst) checkPoisoning(visit, context, dx);
  },
};

/** The diagnoses with one of them moved to the front. */
function first(dx: readonly Diagnosis[], front: Diagnosis): readonly Diagnosis[] {
  return [front, ...dx.filter(other => other !== front)];
}

function messageFor(front: Diagnosis): string {
  if (isUnderdosing(front)) return `Code what the underdosing led to before ${front.code}: underdosing is never first.`;
  if (isCause(front))
    return `Code the condition before ${front.code}: a cause (V00–Y99, Z91.1-) is never the reason for a visit.`;
  return `Code the treated condition or Z45.1 before ${front.code}: a status is never the reason for a visit.`;
}

/**
 * The diagnoses with the reason for the visit first, and causes behind the underdosing that they explain; undefined if
 * none of them can be first.
 */
function reasonFirst(dx: readonly Diagnosis[]): readonly Diagnosis[] | undefined {
  const reasons = dx.filter(other => !isNeverFirst(other));
  const condition = dx.some(isUnderdosing) ? reasons.find(({ code }) => code !== 'Z45.1') : undefined;
  const reason = condition ?? reasons[0];
  if (!reason) return undefined;
  const order = first(dx, reason);
  const lastUnderdosing = order.findLastIndex(isUnderdosing);
  const early = order.filter((other, i) => i < lastUnderdosing && isCause(other));
  const upTo = order.slice(0, lastUnderdosing + 1).filter(other => !early.includes(other));
  return [...upTo, ...early, ...order.slice(lastUnderdosing + 1)];
}

function isNeverFirst(dx: Diagnosis): boolean {
  return isUnderdosing(dx) || isStatus(dx) || isCause(dx);
}

/** An external cause (V00 to Y99), or a treatment that was not followed (Z91.1-): it explains another diagnosis. */
function isCause({ code }: Diagnosis): boolean {
  return /^[V-Y]/.test(code) || code.startsWith('Z91.1');
}

/** Of a sequela the condition that is left comes first, so only active treatment and healing count. */
function isComplication({ code }: Diagnosis): boolean {
  return code.startsWith('T85.') && !code.endsWith('S');
}

/** T36 to T50 with the sixth character 6. */
function isUnderdosing({ code }: Diagnosis): boolean {
  const category = code.slice(0, 3);
  return category >= 'T36' && category <= 'T50' && code[6] === '6';
}

/** T36 to T50 with the sixth character 5. */
function isAdverseEffect({ code }: Diagnosis): boolean {
  const category = code.slice(0, 3);
  return category >= 'T36' && category <= 'T50' && code[6] === '5';
}

/**
 * T36 to T50 with the sixth character 1 to 4, in active treatment or healing: accident, self-harm, assault, or not
 * known.
 */
function isPoisoning({ code }: Diagnosis): boolean {
  const category = code.slice(0, 3);
  return category >= 'T36' && category <= 'T50' && /[1-4]/.test(code[6] ?? '') && !code.endsWith('S');
}

/** The code of the poisoning comes before what it shows itself as. */
function checkPoisoning(visit: Visit, context: RuleContext<'warning' | 'hint'>, dx: readonly Diagnosis[]): void {
  const poisoning = dx.find(isPoisoning);
  const shown = poisoning && dx.slice(0, dx.indexOf(poisoning)).find(isManifestation);
  if (!poisoning || !shown || isNeverFirst(dx[0]!)) return;
  reportOrder(visit, context, poisoning, {
    severity: 'warning',
    message: `Code ${poisoning.code} before ${shown.code}: of a poisoning, the code of the drug is first.`,
    order: first(dx, poisoning),
  });
}

/** What an adverse effect may show itself as: a symptom, or a disease that is no ground for a pump. */
function isManifestation({ code }: Diagnosis): boolean {
  return /^[DEFHIJKLNR]/.test(code);
}

/** What the drug did comes before the code of the drug. */
function checkAdverseEffect(visit: Visit, context: RuleContext<'warning' | 'hint'>, dx: readonly Diagnosis[]): void {
  const [drug] = dx;
  const shown = dx.find(isManifestation);
  if (!drug || !shown || !isAdverseEffect(drug)) return;
  reportOrder(visit, context, drug, {
    severity: 'warning',
    message: `Code ${shown.code} before ${drug.code}: of an adverse effect, what the drug did is first.`,
    order: first(dx, shown),
  });
}

const STATUS: readonly string[] = ['Z79', 'Z89', 'Z90', 'Z93', 'Z94', 'Z95', 'Z96', 'Z97', 'Z98', 'Z99'];

function isStatus({ code }: Diagnosis): boolean {
  return STATUS.includes(code.slice(0, 3));
}

/** C00 to D49. */
function isTumor({ code }: Diagnosis): boolean {
  return code >= 'C00' && code < 'D50';
}

/** A pump at the spine controls pain; one that feeds a vessel treats the tumor, which is then first. */
function checkCancerPain(visit: Visit, context: RuleContext<'warning' | 'hint'>, dx: readonly Diagnosis[]): void {
  const pain = dx.find(({ code }) => code === 'G89.3');
  const tumor = dx.find(isTumor);
  if (!pain || !tumor || dx.indexOf(tumor) > dx.indexOf(pain) || isSystemic(visit)) return;
  const others = dx.filter(other => other !== pain);
  const at = others.indexOf(tumor);
  reportOrder(visit, context, pain, {
    severity: 'hint',
    message: `Code ${pain.code} before ${tumor.code}: this visit controls the pain, and the tumor is first only if the visit treats it.`,
    order: [...others.slice(0, at), pain, ...others.slice(at)],
  });
}

function reportOrder(
  visit: Visit,
  context: RuleContext<'warning' | 'hint'>,
  dx: Diagnosis,
  {
    severity,
    message,
    order,
  }: {
    readonly severity: 'warning' | 'hint';
    readonly message: string;
    readonly order: readonly Diagnosis[] | undefined;
  },
): void {
  const edits = order && rearrangeDiagnoses(visit, order);
  const fixes: Fix[] = edits
    ? [{ kind: 'edit', title: `Order the diagnoses ${order.map(({ code }) => code).join(', ')}`, edits }]
    : [];
  context.report({
    at: placeOfDiagnosis(dx),
    severity,
    message,
    fixes,
    evidence: [{ at: dx, text: `${dx.code} as ${dx.letter}` }],
  });
}
