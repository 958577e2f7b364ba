/**
 * Where the shipped tables and a loaded release say different things of the same days: what keeps the tables honest
 * every quarter.
 */
import type { IsoDate } from '../syntax/iso-day.js';
import { shiftDay } from './days.js';
import { lastDayOf } from './editions.js';
import type { LoadedRelease } from './loaded/loaded-release.js';
import { createReleases, type OpenRelease } from './loaded/releases.js';
import { withLoadedModifiers } from './loaded/modifiers.js';
import { withLoadedPairs } from './loaded/pairs.js';
import { withLoadedProcedures } from './loaded/procedures.js';
import type { Diagnoses } from './diagnoses.js';
import type { Modifiers } from './modifiers.js';
import type { Pairs } from './pairs.js';
import { statusOn, type Procedures } from './procedures.js';
import type { Tables } from './tables.js';
import type { CodeEntry, DiagnosisStatus, Disagreement } from './types.js';

export interface ShippedParts {
  readonly tables: Tables;
  readonly procedures: Procedures;
  readonly diagnoses: Diagnoses;
  readonly pairs: Pairs;
  readonly modifiers: Modifiers;
}

type Compare = (
  parts: ShippedParts,
  release: OpenRelease,
  releases: ReturnType<typeof createReleases>,
) => Disagreement[];

/** Each release by itself, as if it were in force on its first day. */
export function disagreementsOf(parts: ShippedParts, loaded: readonly LoadedRelease[]): readonly Disagreement[] {
  return loaded.flatMap(one => {
    const releases = createReleases([one], () => []);
    const [release] = releases.all();
    const compare = COMPARED[one.set];
    return compare && release ? compare(parts, release, releases) : [];
  });
}

const COMPARED: Partial<Record<LoadedRelease['set'], Compare>> = {
  'ICD-10-CM': compareDiagnoses,
  HCPCS: (parts, release, releases) => compareProcedures(parts, release, releases, lifeOf),
  MPFS: (parts, release, releases) => compareProcedures(parts, release, releases, feesOf),
  MUE: (parts, release, releases) => compareProcedures(parts, release, releases, limitOf),
  NCCI: comparePairs,
  'HCPCS modifiers': compareModifiers,
  'add-on edits': compareAddOns,
};

const FLAGS: Partial<Record<DiagnosisStatus, string>> = { billable: '1', header: '0', 'needs-7th': '0' };

function compareDiagnoses({ diagnoses }: ShippedParts, release: OpenRelease): Disagreement[] {
  const found: Disagreement[] = [];
  // The shipped title of a code is that of the newest edition: older releases may have it in other words.
  const isNewest = diagnoses.newestFrom() <= release.from;
  for (const { key, info, text } of release.table().all()) {
    const status = diagnoses.status(key, release.from);
    const shipped = FLAGS[status] ?? status;
    // Before the editions that ship whole, a code outside the families is not known: no statement, so no disagreement.
    if (shipped === 'unknown' && diagnoses.isUnknownOn(release.from)) continue;
    if (shipped !== info) found.push(row(release, key, shipped, info));
    else if (isNewest && diagnoses.get(key)?.title !== text)
      found.push(row(release, key, diagnoses.get(key)?.title, text));
  }
  return [...found, ...diagnosesLackedBy(release, diagnoses)];
}

/** Codes that the shipped edition of the first day holds and a whole release does not. */
function diagnosesLackedBy(release: OpenRelease, diagnoses: Diagnoses): Disagreement[] {
  if (release.isExcerpt || diagnoses.isUnknownOn(release.from)) return [];
  const shipped = diagnoses.rowsBefore(shiftDay(release.from, 1)) ?? [];
  return [...shipped]
    .filter(({ key }) => release.table().infoOf(key) === undefined)
    .map(({ key, info }) => row(release, key, info, 'none'));
}

function compareProcedures(
  { procedures }: ShippedParts,
  release: OpenRelease,
  releases: ReturnType<typeof createReleases>,
  valueOf: (entry: CodeEntry, release: OpenRelease) => string,
): Disagreement[] {
  const merged = withLoadedProcedures(procedures, releases);
  return procedures.all().flatMap(entry => {
    const shipped = valueOf(entry, release);
    if (shipped === '') return [];
    if (!release.table().infoOf(entry.code)) {
      const isExpected = !release.isExcerpt && statusOn(entry, release.from) === 'valid';
      return isExpected ? [row(release, entry.code, shipped, 'none')] : [];
    }
    const official = valueOf(merged.get(entry.code, release.from)!, release);
    return shipped === official ? [] : [row(release, entry.code, shipped, official)];
  });
}

/** A day after the last of the release was not known yet when it was published. */
function lifeOf({ system, from, to, title = '' }: CodeEntry, release: OpenRelease): string {
  if (system !== 'HCPCS' || title === '') return '';
  return `${daysKnown(from, to, release)}: ${title.toLowerCase()}`;
}

function daysKnown(from: IsoDate | undefined, to: IsoDate | undefined, { set, from: begins }: OpenRelease): string {
  return `${from ?? ''} to ${to !== undefined && to <= lastDayOf(set, begins) ? to : ''}`;
}

function feesOf({ indicators, relativeValues }: CodeEntry): string {
  if (!indicators || !relativeValues) return '';
  const { edition: _, ...flags } = indicators;
  const { work, nonFacilityPractice, facilityPractice, malpractice } = relativeValues;
  const values = [work, nonFacilityPractice ?? 'NA', facilityPractice ?? 'NA', malpractice];
  return `${Object.values(flags).join(' ')} ${values.join(' ')}`;
}

function limitOf({ mue }: CodeEntry): string {
  return mue ? `${mue.units} a day, MAI ${mue.mai}` : '';
}

/**
 * Pairs between two codes of our tables on the first day of the release; the shipped copy lacks first days, so they are
 * not compared.
 */
function comparePairs(
  { pairs, procedures }: ShippedParts,
  release: OpenRelease,
  releases: ReturnType<typeof createReleases>,
): Disagreement[] {
  const merged = withLoadedPairs(pairs, releases);
  const codes = procedures.all().map(({ code }) => code);
  return codes.flatMap(column1 => {
    const indicators = (from: Pairs): Map<string, string> =>
      new Map(from.bundledInto(column1, release.from).map(({ column2, indicator }) => [column2, String(indicator)]));
    const [shipped, official] = [indicators(pairs), indicators(merged)];
    return codes.flatMap(column2 => {
      const [own, other] = [shipped.get(column2) ?? 'none', official.get(column2) ?? 'none'];
      return own === other ? [] : [row(release, `${column1}/${column2}`, own, other)];
    });
  });
}

function compareModifiers(
  { modifiers }: ShippedParts,
  release: OpenRelease,
  releases: ReturnType<typeof createReleases>,
): Disagreement[] {
  const merged = withLoadedModifiers(modifiers, releases);
  const lacked = release.isExcerpt ? [] : modifiersLackedBy(release, modifiers);
  const found = [...release.table().all()].flatMap(({ key }) => {
    const [own, other] = [modifiers.get(key), merged.get(key, release.from)];
    const [shipped, official] = [
      own ? daysKnown(own.from, own.to, release) : 'none',
      daysKnown(other?.from, other?.to, release),
    ];
    return shipped === official ? [] : [row(release, key, shipped, official)];
  });
  return [...found, ...lacked];
}

function modifiersLackedBy(release: OpenRelease, modifiers: Modifiers): Disagreement[] {
  return modifiers
    .all()
    .filter(own => own.system === 'HCPCS' && statusOn(own, release.from) === 'valid')
    .filter(({ modifier }) => release.table().infoOf(modifier) === undefined)
    .map(({ modifier, from, to }) => row(release, modifier, daysKnown(from, to, release), 'none'));
}

function compareAddOns(
  { procedures, tables }: ShippedParts,
  release: OpenRelease,
  releases: ReturnType<typeof createReleases>,
): Disagreement[] {
  const merged = withLoadedProcedures(procedures, releases);
  return tables.addOns.rows.flatMap(({ code }) => {
    const [own, other] = [procedures.addOn(code, release.from), merged.addOn(code, release.from)];
    const text = (addOn: typeof own): string => (addOn ? `type ${addOn.type}: ${addOn.primaries.join(' ')}` : 'none');
    return text(own) === text(other) ? [] : [row(release, code, text(own), text(other))];
  });
}

function row({ set, from }: OpenRelease, code: string, shipped: string | undefined, loaded: string): Disagreement {
  return { set, code, from, shipped: shipped ?? 'none', loaded };
}
