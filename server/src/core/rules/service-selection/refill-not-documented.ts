import { isPositive } from '../../encounter/quantity.js';
import { statedInOtherNote } from '../../visit/other-note.js';
import type { Key } from '../../syntax/vocabulary.js';
import { capitalized } from '../../text/prose.js';
import { isRefillCode, STOPPED_MODIFIERS } from '../../claim/services/pump-codes.js';
import { NO_CODE, replacementFor, type PumpService } from '../../claim/services/pump-service.js';
import { linesInsideSurgery } from '../../claim/edits/pairs.js';
import { cited, type Reason } from '../../claim/reason.js';
import { replaceCodeFixes } from '../../claim/fixes/replace-code.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import { fillReason, isUnreadable, undecidedEvidence } from '../../claim/services/service-facts.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { decideDiscontinued } from '../../claim/services/discontinued.js';
import { statedInText } from '../../visit/stated-in-text.js';
import type { BilledCode, FieldUse } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { at } from '../../edits/builders.js';
import { addModifier, insertField } from '../../visit/note-edits.js';

export const refillNotDocumented: Rule = {
  id: 'refill-not-documented',
  group: 'service-selection',
  severity: 'error',
  title: 'Refill billed but not documented',
  description: `95990, 95991, 62369, 62370, 96521 and 96522 include a refill, and the note has no \`fill:\` with something filled in. An attempt
(\`fill: in 0 mL\`, or a \`fill:\` without \`in\`) documents a refill code that carries 52, 53, 73 or 74, and no other. If an item of \`fill:\` was
not read, or a drug line or the text states the refill, the rule has no data. If the note says how far a stopped procedure went,
\`stopped-procedure\` decides on the modifier.`,
  rationale: 'A service that was not done is billed.',
  fixDescription:
    'Edit: the code of what was done (62367, 62368), or the line deleted if nothing was; for an attempt, ' +
    '52 for the failed access; if the header says refill, `fill:` to fill in.',
  sources: ['NPM26', 'MODS'],
  examples: {
    wrong: `2026-11-20 interrogate P-031 @office
pump: SynchroMed II 8637-40, sn NGP0000003, 40 mL, IT, programmable
by: RN KL
read: expected 18.0 mL, dose 480 mcg/day, alarms none
prog: none
dx: G80.0, Z45.1
95990 @AB
`,
    right: `2026-11-20 refill P-031 @office
pump: SynchroMed II 8637-40, sn NGP0000003, 40 mL, IT, programmable
by: MD AS
read: expected 6.0 mL, dose 480 mcg/day, alarms none
fill: in 0 mL, attempts 3
dx: G80.0, Z45.1
95991-52 @AB
`,
  },
  concerns: ['pump-service'],
  check(visit, context) {
    const { pump, withoutRefill } = supportedServices(visit);
    for (const billed of visit.linesToCheck) {
      if (!isRefillCode(billed.code) || linesInsideSurgery(visit).has(billed)) continue;
      const unreadable = unreadableKey(visit, pump);
      if (unreadable) {
        context.missing({
          at: placeOfCode(billed),
          message: `${billed.code} not decided: an item of \`${unreadable}:\` could not be read.`,
          evidence: undecidedEvidence(visit, unreadable),
          show: false,
        });
        continue;
      }
      const elsewhere = pump.facts.fill === 'none' ? fillElsewhere(visit) : undefined;
      if (elsewhere) {
        context.missing({
          at: placeOfCode(billed),
          message: `Write what was filled in \`fill:\`: ${elsewhere.text}, and ${billed.code} includes a refill.`,
          evidence: [elsewhere],
          fixes: [fillStub(visit)],
          show: true,
        });
        continue;
      }
      context.applies();
      if (pump.facts.fill === 'refill' || isReduced(visit, billed) || isForStoppedProcedure(visit)) continue;
      const right = replacementFor(withoutRefill, billed.code);
      const absence = absenceOf(visit);
      context.report({
        at: placeOfCode(billed),
        message: MESSAGES[absence](billed.code, insteadOf(billed.code, right)),
        evidence: cited([reasonOf(visit, absence), ...withoutRefill.reasons]),
        fixes: fixesFor(visit, billed, absence, right),
      });
    }
  },
};

/**
 * How certain it is that nothing was filled: `failed` if it was tried, `denied` if `fill:` says that it was not done,
 * `open` if \`fill:\` only leaves out what went in, `promised` if the header says refill and no line states it, `none`
 * if nothing is about a refill.
 */
type Absence = 'failed' | 'open' | 'denied' | 'promised' | 'none';

function absenceOf(visit: Visit): Absence {
  const { fill, services } = visit.encounter;
  if (!fill && deniedFill(visit)) return 'denied';
  if (!fill) return services.some(({ value }) => value === 'refill') ? 'promised' : 'none';
  const isDenied = fill.in ?? fill.emptied ?? fill.attempts ?? fill.reason;
  return isDenied || visit.stopped ? 'failed' : 'open';
}

function reasonOf(visit: Visit, absence: Absence): Reason {
  const at = absence === 'denied' ? deniedFill(visit) : undefined;
  return at ? { at, text: 'nothing was filled' } : fillReason(visit);
}

/** A `fill:` that states no fact: `deferred`, `patient declined`, `not due`. */
function deniedFill({ encounter: { fields } }: Visit): FieldUse | undefined {
  return fields.get('fill')?.findLast(({ empty }) => !empty);
}

const MESSAGES: Readonly<Record<Absence, (code: string, instead: string) => string>> = {
  failed: (code, instead) =>
    `Bill ${code}-52 for the failed refill: nothing was filled in (53 if it was stopped for the patient's safety)${instead ? `; if nothing was tried, ${instead}` : ''}.`,
  open: code =>
    `Write what went in (\`in … mL\`) in \`fill:\`, or bill ${code}-52 for a failed refill: the line states no volume filled in.`,
  promised: code => `Write what was filled in \`fill:\`: ${code} includes a refill, and the note has no \`fill:\`.`,
  denied: (code, instead) =>
    `${instead ? capitalized(instead) : `Delete ${code}`}: \`fill:\` says that nothing was filled, and ${code} includes a refill.`,
  none: (code, instead) =>
    `${instead ? capitalized(instead) : 'Document the refill in `fill:`'}: ${code} includes a refill, and the note has no \`fill:\`.`,
};

function insteadOf(code: string, right: string | undefined): string {
  if (right === undefined) return '';
  return right === NO_CODE ? `delete ${code}` : `bill ${right}`;
}

/** Nothing that takes the code away or lowers it, unless the note makes it certain that nothing was filled. */
function fixesFor(visit: Visit, billed: BilledCode, absence: Absence, right: string | undefined): Fix[] {
  const { fill, block } = visit.encounter;
  const reduce: Fix = {
    kind: 'edit',
    title: `Bill ${billed.code} with 52 for the failed access`,
    edits: [addModifier(visit, billed, '52')],
  };
  switch (absence) {
    case 'failed':
      return [reduce, ...replaceCodeFixes(visit, billed, right)];
    case 'open':
      return [
        {
          kind: 'edit',
          title: 'Add `in` to `fill:` to fill in',
          edits: [{ at: at(block, fill!.end, fill!.end), text: ', in' }],
        },
      ];
    case 'promised':
      return [fillStub(visit)];
    case 'denied':
    case 'none':
      return replaceCodeFixes(visit, billed, right);
  }
}

/** The key whose items that were not read may state that something was filled, or how far a stopped fill went. */
function unreadableKey(visit: Visit, { facts }: PumpService): Key | undefined {
  if (facts.fill === 'unreadable') return 'fill';
  if (facts.fill !== 'refill' && isUnreadable(visit, 'stop')) return 'stop';
  return facts.fill === 'none' && isUnreadable(visit, 'drug') ? 'drug' : undefined;
}

/**
 * What states a refill on a note without `fill:`: a drug line with a volume, a sentence of the text, or another note of
 * the day.
 */
function fillElsewhere(visit: Visit): { at: SourceRange; text: string } | undefined {
  const { fill, drugs } = visit.encounter;
  if (fill) return undefined;
  const placed = drugs.find(drug => drug.volume && !drug.notGiven && !drug.injected);
  if (placed) return { at: placed, text: 'the drug line states a volume' };
  const stated = statedInText(visit, 'fill');
  if (stated) return { at: stated, text: 'the text states a refill' };
  if (visit.encounter.fields.has('fill')) return undefined;
  const other = statedInOtherNote(
    visit,
    one => (one.fill?.in && isPositive(one.fill.in.value.amount) ? one.fill : undefined),
    isRefillCode,
  );
  return other && { at: other, text: 'another note of the day states a refill' };
}

function fillStub(visit: Visit): Fix {
  return { kind: 'edit', title: 'Insert `fill:` to fill in', edits: [insertField(visit, 'fill', 'fill:')] };
}

/** A reduced or stopped refill is documented by an attempt, or by what the note says of how far it went. */
function isReduced(visit: Visit, billed: BilledCode): boolean {
  return (
    (visit.fill === 'attempt' || visit.stopped) && billed.modifiers.some(({ value }) => STOPPED_MODIFIERS.has(value))
  );
}

/** The note says how far it went: the missing modifier, or that there is no code, is for `stopped-procedure` to say. */
function isForStoppedProcedure(visit: Visit): boolean {
  return visit.stopped && decideDiscontinued(visit).kind !== 'unknown';
}
