/** Code lines gone wrong: what they most likely mean, for fixes. */
import { isDigit, every } from './chars.js';
import { isCode } from './code-shape.js';

/** Code lines that a text means, each as it should be written. */
export type CodeReading = readonly string[];

/** Longer lines are no code lines. */
const MAX_LENGTH = 240;

/** The mark of a list or of quoted mail before a line. */
const BULLET = /^(?:[-*•·‣▪–—>»]+\s*|\d{1,2}[.)]\s+)/;

const LABEL = /^(?:(?:cpt|hcpcs|codes?|billed|billing|bill|charges?|procedures?)\b[\s/:#=.-]*)+/i;

/** A day within a line of charges: the header of the encounter has it. */
const DAY = /(?<![\w-])(?:\d{1,2}\/\d{1,2}\/\d{2}(?:\d{2})?|(?:19|20)\d{2}-\d{2}-\d{2})(?![\w-])/g;

/** Most lines of prose begin with no code: they need no further look. */
const CODE_FIRST = /^[([]?(?:[A-Z]\d{4}|\d{4}[\dAFMTU])/i;

/** Whether a word before a colon announces codes, as `CPT:` does: such a line is no field. */
export function isCodeLabel(word: string): boolean {
  return LABEL.test(word);
}

/** Words that are between the parts of a line and mean nothing of their own. */
const FILLER: ReadonlySet<string> = new Set(['and', '&', 'with', 'w/', '+', 'cpt', 'hcpcs']);

/** Words before modifiers, and before pointers. */
const MODIFIER_WORDS: ReadonlySet<string> = new Set(['mod', 'mods', 'modifier', 'modifiers']);
const POINTER_WORDS: ReadonlySet<string> = new Set(['dx', 'ptr', 'ptrs', 'pointer', 'pointers']);

/** A word of a description. */
const PLAIN_WORD = /^[A-Za-z][A-Za-z'/-]+$/;
/** Behind the first of them two letters are a word too: `refill by RN`. */
const SHORT_WORD = /^[A-Za-z]{2}$/;
/** A remark with one blank before its semicolon. */
const REMARK = /^(.*?\S)\s+;\s*(\S.*)$/;
/** More words beside a code are a sentence, which is narrative. */
const MAX_OTHER_WORDS = 3;
/** What only a code line has: pointers or units. */
const CODE_LINE_MARK = /(?:^|\s)(?:@[A-L]{1,4}|[x×]\s?\d{1,4})(?=[\s.,;]|$)/;

/** Words beside a number of units. */
const UNIT_WORDS: ReadonlySet<string> = new Set(['x', '×', '*', 'qty', 'units', 'unit', 'quantity']);

/**
 * The readings of a line whose words are all parts of code lines: `CPT 95990, @AB`, `J0475 JZ KD x8`,
 * `95991, J7999-KD`. The likeliest first; undefined for a line that has another word.
 */
export function codeReadings(text: string): readonly CodeReading[] | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [, head, remark] = text.includes(';') ? (REMARK.exec(text) ?? []) : [];
  if (head && remark && CODE_LINE_MARK.test(head))
    return codeReadings(head)?.map(lines => lines.map((line, i) => (i ? line : `${line}  ; ${remark}`)));
  const words = wordsOf(text);
  if (!words) return undefined;
  const maxOthers = CODE_LINE_MARK.test(text) ? MAX_OTHER_WORDS : 0;
  const likely = readWords(words.rest, 'likely', maxOthers);
  if (!likely) return undefined;
  const unsure = words.unsure ? '? ' : '';
  const readings = [likely, readWords(words.rest, 'other', maxOthers)].map(
    lines => lines?.map(line => unsure + line) ?? [],
  );
  return readings[1]!.join('\n') === readings[0]!.join('\n') ? [readings[0]!] : readings;
}

/**
 * The words of a line without its label, strings kept whole and separators taken out; undefined if none of the first is
 * a code.
 */
function wordsOf(text: string): { unsure: boolean; rest: readonly string[] } | undefined {
  const line = text.replace(BULLET, '');
  const unsure = line.startsWith('?');
  const body = line
    .slice(unsure ? 1 : 0)
    .trim()
    .replace(LABEL, '')
    .replace(DAY, ' ');
  if (!CODE_FIRST.test(body)) return undefined;
  const words: string[] = [];
  for (const piece of body.match(/"[^"]*"?|[^"]+/g) ?? []) {
    if (piece.startsWith('"')) words.push(piece);
    else words.push(...separateParts(piece).split(/\s+/).map(withoutStop).filter(Boolean));
  }
  return isCodeHead(words[0] ?? '') ? { unsure, rest: words } : undefined;
}

/** Text outside strings with one blank between the parts of a code line, and hyphens before modifiers. */
function separateParts(text: string): string {
  return text
    .replace(/(?<=[A-Za-z0-9])[–—‑−_](?=[A-Za-z0-9]{2}(?![A-Za-z0-9]))/g, '-')
    .replace(/@([A-L1-9](?:\s*[-,;/+&.]\s*[A-L1-9])+)(?![A-Za-z0-9])/gi, (_, list: string) => `@${pointerList(list)}`)
    .replace(/[*×](?=\d)/g, ' x')
    .replace(/\$\s+(?=\d)/g, '$')
    .replace(/->|=>|[→=]/g, ' ')
    .replace(/(?<=[A-Za-z0-9])(?=[@$])/g, ' ')
    .replace(/-(?=[\s@$]|$)|[()[\]{}]/g, ' ')
    .replace(JOINED_MODIFIERS, (_, code: string, modifiers: string) => code + modifiers.replace(/-?(..)/g, '-$1'))
    .replace(/(?<=-[A-Z0-9]{2})(?=x\d+(?![A-Z0-9]))/gi, ' ')
    .replace(/,(?!\d{3}\b)|[;|]|[/+](?=\s|[A-Z0-9])/gi, ' ');
}

/** The dot of a sentence behind a word. */
function withoutStop(word: string): string {
  return word.replace(/[.:]+$/, '');
}

/** `A, B` and `A/B` are AB, `A-C` is ABC. */
function pointerList(list: string): string {
  const [first, last, ...others] = list.split(/[^A-L1-9]+/i).map(pointer => toLetters(pointer).toUpperCase());
  if (!list.includes('-') || others.length > 0 || last! <= first!) return list.replace(/[^A-L1-9]/gi, '');
  const from = first!.charCodeAt(0);
  return String.fromCharCode(...Array.from({ length: last!.charCodeAt(0) - from + 1 }, (_, i) => from + i));
}

function isCodeHead(word: string): boolean {
  return isCode(word.slice(0, 5)) && /^(?:-[A-Za-z0-9]{2})*$/.test(word.slice(5));
}

/** A code line as it is put together. */
class Draft {
  readonly modifiers: string[] = [];
  units: string | undefined;
  pointers = '';
  charge: string | undefined;
  ndc: string | undefined;
  text: string | undefined;
  /** Words that no code line has. */
  readonly others: string[] = [];

  constructor(readonly code: string) {}

  get line(): string {
    const { units, pointers, charge, ndc, text, others } = this;
    return [
      [this.code, ...this.modifiers].join('-').toUpperCase(),
      units && `x${units}`,
      pointers && `@${pointers.toUpperCase()}`,
      charge && `$${charge}`,
      ndc && `ndc ${ndc}`,
      text,
      others.length > 0 && ` ; ${others.join(' ')}`,
    ]
      .filter(Boolean)
      .join(' ');
  }
}

/** @param reading of a word with two meanings (`AB`, `50`) the likelier one or the other */
function readWords(words: readonly string[], reading: 'likely' | 'other', maxOthers: number): CodeReading | undefined {
  let othersLeft = maxOthers;
  const drafts: Draft[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (isCodeHead(word)) {
      const draft = new Draft(word.slice(0, 5));
      draft.modifiers.push(...word.slice(6).split('-').filter(Boolean));
      drafts.push(draft);
      continue;
    }
    const isRemark = drafts.at(-1)!.others.length > 0 && SHORT_WORD.test(word);
    const taken = isRemark ? 0 : readPart(drafts.at(-1)!, words, i, reading);
    if (taken === 0 && (othersLeft-- <= 0 || !PLAIN_WORD.test(word))) return undefined;
    if (taken === 0) drafts.at(-1)!.others.push(word);
    else i += taken - 1;
  }
  return drafts.map(({ line }) => line);
}

/** Reads the part of a line that starts at a word; how many words it took, 0 if it is none. */
function readPart(draft: Draft, words: readonly string[], at: number, reading: 'likely' | 'other'): number {
  const word = words[at]!;
  const lower = word.toLowerCase();
  if (word.startsWith('"')) draft.text = word;
  else if (FILLER.has(lower) || word === '-') return 1;
  else if (lower === 'ndc' || lower === 'ndc#') {
    draft.ndc = words[at + 1];
    return draft.ndc ? 2 : 0;
  } else if (MODIFIER_WORDS.has(lower)) return 1 + readModifiersBehind(draft, words, at + 1);
  else if (POINTER_WORDS.has(lower)) return 1 + readPointersBehind(draft, words, at + 1);
  else if (/^(?:x\d{1,9}|\d{1,9}u(?:nits?)?)$/.test(lower)) return readUnits(draft, lower.replace(/\D+/g, ''));
  else if (UNIT_WORDS.has(lower)) return readUnitsBehind(draft, words[at + 1]);
  else if (/^@[A-L1-9]*$/i.test(word)) draft.pointers += toLetters(word.slice(1));
  else if (/^\$[\d,]+(?:\.\d\d?)?$/.test(word) || /^[\d,]+\.\d\d$/.test(word)) draft.charge = word.replace(/^\$/, '');
  else return readShort(draft, word, words[at + 1], reading);
  return 1;
}

/** Units that contradict others are not read. */
function readUnits(draft: Draft, units: string): number {
  if (draft.units !== undefined && draft.units !== units) return 0;
  draft.units = units;
  return 1;
}

/** The modifiers behind `mod`: how many words. */
function readModifiersBehind(draft: Draft, words: readonly string[], from: number): number {
  let at = from;
  while (/^-?(?!x\d)[A-Z0-9]{2}$/i.test(words[at] ?? '')) draft.modifiers.push(words[at++]!.replace('-', ''));
  return at - from;
}

/** The pointers behind `dx`: how many words. */
function readPointersBehind(draft: Draft, words: readonly string[], from: number): number {
  let at = from;
  while (/^@?[A-L1-9]{1,4}$/i.test(words[at] ?? '')) draft.pointers += toLetters(words[at++]!.replace('@', ''));
  return at - from;
}

/** `x 8`; `8 units` was read at its number. */
function readUnitsBehind(draft: Draft, next: string | undefined): number {
  if (next === undefined || !every(next, isDigit)) return draft.units === undefined ? 0 : 1;
  return 2 * readUnits(draft, next);
}

/** A modifier, pointers without `@`, or units without `x`: how many words. */
function readShort(draft: Draft, word: string, next: string | undefined, reading: 'likely' | 'other'): number {
  const isRead = every(word, isDigit)
    ? readShortNumber(draft, word, next, reading)
    : readShortWord(draft, word, reading === 'likely');
  return isRead ? 1 : 0;
}

function readShortNumber(draft: Draft, word: string, next: string | undefined, reading: 'likely' | 'other'): boolean {
  const unit = next?.toLowerCase();
  if (unit !== undefined && unit !== 'x' && UNIT_WORDS.has(unit)) draft.units = word;
  else if (word.length === 2 && !(isUnits(draft, word, reading) && draft.units === undefined))
    draft.modifiers.push(word);
  else if (word.length <= 4) draft.units = word;
  else return false;
  return true;
}

/** Whether two digits are units. A drug has many units and few numeric modifiers; a service is the other way round. */
function isUnits(draft: Draft, word: string, reading: 'likely' | 'other'): boolean {
  const isDrug = !isDigit(draft.code.charCodeAt(0));
  return isDrug ? reading === 'likely' : reading === 'other' && +word < FIRST_CPT_MODIFIER;
}

function readShortWord(draft: Draft, word: string, isLikely: boolean): boolean {
  const mayPoint = /^[A-L]{1,4}$/.test(word) && (word.length !== 2 || isLikely);
  if (/^-[A-Za-z0-9]{2}$/.test(word)) draft.modifiers.push(word.slice(1));
  else if (mayPoint && !KNOWN_MODIFIERS.has(word)) draft.pointers += word;
  else if (/^(?:[A-Z0-9]{2}|[a-z]\d)$/.test(word) || KNOWN_MODIFIERS.has(word.toUpperCase()))
    draft.modifiers.push(word);
  else return false;
  return true;
}

/** Modifiers of the pump's claims whose letters could be pointers, and those that are typed in lower case. */
const KNOWN_MODIFIERS: ReadonlySet<string> = new Set([
  'JA',
  'GC',
  'GA',
  'AI',
  'CG',
  'KD',
  'JZ',
  'JW',
  'XE',
  'XS',
  'XU',
  'XP',
  'GW',
  'GV',
  'KX',
  'TC',
  'PO',
  'PN',
  'JB',
]);

/** The lowest number that is a modifier of CPT. */
const FIRST_CPT_MODIFIER = 22;

/** A code with modifiers behind it without a hyphen: `J0475JZKD`, `95990.25`. */
const JOINED_MODIFIERS = new RegExp(
  `(?<![A-Z0-9])([A-Z]\\d{4}|\\d{4}[\\dAFMTU])(?:[._])?((?<=[._])[A-Z0-9]{2}|(?:-?(?:${[...KNOWN_MODIFIERS].join('|')}))+)(?=x\\d|[^A-Z0-9]|$)`,
  'gi',
);

/** `12` → `AB`: pointers by number, as on an old form. */
function toLetters(pointers: string): string {
  return pointers.replace(/[1-9]/g, digit => String.fromCharCode(0x40 + +digit));
}
