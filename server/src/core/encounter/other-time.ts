/**
 * Whether an item of a structured key is about an earlier time, a plan or a condition. Such an item states nothing that
 * was done today.
 */
import type { Block } from '../syntax/tree.js';
import { readDate } from './date.js';

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';

const PLANNED = new RegExp(
  `\\b(?:will|(?:would|could|should|shall)(?! not)|if|unless|(?<!(?:had|needed|required) )to be|not (?:yet )?(?:due|scheduled)|next (?:visit|refill|fill|time|appointment|week|month|year|surgery)` +
    `|(?:due|scheduled|planned|planning|plans?) (?:for|in|to|on|at|next)|(?:was|were|is|are) (?:discussed|planned|recommended|offered|suggested|considered)` +
    `|(?:changes?|increase|decrease|adjustment|titration|reduction) (?:discussed|planned|recommended|offered|suggested)|consider(?:ed|ing)?|contemplated|pending|in (?:the )?future|in (?:${MONTHS})\\s*$)\\b`,
  'i',
);

const PUT_OFF =
  /\b(?:declin(?:ed|es)|refus(?:ed|es)|deferred|postponed|cancel(?:l?ed)|avoided|omitted|not (?:done|performed|given|wanted|desired|carried out))\b/i;

const EARLIER =
  /\b(?:history of|hx of|h\/o|s\/p|status post|previously|formerly|in the past|(?:years?|months?|weeks?|days?) ago|(?<!(?:since|than|over|from|of|at) )last (?:visit|refill|fill|time|week|month|year|surgery)|(?:in|since|of) (?:19[5-9]|20[0-4])\d(?![\d.-]))\b/i;

const TODAY = /\btoday\b/i;

/** What was planned and is done: `the planned increase was made`, `as planned`. */
const CARRIED_OUT = /\bas (?:planned|scheduled|discussed)\b/i;

const CHANGE = '(?:change|adjustment|increase|decrease|titration|reprogramming)s?';

/** `previous change 280 -> 300 mcg/day`, `last visit 280 -> 300 mcg/day` */
const EARLIER_CHANGE = new RegExp(
  `\\b(?:previous|prior|last|earlier|most recent)(?: \\w+)? ${CHANGE}\\b|\\b(?:changed|adjusted|increased|decreased|${CHANGE})(?: at| on| of)? (?:the )?(?:last|previous|prior) visit\\b|^(?:at |on )?(?:the )?(?:last|previous|prior) (?:visit|refill)\\b`,
  'i',
);

/** Whether an item of `prog:` names a change of an earlier visit, and none of today. */
export function isEarlierChange(text: string): boolean {
  const words = withoutStrings(text);
  return EARLIER_CHANGE.test(words) && !/\b(?:today|now|new|currently)\b/i.test(words);
}

/** Whether an item is a plan, a condition, or something that was put off. */
export function isPlanned(text: string): boolean {
  const words = withoutStrings(text);
  if (CARRIED_OUT.test(words)) return false;
  return PLANNED.test(words) || PUT_OFF.test(words);
}

/** Whether an item says that something was put off or not done. */
export function isPutOff(text: string): boolean {
  return PUT_OFF.test(withoutStrings(text));
}

/** Whether an item is about an earlier visit. */
export function isEarlier(text: string): boolean {
  const words = withoutStrings(text);
  return EARLIER.test(words) && !TODAY.test(words);
}

const OPERATION =
  '(?:revis|relocat|reposition|replac|remov|explor|exchang|explant|implant|turn|flip|rotat|re-?fix|mov|wash|swap|chang|surg|operat)';

/** `pocket revision planned`, `needs replacement`, `replacement due 2028` */
const PLAN_OF_WORK = new RegExp(
  `\\b${OPERATION}\\w*(?: \\w+)? (?:is |was )?(?<!as )(?:planned|scheduled|recommended|advised|needed|possible|likely|due|soon|anticipated|expected)(?: \\d[\\d-/]*)?\\s*$` +
    `|\\b(?:plan(?:ned|ning|s)?|scheduled|needs?|discussed|possible|recommend(?:ed|s)?|anticipated?|upcoming)(?: (?:for|a|the|to|pump|pocket|device))* ${OPERATION}\\w*\\s*$`,
  'i',
);

/** Work on a pump that stays. A removal may name the year of what came out: `pump placed 6 years ago removed`. */
const EARLIER_WORK =
  /\b(?:turned|flipped|rotated|repositioned|revised|revision|relocated|moved|explored|washed|re-?fixed|re-?anchored)\b(?!.*\b(?:out|in|removed|explanted|replaced|exchanged)\b)[^;]*\b(?:last (?:year|month|week|visit|time|surgery)|previously|(?:years?|months?|weeks?) ago)\b/i;

/** Whether an item of `device:` tells of work that is only planned, or that was done at another time. */
export function isOfOtherTime(text: string): boolean {
  const words = withoutStrings(text);
  if (CARRIED_OUT.test(words) || /\b(?:today|now|done|performed|completed)\b/i.test(words)) return false;
  return PLAN_OF_WORK.test(words) || EARLIER_WORK.test(words);
}

/** An item that puts off the one before it: `declined by the patient`, `considered, not done`, `next month`. */
const TRAILER =
  /^(?:(?:but|then|was|were|patient|pt|family) )*(?:(?:considered|planned|discussed)(?:[ ,]+(?:but )?(?:not done|declined|deferred))?|(?:declined|refused|deferred|postponed|cancell?ed|abandoned|aborted|unsuccessful|avoided|not (?:done|performed|due|needed|given|wanted))(?: (?:by (?:the )?(?:patient|pt|family)|today|for now|at this time|(?:to|until|till) .*))?|next (?:visit|week|month|year))$/i;

/** Each item with the one behind it that puts it off. */
export function withTrailer(items: readonly { readonly text: string }[], index: number): string {
  const behind = items[index + 1];
  const text = items[index]!.text;
  return behind && TRAILER.test(behind.text.trim()) ? `${text} ${behind.text}` : text;
}

/** The day of the visit, as the header gives it. */
export function dayOf({ header }: Block): string | undefined {
  const date = header && readDate(header.date.text);
  return date?.ok ? date.iso : undefined;
}

/** A year, or a day other than that of the visit. */
export function isOtherDay(text: string, visitDay: string | undefined): boolean {
  if (/^(?:19[5-9]|20[0-4])\d$/.test(text)) return true;
  const date = readDate(text);
  return date.ok && date.iso !== visitDay;
}

function withoutStrings(text: string): string {
  return text.replace(/"[^"]*"?/g, ' ');
}
