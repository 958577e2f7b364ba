/**
 * What a line of a pump says beside the items of its field: when it is to be replaced, which catheter is with it, how
 * full the battery is.
 */
import type { IsoDate } from '../syntax/iso-day.js';
import type { Item } from '../syntax/tree.js';
import { holdsValue } from './item-pieces.js';
import type { Fact } from './model.js';
import type { Reader } from './reader.js';

export interface PumpAsides {
  replaceBy?: Fact<IsoDate> | undefined;
  catheter?: Fact<string> | undefined;
}

const REPLACED =
  /^(?:(?:pump|battery|generator|must be|to be|due for|needs|scheduled)\s+)*(?:eri|eos|eol|elective replacement|end of (?:service|life)|replace(?:ment|d)?|exchange|battery)\b/i;
const IMPLANTED_IN =
  /^(?:pump\s+)?(?:implant(?:ed|ation)?|placed|inserted|doi)\s+(?:date\s*:?\s+)?(?:(?:in|on)\s+)?(?:\d{4}(?:-\d\d)?|\d{1,2}\/\d{2,4}|[a-z]{3,9}\.?\s+\d{4})$/i;
const BATTERY = /^battery\b.*\d\s*%$/i;

/** An earlier device, what the pump was read with, its first program, what it means for imaging. */
const OF_NO_ITEM =
  /^(?:mri\b|[\d.]+\s*(?:mL|cc)\s+(?:usable|deliverable)\b|(?:external\s+)?(?:programmer|tablet)\s+\w*\d|replacement (?:due|planned|expected|needed)\b|(?:programmed|primed|started)\b)|\b(?:removed|replaced|placed|explanted|exchanged|revised|revision|turned|moved)\s+(?:(?:an?|the)\s+.*\s+)?(?:in\s+)?(?:19|20)\d\d$/i;

const MODELS = String.raw`(?:8703|8709|8711|8731|878[0-4])[a-z]{0,2}`;
/** Kits that repair a catheter. */
const KITS = String.raw`(?:857[58]|858[34]|859[01568])[a-z]{0,2}`;
const CATHETER = new RegExp(
  String.raw`^(?:(?:new|(?:one|two|1|2)[\s-]*piece)\s+)?(?:(?:intrathecal|spinal|medtronic)\s+)*(?:(?:catheter|cath|ascenda|indura)\b|(?:model\s+)?(?:${MODELS}|${KITS})\b)`,
  'i',
);
const REVISION = new RegExp(String.raw`\b${KITS}\b|\brevision kit\b`, 'i');

/** `catheter tip intrathecal at T8` states the route too. */
const ROUTE = /\b(?:intrathecal|epidural|intraventricular|intravenous|hepatic|arter(?:y|ial))\b/i;

/** Whether words describe a catheter, and no pump. */
export function describesCatheter(text: string): boolean {
  return CATHETER.test(text) && !/\b(?:synchromed|prometra|pump)\b/i.test(text);
}

/** Whether a catheter is a kit that repairs one. */
export function isRevisionKit(text: string): boolean {
  return REVISION.test(text);
}

/** Takes what an item says of these; false for any other item. */
export function takeAside(reader: Reader, item: Item, asides: PumpAsides): boolean {
  const { text } = item;
  if (describesCatheter(text) || /^tip\b/i.test(text)) {
    const before = asides.catheter;
    asides.catheter = before
      ? reader.fact(`${before.value}, ${text}`, { start: before.start, end: item.end })
      : reader.fact(text, item);
    return !ROUTE.test(text);
  }
  if (BATTERY.test(text) || IMPLANTED_IN.test(text) || OF_NO_ITEM.test(text)) {
    reader.restated.push(reader.fact(text, item));
    return true;
  }
  const [date, ...others] = REPLACED.test(text) ? reader.pieces(text).filter(holdsValue) : [];
  if (date?.kind !== 'date' || others.length) return false;
  asides.replaceBy = reader.dateIn(item, date, item, true) ?? asides.replaceBy;
  return true;
}
