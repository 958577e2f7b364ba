/** Compounds under unclassified codes: the code and the number of lines that the payer takes. */
import { exceedsClaimLimit } from '../../claim/claim-limits.js';
import type { BilledDrug } from '../../claim/drugs/billed-drug.js';
import { compoundCode, compoundLines, typedLine, type DrugLine } from '../../claim/drugs/drug-lines.js';
import { nameOfDrug, type DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import { namesDrug } from '../../claim/drugs/unclassified-drug-text.js';
import { placeOfCode, rewriteCode } from '../../encounter/code-line-edits.js';
import type { Edit, Fix } from '../../edits/fix.js';
import { list } from '../../text/prose.js';
import type { Visit } from '../../visit/visit.js';
import type { RuleContext } from '../rule.js';
import { drugEvidence } from './evidence.js';
import { asBilled, deletions, lineAfter, modifiersFor } from './rebill.js';

/** @param bills the lines under unclassified codes that are valid on the date */
export function checkCompounds(visit: Visit, context: RuleContext, bills: readonly BilledDrug[]): void {
  const payers = compoundCode(visit);
  const { setBy, unverified } = visit.policy.parameters.compoundCode;
  // Without a payer's own word, its code for compounds is not known.
  if (!payers || setBy === 'national') return;
  for (const [of, billed] of linesByCompound(bills)) {
    context.applies();
    const count = payers.perIngredient ? of.components.length : 1;
    if (billed.length === count && billed.every(({ line }) => line.code === payers.code)) continue;
    const wanted = compoundLines(visit, of);
    const fix = exceedsClaimLimit(visit) ? undefined : fixFor(visit, of, billed, wanted);
    const way = payers.perIngredient ? 'a line for each ingredient' : 'one line with one unit';
    const codes = list([...new Set(billed.map(bill => bill.line.code))]);
    context.report({
      at: placeOfCode(billed[0]!.line),
      message: `Bill ${payers.code} on ${linesOf(wanted.length)}: this payer takes a compound on ${way}, and the claim has ${codes} on ${linesOf(billed.length)}.`,
      evidence: [
        ...drugEvidence(visit, [of], 'one compound'),
        ...billed.slice(1).map(bill => ({ at: placeOfCode(bill.line), text: `another line of the ${nameOfDrug(of)}` })),
      ],
      fixes: fix ? [fix] : [],
      ...(unverified ? { unverified } : {}),
    });
  }
}

/** The lines of each compound; a line that may bill several drugs is not counted for any. */
function linesByCompound(bills: readonly BilledDrug[]): ReadonlyMap<DocumentedDrug, readonly BilledDrug[]> {
  const lines = new Map<DocumentedDrug, BilledDrug[]>();
  for (const bill of bills) {
    const [of, ...others] = bill.drugs.filter(drug => drug.billable);
    if (!of?.compound || others.length > 0 || bill.discarded || bill.line.unsure) continue;
    lines.set(of, [...(lines.get(of) ?? []), bill]);
  }
  return lines;
}

function linesOf(count: number): string {
  return count === 1 ? 'one line' : `${count} lines`;
}

/**
 * Writes the payer's lines over the billed ones; undefined if the note lacks a name, strength or volume that a text
 * needs.
 */
function fixFor(
  visit: Visit,
  of: DocumentedDrug,
  billed: readonly BilledDrug[],
  wanted: readonly DrugLine[],
): Fix | undefined {
  if (wanted.some(({ text }) => text === undefined)) return undefined;
  const open = [...billed];
  const edits: Edit[] = [];
  const now: string[] = [];
  const added: string[] = [];
  wanted.forEach((line, i) => {
    const component = wanted.length > 1 ? of.components[i] : undefined;
    const named = component
      ? open.findIndex(bill => namesDrug(bill.line.text?.value ?? '', component, of.entries[i]))
      : 0;
    const [bill] = open.splice(Math.max(named, 0), 1);
    const modifiers = bill ? modifiersFor(visit, bill.line, line, ['JW', 'JZ']) : line.modifiers;
    now.push(typedLine({ ...line, modifiers, text: '' }, ''));
    if (bill) edits.push(...rewriteCode(bill.line, { code: line.code, modifiers, units: 1, text: line.text! }));
    else added.push(typedLine(line, billed[0]!.line.pointers));
  });
  const last = billed.at(-1)!.line;
  if (added.length) edits.push(lineAfter(last, ...added));
  edits.push(...deletions(open.map(bill => bill.line)));
  return {
    kind: 'edit',
    title: `Bill ${list(now)} instead of ${list(billed.map(({ line }) => asBilled(line)))}`,
    edits,
  };
}
