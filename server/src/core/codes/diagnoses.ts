import { wordsOf } from '../syntax/words.js';
import { lazy } from './lazy.js';
import type { Caveats } from './caveats.js';
import type { RawDiagnosisName, RawDiagnosisNote, RawExcludes1, Tables } from './tables.js';
import type { DiagnosisEntry, DiagnosisStatus, Excludes1, FoundDiagnosis } from './types.js';
import type { IsoDate } from '../syntax/iso-day.js';

export interface Diagnoses {
  get(code: string): DiagnosisEntry | undefined;
  status(code: string, date: IsoDate): DiagnosisStatus;
  billableChildren(code: string, date: IsoDate): readonly DiagnosisEntry[];
  headerSince(code: string, date: IsoDate): IsoDate | undefined;
  search(words: string, date: IsoDate, limit: number): readonly FoundDiagnosis[];
  all(): readonly DiagnosisEntry[];
  excludes1(a: string, b: string, date: IsoDate): Excludes1 | undefined;
}

/** `flags` holds one character for each edition: `1` billable, `0` header, `-` absent. */
type Row = Tables['icd10cm']['rows'][number];

/** Upper case, with the dot after the third character: `g800` and `G80.0` are one code. */
export function spellDiagnosis(code: string): string {
  const bare = code.trim().replace('.', '').toUpperCase();
  return bare.length > 3 ? `${bare.slice(0, 3)}.${bare.slice(3)}` : bare;
}

/** A header of six characters whose children add only a seventh: 8 characters with the dot. */
const SEVENTH_LENGTH = 8;

export function createDiagnoses(tables: Tables, marks: Caveats): Diagnoses {
  const { editions, rows } = tables.icd10cm; // sorted by code, so that the children of a code stand behind it
  const lives = lazy(() => new Map(tables.icd10cmNotes.lives.map(life => [life.code, life])));
  const notes = lazy(() => new Map(tables.icd10cmNotes.notes.map(note => [note.prefix, note])));
  const byCode = lazy(() => new Map(rows.map(row => [row[0], row])));
  const entries = new Map<string, DiagnosisEntry>();

  /** Built when first asked for: a note names few of the codes. */
  function entryOf(row: Row): DiagnosisEntry {
    let entry = entries.get(row[0]);
    if (!entry) {
      entry = build(row);
      entries.set(row[0], entry);
    }
    return entry;
  }

  function build([code, flags, title]: Row): DiagnosisEntry {
    const note = noteOf(code);
    const first = firstPresent(flags);
    const last = flags.length - 1 - [...flags].reverse().findIndex(flag => flag !== '-');
    const from = lives().get(code)?.from ?? (first > 0 ? editions[first]!.from : undefined);
    const to = last < flags.length - 1 ? dayBefore(editions[last + 1]!.from) : undefined;
    return {
      code,
      title,
      ...(from && { from }),
      ...(to && { to }),
      ...(note?.summary && { summary: note.summary }),
      ...(note?.details && { details: note.details }),
      ...(note?.trap && { trap: note.trap }),
      sources: [...new Set([tables.icd10cm.source, ...(note?.sources ?? [])])],
      ...marks.part(`diagnosis:${code}`),
    };
  }

  /** The note with the longest prefix of the code. */
  function noteOf(code: string): RawDiagnosisNote | undefined {
    for (let length = code.length; length >= 3; length--) {
      const note = notes().get(code.slice(0, length));
      if (note) return note;
    }
    return undefined;
  }

  /** The edition in force; -1 before the oldest. The newest stays in force. */
  function editionOn(date: IsoDate): number {
    let index = editions.length - 1;
    while (index >= 0 && editions[index]!.from > date) index--;
    return index;
  }

  /** Rows below a code: longer codes that begin with it. */
  function below(code: string): readonly Row[] {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (rows[middle]![0] <= code) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < rows.length && rows[end]![0].startsWith(code)) end++;
    return rows.slice(low, end);
  }

  function headerKind(code: string, edition: number): 'header' | 'needs-7th' {
    const children = below(code).filter(([, flags]) => flags[edition] === '1');
    const seventhOnly =
      children.length > 0 &&
      code.length === SEVENTH_LENGTH - 1 &&
      children.every(([child]) => child.length === SEVENTH_LENGTH);
    return seventhOnly ? 'needs-7th' : 'header';
  }

  function rowOf(code: string): Row | undefined {
    return byCode().get(code) ?? byCode().get(spellDiagnosis(code));
  }

  function status(code: string, date: IsoDate): DiagnosisStatus {
    const row = rowOf(code);
    const edition = editionOn(date);
    if (!row) {
      const spelled = spellDiagnosis(code);
      // The tables hold families: a code that is missing but has members below it can only be a header.
      const isHeader =
        spelled.length >= 3 && edition >= 0 && below(spelled).some(([, flags]) => flags[edition] !== '-');
      return isHeader ? headerKind(spelled, edition) : 'unknown';
    }
    if (edition < 0) return date < (entryOf(row).from ?? date) ? 'not-yet' : 'unknown';
    const flags = row[1];
    if (flags[edition] === '1') return 'billable';
    if (flags[edition] === '0') return headerKind(row[0], edition);
    return edition < firstPresent(flags) ? 'not-yet' : 'ended';
  }

  const titles = lazy(() => rows.map(([, , title]) => wordsOf(title)));
  /** For each row the everyday names of its families. */
  const names = lazy(() => {
    const everyday = tables.diagnosisNames.rows.flatMap(family =>
      family.names.map(name => ({ family, name, words: wordsOf(name), whole: name.toLowerCase() })),
    );
    return rows.map(([code]) => everyday.filter(({ family }) => family.codes.some(prefix => code.startsWith(prefix))));
  });

  function search(query: string, date: IsoDate, limit: number): readonly FoundDiagnosis[] {
    const asked = query.toLowerCase().split(NO_WORD).filter(Boolean);
    const edition = editionOn(date);
    if (!asked.length || edition < 0) return [];
    const whole = asked.join(' ');
    const hits: { row: Row; rank: number; isSaid: boolean; isCalledSo: boolean; called?: string }[] = [];
    rows.forEach((row, index) => {
      if (row[1][edition] === '-') return;
      let rank = row[1][edition] === '1' ? 0 : 1;
      const title = titles()[index]!,
        everyday = names()[index]!;
      const called = new Map<RawDiagnosisName, string>();
      for (const word of asked) {
        if (row[0].startsWith(spellDiagnosis(word))) continue;
        const inTitle = rankAmong(title, word);
        if (inTitle !== undefined) {
          rank += inTitle;
          continue;
        }
        const held = everyday.find(({ words }) => rankAmong(words, word) !== undefined);
        if (!held) return;
        rank += NAMED;
        if (!called.has(held.family)) called.set(held.family, held.name);
      }
      const same = everyday.find(name => name.whole === whole);
      const reasons: (readonly [RawDiagnosisName, string])[] = same ? [[same.family, same.name]] : [...called];
      hits.push({
        row,
        rank,
        isSaid: asked.every(word => title.includes(word)),
        isCalledSo: same !== undefined,
        ...(called.size && { called: reasons.map(([{ means }, name]) => `${name}: ${means}`).join('; ') }),
      });
    });
    // What goes by this very name comes before titles that only have words which begin so: SCI before sciatica.
    if (!hits.some(({ isSaid, isCalledSo }) => isSaid && !isCalledSo))
      for (const hit of hits) if (hit.isCalledSo) hit.rank -= WHOLE;
    hits.sort(
      (a, b) =>
        a.rank - b.rank || conditionLength(a.row[2]) - conditionLength(b.row[2]) || (a.row[0] < b.row[0] ? -1 : 1),
    );
    let room = Math.max(0, limit - hits.filter(({ called }) => !called).length);
    return hits
      .filter(({ called }) => !called || room-- > 0)
      .slice(0, limit)
      .map(({ row, called }) => (called ? { ...entryOf(row), called } : entryOf(row)));
  }

  /** Family → family that may not be beside it → the note, in both directions. */
  const excluded = lazy(() => {
    const pairs = new Map<string, Map<string, RawExcludes1>>();
    const add = (a: string, b: string, note: RawExcludes1): void => {
      const others = pairs.get(a);
      if (others) others.set(b, note);
      else pairs.set(a, new Map([[b, note]]));
    };
    for (const note of tables.icd10cmNotes.excludes1) {
      add(note.under, note.names, note);
      add(note.names, note.under, note);
    }
    return pairs;
  });

  function excludes1(a: string, b: string, date: IsoDate): Excludes1 | undefined {
    const [one, other] = [rowOf(a)?.[0] ?? spellDiagnosis(a), rowOf(b)?.[0] ?? spellDiagnosis(b)];
    // At most 6 × 6 prefixes: independent of how many pairs are loaded.
    for (let i = 3; i <= one.length; i++) {
      const others = excluded().get(one.slice(0, i));
      for (let j = 3; others && j <= other.length; j++) {
        const note = others.get(other.slice(0, j));
        if (!note || note.except?.some(code => code === one || code === other)) continue;
        // A code that is not yet, or no longer, there excludes nothing.
        if ([one, other].some(code => ['not-yet', 'ended'].includes(status(code, date)))) return undefined;
        const { under, names, source, condition, either } = note;
        const named = names === one.slice(0, i) ? one : other;
        return {
          a: one,
          b: other,
          families: [under, names],
          source,
          ...(condition && { condition }),
          ...(!either && { keep: named }),
          ...marks.part(`excludes1:${under} ${names}`),
        };
      }
    }
    return undefined;
  }

  return {
    get: code => {
      const row = rowOf(code);
      return row && entryOf(row);
    },
    status,
    billableChildren: (code, date) => {
      const edition = editionOn(date);
      return edition < 0
        ? []
        : below(spellDiagnosis(code))
            .filter(([, flags]) => flags[edition] === '1')
            .map(entryOf);
    },
    headerSince: (code, date) => {
      const spelled = spellDiagnosis(code);
      const known = lives().get(spelled)?.headerSince;
      if (known !== undefined && known <= date) return known;
      const flags = byCode().get(spelled)?.[1];
      const edition = editionOn(date);
      if (!flags || edition < 0 || flags[edition] !== '0') return undefined;
      const billable = flags.lastIndexOf('1', edition);
      return billable < 0 ? undefined : editions[billable + 1]!.from;
    },
    search,
    all: () => rows.map(entryOf),
    excludes1,
  };
}

/**
 * The length of a title up to which encounter of an injury it is for: "sequela" is the shortest of these, and would put a condition's late
 * effect before its treatment.
 */
function conditionLength(title: string): number {
  const episode = EPISODES.find(words => title.endsWith(words));
  return title.length - (episode?.length ?? 0);
}

const EPISODES = [', initial encounter', ', subsequent encounter', ', sequela'];

/** Between the words of a query; a dot belongs to a code. */
const NO_WORD = /[^\p{L}\p{N}.]/u;
/** A word of an everyday name counts as one far back in a title. */
const NAMED = 4;
/** More than the words of any name can add up to. */
const WHOLE = 100;

/** The earlier a word stands, the better; one of the same stem is worse than one that begins so. Undefined where no word fits. */
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

function firstPresent(flags: string): number {
  let first = 0;
  while (flags[first] === '-') first++;
  return first;
}

function dayBefore(date: IsoDate): IsoDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
