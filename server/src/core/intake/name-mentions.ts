import { AMBIGUOUS_NAMES, ORDINARY_WORDS } from '../rules/privacy/phi/words.js';
import type { Span } from '../syntax/tree.js';

/** Words of a family name that are masked only before the rest of it: `van der`. */
const PARTICLE = '(?:van|von|der|den|ter|ten|de|del|della|da|dos|di|du|la|le|bin|ibn|al|el|st\\.?)';
const PARTICLE_ALONE = new RegExp(`^${PARTICLE}$`, 'i');

const PARTICLES_BEFORE = new RegExp(`(?:^|[^A-Za-z])((?:${PARTICLE} ){1,3})$`, 'i');
/** Characters before a name that its particles may take. */
const MAX_PARTICLES = 20;

const FOLDED: Readonly<Record<string, string>> = {
  '\u00f8': 'o',
  '\u00d8': 'O',
  '\u0142': 'l',
  '\u0141': 'L',
  '\u0111': 'd',
  '\u0110': 'D',
  '\u00df': 's',
  '\u00e6': 'a',
  '\u00c6': 'A',
  '\u2018': "'",
  '\u2019': "'",
  '\u02bc': "'",
  '`': "'",
  '\u00b4': "'",
  '\u2010': '-',
  '\u2011': '-',
};

/** The text without accents and with one kind of apostrophe and hyphen: as long as the source. */
function withoutAccents(source: string): string {
  return source.replaceAll(/[`\u00b4-\u024f\u02bc\u1e00-\u1eff\u2010\u2011\u2018\u2019]/g, char => {
    const [first] = char.normalize('NFD');
    return FOLDED[char] ?? (first && first.length === 1 ? first : char);
  });
}

/**
 * Every place of the names in a source: in any case, with or without accents, apostrophes and hyphens, each part of a
 * double name, and the particles before it. A name that is short or an ordinary word counts only with a capital.
 */
export function mentionsIn(source: string, names: Iterable<string>): Span[] {
  const folded = withoutAccents(source);
  const parts = new Set([...names].flatMap(name => partsOf(withoutAccents(name).normalize('NFC'))));
  return [...parts].flatMap(part =>
    [...folded.matchAll(patternOf(part))].map(({ index, 0: words }) => ({
      start: index - particlesBefore(folded, index),
      end: index + words.length,
    })),
  );
}

/** Length of the particles directly before a place. */
function particlesBefore(text: string, at: number): number {
  return PARTICLES_BEFORE.exec(text.slice(Math.max(0, at - MAX_PARTICLES), at))?.[1]!.length ?? 0;
}

/** A longer run of letters is no name. In characters. */
const MAX_NAME = 80;

function partsOf(name: string): string[] {
  const halves = name.split('-').filter(half => half.length > 2 && /^[A-Za-z]/.test(half));
  return [name, ...halves].filter(part => part.length <= MAX_NAME && !PARTICLE_ALONE.test(part));
}

function patternOf(part: string): RegExp {
  const plain = part.toLowerCase();
  const isWord = part.length < 3 || ORDINARY_WORDS.has(plain) || AMBIGUOUS_NAMES.has(plain);
  const spellings = isWord ? [plain[0]!.toUpperCase() + plain.slice(1), part.toUpperCase()] : [part];
  const words = spellings.map(lettersOf).join('|');
  return new RegExp(`(?<![A-Za-z])${NOT_BEFORE}(?:${words})(?![A-Za-z])${notBehind(plain)}`, isWord ? 'g' : 'gi');
}

/** `Blue Cross` is a payer. */
const NOT_BEFORE = '(?<!\\b[Bb](?:lue|LUE)[ ])';
const MONTHS = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;

/** A month before a day or a year is no name. */
function notBehind(word: string): string {
  return MONTHS.test(word) ? '(?! ?\\d)' : '';
}

function lettersOf(word: string): string {
  return word.replaceAll(/[^]/g, char => {
    if (/\d/.test(char)) return char;
    if (/[A-Za-z]/.test(char)) return `${char}[\\u0300-\\u036f]*`;
    if (char === "'") return "['\\u2019]? ?";
    if (char === '-') return '[- ]?';
    return /[\u0300-\u036f]/.test(char) ? '' : `\\${char}`;
  });
}
