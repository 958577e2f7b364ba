/** `dx:`: diagnoses by code and by words. */
import type { DiagnosisEntry, FoundDiagnosis } from '../../../codes/types.js';
import { canonicalDiagnosis } from '../../../encounter/read-diagnoses.js';
import { digitCount, every, isAlnum, wordEnd } from '../../../syntax/chars.js';
import type { Suggestion } from '../suggestion.js';
import { NEWEST, type Slot } from '../cursor-context.js';

/** More than anyone reads; another letter brings what is missing. */
const MOST = 300;
/**
 * First letters of the chapters that a pump clinic codes from, the usual ones first; any other is as usual as the last.
 */
const CHAPTERS = ['G', 'M', 'Z', 'T', 'other'];
/** Categories of the spasticity and pain that pumps are implanted for; a complication is searched for less often. */
const INDICATIONS: ReadonlySet<string> = new Set(['G11', 'G35', 'G80', 'G81', 'G82', 'G83', 'G89', 'G90', 'M96']);
/** Categories found by words whose codes are listed with them. */
const EXPANDED = 5;

/** The code at the caret, or codes for the words at it. Undefined behind a code, where words are the coder's own. */
export function proposeDiagnoses(slot: Slot): readonly Suggestion[] {
  const {
    block: { text },
    item,
    left,
    others,
  } = slot;
  const firstEnd = wordEnd(text, item.start, item.end);
  const first = text.slice(item.start, firstEnd);
  const isCode = looksLikeCode(first);
  if (isCode && slot.offset > firstEnd) return [];
  // Words behind a code stay; words alone are replaced by the code.
  const at = isCode || left === '' ? { start: item.start, end: left === '' && !isCode ? item.start : firstEnd } : item;
  const named = new Set(others.map(other => canonicalDiagnosis(other.split(' ', 1)[0]!)));
  const mayBeCode = isCode || every(left, isAlnum);
  const found = left === '' ? usual(slot) : [...(mayBeCode ? byCode(slot, left) : []), ...byWords(slot, left)];
  const seen = new Set(named);
  const proposals = found.filter(({ label }) => !seen.has(label) && seen.add(label));
  return proposals.map(proposal => ({ ...proposal, at, ...(left === '' ? {} : { filter: left }) }));
}

function looksLikeCode(word: string): boolean {
  return word.length >= 2 && digitCount(word) > 0 && every(word, c => isAlnum(c) || c === 0x2e);
}

/** Before anything is typed: what the patient had, what the clinic codes most, then every code. */
function usual(slot: Slot): Suggestion[] {
  const { workspace, visit, encounter } = slot;
  const { seen } = workspace;
  const codes = workspace.codes.on(slot.date);
  const last = visit?.history.find(({ encounter }) => encounter.dx.length > 0)?.encounter;
  const lists: (readonly [codes: readonly string[], note: string | undefined])[] = [
    [last?.dx.map(({ code }) => code) ?? [], last && `as on ${last.date}`],
    [seen.words('diagnosis', encounter), undefined],
  ];
  const known = lists.flatMap(([list, note]) =>
    list.map(code => proposalOf(slot, codes.diagnosis(code) ?? code, note)),
  );
  // The families that pump notes are about have a word of advice: spasticity and pain before all, then pump care and
  // its troubles.
  const rank = ({ code, summary }: DiagnosisEntry): number =>
    summary ? (CHAPTERS.indexOf(code[0]!) + CHAPTERS.length) % CHAPTERS.length : CHAPTERS.length;
  return [
    ...known,
    ...inOrder(
      slot,
      [...codes.diagnoses()].sort((a, b) => rank(a) - rank(b)),
    ),
  ];
}

/** Codes that begin with what is typed. */
function byCode(slot: Slot, typed: string): Suggestion[] {
  const prefix = canonicalDiagnosis(typed);
  const { seen } = slot.workspace;
  const codes = slot.workspace.codes.on(slot.date);
  const begins = (code: string): boolean => code.startsWith(prefix);
  // The list of a large category is cut off, so what the clinic codes comes before it.
  const own = seen.words('diagnosis', slot.encounter).filter(begins);
  return [
    ...inOrder(
      slot,
      [
        ...own.flatMap(code => codes.diagnosis(code) ?? []),
        ...codes.diagnoses().filter(({ code }) => begins(code)),
        // One letter and a digit begin hundreds of codes: the rest of the set is offered from the category on.
        ...(prefix.length < 3 ? [] : codes.diagnosesStartingWith(prefix)),
      ].slice(0, MOST),
    ),
    ...own.filter(code => !codes.diagnosis(code)).map(code => proposalOf(slot, code)),
  ];
}

/**
 * Codes whose titles or everyday names hold the words: those that the notes have, then those that pump visits are
 * about, then all others; categories after the codes below them.
 */
function byWords(slot: Slot, words: string): Suggestion[] {
  const codes = slot.workspace.codes.on(slot.date);
  const here = codes.searchDiagnoses(words, MOST);
  // Titles that are not valid on the day are found too if no title of the day holds the words.
  const later = here.some(({ called }) => !called)
    ? []
    : slot.workspace.codes
        .on(NEWEST)
        .searchDiagnoses(words, MOST)
        .filter(({ called }) => !here.length || !called);
  const found = [...here, ...later];
  const categories = found.filter(({ code }) => isCategory(slot, code)).slice(0, EXPANDED);
  const children = categories.flatMap(({ code }) => codes.billableChildren(code));
  const own = new Set(slot.workspace.seen.words('diagnosis', slot.encounter));
  const rank = ({ code, summary }: DiagnosisEntry): number => {
    if (own.has(code)) return 0;
    if (INDICATIONS.has(code.slice(0, 3))) return 1;
    return summary ? 2 : 3;
  };
  return inOrder(
    slot,
    [...found, ...children].sort((a, b) => rank(a) - rank(b)),
  );
}

function isCategory({ workspace, date }: Slot, code: string): boolean {
  const status = workspace.codes.on(date).diagnosisStatus(code);
  return status === 'header' || status === 'needs-7th';
}

/** Billable codes in their order, then categories, then codes that are not valid on the day. */
function inOrder(slot: Slot, entries: readonly FoundDiagnosis[]): Suggestion[] {
  const codes = slot.workspace.codes.on(slot.date);
  const rank = { billable: 0, unknown: 0, 'needs-7th': 1, header: 1, ended: 2, 'not-yet': 2 } as const;
  return entries
    .map(entry => ({ entry, rank: rank[codes.diagnosisStatus(entry.code)] }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => proposalOf(slot, entry, entry.called));
}

/** @param entry as the tables have it, or a code that they do not hold */
function proposalOf({ workspace, date, visit }: Slot, entry: DiagnosisEntry | string, from?: string): Suggestion {
  const codes = workspace.codes.on(date);
  if (typeof entry === 'string') return { label: entry, kind: 'diagnosis', note: from ?? 'as in earlier notes' };
  const { code, title } = entry;
  const base = {
    label: code,
    kind: 'diagnosis' as const,
    about: { kind: 'diagnosis' as const, word: code, ...(visit?.date ? { date: visit.date } : {}) },
  };
  const note = from ? `${title} · ${from}` : title;
  switch (codes.diagnosisStatus(code)) {
    case 'header': {
      const since = codes.headerSince(code);
      return { ...base, deprecated: true, note: `not billable${since ? ` since ${since}` : ''}: ${note}` };
    }
    case 'needs-7th':
      return { ...base, deprecated: true, note: `needs a seventh character: ${note}` };
    case 'ended':
      return { ...base, deprecated: true, note: `ended ${entry.to ?? ''}: ${note}` };
    case 'not-yet':
      return { ...base, deprecated: true, note: `starts ${entry.from ?? 'later'}: ${note}` };
    default:
      return { ...base, note };
  }
}
