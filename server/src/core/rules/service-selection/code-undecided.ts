import type { MissingSurgeryFact } from '../../claim/services/surgery.js';
import type { DeviceKind } from '../../codes/service-table.js';
import { PUMP_CODES } from '../../claim/services/pump-codes.js';
import type { Missing, PumpService } from '../../claim/services/pump-service.js';
import { cited } from '../../claim/reason.js';
import { supportedServices, type SupportedServices } from '../../claim/services/supported-services.js';
import { isUnreadable } from '../../claim/services/service-facts.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { Key } from '../../syntax/vocabulary.js';
import type { Rule } from '../rule.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';
import { insertField } from '../../visit/note-edits.js';

/** How each missing fact reads in a message, and the key that holds it. */
const FACTS: Readonly<Record<'route' | 'type' | 'performer', { readonly words: string; readonly key: Key }>> = {
  route: { words: 'where the pump delivers (IT, epidural, intraventricular, IV or IA)', key: 'pump' },
  type: { words: 'whether the pump is programmable, constant-flow or a reservoir', key: 'pump' },
  performer: { words: 'who filled', key: 'by' },
};
type Fact = keyof typeof FACTS;

export const codeUndecided: Rule = {
  id: 'code-undecided',
  group: 'service-selection',
  severity: 'info',
  title: 'Fact that decides the code is missing',
  description: `The route of the pump, its type, or who filled is not in the note, and another answer would be another
code. The same holds for surgery: a device that went in without a route or a type supports no code. Nothing is
reported if every answer leads to the same code: the type of a spinal pump does not matter for a plain refill, the
performer does not matter for 62367, 62368 or 96522, nor on an institutional claim.`,
  rationale: 'Without the fact the code can be neither confirmed nor corrected.',
  fixDescription: 'Edit: inserts `pump:` or `by:` to fill in, if the note has none.',
  sources: ['NPM26', 'RVU26'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
fill: out 6.0 mL, in 40 mL
prog: volume only
dx: G80.0, Z45.1
95990 @AB
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT
by: RN KL
fill: out 6.0 mL, in 40 mL
dx: G80.0, Z45.1
95990 @AB
`,
  },
  check(visit, context) {
    const choice = supportedServices(visit);
    const { pump, surgery } = choice;
    if (!pump.inside) {
      const missing = pump.missing.filter((fact): fact is Fact => fact in FACTS);
      if (missing.length) {
        const lacking = missing.filter(fact => !isSaidElsewhere(visit, fact));
        context.missing({
          at: codeLine(visit) ?? visit.encounter.header,
          message: `Write ${list((lacking.length ? lacking : missing).map(fact => FACTS[fact].words))}: it decides the code${candidates(pump)}.`,
          evidence: cited(pump.reasons),
          fixes: stubs(visit, lacking),
          show: lacking.length > 0,
        });
      } else if (pump.doubt === 'no-pump') {
        context.missing({
          at: codeLine(visit) ?? visit.encounter.header,
          message:
            'Check the device: 96522 takes one that releases its drug at a prescribed rate, and this is a reservoir without a pump.',
          evidence: cited(pump.reasons),
          show: true,
        });
      } else if (isPumpVisit(visit, choice)) context.applies();
    }
    for (const { fact, at } of isOfOtherFamily(surgery.device) ? [] : surgery.missing.filter(isFirstOfItsFact)) {
      context.missing({
        at,
        message: `Write ${surgeryWords(fact)}: it decides the surgery code.`,
        show: !isUnreadable(visit, 'device'),
      });
    }
    if (surgery.lines.length) context.applies();
  },
};

/** A stub, or a performer that no code knows, is reported by the rule for that. */
function isSaidElsewhere(visit: Visit, fact: Fact): boolean {
  return fact === 'performer'
    ? visit.performer !== undefined || isUnreadable(visit, 'by')
    : isUnreadable(visit, 'pump');
}

/** The codes that are left; without the route none may be suggested. */
function candidates({ open, missing }: PumpService): string {
  if (missing.includes('route')) return '';
  if (open.length > 1) return ` (${list(open, 'or')})`;
  return open.length ? ` (${open[0]} or no code)` : '';
}

/** One missing route leaves device and catheter open. */
function isFirstOfItsFact({ fact }: MissingSurgeryFact, index: number, all: readonly MissingSurgeryFact[]): boolean {
  return all.findIndex(other => other.fact === fact) === index;
}

/** Ports and neurostimulators have surgery codes of their own. */
function isOfOtherFamily(device: DeviceKind | undefined): boolean {
  return device === 'port' || device === 'neurostimulator';
}

function surgeryWords(fact: Extract<Missing, 'route' | 'type'>): string {
  return fact === 'route'
    ? 'where the device delivers (IT, epidural, intraventricular, IV or IA)'
    : 'whether what went in is programmable, constant-flow or a reservoir';
}

function codeLine(visit: Visit): SourceRange | undefined {
  const billed = visit.linesToCheck.find(({ code }) => PUMP_CODES.has(code));
  return billed && placeOfCode(billed);
}

function isPumpVisit(visit: Visit, { pump }: SupportedServices): boolean {
  return pump.outcome === 'code' || visit.linesToCheck.some(({ code }) => PUMP_CODES.has(code));
}

/**
 * Only whole lines can be left empty and reported until they are filled; what an existing `pump:` lacks is for the
 * coder to type there.
 */
function stubs(visit: Visit, lacking: readonly Fact[]): Fix[] {
  const keys = [...new Set(lacking.map(fact => FACTS[fact].key))].filter(key =>
    key === 'by' ? !visit.by : !visit.pump,
  );
  return keys.map(key => ({
    kind: 'edit',
    title: `Insert \`${key}:\` to fill in`,
    edits: [insertField(visit, key, `${key}:`)],
  }));
}
