/** The claim that the facts of an encounter support, as lines to type, and the edit that brings the claim there. */
import { billedDrugs } from '../claim/billed-drugs.js';
import { supportedDrugLines, typedLine } from '../claim/drug-lines.js';
import { evaluations } from '../claim/evaluation.js';
import { isBillableHere } from '../claim/facility.js';
import type { NotedDrug } from '../claim/noted-drugs.js';
import { oncePerVisit } from '../claim/once-per-visit.js';
import { PUMP_CODES } from '../claim/pump-codes.js';
import type { Reason } from '../claim/reason.js';
import { serviceChoice } from '../claim/service-choice.js';
import { isMistaken, standsInFor } from '../claim/stand-ins.js';
import { decideStop } from '../claim/stopped.js';
import { SURGERY_CODES } from '../claim/surgery.js';
import type { Visit } from '../encounter/visit.js';
import type { Finding, Verdict } from '../finding.js';
import type { Edit } from '../fix.js';
import { ruleById } from '../rules/catalogue.js';
import { insertCode, list } from '../rules/toolkit.js';
import type { Block } from '../syntax/tree.js';
import type { Workspace } from '../workspace/workspace.js';

/** A line of the claim that the facts support. */
export interface ClaimLine {
  readonly code: string;
  /** `J0475-JZ-KD x8`: what is billed, without where it points. */
  readonly head: string;
  /** The line as a coder types it, pointers and text included. */
  readonly typed: string;
  /** False where the note lacks a fact that decides its units or its text. */
  readonly whole: boolean;
  readonly reasons: readonly Reason[];
  readonly arithmetic?: string;
  /** What is less than certain about it, or missing for it. */
  readonly doubt?: string;
  /** The claim has a line for it already, right or wrong. */
  readonly billed: boolean;
}

/** Services first, then drugs, in the order of a claim. Visits (E/M) are never derived: only the coder knows that one was separate. */
export const claimLines = oncePerVisit((visit): readonly ClaimLine[] => [...serviceLines(visit), ...drugLines(visit)]);

function serviceLines(visit: Visit): ClaimLine[] {
  const choice = serviceChoice(visit);
  const pointers = visit.bill === 'pro' ? pointersOf(visit, false) : '';
  const line = (code: string, modifier: string | undefined, rest: Pick<ClaimLine, 'reasons' | 'doubt'>): ClaimLine => {
    const head = modifier ? `${code}-${modifier}` : code;
    return { code, head, typed: pointers ? `${head} @${pointers}` : head, whole: true, billed: isServiceBilled(visit, code), ...rest };
  };
  const billable = choice.lines.filter(({ code }) => isBillableHere(visit, code));
  // A stopped procedure is billed with what says how far it went, or not at all.
  const stop = visit.stopped ? decideStop(visit) : undefined;
  if (stop && stop.kind !== 'modifier') return [];
  const lines = billable.map(({ code, reasons, doubt }) => line(code, stop?.allowed[0], { reasons: [...reasons, ...(stop?.reasons ?? [])], ...(doubt ? { doubt } : {}) }));
  const { pump } = choice;
  const attempted = stop && pump.attempt && !pump.inside && pump.outcome === 'code' && pump.code && isBillableHere(visit, pump.code) ? pump : undefined;
  if (!attempted) return lines;
  // What was begun is billed as such; a reading that belongs to it is not billed beside it.
  return [line(attempted.code!, stop!.allowed[0], { reasons: [...attempted.reasons, ...stop!.reasons] }), ...lines.filter(({ code }) => !PUMP_CODES.has(code))];
}

function isServiceBilled(visit: Visit, code: string): boolean {
  const { codes } = visit.encounter;
  if (PUMP_CODES.has(code)) return standsInFor(visit, [code]) || codes.some((line) => line.code === code);
  const slot = SURGERY_CODES.get(code)?.slot;
  const kind = visit.codes.procedure(code)?.kind;
  return codes.some((line) => line.code === code || (slot ? SURGERY_CODES.get(line.code)?.slot === slot : visit.codes.procedure(line.code)?.kind === kind)
    || isMistaken(visit, line.code, [code]));
}

function drugLines(visit: Visit): ClaimLine[] {
  const bills = billedDrugs(visit);
  const pointers = visit.bill === 'pro' ? pointersOf(visit, true) : '';
  // A line whose drug the note does not have is most likely meant for one that has no line.
  const isBilled = (drugs: readonly NotedDrug[]): boolean => bills.some((bill) => bill.drugs.length === 0 || bill.drugs.some((drug) => drugs.includes(drug)));
  return supportedDrugLines(visit).map((line): ClaimLine => {
    const named = line.text !== undefined || !visit.codes.procedure(line.code)?.isNoc;
    const missing = line.missing ?? (named ? undefined : 'name, dose and volume in words');
    return {
      code: line.code, head: typedLine({ ...line, text: '' }, ''), typed: typedLine(line, pointers), whole: line.units !== undefined && line.units > 0 && named,
      reasons: line.drugs.map(({ drug }) => ({ text: line.discarded ? 'discarded from what was opened' : 'placed in the reservoir, and the practice may bill it', at: drug })),
      billed: isBilled(line.drugs), ...(line.arithmetic ? { arithmetic: line.arithmetic } : {}), ...(missing ? { doubt: `${missing} is not in the note` } : {}),
    };
  });
}

/**
 * The diagnoses that a line of the pump points to: not what is only seen at a separate visit, and for a drug not the status codes
 * that stand for the service, while others are there.
 */
export function pointersOf(visit: Visit, ofDrug: boolean): string {
  const { dx, em, codes } = visit.encounter;
  const visits = new Set(evaluations(visit, visit.judged));
  const elsewhere = (letter: string): boolean => codes.some((line) => line.pointers.includes(letter) && !visits.has(line));
  const said = new Set(em ? words(em.value) : []);
  const ofPump = dx.slice(0, 12).filter(({ letter, code }) => {
    if (elsewhere(letter)) return true;
    if ([...visits].some((line) => line.pointers.includes(letter))) return false;
    return !words(visit.codes.diagnosis(code)?.title ?? '').some((word) => said.has(word));
  });
  const illness = ofDrug ? ofPump.filter(({ code }) => !code.startsWith('Z')) : ofPump;
  return [illness, ofPump, dx].find((some) => some.length > 0)?.slice(0, 4).map(({ letter }) => letter).join('') ?? '';
}

/** Words that say what a text is about. */
function words(text: string): string[] {
  return text.toLowerCase().split(/[^a-z]+/).filter((word) => word.length > 3 && !['pain', 'chronic', 'other', 'with', 'from', 'left', 'right', 'pump'].includes(word));
}

/** Brings the claim to what the facts support. */
export interface ClaimCompletion {
  /** What it does, one clause each: `Bill 95990 instead of 62370`. */
  readonly steps: readonly string[];
  readonly edits: readonly Edit[];
}

/** Groups of rules whose fixes bring the claim nearer to the facts. */
const GROUPS: ReadonlySet<string> = new Set(['choice', 'drugs', 'edits', 'modifiers']);
const RULES: ReadonlySet<string> = new Set(['code-not-on-date', 'neurostimulator-code']);
/** The nearest word to a slip is a guess, which the coder makes. */
const GUESSES: ReadonlySet<string> = new Set(['unknown-modifier']);

/** Steps at most: each fix is applied to what the one before it left. */
const MOST_STEPS = 12;

/**
 * Adds the lines that the facts support, and mends those that a rule finds at odds with them where there is one way to do so. Touches
 * nothing but code lines; waived findings stay.
 * @returns undefined where the facts support nothing, where there is nothing to do, or where it would bring an error
 */
export function completeClaim(workspace: Workspace, block: Block): ClaimCompletion | undefined {
  const visit = workspace.visit(block);
  if (!visit) return undefined;
  let known = completions.get(visit);
  if (!known) completions.set(visit, (known = { value: deriveCompletion(workspace, block, visit) }));
  return known.value;
}

/** By visit, which is another object as soon as anything that it is judged by is another. */
const completions = new WeakMap<Visit, { value: ClaimCompletion | undefined }>();

function deriveCompletion(workspace: Workspace, block: Block, visit: Visit): ClaimCompletion | undefined {
  const supported = claimLines(visit);
  // Facts that support no line are too few to complete a claim from: what is billed then is for the coder to settle.
  if (!supported.length) return undefined;
  const steps: string[] = [];
  let now = { block, verdict: workspace.verdict(block) };
  const take = (edits: readonly Edit[], ...said: readonly string[]): void => {
    const after = workspace.wouldBe(block, applied(now.block, edits));
    if (!after || !sameFields(now.block, after.block)) return;
    now = after;
    steps.push(...said);
  };
  const added = supported.filter((line) => !line.billed && line.whole && !isWaived(visit, line.code));
  const sure = visit.encounter.codes.filter((line) => line.unsure && line.sound
    && supported.some(({ code }) => code === line.code) && !visit.lines.some(({ code }) => code === line.code));
  if (added.length || sure.length) {
    take([
      ...(added.length ? [{ at: insertCode(visit, '').at, text: insertions(visit, added.map(({ typed }) => typed)) }] : []),
      ...sure.map(({ line, codeSpan }): Edit => ({ at: { block, start: line.unsure!.start, end: codeSpan.start }, text: '' })),
    ], ...(added.length ? [`Add ${list(added.map(({ head }) => head))}`] : []), ...sure.map(({ code }) => `Bill ${code} without a question mark`));
  }
  const tried = new Set<string>();
  for (let step = 0; step < MOST_STEPS; step++) {
    const finding = now.verdict.findings.find((found) => isMended(found) && !tried.has(`${found.rule} ${found.message}`));
    if (!finding) break;
    tried.add(`${finding.rule} ${finding.message}`);
    const [fix] = finding.fixes;
    take(fix!.edits, fix!.title);
  }
  if (!steps.length || bringsError(workspace.verdict(block), now.verdict)) return undefined;
  const edit = difference(block, now.block.text);
  return edit && { steps, edits: [edit] };
}

function isMended({ rule, severity, outcome, fixes }: Finding): boolean {
  return outcome === 'fail' && (severity === 'error' || severity === 'warning') && fixes.length === 1
    && (RULES.has(rule) || (GROUPS.has(ruleById(rule)?.group ?? '') && !GUESSES.has(rule)));
}

/** Whether the coder has said, with a reason, that the service or the drug is rightly not on this claim. */
function isWaived(visit: Visit, code: string): boolean {
  const rules = visit.codes.procedure(code)?.kind === 'drug' ? ['drug-claim'] : ['refill-not-billed', 'reprogram-not-billed', 'analysis-not-billed', 'surgery-code'];
  return visit.encounter.waivers.some(({ rule, reason }) => reason !== undefined && rules.includes(rule.value));
}

function bringsError(before: Verdict, after: Verdict): boolean {
  const count = (verdict: Verdict, rule: string): number => verdict.findings.filter((f) => f.rule === rule && f.severity === 'error').length;
  return after.findings.some(({ rule, severity }) => severity === 'error' && count(after, rule) > count(before, rule));
}

/** Whole lines where {@link insertCode} puts one. */
function insertions(visit: Visit, lines: readonly string[]): string {
  return lines.map((line) => insertCode(visit, line).text).join('');
}

function applied(block: Block, edits: readonly Edit[]): string {
  let text = '', at = 0;
  for (const edit of [...edits].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end)) {
    text += block.text.slice(at, edit.at.start) + edit.text;
    at = edit.at.end;
  }
  return text + block.text.slice(at);
}

/** Whether everything but the code lines is as it was. */
function sameFields(before: Block, after: Block): boolean {
  const rest = (block: Block): string => block.lines.filter(({ kind }) => kind !== 'code').map(({ start, end }) => block.text.slice(start, end)).join('\n').trimEnd();
  return rest(before) === rest(after);
}

/** One edit of whole lines, from the first that is another to the last. */
function difference(block: Block, after: string): Edit | undefined {
  const before = block.text;
  if (before === after) return undefined;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  while (start > 0 && !endsLine(before, start)) start--;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  while (end > 0 && !endsLine(before, before.length - end)) end--;
  return { at: { block, start, end: before.length - end }, text: after.slice(start, after.length - end) };
}

function endsLine(text: string, at: number): boolean {
  return text[at - 1] === '\n' || (text[at - 1] === '\r' && text[at] !== '\n');
}
