/**
 * Whether words of `device:`, `pump:` and `catheter:` are about the device or the catheter, or about something else of
 * the operation: a drain, a suture, a stylet, a dressing.
 */
import { FILLER } from '../fields/filler.js';
import { pumpModelOf } from './pump-catalog.js';

/** What is placed, removed or revised beside a pump and its catheter. */
const OTHER_THING =
  /\b(?:anchors?|dressings?|sutures?|stitch(?:es)?|stylets?|guide-?wires?|wires?|needles?|tuohy|rods?|tunnel(?:er|ing rod|ing tool)|drains?|relief|loops?|strings?|wounds?|scars?|incisions?|tissue|granuloma|staples?|beads?|vac|drapes?|clips?|sheaths?|introducer|excess|slack|fluid|hematoma|seroma|bandage|packing|glue|patch|fascia|fat|bleeding|skin|position|water|antibiotics?|cultures?|foley|leads?|mesh|pouch|implant card|hardware)\b/i;

const CATHETER_PART =
  /\b(?:catheter|cath|segment|tip|connector|portion|tubing|intrathecal|spinal|proximal|distal|ascenda|indura)\b/i;

/** `through a 15 g Tuohy`, `over a guidewire`, `under the skin`: by what means or where, at the end of a clause. */
const BY_MEANS =
  /\b(?:through|via|over|with|by|using|under|beneath|because of|due to|for)\s+(?:(?:an?|the|its|\d+(?:\.\d+)?[ -]?g(?:a|auge)?|gauge|old|new|same|existing)\s+)*[a-z-]+(?:\s+(?!\w*ed\b)[a-z-]+)?\s*(?=$|[,.(]|\b(?:to|at|from|into)\b)/gi;

/** Whether what a clause of `catheter:` says was done was done to something else. */
export function isOfOtherThing(clause: string): boolean {
  return OTHER_THING.test(clause.replace(BY_MEANS, '')) && !CATHETER_PART.test(clause);
}

const DEVICE =
  /\b(?:everything|pump|device|generator|reservoir|port|system|battery|neurostimulator|stimulator|ipg|haip)\b/i;
const SERIAL = /\b(?=[a-z0-9-]*\d{2})[a-z]{1,4}-?\d[\w-]*\b|^[a-z]{0,4}\d+$/i;
const PLACES =
  /^(?:or|ir|asc|pacu|icu|opd|clinic|suite|room|situ|place|good|proper|correct|none|nothing|no|not|the|a|an)\b/i;

/** Whether words name something that can go in or come out: a pump, a model, a serial number. */
export function namesDevice(words: string): boolean {
  const text = words.trim();
  if (pumpModelOf(text)) return true;
  if (OTHER_THING.test(text)) return false;
  return DEVICE.test(text) || SERIAL.test(text);
}

/** Whether the words behind the keyword `in` name what went in: `in good position` and `in OR 4` do not. */
export function isPutIn(words: string): boolean {
  const text = words.trim();
  return namesDevice(text) || (!PLACES.test(text) && !OTHER_THING.test(text));
}

/** Words that may be beside a type or a route without making another statement of it. */
const BESIDE: ReadonlySet<string> = new Set(
  'pump device route delivery therapy infusion implanted implantable system type flow rate drug fixed constant spinal catheter programmable new space'.split(
    ' ',
  ),
);

/** Whether an item of several words only mentions a type or a route: `refill port facing skin`, `venous bleeding`. */
export function isPassingMention(words: readonly string[], own: ReadonlySet<string>): boolean {
  return words.some(word => !own.has(word) && !FILLER.has(word) && !BESIDE.has(word));
}

/** The source of a pattern: the pump that was there went back. */
const WENT_BACK = [
  '(?:put|placed|went|set|flipped|turned|sutured|secured) back',
  'back in(?:to)?',
  're-?implant(?:ed)?',
  're-?insert(?:ed)?',
  'returned to (?:the|its|a new) pocket',
].join('|');

/** `put back`, `flipped back in`, `re-implanted`; not `not put back`. */
export const PUT_BACK = new RegExp(`\\b(?<!\\b(?:not|never|no|nor|be) (?:yet )?)(?:${WENT_BACK})\\b`, 'i');

/** The same, and `pump left in`, `same pump`: the pump that was there stays. */
export const STAYS_IN = new RegExp(
  `\\b(?:stays?|stayed|still|left in|remain(?:s|ed)?|kept|returned|same (?:pump|device|generator)|${WENT_BACK})\\b` +
    String.raw`|\breplaced (?:back )?in(?:to)? (?:\w+ )*pocket\b`,
  'i',
);

/** `same pump` beside one that came out. */
export const SAME_PUMP = /\bsame (?:pump|device|generator)\b/i;
