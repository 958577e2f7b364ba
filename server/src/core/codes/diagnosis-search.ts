/** Diagnoses by code, title and everyday names. */
import type { IsoDate } from '../syntax/iso-day.js';
import { wordsOf } from '../syntax/words.js';
import type { DiagnosisEditions } from './diagnosis-editions.js';
import { spellDiagnosis } from './diagnosis-spelling.js';
import { lazy } from './lazy.js';
import { createTermReader } from './search-terms.js';
import type { RawDiagnosisName, Tables } from './tables.js';
import type { TextIndex } from './text-index.js';

export interface FoundCode {
  readonly code: string;
  /** The everyday names that hold the words, and what they mean; absent if the title holds them. */
  readonly called?: string;
}

interface Hit extends FoundCode {
  rank: number;
  readonly title: string;
  /** Every word is a word of the title. */
  readonly isExact: boolean;
  /** The query is an everyday name of the code. */
  readonly isNamed: boolean;
}

/**
 * @returns a search over the tables: the families of pump notes first, then every other code of the edition in force
 */
export function createDiagnosisSearch(
  tables: Tables,
  editions: DiagnosisEditions,
  indexes: (edition: number) => TextIndex | undefined,
) {
  const { read } = createTermReader(tables.searchWords.rows, []);
  const familyHits = createFamilySearch(tables);

  /** Codes outside the families: every word is in the title, or none is, and the words hold typing errors. */
  function otherHits(query: string, edition: number, limit: number): readonly FoundCode[] {
    const index = indexes(edition);
    const { terms } = read(query);
    if (!index || terms.length === 0) return [];
    const wanted = { terms, least: terms.length, limit: limit + editions.familySize };
    const strict = index.match({ ...wanted, tolerant: false });
    const found = strict.length > 0 ? strict : index.match({ ...wanted, tolerant: true });
    const hits = found.flatMap(({ document, score }): Omit<Hit, 'isExact' | 'isNamed'>[] => {
      const code = index.codeOf(document);
      if (editions.isOfFamily(code)) return [];
      return [{ code, title: index.textOf(document), rank: -score }];
    });
    hits.sort(byRank);
    return hits.slice(0, limit);
  }

  return (query: string, date: IsoDate, limit: number): readonly FoundCode[] => {
    const asked = query.toLowerCase().split(NO_WORD).filter(Boolean);
    const edition = editions.indexOn(date);
    if (!asked.length || edition < 0) return [];
    const found = familyHits(asked, edition, limit);
    return found.length >= limit || asked.join('').length < LEAST_TYPED
      ? found
      : [...found, ...otherHits(query, edition, limit - found.length)];
  };
}

/** With fewer letters typed than this, codes outside the families would only be noise. */
const LEAST_TYPED = 3;
/** Between the words of a query; a dot belongs to a code. */
const NO_WORD = /[^\p{L}\p{N}.]/u;
/** A word of an everyday name counts as one far back in a title. */
const NAMED = 4;
/** More than the words of any name can add up to. */
const WHOLE = 100;

function byRank(a: Pick<Hit, 'rank' | 'title' | 'code'>, b: Pick<Hit, 'rank' | 'title' | 'code'>): number {
  return a.rank - b.rank || conditionLength(a.title) - conditionLength(b.title) || (a.code < b.code ? -1 : 1);
}

/**
 * The length of a title up to which encounter of an injury it is for: "sequela" is the shortest of these, and would put
 * a condition's late effect before its treatment.
 */
function conditionLength(title: string): number {
  const episode = EPISODES.find(words => title.endsWith(words));
  return title.length - (episode?.length ?? 0);
}

const EPISODES = [', initial encounter', ', subsequent encounter', ', sequela'];

/**
 * The earlier a word is, the better; one of the same stem is worse than one that begins so. Undefined if no word fits.
 */
function rankAmong(words: readonly string[], asked: string): number | undefined {
  const begins = words.findIndex(word => word.startsWith(asked));
  if (begins >= 0) return 2 + begins * 0.1;
  const akin = words.findIndex(word => sameStem(asked, word));
  return akin < 0 ? undefined : 3 + akin * 0.1;
}

/** Two words that differ in their ending only: "diplegia" and "diplegic". */
function sameStem(asked: string, word: string): boolean {
  const stem = Math.max(5, asked.length - 2);
  return asked.length > 5 && word.length >= stem && word.startsWith(asked.slice(0, stem));
}

/** A search over the families of pump notes. */
function createFamilySearch(tables: Tables) {
  const { rows } = tables.icd10cm;
  const titles = lazy(() => rows.map(([, , title]) => wordsOf(title)));
  /** For each row the everyday names of its families. */
  const names = lazy(() => {
    const everyday = tables.diagnosisNames.rows.flatMap(family =>
      family.names.map(name => ({ family, name, words: wordsOf(name), whole: name.toLowerCase() })),
    );
    return rows.map(([code]) => everyday.filter(({ family }) => family.codes.some(prefix => code.startsWith(prefix))));
  });

  function familyHit(index: number, flag: string, asked: readonly string[], whole: string): Hit | undefined {
    const [code, , title] = rows[index]!;
    const words = titles()[index]!,
      everyday = names()[index]!;
    let rank = flag === '1' ? 0 : 1;
    const called = new Map<RawDiagnosisName, string>();
    for (const word of asked) {
      if (code.startsWith(spellDiagnosis(word))) continue;
      const inTitle = rankAmong(words, word);
      if (inTitle !== undefined) {
        rank += inTitle;
        continue;
      }
      const named = everyday.find(name => rankAmong(name.words, word) !== undefined);
      if (!named) return undefined;
      rank += NAMED;
      if (!called.has(named.family)) called.set(named.family, named.name);
    }
    const same = everyday.find(name => name.whole === whole);
    const reasons: (readonly [RawDiagnosisName, string])[] = same ? [[same.family, same.name]] : [...called];
    return {
      code,
      title,
      rank,
      isExact: asked.every(word => words.includes(word)),
      isNamed: same !== undefined,
      ...(called.size && { called: reasons.map(([{ means }, name]) => `${name}: ${means}`).join('; ') }),
    };
  }

  return (asked: readonly string[], edition: number, limit: number): readonly FoundCode[] => {
    const whole = asked.join(' ');
    const hits = rows.flatMap(([, flags], index) =>
      flags[edition] === '-' ? [] : (familyHit(index, flags[edition]!, asked, whole) ?? []),
    );
    // A code that goes by this very name comes before titles whose words only begin so: SCI before sciatica.
    if (!hits.some(({ isExact, isNamed }) => isExact && !isNamed))
      for (const hit of hits) if (hit.isNamed) hit.rank -= WHOLE;
    hits.sort(byRank);
    let room = Math.max(0, limit - hits.filter(({ called }) => !called).length);
    return hits.filter(({ called }) => !called || room-- > 0).slice(0, limit);
  };
}
