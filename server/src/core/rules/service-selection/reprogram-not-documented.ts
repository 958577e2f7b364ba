import {
  analysisCode,
  isOfOtherSpace,
  isRefillCode,
  isReprogrammingCode,
  withoutChange,
} from '../../claim/services/pump-codes.js';
import { NO_CODE, replacementFor, type PumpService } from '../../claim/services/pump-service.js';
import { linesInsideSurgery } from '../../claim/edits/pairs.js';
import { cited } from '../../claim/reason.js';
import { replaceCodeFixes } from '../../claim/fixes/replace-code.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import {
  changeReason,
  fillReason,
  isUnreadable,
  performerReason,
  undecidedEvidence,
} from '../../claim/services/service-facts.js';
import { statedInText } from '../../visit/stated-in-text.js';
import type { Key } from '../../syntax/vocabulary.js';
import type { Fix } from '../../edits/fix.js';
import { sameDose } from '../../encounter/same-dose.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { insertField } from '../../visit/note-edits.js';
import { statedInOtherNote } from '../../visit/other-note.js';
import { isOfOtherPerformer } from '../../claim/services/other-performer.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

export const reprogramNotDocumented: Rule = {
  id: 'reprogram-not-documented',
  group: 'service-selection',
  severity: 'warning',
  title: 'Reprogramming billed but not documented',
  description: `62368, 62369 and 62370 include reprogramming: a change of dose, concentration, mode, bolus or bridge,
with an old and a new value that differ. \`prog: none\`, \`prog: volume only\`, an alarm date or a reason alone are no change. A payer's profile may count the volume
(\`reprogramRequires\`: \`volume\`). If an item of \`prog:\` was not read, or it says \`changed\` without values, the rule has no data. If the
pump cannot be one that these codes are for, \`route\` or \`pump-not-programmable\` reports it and this rule does not.`,
  rationale: `Medicare's contractors and most coders want a change of dose or rate in the record; some payers follow
the pump's maker and take the volume. Practices had to pay back money because they billed every refill of a
programmable pump as reprogramming.`,
  fixDescription: 'Edit: 95990 or 95991 (by who filled) for a refill, 62367 without one.',
  parameters: ['reprogramRequires'],
  sources: ['AAPC', 'PTP24', 'NPM26'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL
prog: volume only
dx: G80.0, Z45.1
62369 @AB
`,
    right: `2026-11-20 refill+reprogram P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL
prog: dose 480 -> 520 mcg/day, reason "more spasms at night"
dx: G80.0, Z45.1
62369 @AB
`,
  },
  concerns: ['pump-service'],
  check(visit, context) {
    const { pump } = supportedServices(visit);
    for (const billed of visit.linesToCheck) {
      if (!isReprogrammingCode(billed.code) || isOfOtherSpace(billed.code, pump.facts) || isFixed(pump)) continue;
      if (linesInsideSurgery(visit).has(billed)) continue;
      const open = openKey(visit, pump);
      if (open) {
        context.missing({
          at: placeOfCode(billed),
          message: `${billed.code} not decided: \`${open}:\` does not say which values were changed.`,
          evidence: undecidedEvidence(visit, open),
          show: false,
        });
        continue;
      }
      const changed = pump.facts.change === 'none' ? changeElsewhere(visit) : undefined;
      if (changed) {
        context.missing({
          at: placeOfCode(billed),
          message: `Write the change in \`prog:\`: ${changed.says}, and ${billed.code} includes reprogramming.`,
          evidence: changed.evidence,
          fixes: [programStub(visit)],
          show: true,
        });
        continue;
      }
      context.applies();
      if (pump.facts.change === 'made' || isOfOtherPerformer(visit, billed)) continue;
      const right = rightCode(pump, billed.code);
      const isMissing = isPromised(visit) || (right === undefined && !visit.encounter.fields.has('prog'));
      const reason = changeReason(visit);
      const volumeOnly = visit.encounter.prog?.volumeOnly !== undefined;
      const { unverified } = visit.policy.parameters.reprogramRequires;
      context.report({
        at: placeOfCode(billed),
        message: isMissing
          ? `Write the change in \`prog:\`: ${billed.code} includes reprogramming, and no line states what was changed.`
          : `Bill ${right ?? 'the code without reprogramming'}: ${reason.text}, and ${billed.code} includes reprogramming.`,
        evidence: cited([reason, fillReason(visit), right && isRefillCode(right) ? performerReason(visit) : undefined]),
        fixes: isMissing ? [programStub(visit)] : replaceCodeFixes(visit, billed, right),
        ...(volumeOnly && unverified ? { unverified } : {}),
      });
    }
  },
};

/**
 * The header says reprogram, and no \`prog:\` says what was changed: a missing line is more likely than a wrong code.
 */
function isPromised({ encounter }: Visit): boolean {
  return !encounter.fields.has('prog') && encounter.services.some(({ value }) => value === 'reprogram');
}

/**
 * The key that leaves open whether the pump was reprogrammed: without \`prog:\`, the doses before and after show it
 * too.
 */
function openKey(visit: Visit, { facts }: PumpService): Key | undefined {
  if (facts.change === 'unreadable') return 'prog';
  if (facts.change === 'made' || visit.encounter.fields.has('prog')) return undefined;
  return (['read', 'after', 'pump'] as const).find(
    key => isUnreadable(visit, key) || (!visit.encounter.fields.has(key) && key !== 'pump' && statedInText(visit, key)),
  );
}

/**
 * What states a change on a note without `prog:`: doses before and after that differ, a sentence of the text, or
 * another note of the day.
 */
function changeElsewhere(visit: Visit): { says: string; evidence: { at: SourceRange; text: string }[] } | undefined {
  const { read, after, fields } = visit.encounter;
  if (fields.has('prog')) return undefined;
  if (read?.dose && after?.dose && sameDose(read.dose, after.dose) === false)
    return {
      says: 'the dose before and after differ',
      evidence: [
        { at: read.dose, text: 'the dose before' },
        { at: after.dose, text: 'the dose after' },
      ],
    };
  const sentence = statedInText(visit, 'prog');
  if (sentence) return { says: 'the text states a change', evidence: [{ at: sentence, text: 'a change' }] };
  const other = statedInOtherNote(
    visit,
    ({ prog }) => (prog?.items.some(({ changes }) => changes) ? prog : undefined),
    isReprogrammingCode,
  );
  return other && { says: 'another note of the day states one', evidence: [{ at: other, text: 'a change' }] };
}

function programStub(visit: Visit): Fix {
  return { kind: 'edit', title: 'Insert `prog:` to fill in', edits: [insertField(visit, 'prog', 'prog:')] };
}

function isFixed(pump: PumpService): boolean {
  return pump.facts.device !== undefined && pump.facts.device !== 'programmable';
}

/**
 * Without a refill 62367, since the billed code says that the pump was at least analyzed. None if the note does not say
 * where the pump delivers; and none beside an attempt without a refill code, which takes more than a code (52 or 53).
 */
function rightCode(pump: PumpService, billed: string): string | undefined {
  const { fill, space } = pump.facts;
  if (fill === 'unreadable' || space === undefined) return undefined;
  if (fill === 'none') return analysisCode(false);
  if (fill === 'attempt' && !isRefillCode(billed)) return undefined;
  const right = replacementFor(pump, billed);
  if (right && right !== NO_CODE) return right;
  // What is missing (the type of the pump, or who filled) changes nothing about a refill without a change: the billed
  // code says the level.
  return isRefillCode(billed) ? withoutChange(billed) : undefined;
}
