/**
 * Fixes that bill a drug with another code, whole: units computed, waste and pump modifiers as the payer wants them,
 * text where the code needs one.
 */
import { hasModifier, type BilledDrug } from '../../claim/drugs/billed-drug.js';
import { exceedsClaimLimit } from '../../claim/claim-limits.js';
import {
  compoundCode,
  compoundLines,
  specificLines,
  typedLine,
  wentIntoPump,
  type DrugLine,
} from '../../claim/drugs/drug-lines.js';
import { deleteLines } from '../../claim/fixes/delete-line.js';
import { wasteOf } from '../../claim/drugs/drug-waste.js';
import type { DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { CodeEntry } from '../../codes/types.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit, Fix } from '../../edits/fix.js';
import { at, lineBreak } from '../../edits/builders.js';
import { rewriteCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';
import { pointersBeside, withModifier } from '../../visit/note-edits.js';

/**
 * Bills the drugs of some lines with their right specific code.
 * @param lines all lines of the claim that bill these drugs with the code to be replaced, those with JW too
 * @returns the deletion of the lines where that code is billed already; undefined if the note lacks a fact that decides
 *   the units, and among more lines than a claim has
 */
export function billSpecifically(
  visit: Visit,
  lines: readonly BilledDrug[],
  entry: CodeEntry,
  drugs: readonly DocumentedDrug[],
): Fix | undefined {
  if (exceedsClaimLimit(visit)) return undefined;
  const billed = visit.claimLines.some(line => line.code === entry.code && !lines.some(bill => bill.line === line));
  if (billed && !lines.some(({ line }) => line.unsure)) {
    const title = `Delete ${list(lines.map(({ line }) => asBilled(line)))} (${entry.code} is billed already)`;
    return { kind: 'edit', title, edits: deletions(lines.map(({ line }) => line)) };
  }
  const [placed, discarded] = specificLines(visit, entry, drugs);
  const used = lines.filter(bill => !bill.discarded),
    wasted = lines.filter(bill => bill.discarded);
  const first = used[0]?.line;
  if (!entry.drug || placed?.units === undefined || !first) return undefined;
  const waste = wasteOf(visit, drugs, entry.drug);
  const open = waste.kind === 'unknown' || waste.kind === 'not demanded';
  if (open && wasted.length) return undefined;
  // If one of JW and JZ is due and the note does not say which, the fix would only bring that error.
  if (placed.missing && !hasModifier(first, 'JZ')) return undefined;
  const without = wentIntoPump(visit) === false ? ['KD'] : [];
  const head = modifiersFor(visit, first, placed, open ? [...without, 'JW'] : [...without, 'JW', 'JZ']);
  const gone: BilledCode[] = used.slice(1).map(bill => bill.line);
  const edits: Edit[] = [
    ...rewriteCode(first, {
      code: placed.code,
      modifiers: head,
      units: placed.units,
      ...(lines[0]?.entry.isNoc ? { text: '' } : {}),
    }),
  ];
  const now = [typedLine({ ...placed, modifiers: head }, '')];
  const [firstWasted, ...otherWasted] = wasted;
  if (discarded?.units !== undefined) {
    now.push(typedLine(discarded, ''));
    if (firstWasted) {
      const modifiers = modifiersFor(visit, firstWasted.line, discarded, ['JZ', ...without]);
      edits.push(...rewriteCode(firstWasted.line, { code: discarded.code, modifiers, units: discarded.units }));
    } else
      edits.push(lineAfter(first, `${first.unsure ? '? ' : ''}${typedLine(discarded, pointersBeside(visit, first))}`));
  } else if (firstWasted) gone.push(firstWasted.line);
  gone.push(...otherWasted.map(bill => bill.line));
  edits.push(...deletions(gone));
  return {
    kind: 'edit',
    title: `Bill ${list(now)} instead of ${list(lines.map(({ line }) => asBilled(line)))}`,
    edits,
  };
}

/**
 * Bills a compound with the payer's code for compounds.
 * @param lines the lines of the claim that bill its ingredients with specific codes
 * @param billed whether such a line is on the claim already: then the others only go
 * @returns undefined if the payer has no such code, or where the note lacks a fact that the text needs
 */
export function billAsCompound(
  visit: Visit,
  of: DocumentedDrug,
  lines: readonly BilledDrug[],
  billed: boolean,
): Fix | undefined {
  const payers = compoundCode(visit);
  const first = lines[0]?.line;
  if (!payers || !first) return undefined;
  const instead = list(lines.map(({ line }) => asBilled(line)));
  if (billed) {
    return {
      kind: 'edit',
      title: `Delete ${instead}: ${payers.code} bills the compound`,
      edits: deletions(lines.map(({ line }) => line)),
    };
  }
  const wanted = compoundLines(visit, of);
  if (wanted.some(line => line.text === undefined)) return undefined;
  const edits: Edit[] = [];
  const now: string[] = [];
  const taken = new Set<number>();
  const gone: BilledCode[] = [];
  for (const { line, entry } of lines) {
    const named = visit.codes.drugsOfCode(entry.code);
    const first = taken.size ? -1 : 0;
    const i = payers.perIngredient
      ? of.entries.findIndex((own, at) => own && named.includes(own) && !taken.has(at))
      : first;
    const to = wanted[i];
    if (!to) {
      gone.push(line);
      continue;
    }
    taken.add(i);
    const modifiers = modifiersFor(visit, line, to, ['JW', 'JZ']);
    now.push(typedLine({ ...to, modifiers }, ''));
    edits.push(...rewriteCode(line, { code: to.code, modifiers, units: 1, text: to.text! }));
  }
  edits.push(...deletions(gone));
  return { kind: 'edit', title: `Bill ${list(now)} instead of ${instead}`, edits };
}

/** A new line, put at the end of another one, so that the deletion of the line below leaves it alone. */
export function lineAfter({ block, line }: BilledCode, ...texts: readonly string[]): Edit {
  return { at: at(block, line.end, line.end), text: texts.map(text => `${lineBreak(block)}${text}`).join('') };
}

/** Takes lines off the claim, in the order of the note. */
export function deletions(lines: readonly BilledCode[]): Edit[] {
  const first = lines[0];
  return first
    ? deleteLines(
        first.block,
        [...lines].sort((a, b) => a.start - b.start).map(line => line.line),
      )
    : [];
}

/** `J0475-KD x8` */
export function asBilled(line: BilledCode): string {
  return `${[line.code, ...line.modifiers.map(m => m.value)].join('-')} x${line.units}`;
}

/** The modifiers of a line without some, with those of the line that the facts support, in the order of a claim. */
export function modifiersFor(
  visit: Visit,
  line: BilledCode,
  supported: DrugLine,
  without: readonly string[],
): string[] {
  const kept = line.modifiers.map(m => m.value).filter(m => !without.includes(m));
  return supported.modifiers.filter(m => !kept.includes(m)).reduce((all, m) => withModifier(visit, all, m), kept);
}
