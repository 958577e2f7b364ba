/**
 * A whole item of `prog:` that says that nothing was programmed, and what the items beside it then mean: a setting that
 * is only named (`PTM off`, `mode simple continuous`) is no change.
 */
import { REASON_WORDS } from '../fields/prog.js';
import type { Item } from '../syntax/tree.js';
import { holdsValue, piecesOf } from './item-pieces.js';
import { isEarlier } from './other-time.js';
import { keywordOf } from './reader.js';

const NOTHING_CHANGED =
  /^(?:none|volume only|no (?:(?:programming|program|dose|rate|setting) )*changes?|unchanged|as before|same(?: (?:settings|dose|rate|program))?|(?:flex|simple|dose|rate|program|settings|[\d.,]+ ?m?cg\/day).* (?:as before|unchanged|no changes?|same as before))(?![\w-])/i;

/** It denies every change, not only one of the dose. */
const DENIES_ALL =
  /^(?:none|no (?:(?:programming|program|setting) )*changes?|unchanged|as before|same(?: settings| program| as before)?$)\b/i;

/** An arrow, two values, or an affirmed verb of change. */
const STATES_CHANGE =
  /->|→|=>|\bfrom\b.*\bto\b|\b(?:increased?|decreased?|raised|lowered|reduced|titrated|changed|adjusted|added|started|activated|enabled|disabled|discontinued|reprogrammed|set to|new|weaned|tapered|bridge bolus|doubled|halved|programmed|given|delivered)\b|\b(?:single|one-time|one time|priming|therapeutic|loading|test|back-table|demand)\b.*\b(?:bolus|prime)\b|\bprime then bolus\b/i;

const SETTING =
  /\b(?:mode|simple|continuous|flex|ptm|myptm|pca|bolus(?:es)?|bridge|steps?|lockout|concentration|conc|dose|rate|periodic|night|schedule)\b/i;
const BOLUS = /\b(?:bolus(?:es)?|ptm|myptm|pca|lockout)\b/i;
const OF_VOLUME = /\b(?:volume|reservoir|alarms?)\b|\d\s*(?:mL|cc)\b(?!\s*\/)/i;

/** `flex mode` beside `same dose`: the mode that runs, or the one that was set. */
const BARE_STATE =
  /^(?:(?:flex|step|complex|night|minimum rate)\s+(?:mode|dosing|schedule)|mode\s+(?:flex|step|complex))$/i;

/** The item that denies a change; undefined if none does. */
export function denialOf(items: readonly Item[]): Item | undefined {
  return items.find(({ text }) => NOTHING_CHANGED.test(text.trim()));
}

/**
 * `read`: the item is read as any other; `words`: it says nothing of its own; `open`: it may state a change; else what
 * it denies.
 */
export type BesideDenial = 'read' | 'words' | 'none' | 'volume only' | 'open';

export function besideDenial(item: Item, denial: Item): BesideDenial {
  if (REASON_WORDS.has(keywordOf(item).word)) return 'read';
  if (item !== denial && BARE_STATE.test(item.text.trim()) && !DENIES_ALL.test(denial.text.trim())) return 'open';
  return item === denial ? ofDenial(item.text) : ofOther(item.text, denial.text);
}

function ofDenial(text: string): BesideDenial {
  if (/^volume only\b/i.test(text)) return 'volume only';
  const isPlain = !piecesOf(text).some(holdsValue);
  const isChange = STATES_CHANGE.test(text) && !isEarlier(text) && !/^none\b/i.test(text);
  return isPlain || isChange ? 'read' : 'none';
}

function ofOther(text: string, denial: string): BesideDenial {
  if (STATES_CHANGE.test(text) && !isEarlier(text)) return 'read';
  const hasValue = piecesOf(text).some(holdsValue);
  if (OF_VOLUME.test(text) || (hasValue && BOLUS.test(text) && !DENIES_ALL.test(denial.trim()))) return 'read';
  return hasValue || SETTING.test(text) ? 'words' : 'read';
}

/** `PTM stays disabled`, `mode flex as before`, `settings left as they were`: no change, with no amount beside it. */
export const STAYS = /\b(?:stays?|stayed|as before|as (?:it|they) (?:was|were)|left (?:on|off|alone|in place|at))\b/i;

const OTHER_ROUTE = String.raw`(?:oral(?:ly)?|by mouth|po|p\.o\.|tablets?|tabs?|pills?|capsules?|patch(?:es)?|transdermal|sublingual|gabapentin|pregabalin|lyrica|neurontin|tizanidine|zanaflex|oxycodone|oxycontin|percocet|hydrocodone|norco|tramadol|ms contin|diazepam|valium|dantrolene|duloxetine|cymbalta)`;
/** Before the first amount, or right behind the last: `oral baclofen 10 -> 20 mg/day`, `10 -> 20 mg daily by mouth`. */
const OF_OTHER_ROUTE = new RegExp(
  String.raw`^[^\d]*\b${OTHER_ROUTE}\b[^\d]*\d|\d\s*m?c?g(?:\s*(?:/|per|a)\s*day|\s+daily|\s+[bt]id)?\s+(?:of\s+)?(?:[a-z]+\s+)?${OTHER_ROUTE}\b`,
  'i',
);
const OF_PUMP = /\b(?:pump|intrathecal|it dose|infusion)\b/i;

/** Whether an item is about a drug that the patient takes beside the pump's: its amounts are none of the program. */
export function isOfOtherRoute(text: string): boolean {
  return OF_OTHER_ROUTE.test(text) && !OF_PUMP.test(text);
}
