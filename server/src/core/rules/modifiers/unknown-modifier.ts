import type { BilledCode, Fact } from '../../encounter/model.js';
import { dayChecked } from '../../visit/day-checked.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { Rule, RuleContext } from '../rule.js';
import { modifierFitHere } from './fit-here.js';
import { isOfOtherSetting } from './modifier-setting.js';
import { placeNumber } from './place-number.js';
import { replace } from '../../edits/builders.js';

export const unknownModifier: Rule = {
  id: 'unknown-modifier',
  group: 'modifiers',
  severity: 'error',
  title: 'Not a modifier on that date',
  description: `Two characters after a code are in no edition of the modifiers that we hold, or are not valid on the
date of service: GD ended on 2019-12-31, JG on 2024-12-31, JF on 2015-06-30; XE, XS, XP and XU exist since 2015-01-01,
JZ since 2023-01-01. A place-of-service number is \`place-as-modifier\`.`,
  rationale: 'The claim is rejected at the front end.',
  fixDescription: 'Edits: each modifier one typing slip away that exists on the date and that the code takes.',
  sources: ['MODS', 'HC19'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, mdv
dx: G80.0
95990 @A
J0475-ZD x8 @A
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, mdv
dx: G80.0
95990 @A
J0475-KD x8 @A
`,
  },
  concerns: ['modifier'],
  check(visit, context) {
    for (const line of visit.linesToCheck)
      for (const modifier of line.modifiers) checkModifier(visit, line, modifier, context);
  },
};

function checkModifier(visit: Visit, line: BilledCode, modifier: Fact<string>, context: RuleContext): void {
  const { codes, date } = visit;
  const { value } = modifier;
  const entry = codes.modifier(value);
  if (!entry && placeNumber(visit, value)) return;
  if (entry && !date) {
    if (entry.from || entry.to)
      context.missing({ at: modifier, message: `${value} not checked: the note has no date.`, show: false });
    return;
  }
  context.applies();
  const status = entry ? codes.modifierStatus(value) : 'unknown';
  if (status === 'valid') return;
  const messages = {
    ended: `Remove ${value} from ${line.code}: it ended on ${entry?.to}, before ${dayChecked(visit)}.`,
    'not-yet': `Remove ${value} from ${line.code}: it begins on ${entry?.from}, after ${dayChecked(visit)}.`,
    unknown: `Correct ${value} on ${line.code}: it is not in our edition of the modifiers.`,
  };
  context.report({
    at: modifier,
    message: messages[status],
    ...(entry
      ? { evidence: [{ at: visit.encounter.datePlace, text: 'the date of the visit' }], sources: entry.sources }
      : {}),
    fixes: entry ? [] : nearest(visit, line, modifier),
    edition: codes.edition('modifiers'),
  });
}

/** They say who pays if the line is denied: never a guess by their letters. */
const LIABILITY: ReadonlySet<string> = new Set(['GA', 'GX', 'GY', 'GZ', 'KX']);

/** Only what the code takes and the line has not yet: two characters have many neighbors. */
function nearest(visit: Visit, line: BilledCode, modifier: Fact<string>): Fix[] {
  const { codes, date } = visit;
  if (!date) return [];
  const others = line.modifiers.filter(m => m !== modifier).map(m => m.value);
  const fits = (candidate: string): boolean => {
    const fit = modifierFitHere(visit, candidate, line);
    const accepted =
      fit !== 'no place' &&
      (fit.verdict === 'accepted' || fit.verdict === 'documentation') &&
      !isOfOtherSetting(visit, candidate);
    return accepted && !others.includes(candidate) && !others.some(other => codes.modifierConflict(other, candidate));
  };
  return codes
    .nearestCodes(modifier.value, 'modifier')
    .filter(candidate => !LIABILITY.has(candidate) && fits(candidate))
    .slice(0, 3)
    .map(candidate => ({
      kind: 'edit',
      title: `Bill ${candidate} instead of ${modifier.value} on ${line.code}`,
      edits: [replace(modifier, candidate)],
    }));
}
