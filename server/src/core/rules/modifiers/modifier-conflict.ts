import { billedDrugs } from '../../claim/drugs/billed-drug.js';
import { exceedsClaimLimit } from '../../claim/claim-limits.js';
import { wasteOf, wasteTerms } from '../../claim/drugs/drug-waste.js';
import { isEvaluation, servicesBeside } from '../../claim/edits/evaluation.js';
import { decideDiscontinued, stopModifiers, type DiscontinuedDecision } from '../../claim/services/discontinued.js';
import type { BilledCode, Fact } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import { billSpecifically } from '../drugs/rebill.js';
import { wasteFix } from '../drugs/waste-fix.js';
import type { Rule } from '../rule.js';
import { stopFixes } from './stop-fix.js';
import { removeModifier, rewriteCode, setModifiers } from '../../encounter/code-line-edits.js';

/**
 * Thrice what a claim line has room for, which `modifier-count` reports: among more only a text has conflicts that is
 * no note.
 */
const MAX_MODIFIERS = 12;

export const modifierConflict: Rule = {
  id: 'modifier-conflict',
  group: 'modifiers',
  severity: 'error',
  title: 'Modifiers that exclude each other',
  description: `One line has two modifiers that cannot both be true: 26 and TC, 50 and LT or RT, 52 and 53, 53 and 73
or 74, 73 and 74, 54 and 55, two of 58, 78 and 79, 59 and an X modifier, two X modifiers, 62 and 66 or an assistant,
25 and 57, two of GA, GY and GZ, GV and GW, JW and JZ, two anesthesia modifiers, 76 and 77, 22 and 52.`,
  rationale: 'The line contradicts itself and is returned or denied.',
  fixDescription:
    'Edits: take off one or the other. Where the note decides between the two (25 or 57, 52 or 53, JW or ' +
    'JZ …), or the code takes only one of them, only the right one is left.',
  sources: ['MODS', 'NPM26', 'JWJZ'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL
dx: G80.0
95990 @A
J0475-JW-JZ x8 @A
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL
dx: G80.0
95990 @A
J0475-JZ-KD x8 @A
`,
  },
  concerns: ['modifier'],
  check(visit, context) {
    for (const line of visit.linesToCheck) {
      if (line.modifiers.length > 1) context.applies();
      for (const [first, second] of pairs(line.modifiers.slice(0, MAX_MODIFIERS))) {
        const conflict = visit.codes.modifierConflict(first.value, second.value);
        if (!conflict) continue;
        context.report({
          at: second,
          message: `Keep only one of ${first.value} and ${second.value} on ${line.code}: they exclude each other (${conflict.reason}).`,
          evidence: [
            { at: first, text: `${first.value} here` },
            { at: second, text: `and ${second.value} here` },
          ],
          fixes: fixesFor(visit, line, first, second),
          sources: [conflict.source],
        });
      }
    }
  },
};

/** The first occurrence of a modifier that is written twice. */
function* pairs(all: readonly Fact<string>[]): Generator<[Fact<string>, Fact<string>]> {
  const values = new Set<string>();
  const modifiers = all.filter(({ value }) => !values.has(value) && values.add(value));
  for (let j = 1; j < modifiers.length; j++) for (let i = 0; i < j; i++) yield [modifiers[i]!, modifiers[j]!];
}

function fixesFor(visit: Visit, line: BilledCode, first: Fact<string>, second: Fact<string>): Fix[] {
  if (first.value === 'JW' || second.value === 'JW') return wasteFixes(visit, line, first, second);
  const offered = [...takeOff(visit, line, first, second), ...takeOff(visit, line, second, first)];
  const stops = stopModifiers(line);
  return offered.length || !visit.stopped || !stops.includes(first) || !stops.includes(second)
    ? offered
    : stopFixes(visit, line, decideDiscontinued(visit));
}

/** What JW and JZ on one line should have been, as far as the note and the other lines of the drug say it. */
function wasteFixes(visit: Visit, line: BilledCode, first: Fact<string>, second: Fact<string>): Fix[] {
  const both: Fix[] = [...takeOff(visit, line, first, second), ...takeOff(visit, line, second, first)];
  const bills = exceedsClaimLimit(visit) ? [] : billedDrugs(visit);
  const bill = bills.find(billed => billed.line === line);
  if (!bill?.entry.drug || !bill.drugs.length || !visit.date) return both;
  const used = bills.filter(other => other.entry === bill.entry && !other.discarded && !other.line.unsure);
  const waste = wasteOf(visit, bill.drugs, bill.entry.drug);
  const terms = wasteTerms(visit);
  if (!terms || waste.kind === 'unknown' || waste.kind === 'not demanded')
    return used.length ? both.filter(fix => fix.title.endsWith('JW')) : both;
  const wantsJz = visit.bill === 'pro' && visit.date >= terms.jzFrom;
  if (used.length && waste.kind !== 'discarded')
    return wasteFix(visit, bill.entry, { drugs: bill.drugs, used, wasted: [bill], waste, wantsJz });
  if (waste.kind === 'none') return [without(line, 'JW')];
  if (waste.kind === 'multi-dose') return [without(line, 'JW', 'JZ')];
  if (!used.length)
    return [billSpecifically(visit, [{ ...bill, discarded: false }], bill.entry, bill.drugs)].filter(
      fix => fix !== undefined,
    );
  const modifiers = line.modifiers.map(m => m.value).filter(m => m !== 'JZ');
  const title = `Bill ${[line.code, ...modifiers].join('-')} x${waste.units}`;
  return [{ kind: 'edit', title, edits: rewriteCode(line, { code: line.code, modifiers, units: waste.units }) }];
}

function without(line: BilledCode, ...gone: readonly string[]): Fix {
  const kept = line.modifiers.map(m => m.value).filter(m => !gone.includes(m));
  return { kind: 'edit', title: `Remove ${gone.join(' and ')} from ${line.code}`, edits: [setModifiers(line, kept)] };
}

function takeOff(visit: Visit, line: BilledCode, gone: Fact<string>, kept: Fact<string>): Fix[] {
  if (isContradicted(visit, line, kept.value, gone.value)) return [];
  return [
    {
      kind: 'edit',
      title: `Remove ${gone.value} from ${line.code}, keep ${kept.value}`,
      // A modifier can be written twice.
      edits: line.modifiers.filter(({ value }) => value === gone.value).map(one => removeModifier(line, one)),
    },
  ];
}

/** Whether what would stay is the one of the two that the note or the code speaks against. */
function isContradicted(visit: Visit, line: BilledCode, kept: string, gone: string): boolean {
  if (visit.codes.modifierFit(kept, line.code).verdict === 'rejected') return true;
  if (visit.stopped && stopModifiers(line).some(m => m.value === kept || m.value === gone)) {
    const decision = decideDiscontinued(visit);
    return !possibleModifiers(decision).includes(kept);
  }
  if ((kept === '25' && gone === '57') || (kept === '57' && gone === '25')) {
    if (line.unsure || !isEvaluation(visit.codes, line.code)) return false;
    const services = servicesBeside(visit, line.code);
    const major = services.some(service => visit.codes.procedure(service.code)?.indicators?.global === '090');
    return services.length > 0 && (kept === '57') !== major;
  }
  return false;
}

/** The modifiers that a stopped procedure may have. */
function possibleModifiers(decision: DiscontinuedDecision): readonly string[] {
  if (decision.kind === 'modifier') return decision.allowed;
  return decision.kind === 'unknown' ? decision.possible : [];
}
