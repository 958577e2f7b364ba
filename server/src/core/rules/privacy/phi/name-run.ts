/** Words of a name in a row: parts, initials, particles. */
import { CREDENTIALS, isNameWord, PARTICLES, TITLES, type Word } from './name-words.js';
import {
  AMBIGUOUS_NAMES,
  CLINICAL_WORDS,
  EPONYMS,
  GIVEN_NAMES,
  ORDINARY_WORDS,
  RELATIONS,
  WORD_SURNAMES,
} from './words.js';

/** `Mary K. Stanhope` has two parts and an initial. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Index of the word behind it. */
  readonly next: number;
  readonly parts: number;
  readonly initials: number;
  /** Whether the first part is a common given name. */
  readonly given: boolean;
  /** Whether it is one and no other word of a note. */
  readonly clear: boolean;
  /** In capitals throughout. */
  readonly caps: boolean;
}

const MAX_WORDS = 5;

/** The run from a part or an initial on; undefined if none begins there. */
export function readRun(text: string, words: readonly Word[], i: number): Run | undefined {
  const first = words[i];
  if (!first) return undefined;
  const reader = new RunReader(text, words, i);
  for (let at = i; at < words.length && at < i + MAX_WORDS; at++) {
    if (at > i && !follows(text, words[at - 1]!, words[at]!)) break;
    if (!reader.take(words[at]!, at)) break;
  }
  return reader.run();
}

class RunReader {
  private readonly caps: boolean;
  private end: number | undefined;
  private next: number;
  private parts = 0;
  private initials = 0;
  private lead: Word | undefined;

  constructor(
    private readonly text: string,
    private readonly words: readonly Word[],
    private readonly from: number,
  ) {
    const { text: first } = words[from]!;
    this.caps = first.length > 1 && first === first.toUpperCase();
    this.next = from;
  }

  /** Whether a word belongs to the run. */
  take(word: Word, at: number): boolean {
    if (isInitial(word)) return this.takeInitial(word, at);
    if (at > this.from && PARTICLES.has(word.text)) return true;
    if (!this.mayBeSurname(word) && !isPart(word, this.mayBeInCapitals(word))) return false;
    this.lead ??= word;
    this.parts++;
    this.extend(word, at);
    return true;
  }

  private takeInitial(word: Word, at: number): boolean {
    if (this.parts ? isSex(this.text, word) : isArticle(this.text, word)) return false;
    this.initials++;
    if (this.parts) this.extend(word, at);
    return true;
  }

  private extend(word: Word, at: number): void {
    this.end = word.end;
    this.next = at + 1;
  }

  /** `Karen White`, `Kevin Bell`: behind a given name words and eponyms are family names as well. */
  private mayBeSurname(word: Word): boolean {
    return this.lead !== undefined && GIVEN_NAMES.has(this.lead.lower) && isAlsoSurname(word);
  }

  private mayBeInCapitals(word: Word): boolean {
    return this.caps || (this.initials > 0 && !this.parts && word.text === word.text.toUpperCase());
  }

  run(): Run | undefined {
    const { words, from, end, next, parts, initials, lead, caps } = this;
    if (end === undefined || !lead) return undefined;
    const given = GIVEN_NAMES.has(lead.lower);
    const clear = given && !AMBIGUOUS_NAMES.has(lead.lower);
    return { start: words[from]!.start, end, next, parts, initials, given, clear, caps };
  }
}

/**
 * A word that is a family name only before a comma and a given name: `White, Linda`, `Figment, Rosalind`. Alone it is
 * no name.
 */
export function familyWord(words: readonly Word[], i: number): Run | undefined {
  const word = words[i]!;
  const caps = word.text === word.text.toUpperCase();
  const unusual = !ORDINARY_WORDS.has(word.lower) && !CLINICAL_WORDS.has(word.lower) && TECHNICAL.test(word.lower);
  if (!isNameWord(word, caps) || !(unusual || isAlsoSurname(word))) return undefined;
  return { start: word.start, end: word.end, next: i + 1, parts: 0, initials: 0, given: false, clear: false, caps };
}

/** Whether a word can begin a run at all: a quick look before the slow ones. */
export function mayLead({ text, lower }: Word): boolean {
  if (text[0] === lower[0]) return false;
  if (text.length === 1 || (!ORDINARY_WORDS.has(lower) && !CLINICAL_WORDS.has(lower))) return true;
  return GIVEN_NAMES.has(lower) || WORD_SURNAMES.has(lower);
}

/** `Jackson Pratt drain`: two names that are one thing. */
export function isEponym(words: readonly Word[], i: number, run: Run): boolean {
  return words.slice(i, run.next).every(({ lower }) => EPONYMS.has(lower));
}

/** Given names as signatures shorten them. */
const SHORTENED: ReadonlySet<string> = new Set(
  'Jas Wm Chas Geo Thos Robt Jos Benj Saml Danl Edw Alex Chris Fred Matt Mich Nath Pat Steph'.split(' '),
);

/** Blanks between two words of a name; behind an initial a point, too. */
function follows(text: string, before: Word, word: Word): boolean {
  const gap = text.slice(before.end, word.start);
  return before.text.length === 1 ? /^\.? ?$/.test(gap) : gap === ' ' || (gap === '. ' && SHORTENED.has(before.text));
}

export function isInitial({ text, lower }: Word): boolean {
  return text.length === 1 && text !== lower;
}

/** `A midwife`, `I saw`: without its point the letter is a word. */
function isArticle(text: string, { text: letter, end }: Word): boolean {
  return (letter === 'A' || letter === 'I') && text[end] !== '.';
}

/** `M 03/04/1961`: the letter tells the sex. */
function isSex(text: string, { text: letter, end }: Word): boolean {
  return (
    (letter === 'M' || letter === 'F') &&
    /^[\s,|;(/]{1,6}(?:\d|#|dob|mrn|b\.|born|age)/i.test(text.slice(end, end + 12))
  );
}

/** Inside a word capitals are only behind these: `McDonald` and `DeWitt`, but `SynchroMed`. */
const INNER_CAPITAL = /^(?:Mc|Mac|De|La|Le|Di|Du|Van|Von|Fitz|[OD]['’])\p{Lu}/u;

function isPart(word: Word, caps: boolean): boolean {
  if (TITLES.has(word.lower) || CREDENTIALS.has(word.text) || RELATIONS.has(word.lower)) return false;
  if (!isNameWord(word, caps)) return false;
  if (!caps && /\p{Ll}\p{Lu}/u.test(word.text) && !INNER_CAPITAL.test(word.text)) return false;
  return word.lower.split('-').every(isUnknown);
}

/** No word of the language of notes, unless it is a given name. */
function isUnknown(lower: string): boolean {
  if (EPONYMS.has(lower) || CLINICAL_WORDS.has(lower)) return false;
  return GIVEN_NAMES.has(lower) || !(ORDINARY_WORDS.has(lower) || TECHNICAL.test(lower));
}

function isAlsoSurname({ text, lower }: Word): boolean {
  return (EPONYMS.has(lower) || WORD_SURNAMES.has(lower)) && /^\p{Lu}/u.test(text);
}

/** Endings of medical and of ordinary words that names do not have. */
const TECHNICAL =
  /(?:...caine|phine|phone|fentanil|onide|azole|cillin|mycin|statin|sartan|zepam|zolam|triptan|gabalin|pentin|setron|oxetine|amide|cortisone|.tion|.sion|ness|ments?|.ity|ities|.ous|less|ical|ically|ology|pathy|itis|osis|emia|uria|algia|ectomy|otomy|ostomy|scopy|plasty|.graph|graphy|plegia|plegic|paresis|spasm|static|tropic|genic|lumbar|dural|thecal|ventricular|vertebral|.able|.ible|.ative|ship|ward|wise|ized|ated)$/;
