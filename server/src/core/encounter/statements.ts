/**
 * Reading plain words of a note: whether a text states something of this patient at this visit. What is denied, what
 * lies in the past, what belongs to the family, what is only possible, and what is done at every visit states nothing.
 */

/** A denial reaches from its word to the end of the clause. */
const DENIALS: ReadonlySet<string> = new Set([
  'no',
  'not',
  'without',
  'never',
  'denies',
  'denied',
  'deny',
  'denying',
  'none',
  'nor',
  'neither',
  'cannot',
  "can't",
  "couldn't",
  "wasn't",
  "weren't",
  "isn't",
  "aren't",
  "doesn't",
  "don't",
  "didn't",
  "hasn't",
  "hadn't",
]);

/** So does what makes a clause a thing of the past, or a mere possibility. */
const NOT_NOW =
  /\b(?:history of|hx of|h\/o|pmh|psh|previously|formerly|used to|in the past|years? ago|months? ago|last (?:visit|time|month|year)|if|should|would|could|might|may|in case|unless|consider(?:ed|ing)?|possibl[ey]|rule[sd]?[ -]out|r\/o|risks?|watch for|return for)\b/;

/** At the end of a clause, these deny all of it. */
const DENIED_AFTERWARDS = /\b(?:absent|negative|none|ruled out|resolved|denied|not (?:seen|present|noted))\s*$/;

/** A heading of the past holds for its whole sentence. */
const HEADING_OF_PAST = /\b(?:pmh|psh|past (?:medical|surgical) history|history|hx)\s*:/;

/** A statement about the family; what the family reports of the patient is none. */
const FAMILY =
  /\bfamily history\b|\b(?:mother|father|brother|sister|son|daughter|aunt|uncle|cousin|sibling|parent|grand(?:mother|father|parent)|wife|husband|spouse|family member)s?(?:'s)? (?:with|has|have|had|having|suffers|suffered|diagnosed|died|is on|was on|takes)\b/;

/** What is done at every visit says nothing of this one. */
const GENERAL =
  /\b(?:at|with|before|after|on|for|during|in) (?:each|every|all) \w+|\b(?:each|every) (?:visit|refill|fill|time|patient|session)\b|\b(?:always|routinely|customarily|generally|usually)\b|\b(?:is|are|be) (?:\w+ )?(?:re-?|double-)?(?:checked|reviewed|verified|performed|done)\b.*\bper (?:\w+ )?(?:protocol|policy)\b/;

/** Words to look for (lower case, whole words); a word that ends in `*` means all that begin with it. */
export class WordList {
  private readonly whole: ReadonlySet<string>;
  private readonly beginnings: readonly string[];

  constructor(...words: readonly string[]) {
    this.whole = new Set(words);
    this.beginnings = words.filter(word => word.endsWith('*')).map(word => word.slice(0, -1));
  }

  has(word: string): boolean {
    if (this.whole.has(word)) return true;
    for (const beginning of this.beginnings) if (word.startsWith(beginning)) return true;
    return false;
  }
}

/** The sentences of a text; clauses cut by a semicolon count as sentences, a point inside a number does not end one. */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  for (const part of text.split(/[;!?\n]|\.(?!\d)/)) {
    const trimmed = part.trim();
    if (trimmed) found.push(new Sentence(trimmed));
  }
  return found;
}

/** A sentence that is asked for many words: its own are found once, and its clauses only for a word that it has. */
export class Sentence {
  private readonly lower: string;
  private words: readonly Word[] | undefined;
  private clauses: readonly Clause[] | undefined;

  constructor(readonly text: string) {
    this.lower = text.toLowerCase();
  }

  /** Whether it has one of the words, affirmed or not. */
  mentions(list: WordList): boolean {
    this.words ??= wordsOf(this.lower);
    for (const { word } of this.words) if (list.has(word)) return true;
    return false;
  }

  /** Whether it affirms one of the words. */
  affirms(list: WordList): boolean {
    return (
      this.mentions(list) &&
      this.affirmed().some(({ text, affirmedTo }) =>
        wordsOf(text).some(({ word, at }) => at < affirmedTo && list.has(word)),
      )
    );
  }

  /** Whether it affirms a phrase (lower case), which begins and ends at whole words. */
  affirmsPhrase(phrase: string): boolean {
    return (
      this.lower.includes(phrase) &&
      this.affirmed().some(({ text, affirmedTo }) => wholeWordsAt(text, phrase).some(at => at < affirmedTo))
    );
  }

  /** Whether an affirmed part of a clause matches a pattern of lower case. */
  affirmsMatch(pattern: RegExp): boolean {
    return (
      pattern.test(this.lower) &&
      this.affirmed().some(({ text, affirmedTo }) => pattern.test(text.slice(0, affirmedTo)))
    );
  }

  private affirmed(): readonly Clause[] {
    return (this.clauses ??= clausesOf(this.lower));
  }
}

/** Whether some sentence of the text affirms one of the words. */
export function affirms(text: string, list: WordList): boolean {
  return sentences(text).some(sentence => sentence.affirms(list));
}

/**
 * Whether some sentence of the text affirms a phrase (lower case), which begins and ends at whole words:
 * `chronic pain syndrome`.
 */
export function affirmsPhrase(text: string, phrase: string): boolean {
  return text.toLowerCase().includes(phrase) && sentences(text).some(sentence => sentence.affirmsPhrase(phrase));
}

/** A part of a sentence between commas, or beside `but`; in lower case. */
interface Clause {
  readonly text: string;
  /** What begins before this offset is affirmed. */
  readonly affirmedTo: number;
}

function clausesOf(lower: string): readonly Clause[] {
  const isAffirmed = !HEADING_OF_PAST.test(lower) && !FAMILY.test(lower) && !GENERAL.test(lower);
  const clauses = lower
    .split(/,(?!\d)|\b(?:but|however|although|yet)\b/)
    .map(text => ({ text, affirmedTo: isAffirmed ? affirmedLength(text) : 0 }));
  return clauses.map((clause, i) => (isInDeniedList(clauses, i) ? { ...clause, affirmedTo: 0 } : clause));
}

/** Offset of the first word that takes back what follows it. */
function affirmedLength(clause: string): number {
  if (DENIED_AFTERWARDS.test(clause)) return 0;
  const denial = wordsOf(clause).find(({ word }) => DENIALS.has(word))?.at ?? clause.length;
  const notNow = NOT_NOW.exec(clause)?.index ?? clause.length;
  return Math.min(denial, notNow);
}

/** `no scarring, tilt or seroma`: short clauses after a denial, up to the one with `or`, are one list. */
function isInDeniedList(clauses: readonly Clause[], index: number): boolean {
  const start = clauses.findLastIndex(({ text, affirmedTo }, i) => i < index && affirmedTo <= 1 && text.trim() !== '');
  if (start < 0) return false;
  const rest = clauses.slice(start + 1);
  const isShort = ({ text }: Clause): boolean => wordsOf(text).length <= 4;
  const end = rest.findIndex(({ text }) => /\b(?:or|nor)\b/.test(text));
  return end >= 0 && index <= start + 1 + end && rest.slice(0, end + 1).every(isShort);
}

interface Word {
  readonly word: string;
  readonly at: number;
}

function wordsOf(lower: string): Word[] {
  const words: Word[] = [];
  for (const match of lower.matchAll(/[\p{L}\p{N}'-]+/gu)) words.push({ word: match[0], at: match.index });
  return words;
}

function wholeWordsAt(text: string, phrase: string): number[] {
  const found: number[] = [];
  const isWord = (at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at));
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1))
    if (!isWord(at - 1) && !isWord(at + phrase.length)) found.push(at);
  return found;
}
