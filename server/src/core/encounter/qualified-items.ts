/**
 * Items that give a second amount beside the one that counts: what was before, what is the limit, what is planned, what
 * differs. They are kept as words.
 */
import type { Item } from '../syntax/tree.js';
import type { Key } from '../syntax/vocabulary.js';
import { isPlanned } from './other-time.js';

/** At the beginning of an item these say that its amount is of another time, or a limit. */
const QUALIFIED =
  /^(?:previous(?:ly)?|old|prior|last|earlier|former(?:ly)?|was|were|max(?:imum)?|min(?:imum)?|target|goal|plan(?:s|ned)?|started at|starting at|initial(?:ly)?|later|replac(?:es|ing|ed)|instead of|in place of|switched from|converted from|usual(?:ly)?|typical(?:ly)?|limit|history|not)\b/i;
/** A limit of the program is reported where it is typed as a reading. */
const LIMIT = /^(?:max|min|target|goal|limit)/i;
const BEFORE = /\b(?:before|previously|prior|last (?:visit|time|fill|refill)|earlier|deferred|considered)$/i;

const OF_STATUS =
  /^(?:days (?:left|to refill|until)|refill (?:date|due|interval|before|in)|tube set|kit|infused|drug [a-z]+$|lifetime\b|calibration\b|interrogated x\d|(?:\d+ )?(?:per day )?(?:used|given|delivered)$|\d+ (?:given|used|per day used|delivered|denied)$|verified|rechecked|(?:re)?checked)\b(?!.*\b(?:volume|reservoir|dose|alarm)|.*\d\s*(?:mL|cc)$)|^infused\b/i;

const OF_KEY: Readonly<Partial<Record<Key, RegExp>>> = {
  drug: /^(?:stored|storage|keep|patient weight|weight|wt|ndc (?:verified|checked|on file|confirmed)|from (?:stock|inventory|shelf|[A-Z][a-z]+)$|from (?:the |our |an? )?(?:\w+ )?(?:wholesaler|distributor|manufacturer|supplier|vendor)$|(?:delivered|received) (?:on )?\d[\d/-]*$|allerg(?:y|ic)|(?:double-?)?checked (?:with|by)|box of \d+|dose [\d.]+ ?m?cg\/d(?:ay)?|waste:? [\d.]+ ?mL (?:residual )?from the (?:pump|reservoir)|temp(?:erature)?|filter|expires? in \d+ days?|refrigerat\w*|room temp\w*)\b|^(?!not used$).*\bnot used$/i,
  fill: /^(?:discrepancy|difference|diff|variance)\b|^[+-]?[\d.]+\s*(?:%|mL|cc)\s*(?:difference|diff|discrepancy|variance)\b|\bper\s+\d+\s*s(?:ec\w*)?$|^flush\w*\b|\bconfirm\w*\s+by\b|\b(?:re-?aspirat\w+|aspirat\w+)\b.*\bto (?:confirm|check|verify)\b|\bconfirm\w*\s+(?:with|by)\b|^(?:(?:refill|access|pump) )?kit\b|^[\d.]+\s*(?:in|inch(?:es)?)\.?$|^(?:first|second|1st|2nd)\s+(?:stick|attempt|pass)\b.*\bfailed\b/i,
  read: OF_STATUS,
  after: OF_STATUS,
  next: /^(?:phone|(?:f\/u |follow-?up )?call|telephone|nurse (?:call|check)|wound check|pt|ot|drug|with|min|max|mri|ct|lab|labs|imaging|pre-?auth\w*|authorization|surgery|pt eval|then|plan|clinic)\b/i,
};

/** Beside the amounts of a drug: of another time, a limit, or a bottle. */
const BESIDE_DRUG =
  /^(?:next|compared?|home|baseline|at implant|ordered)\b.*\d|^from [\d.]+ ?(?:ml|cc)$|\d.*\b(?:max(?:imum)?|min(?:imum)?|planned|target|goal|at implant|baseline|at home|compared)$/i;

/** Whether an item behind the first of its line says nothing of what the line states for this visit. */
export function isQualified(key: Key, { text }: Item): boolean {
  const words = text.trim().replace(/^\((.*)\)$/, '$1');
  if (OF_KEY[key]?.test(words)) return true;
  if (key === 'fill') return false; // `old drug 5.5 mL discarded` came out
  if (key === 'drug' && /^not (?:given|administered|injected|used|placed)$/i.test(words)) return false;
  if (key === 'next') return /^(?:last|previous|prior)\b/i.test(words);
  if (key !== 'drug' && (LIMIT.test(words) || !/\d/.test(words))) return false;
  if (QUALIFIED.test(words) || BEFORE.test(words)) return true;
  return key === 'drug' && ((isPlanned(words) && !words.includes('"')) || BESIDE_DRUG.test(words));
}
