import type { IsoDate } from '../syntax/iso-day.js';
import type { Row } from './block-table.js';
import type { Caveats } from './caveats.js';
import { shiftDay } from './days.js';
import { createDiagnosisEditions, type DiagnosisEditions, type FlaggedCode } from './diagnosis-editions.js';
import { createDiagnosisIndexes } from './diagnosis-indexes.js';
import { createDiagnosisSearch } from './diagnosis-search.js';
import { spellDiagnosis } from './diagnosis-spelling.js';
import { createExcludes1 } from './excludes1.js';
import type { Gaps } from './gaps.js';
import { lazy } from './lazy.js';
import type { Releases } from './loaded/releases.js';
import type { RawDiagnosisNote, Tables } from './tables.js';
import type { TextIndex } from './text-index.js';
import type { DiagnosisEntry, DiagnosisStatus, Excludes1, FoundDiagnosis } from './types.js';

export interface Diagnoses {
  get(code: string): DiagnosisEntry | undefined;
  status(code: string, date: IsoDate): DiagnosisStatus;
  billableChildren(code: string, date: IsoDate): readonly DiagnosisEntry[];
  startingWith(prefix: string, date: IsoDate): readonly DiagnosisEntry[];
  headerSince(code: string, date: IsoDate): IsoDate | undefined;
  search(words: string, date: IsoDate, limit: number): readonly FoundDiagnosis[];
  families(): readonly DiagnosisEntry[];
  excludes1(a: string, b: string, date: IsoDate): Excludes1 | undefined;
  /** The words of every title of the edition in force; undefined before the oldest. */
  indexOn(date: IsoDate): TextIndex | undefined;
  /** First day of the newest edition. */
  newestFrom(): IsoDate;
  /** Only families are known on the date. */
  isUnknownOn(date: IsoDate): boolean;
  /** The rows of the whole edition in force on the day before a date; undefined if only families are known. */
  rowsBefore(date: IsoDate): Iterable<Row> | undefined;
}

/** A header of six characters whose children add only a seventh: 8 characters with the dot. */
const SEVENTH_LENGTH = 8;

export function createDiagnoses(tables: Tables, caveats: Caveats, releases: Releases, gaps: Gaps): Diagnoses {
  const editions = createDiagnosisEditions(tables, releases);
  const entries = createDiagnosisEntries(tables, caveats, editions);
  const { get, lives } = entries;
  const indexes = createDiagnosisIndexes(editions);
  const search = createDiagnosisSearch(tables, editions, indexes);

  const status = createStatus(editions, gaps, entries);

  return {
    get,
    status,
    billableChildren: (code, date) => {
      const edition = editions.all[editions.indexOn(date)];
      const below = edition?.below(spellDiagnosis(code)) ?? [];
      return below.filter(({ flag }) => flag === '1').map(({ code }) => get(code)!);
    },
    startingWith: (prefix, date) => {
      const spelled = spellDiagnosis(prefix);
      const edition = editions.all[Math.max(0, editions.indexOn(date))]!;
      const itself = edition.flag(spelled) === '1' || edition.flag(spelled) === '0' ? [spelled] : [];
      const below = edition.below(spelled).filter(({ flag }) => flag === '0' || flag === '1');
      return [...itself, ...below.map(({ code }) => code)].map(code => get(code)!);
    },
    headerSince: (code, date) => {
      const spelled = spellDiagnosis(code);
      const known = lives().get(spelled)?.headerSince;
      if (known !== undefined && known <= date) return known;
      const index = editions.indexOn(date);
      if (index < 0 || editions.all[index]!.flag(spelled) !== '0') return undefined;
      const billable = editions.all.slice(0, index).findLastIndex(edition => edition.flag(spelled) === '1');
      return billable < 0 ? undefined : editions.all[billable + 1]!.from;
    },
    search: (words, date, limit) =>
      search(words, date, limit).map(({ code, called }) => (called ? { ...get(code)!, called } : get(code)!)),
    families: () => tables.icd10cm.rows.map(([code]) => get(code)!),
    excludes1: createExcludes1(tables, caveats, status),
    indexOn: date => indexes(editions.indexOn(date)),
    newestFrom: () => editions.all.at(-1)!.from,
    isUnknownOn: date => !editions.all[editions.indexOn(date)]?.complete,
    rowsBefore: date => {
      const edition = editions.all[editions.indexOn(shiftDay(date, -1))];
      return edition?.complete && LETTERS.flatMap(letter => edition.below(letter).flatMap(rowOf));
    },
  };
}

/** Chapters begin with each of them. */
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** As a release stores it. */
function rowOf({ code, flag, title }: FlaggedCode): Row[] {
  return flag === '0' || flag === '1' ? [{ key: code, info: flag, text: title }] : [];
}

/** Entries that are kept: more than the notes of a clinic name. */
const MAX_ENTRIES = 4096;

function headerKind(code: string, below: readonly FlaggedCode[]): 'header' | 'needs-7th' {
  const children = below.filter(({ flag }) => flag === '1');
  const seventhOnly =
    children.length > 0 &&
    code.length === SEVENTH_LENGTH - 1 &&
    children.every(child => child.code.length === SEVENTH_LENGTH);
  return seventhOnly ? 'needs-7th' : 'header';
}

/** The entries of diagnosis codes, and the days in which they are there. */
function createDiagnosisEntries(tables: Tables, caveats: Caveats, editions: DiagnosisEditions) {
  const lives = lazy(() => new Map(tables.icd10cmNotes.lives.map(life => [life.code, life])));
  const notes = lazy(() => new Map(tables.icd10cmNotes.notes.map(note => [note.prefix, note])));
  const entries = new Map<string, DiagnosisEntry>();

  /** Built when first asked for: a note names few of the codes. */
  function get(code: string): DiagnosisEntry | undefined {
    const spelled = spellDiagnosis(code);
    const known = entries.get(spelled);
    if (known) return known;
    const title = editions.title(spelled);
    if (title === undefined) return undefined;
    if (entries.size >= MAX_ENTRIES) entries.clear();
    const entry = build(spelled, title);
    entries.set(spelled, entry);
    return entry;
  }

  function build(code: string, title: string): DiagnosisEntry {
    const note = noteOf(code);
    const { from, to } = lifeOf(code);
    return {
      code,
      title,
      ...(from && { from }),
      ...(to && { to }),
      ...(note?.summary && { summary: note.summary }),
      ...(note?.details && { details: note.details }),
      ...(note?.trap && { trap: note.trap }),
      sources: [...new Set([tables.icd10cm.source, ...(note?.sources ?? [])])],
      ...caveats.part(`diagnosis:${code}`),
    };
  }

  /** First and last day, if an edition without the code shows them. */
  function lifeOf(code: string): { from?: IsoDate | undefined; to?: IsoDate | undefined } {
    const flags = editions.all.map(edition => edition.flag(code));
    const isThere = (flag: string): boolean => flag === '0' || flag === '1';
    const first = flags.findIndex(isThere);
    const last = flags.findLastIndex(isThere);
    const from = lives().get(code)?.from ?? (flags[first - 1] === '-' ? editions.all[first]!.from : undefined);
    return { from, to: last >= 0 && flags[last + 1] === '-' ? shiftDay(editions.all[last + 1]!.from, -1) : undefined };
  }

  /** The note with the longest prefix of the code. */
  function noteOf(code: string): RawDiagnosisNote | undefined {
    for (let length = code.length; length >= 3; length--) {
      const note = notes().get(code.slice(0, length));
      if (note) return note;
    }
    return undefined;
  }

  return { get, lifeOf, lives };
}

/** Whether a code can be billed on a day. */
function createStatus(
  editions: DiagnosisEditions,
  gaps: Gaps,
  { get, lifeOf }: Pick<ReturnType<typeof createDiagnosisEntries>, 'get' | 'lifeOf'>,
) {
  return (code: string, date: IsoDate): DiagnosisStatus => {
    const spelled = spellDiagnosis(code);
    const index = editions.indexOn(date);
    if (gaps.missing('ICD-10-CM', date) !== undefined) return 'unknown';
    const entryFrom = (): IsoDate | undefined => get(spelled)?.from;
    if (index < 0) return date < (entryFrom() ?? date) ? 'not-yet' : 'unknown';
    const edition = editions.all[index]!;
    switch (edition.flag(spelled)) {
      case '1':
        return 'billable';
      case '0':
        return headerKind(spelled, edition.below(spelled));
      case '-': {
        const { from, to } = lifeOf(spelled);
        if (to !== undefined && to < date) return 'ended';
        return from !== undefined && date < from ? 'not-yet' : 'unknown';
      }
      case '?': {
        // Only families are known here: a code that is missing but has members below it can only be a header.
        const below = spelled.length >= 3 ? edition.below(spelled).filter(({ flag }) => flag !== '-') : [];
        return below.length > 0 ? headerKind(spelled, below) : 'unknown';
      }
    }
  };
}
