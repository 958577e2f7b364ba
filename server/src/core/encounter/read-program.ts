import { REASON_WORDS } from '../fields/prog.js';
import type { FieldLine, Item } from '../syntax/tree.js';
import { piecesOf, withDailyRates } from './item-pieces.js';
import type { ChangeKind, Fact, Program, Quantity } from './model.js';
import { withTrailer } from './other-time.js';
import { isPlaceholder } from './placeholder.js';
import { withArrows } from './program-arrows.js';
import { stepsOf } from './program-chain.js';
import { besideDenial, denialOf, isOfOtherRoute } from './program-denial.js';
import { ProgramDraft } from './program-draft.js';
import { PROGRAM_ITEMS } from './program-item-text.js';
import { ProgramItemReader } from './read-program-item.js';
import { folded, keywordOf, type Keyword, type Reader } from './reader.js';

/** `rate` is what many programmers print for the dose. */
const KEYWORDS: ReadonlyMap<string, ChangeKind> = new Map<string, ChangeKind>([
  ['dose', 'dose'],
  ['rate', 'dose'],
  ['concentration', 'concentration'],
  ['mode', 'mode'],
  ['bolus', 'bolus'],
  ['bridge', 'bridge'],
]);

/** A dose of another time, or a limit, behind the change. */
const OTHER_DOSE =
  /^(?:(?:start(?:ed|ing)|initial(?:ly)?|original(?:ly)?)\s+(?:dose\s+)?(?:at|was)|target|goal|max(?:imum)?\s+dose|last (?:visit|time))\b.*\/\s*(?:day|d|24\s*h|h|hr)\b/i;

/**
 * `prog: dose 6.0 -> 6.6 mg/day, reason "evening pain"` · `prog: volume only` · `prog: none` ·
 * `prog: increased from 6 to 6.6 mg/day`
 */
export function readProgram(
  reader: Reader,
  line: FieldLine,
  known: Quantity | undefined,
  strengths: readonly Quantity[] = [],
): Program | undefined {
  if (!line.items.length) return undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  const program = new ProgramDraft(reader, known, strengths);
  const denial = denialOf(line.items);
  for (const [i, item] of line.items.entries())
    if (!denial || !readBesideDenial(program, item, denial)) readItem(program, item, withTrailer(line.items, i));
  program.finish({ start, end });
  const { none, volumeOnly, unstated, volume, alarmDate, alarmVolume, reason, plan } = program;
  return {
    block,
    start,
    end,
    none,
    volumeOnly,
    items: program.items,
    unstated,
    volume,
    alarmDate,
    alarmVolume,
    furtherDoses: program.further,
    reason,
    plan,
  };
}

/** @returns whether the item says only what the denial beside it, or it itself, denies */
function readBesideDenial(program: ProgramDraft, item: Item, denial: Item): boolean {
  const found = besideDenial(item, denial);
  if (found === 'read') return false;
  if (found === 'open') program.reader.undecided('prog', item);
  if (found === 'none') program.none ??= program.reader.fact(true, item);
  if (found === 'volume only') program.volumeOnly = program.reader.fact(true, item);
  else program.reader.restated.push(program.reader.fact(item.text, item));
  return true;
}

/** @param inContext the item, and the one behind it if that puts it off */
function readItem(program: ProgramDraft, item: Item, inContext: string): void {
  const keyword = keywordOf(item);
  const text = folded(item, keyword);
  if (isPlaceholder(item.text)) program.reader.placeholder('prog', item, PROGRAM_ITEMS);
  else if (text === 'none') program.none = program.reader.fact(true, item);
  else if (text === 'volume only') program.volumeOnly = program.reader.fact(true, item);
  else if (REASON_WORDS.has(keyword.word.replace(/:$/, ''))) program.addReason(reasonOf(program.reader, item, keyword));
  else if ((program.lastChange() && OTHER_DOSE.test(item.text)) || isOfOtherRoute(item.text))
    program.reader.restated.push(program.reader.fact(item.text, item));
  else {
    const pieces = withArrows(withDailyRates(piecesOf(item.text), item.text), item.text);
    const steps = stepsOf(item, pieces);
    if (steps.length === 1)
      new ProgramItemReader(program, item, pieces).read(KEYWORDS.get(keyword.word), keyword.rest, inContext);
    else for (const step of steps) readItem(program, step, step.text);
  }
}

/** `reason "…"`, `reason: pain`, `due to pain` */
function reasonOf(reader: Reader, item: Item, { word, rest }: Keyword): Fact<string> | undefined {
  const from = word === 'reason' || word === 'reason:' ? rest : 0;
  return reader.words(item, from + (/^[-–:=]\s+/.exec(item.text.slice(from))?.[0].length ?? 0));
}
