/** Text shown ahead of the caret: the one continuation that follows from what the notes state. */
import { plain } from '../encounter/quantity.js';
import { skipBlanks, trimEnd } from '../syntax/chars.js';
import { KEYS, type Key } from '../syntax/vocabulary.js';
import type { FieldLine } from '../syntax/tree.js';
import type { Position } from '../workspace/note-file.js';
import type { Workspace } from '../workspace/workspace.js';
import { isWaived } from './assists/complete-claim.js';
import { carriedValues } from './carried-values.js';
import { claimLines } from './claim-lines.js';
import { contextAt } from './completion/complete.js';
import type { CursorContext } from './completion/cursor-context.js';
import { datesAhead } from './completion/fields/office.js';
import { ownPump } from './completion/fields/pump.js';
import { wholeDrug } from './completion/fields/drug.js';
import { doseNow, typedAmount } from './completion/known-values.js';
import { USUAL_KEYS } from './completion/keys.js';
import { textOf } from './completion/suggestion.js';

/**
 * What goes on at the caret, or undefined where nothing or more than one thing follows. Facts of the day that the note
 * does not state (checks, findings, what came out, alarms) are never part of it.
 * @returns text to insert at the position, which is at the end of its line
 */
export function inlineCompletion(workspace: Workspace, uri: string, position: Position): string | undefined {
  const spot = contextAt(workspace, uri, position);
  if (!spot?.visit || !spot.encounter || spot.offset < spot.line.end) return undefined;
  const { line, block } = spot;
  switch (line.kind) {
    case 'field':
      return spot.offset > line.key.end
        ? restOf(block.text.slice(line.key.end + 1, line.end), valuesOf(spot, line))
        : undefined;
    case 'blank':
      return line.start === line.end ? nextLine(spot) : undefined;
    case 'code':
    case 'stray':
      return restOf(block.text.slice(skipBlanks(block.text, line.start, line.end), line.end), nextClaimLines(spot));
    default:
      return undefined;
  }
}

/** What is left of the one value that begins as it is typed. */
function restOf(typed: string, values: readonly string[]): string | undefined {
  const begun = typed.trimStart();
  const lead = typed === '' ? ' ' : '';
  const fitting = [...new Set(values)].filter(
    value => value.length > begun.length && value.toLowerCase().startsWith(begun.toLowerCase()),
  );
  return fitting.length === 1 ? lead + fitting[0]!.slice(begun.length) : undefined;
}

function valuesOf(spot: CursorContext, line: FieldLine): readonly string[] {
  const key = KEYS.find(known => known === line.key.text.toLowerCase());
  return key ? valuesOfKey(spot, key, spot.block.text.slice(line.key.end + 1, line.end).trim()) : [];
}

/** The values that follow for a key. @param typed what the line has already */
function valuesOfKey(spot: CursorContext, key: Key, typed: string): readonly string[] {
  switch (key) {
    case 'pump':
      return one(pumpOf(spot));
    case 'dx':
      return one(diagnosesBefore(spot));
    case 'drug':
      return one(drugOf(spot));
    case 'read':
      return one(expectedOf(spot));
    case 'prog':
      return one(changeOf(spot));
    case 'after':
      return one(afterOf(spot));
    case 'next':
      return datesOf(spot, typed);
    default:
      return [];
  }
}

function one(value: string | undefined): readonly string[] {
  return value ? [value] : [];
}

/** The patient's pump as the last visit describes it, without its battery, which has less left. */
function pumpOf(spot: CursorContext): string | undefined {
  const typed = ownPump(spot)?.typed;
  return typed && textOf(typed).replace(/,?\s*\beri\b[^,]*/i, '');
}

function diagnosesBefore({ visit }: CursorContext): string | undefined {
  const last = visit!.history.find(({ encounter }) => encounter.dx.length > 0)?.encounter;
  return last?.dx.map(({ block, start, end }) => block.text.slice(start, end)).join(', ');
}

/** The drug of the last fill up to what is another at each fill, once this visit states a fill. */
function drugOf(spot: CursorContext): string | undefined {
  if (!spot.encounter!.fill?.in?.value.amount.gt(0) || spot.encounter!.drugs.length > 1) return undefined;
  const typed = wholeDrug(spot)?.typed;
  const gap = typed?.findIndex(part => typeof part !== 'string') ?? -1;
  const words = typed && textOf(gap < 0 ? typed : typed.slice(0, gap));
  return words && words.replace(/, \w+ $/, '');
}

function expectedOf({ workspace, encounter }: CursorContext): string | undefined {
  const { patient, date } = encounter!;
  if (!patient || !date) return undefined;
  const earlier = workspace.timeline(patient.value).filter(one => one.date! < date);
  const { expected } = carriedValues(workspace, earlier, date);
  return expected && `expected ${expected}`;
}

/** The doses before and after, where they differ. */
function changeOf({ encounter }: CursorContext): string | undefined {
  const from = encounter!.read?.dose?.value,
    to = encounter!.after?.dose?.value;
  return from && to && from.unit === to.unit && !from.amount.eq(to.amount)
    ? `dose ${plain(from.amount)} -> ${typedAmount(to)}`
    : undefined;
}

/** What went in, and the dose that this visit states; only once `prog:` says what was done to it. */
function afterOf({ visit, encounter }: CursorContext): string | undefined {
  const filled = encounter!.fill?.in?.value;
  const dose = encounter!.prog && !encounter!.prog.unstated ? doseNow(visit)?.value : undefined;
  if (!filled?.amount.gt(0) || !dose) return undefined;
  return `volume ${typedAmount(filled)}, dose ${typedAmount(dose)}`;
}

/** Each next visit that follows, with its alarm; behind a date that is typed, the alarm alone. */
function datesOf(spot: CursorContext, typed: string): readonly string[] {
  const { alarm, next } = datesAhead(spot);
  if (!alarm) return [];
  const own = /^\d{4}-\d{2}-\d{2}/.exec(typed)?.[0];
  if (own) return [`${own}, alarm ${alarm.text}`];
  return [...next.map(({ text }) => `${text}, alarm ${alarm.text}`), ...(typed ? [`alarm ${alarm.text}`] : [])];
}

/** On an empty line: the field that comes next in order, or the next line of the claim. */
function nextLine(spot: CursorContext): string | undefined {
  const above = spot.block.lines.filter(({ number }) => number < spot.line.number);
  const last = above.findLast(({ kind }) => kind !== 'blank');
  if (!last || !['header', 'field', 'code'].includes(last.kind)) return undefined;
  const key = last.kind === 'code' ? undefined : nextKey(spot, above);
  if (key === undefined) return nextClaimLines(spot)[0];
  const values = valuesOfKey(spot, key, '');
  return values.length === 1 ? `${key}: ${values[0]}` : undefined;
}

/** The first usual key behind those above that the encounter lacks. */
function nextKey({ visit, encounter }: CursorContext, above: CursorContext['block']['lines']): Key | undefined {
  const usual = new Set(encounter!.services.flatMap(({ value }) => USUAL_KEYS[value]));
  if (!visit!.pump) usual.add('pump');
  const before = Math.max(
    -1,
    ...above.flatMap(line => (line.kind === 'field' ? KEYS.indexOf(line.key.text.toLowerCase() as Key) : [])),
  );
  const stated = (key: Key): boolean =>
    encounter!.fields.has(key) ||
    (key === 'by' && visit!.by !== undefined) ||
    (key === 'sup' && visit!.sup !== undefined);
  return KEYS.slice(before + 1).find(key => usual.has(key) && !stated(key));
}

/** The lines of the claim that the facts support without a doubt and that its other lines lack, in order. */
function nextClaimLines({ visit, encounter, line, block }: CursorContext): readonly string[] {
  const isTyped = trimEnd(block.text, line.start, line.end) > line.start;
  // What is begun on this line can be what bills the code.
  const isOnOtherLine = (code: string): boolean =>
    encounter!.codes.some(other => other.code === code && (other.start < line.start || other.start > line.end));
  return claimLines(visit!)
    .filter(({ billed, code }) => (isTyped ? !isOnOtherLine(code) : !billed))
    .filter(({ whole, doubt, code }) => whole && !doubt && !isWaived(visit!, code))
    .map(({ typed }) => typed);
}
