/**
 * The editions of ICD-10-CM and what each says of a code. Before the first edition that ships whole, only the families
 * that pump notes meet are known; of any other code those editions say nothing, which is not the same as "absent".
 */
import { firstIndex } from '../collections/binary-search.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { decodeBase64 } from './base64.js';
import type { Block } from './block-table.js';
import { completeDays } from './editions.js';
import { DiagnosisTable, type DiagnosisRow } from './icd10cm-table.js';
import { lazy } from './lazy.js';
import type { OpenRelease, Releases } from './loaded/releases.js';
import type { Tables } from './tables.js';
import type { Edition } from './types.js';

/** `1` billable, `0` header, `-` absent, `?` not known. */
export type Flag = '1' | '0' | '-' | '?';

export interface FlaggedCode {
  readonly code: string;
  readonly flag: Flag;
  readonly title: string;
}

export interface DiagnosisEdition extends Edition {
  readonly from: IsoDate;
  flag(code: string): Flag;
  /** What is below a code: longer codes that begin with it, in order. */
  below(code: string): readonly FlaggedCode[];
  /** Every code that the edition holds, header or billable, in order. */
  all(): Iterable<FlaggedCode>;
}

export interface DiagnosisEditions {
  /** Oldest first. */
  readonly all: readonly DiagnosisEdition[];
  /** The edition in force; -1 before the oldest. The newest stays in force. */
  indexOn(date: IsoDate): number;
  /** Title in the newest edition that holds the code; undefined if none does. */
  title(code: string): string | undefined;
  isOfFamily(code: string): boolean;
  /** How many codes the families hold. */
  readonly familySize: number;
}

export function createDiagnosisEditions({ icd10cm, icd10cmCodes }: Tables, releases: Releases): DiagnosisEditions {
  const { rows } = icd10cm; // sorted by code, so that what is below a code comes after it
  const byCode = lazy(() => new Map(rows.map(row => [row[0], row])));
  const whole = lazy(
    () =>
      new DiagnosisTable(
        icd10cmCodes.blocks.map(([first, base64]): Block => ({ first, bytes: () => decodeBase64(base64) })),
        icd10cmCodes.editions.length,
      ),
  );
  const wholeIndex = new Map(icd10cmCodes.editions.map(({ name }, index) => [name, index]));

  const shipped = icd10cm.editions.map(({ name, from }, index): DiagnosisEdition => {
    const inWhole = wholeIndex.get(name);
    const ofFamily = (code: string): Flag | undefined => byCode().get(code)?.[1][index] as Flag | undefined;
    if (inWhole === undefined)
      return {
        name,
        from,
        flag: code => ofFamily(code) ?? '?',
        below: code =>
          familyBelow(rows, code).map(([code, flags, title]) => ({ code, flag: flags[index] as Flag, title })),
        all: () => present(rows, index),
      };
    return {
      name,
      from,
      complete: icd10cmCodes.editions[inWhole]!.complete,
      flag: code => ofFamily(code) ?? ((whole().flags(code)?.[inWhole] ?? '-') as Flag),
      below: code =>
        whole()
          .below(code)
          .map(([code, flags, title]) => ({ code, flag: flags[inWhole] as Flag, title })),
      all: () => present(whole().all(), inWhole),
    };
  });

  const loaded = releases.of('ICD-10-CM').map(release =>
    loadedEdition(
      release,
      shipped.find(({ from }) => from === release.from),
    ),
  );
  const all = [...shipped.filter(({ from }) => !loaded.some(edition => edition.from === from)), ...loaded].sort(
    (a, b) => (a.from < b.from ? -1 : 1),
  );
  const newestFirst = releases.of('ICD-10-CM').toReversed();

  return {
    all,
    indexOn: date => all.findLastIndex(({ from }) => from <= date),
    title: code =>
      byCode().get(code)?.[2] ??
      whole().get(code)?.[2] ??
      newestFirst.map(release => release.table().get(code)?.text).find(title => title !== undefined),
    isOfFamily: code => byCode().has(code),
    familySize: rows.length,
  };
}

/** An edition that the user has loaded: the whole of it. */
function loadedEdition(
  { name, from, table, isExcerpt }: OpenRelease,
  shipped: DiagnosisEdition | undefined,
): DiagnosisEdition {
  return {
    name,
    from,
    ...(!isExcerpt && { complete: completeDays('ICD-10-CM', from, shipped) }),
    flag: code => (table().infoOf(code) ?? '-') as Flag,
    below: code =>
      table()
        .startingWith(code)
        .filter(({ key }) => key !== code)
        .map(({ key, info, text }) => ({ code: key, flag: info as Flag, title: text })),
    *all() {
      for (const { key, info, text } of table().all()) yield { code: key, flag: info as Flag, title: text };
    },
  };
}

function* present(rows: Iterable<DiagnosisRow>, edition: number): Generator<FlaggedCode> {
  for (const [code, flags, title] of rows)
    if (flags[edition] === '0' || flags[edition] === '1') yield { code, flag: flags[edition], title };
}

function familyBelow(rows: readonly DiagnosisRow[], code: string): readonly DiagnosisRow[] {
  const start = firstIndex(rows.length, index => rows[index]![0] > code);
  let end = start;
  while (end < rows.length && rows[end]![0].startsWith(code)) end++;
  return rows.slice(start, end);
}
