/**
 * What lines and findings are worth at a loaded Medicare fee schedule, for the practice's own locality and conversion
 * factor. Without both no amount is given. Amounts are before reductions for several procedures, sequestration and the
 * patient's share.
 */
import { Big } from 'big.js';
import type { Finding } from '../check/finding.js';
import type { BilledCode } from '../encounter/model.js';
import type { Fix } from '../edits/fix.js';
import type { FeeSettings } from '../policy/fee-settings.js';
import type { Block } from '../syntax/tree.js';
import type { Visit } from '../visit/visit.js';
import type { Workspace } from '../workspace/workspace.js';
import { lineText } from './derived-claim.js';

export interface ClaimValue {
  /** By what the amounts are computed, in words. */
  readonly basis: string;
  /** Lines that have an amount. */
  readonly lines: readonly { readonly line: string; readonly amount: string }[];
  /** Of these lines. */
  readonly total: string;
}

/**
 * What the billed lines are worth; undefined without a schedule, without the practice's settings, or if no line has an
 * amount.
 */
export function claimValue(visit: Visit, fees: FeeSettings | undefined): ClaimValue | undefined {
  if (!fees) return undefined;
  const priced = visit.claimLines.flatMap(line => {
    const amount = amountOf(visit, line, fees);
    return amount ? [{ line, amount }] : [];
  });
  if (priced.length === 0) return undefined;
  return {
    basis: `Medicare fee schedule, ${fees.locality}, conversion factor ${fees.conversionFactor}, before reductions`,
    lines: priced.map(({ line, amount }) => ({ line: textOf(line), amount: dollars(amount) })),
    total: dollars(sum(priced.map(({ amount }) => amount.round(2)))),
  };
}

/**
 * What a finding is worth: by how much its first fix changes the claim, else the amount of the line that it puts at
 * risk.
 * @param workspace that holds the note of the finding
 */
export function worthOf(
  workspace: Workspace,
  visit: Visit,
  finding: Finding,
  fees: FeeSettings | undefined,
): string | undefined {
  if (!fees) return undefined;
  const { block } = visit.encounter;
  const fix = finding.fixes.find(one => one.kind === 'edit' && one.edits.every(({ at }) => at.block === block));
  const fixed = fix && workspace.wouldBe(block, applied(block, fix))?.visit;
  const difference = fixed && differenceOf(visit, fixed, fees);
  if (difference && !difference.round(2).eq(0)) {
    return difference.gt(0)
      ? `${dollars(difference)} more with the fix`
      : `${dollars(difference.times(-1))} less with the fix`;
  }
  if (finding.severity !== 'error' && finding.severity !== 'warning') return undefined;
  const line = visit.claimLines.find(({ start, end }) => start <= finding.at.start && finding.at.end <= end);
  const amount = line && finding.at.block === block && amountOf(visit, line, fees);
  return amount ? `${dollars(amount)} at risk (${textOf(line)})` : undefined;
}

/** Undefined if a line that the fix changes has no amount. */
function differenceOf(before: Visit, after: Visit, fees: FeeSettings): Big | undefined {
  const [gone, come] = [onlyIn(before, after, fees), onlyIn(after, before, fees)];
  return gone && come && come.minus(gone);
}

/** The amount of the lines that one claim has and the other has not: equal lines have equal amounts. */
function onlyIn(visit: Visit, other: Visit, fees: FeeSettings): Big | undefined {
  const left = other.claimLines.map(textOf);
  const own = visit.claimLines.filter(line => {
    const at = left.indexOf(textOf(line));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const amounts = own.map(line => amountOf(visit, line, fees));
  return amounts.every(amount => amount !== undefined) ? sum(amounts) : undefined;
}

function amountOf(visit: Visit, line: BilledCode, fees: FeeSettings): Big | undefined {
  const modifiers = line.modifiers.map(({ value }) => value);
  const basis = visit.bill === 'pro' ? visit.codes.payment(line.code, modifiers) : undefined;
  if (!basis) return undefined;
  if (basis.kind === 'limit') return Big(basis.perUnit).times(line.units);
  const isFacility = visit.pos !== undefined && visit.codes.place(visit.pos)?.facility === true;
  const practice = isFacility ? basis.facility : basis.nonFacility;
  if (practice === undefined) return undefined;
  const { work, practice: practiceIndex, malpractice } = fees.gpci;
  const units = Big(basis.work)
    .times(work)
    .plus(Big(practice).times(practiceIndex))
    .plus(Big(basis.malpractice).times(malpractice));
  return units.times(fees.conversionFactor).round(2).times(line.units);
}

function textOf(line: BilledCode): string {
  return lineText({ code: line.code, modifiers: line.modifiers.map(({ value }) => value), units: line.units });
}

function sum(amounts: readonly (Big | undefined)[]): Big {
  return amounts.reduce<Big>((all, amount) => all.plus(amount ?? 0), Big(0));
}

function dollars(amount: Big): string {
  return `$${amount.toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;
}

/** The text of a block with a fix applied; its edits do not overlap. */
function applied({ text }: Block, { edits }: Fix): string {
  return [...edits]
    .sort((a, b) => b.at.start - a.at.start)
    .reduce((changed, { at, text: next }) => changed.slice(0, at.start) + next + changed.slice(at.end), text);
}
