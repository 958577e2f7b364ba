/** Code lines gone wrong: what they most likely mean, for fixes. */
import { isDigit, every } from './chars.js';
import { isCode } from './code-shape.js';

/** Code lines that a text means, each as it should be written. */
export type CodeReading = readonly string[];

/** Longer lines are no code lines. */
const MAX_LENGTH = 240;

/** The mark of a list before a line. */
const BULLET = /^(?:[-*•·‣▪–—]|\d{1,2}[.)])\s+/;

const LABEL = /^(?:cpt|hcpcs|codes?|billed|billing|bill|charges?|procedures?)\s*[:#]?\s+/i;

/** Words that are between the parts of a line and mean nothing of their own. */
const FILLER: ReadonlySet<string> = new Set([
  'and',
  '&',
  'mod',
  'mods',
  'modifier',
  'modifiers',
  'dx',
  'pointer',
  'pointers',
  'with',
  'w/',
  '+',
  'cpt',
  'hcpcs',
]);

/** Words beside a number of units. */
const UNIT_WORDS: ReadonlySet<string> = new Set(['x', '×', '*', 'qty', 'units', 'unit', 'quantity']);

/**
 * The readings of a line whose words are all parts of code lines: `CPT 95990, @AB`, `J0475 JZ KD x8`,
 * `95991, J7999-KD`. The likeliest first; undefined for a line that has another word.
 */
export function codeReadings(text: string): readonly CodeReading[] | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const words = wordsOf(text);
  if (!words) return undefined;
  const likely = readWords(words.rest, 'likely');
  if (!likely) return undefined;
  const unsure = words.unsure ? '? ' : '';
  const readings = [likely, readWords(words.rest, 'other')].map(lines => lines?.map(line => unsure + line) ?? []);
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
    .replace(LABEL, '');
  const words: string[] = [];
  for (const piece of body.match(/"[^"]*"?|[^"]+/g) ?? []) {
    if (piece.startsWith('"')) words.push(piece);
    else
      words.push(
        ...piece
          .replace(/@[A-L1-9](?:\s*,\s*[A-L1-9])+(?![A-Za-z0-9])/gi, list => list.replace(/[\s,]/g, ''))
          .replace(/(?<=[A-Za-z0-9])(?=[@$])/g, ' ')
          .replace(/-(?=[\s@$]|$)|[()]/g, ' ')
          .replace(/(?<=-[A-Z0-9]{2})(?=x\d+(?![A-Z0-9]))/gi, ' ')
          .replace(/,(?!\d{3}\b)|[;|]|[/+](?=\s|[A-Z0-9])/gi, ' ')
          .split(/\s+/)
          .filter(Boolean),
      );
  }
  return isCodeHead(words[0] ?? '') ? { unsure, rest: words } : undefined;
}

function isCodeHead(word: string): boolean {
  return isCode(word.slice(0, 5)) && /^(?:-[A-Za-z0-9]{2})*[.:]?$/.test(word.slice(5));
}

/** A code line as it is put together. */
class Draft {
  readonly modifiers: string[] = [];
  units: string | undefined;
  pointers = '';
  charge: string | undefined;
  ndc: string | undefined;
  text: string | undefined;

  constructor(readonly code: string) {}

  get line(): string {
    const { units, pointers, charge, ndc, text } = this;
    return [
      [this.code, ...this.modifiers].join('-').toUpperCase(),
      units && `x${units}`,
      pointers && `@${pointers.toUpperCase()}`,
      charge && `$${charge}`,
      ndc && `ndc ${ndc}`,
      text,
    ]
      .filter(Boolean)
      .join(' ');
  }
}

/** @param reading of a word with two meanings (`AB`, `50`) the likelier one or the other */
function readWords(words: readonly string[], reading: 'likely' | 'other'): CodeReading | undefined {
  const drafts: Draft[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (isCodeHead(word)) {
      const draft = new Draft(word.slice(0, 5));
      draft.modifiers.push(...word.slice(6).replace(/[.:]$/, '').split('-').filter(Boolean));
      drafts.push(draft);
      continue;
    }
    const taken = readPart(drafts.at(-1)!, words, i, reading);
    if (taken === 0) return undefined;
    i += taken - 1;
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
  } else if (/^x\d{1,9}$/.test(lower)) draft.units = lower.slice(1);
  else if (UNIT_WORDS.has(lower)) return readUnitsBehind(draft, words[at + 1]);
  else if (/^@[A-L1-9]*$/i.test(word)) draft.pointers += toLetters(word.slice(1));
  else if (/^\$[\d,]+(?:\.\d\d?)?$/.test(word) || /^[\d,]+\.\d\d$/.test(word)) draft.charge = word.replace(/^\$/, '');
  else return readShort(draft, word, words[at + 1], reading);
  return 1;
}

/** `x 8`; `8 units` was read at its number. */
function readUnitsBehind(draft: Draft, next: string | undefined): number {
  if (next === undefined || !every(next, isDigit)) return draft.units === undefined ? 0 : 1;
  draft.units = next;
  return 2;
}

/** A modifier, pointers without `@`, or units without `x`. */
function readShort(draft: Draft, word: string, next: string | undefined, reading: 'likely' | 'other'): number {
  const isNumber = every(word, isDigit);
  if (isNumber && next !== undefined && UNIT_WORDS.has(next.toLowerCase()) && next.toLowerCase() !== 'x')
    draft.units = word;
  else if (isNumber && word.length === 2) {
    // A drug is billed in many units and takes few numeric modifiers; a service is the other way round.
    const isDrug = !isDigit(draft.code.charCodeAt(0));
    if (isDrug === (reading === 'likely') && draft.units === undefined) draft.units = word;
    else draft.modifiers.push(word);
  } else if (isNumber && word.length <= 4) draft.units = word;
  else if (/^-[A-Za-z0-9]{2}$/.test(word)) draft.modifiers.push(word.slice(1));
  else if (/^[A-L]{1,4}$/.test(word) && (word.length !== 2 || reading === 'likely') && !KNOWN_MODIFIERS.has(word))
    draft.pointers += word;
  else if (/^[A-Z0-9]{2}$/.test(word) || /^[a-z]\d$/.test(word) || KNOWN_MODIFIERS.has(word.toUpperCase()))
    draft.modifiers.push(word);
  else return 0;
  return 1;
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

/** `12` → `AB`: pointers by number, as on an old form. */
function toLetters(pointers: string): string {
  return pointers.replace(/[1-9]/g, digit => String.fromCharCode(0x40 + +digit));
}
