import { inCapitals } from '../../syntax/chars.js';
import type { IsoDate } from '../../syntax/iso-day.js';
import type { Row } from '../block-table.js';
import { statusOn, type Procedures } from '../procedures.js';
import type { AddOn, CodeEntry, CodeKind, UnitsLimit } from '../types.js';
import { releaseWithDays } from './own-days.js';
import type { OpenRelease, Releases } from './releases.js';

/** What is loaded of the procedure sets on a date. */
interface InForce {
  readonly hcpcs: OpenRelease | undefined;
  readonly fees: OpenRelease | undefined;
  readonly limits: OpenRelease | undefined;
  readonly addOns: OpenRelease | undefined;
  readonly descriptors: OpenRelease | undefined;
}

/** Codes, indicators, limits and add-ons of the loaded releases in their days, the shipped tables on the others. */
export function withLoadedProcedures(shipped: Procedures, releases: Releases): Procedures {
  if (
    (['HCPCS', 'MPFS', 'MUE', 'add-on edits', 'CPT descriptors'] as const).every(set => releases.of(set).length === 0)
  )
    return shipped;
  /** By the releases in force: dates of one quarter share their entries. */
  const known = new Map<string, Map<string, CodeEntry | undefined>>();

  /** A newer shipped edition is of the codes that ship; of the others an older loaded release still says the most. */
  function inForceOn(date: IsoDate, isShipped: boolean): InForce {
    const on = isShipped ? releases.on : releases.newest;
    return {
      hcpcs: on('HCPCS', date),
      fees: on('MPFS', date),
      limits: on('MUE', date),
      addOns: on('add-on edits', date),
      descriptors: on('CPT descriptors', date),
    };
  }

  /** A code that does not ship has the days of its row, also before the first loaded release. */
  function withOwnDays(code: string, date: IsoDate): InForce {
    const on = inForceOn(date, false);
    return {
      ...on,
      hcpcs: releaseWithDays(releases, 'HCPCS', code, date) ?? on.hcpcs,
      addOns: editsWithDays(releases, date),
    };
  }

  function get(code: string, date?: IsoDate): CodeEntry | undefined {
    const upper = inCapitals(code);
    if (date === undefined || upper.length !== 5) return shipped.get(code);
    const own = shipped.get(upper);
    const on = own ? inForceOn(date, true) : withOwnDays(upper, date);
    const key = [on.hcpcs, on.fees, on.limits, on.addOns, on.descriptors].map(release => release?.from ?? '').join(' ');
    let entries = known.get(key);
    if (!entries) known.set(key, (entries = new Map()));
    if (!entries.has(upper)) {
      if (entries.size >= MAX_ENTRIES) entries.clear();
      entries.set(upper, merge(upper, own, on));
    }
    return entries.get(upper);
  }

  return {
    get,
    all: shipped.all,
    loadedStartingWith: (prefix, date) => {
      const tables = SETS_OF_CODES.flatMap(set => releases.newest(set, date)?.table() ?? []);
      const codes = new Set(tables.flatMap(table => table.startingWith(prefix).map(({ key }) => key)));
      return [...codes].sort().flatMap(code => (shipped.get(code) ? [] : (get(code, date) ?? [])));
    },
    status: (code, date) => {
      const entry = get(code, date);
      return entry ? statusOn(entry, date) : 'unknown';
    },
    addOn: createAddOns(shipped, releases),
  };
}

/** The add-on edits of codes that do not ship: their rows state their own days. */
function editsWithDays(releases: Releases, date: IsoDate): OpenRelease | undefined {
  return releases.newest('add-on edits', date) ?? releases.deciding('add-on edits', date);
}

function createAddOns(shipped: Procedures, releases: Releases): Procedures['addOn'] {
  return (code, date) => {
    const release = releases.on('add-on edits', date);
    const own = release && !release.isExcerpt ? undefined : shipped.addOn(code, date);
    const deciding = own ? release : editsWithDays(releases, date);
    return (deciding && addOnOf(inCapitals(code), date, deciding)) ?? own;
  };
}

/** The sets whose rows are of single codes. */
const SETS_OF_CODES = ['HCPCS', 'MPFS', 'MUE', 'CPT descriptors'] as const;

/** Entries that are kept for each combination of releases. */
const MAX_ENTRIES = 4096;

/** What the releases in force have of one code. */
interface Found {
  readonly official: Row | undefined;
  readonly fee: string | undefined;
  readonly limit: string | undefined;
  readonly isAddOn: boolean;
  readonly descriptor: string | undefined;
}

function findIn(code: string, { hcpcs, fees, limits, descriptors, addOns }: InForce): Found {
  return {
    official: hcpcs?.table().get(code),
    fee: fees?.table().infoOf(code),
    limit: limits?.table().infoOf(code),
    descriptor: descriptors?.table().get(code)?.text,
    isAddOn: (addOns?.table().startingWith(code).length ?? 0) > 0,
  };
}

function merge(code: string, shipped: CodeEntry | undefined, on: InForce): CodeEntry | undefined {
  const found = findIn(code, on);
  const { official, fee, limit, descriptor } = found;
  const isKnown = found.isAddOn || [shipped, official, fee, limit, descriptor].some(one => one !== undefined);
  if (!isKnown) return undefined;
  const { from: _from, to: _to, mue: _mue, ...rest } = shipped ?? plainEntry(code, official?.text);
  const mue = limitIn(shipped?.mue, found, on);
  return {
    ...rest,
    ...lifeIn(shipped, found),
    ...(fee !== undefined && on.fees && feesOf(fee, on.fees)),
    ...(mue && { mue }),
    ...(found.isAddOn && { isAddOn: true as const }),
    ...(descriptor !== undefined && { descriptor }),
    sources: [...new Set([...rest.sources, ...citedBy(found, on)])],
  };
}

/** First and last day and title of the release, where it has the code; else those of the shipped tables. */
function lifeIn(shipped: CodeEntry | undefined, { official }: Found): Pick<CodeEntry, 'from' | 'to' | 'title'> {
  if (!official) return { ...(shipped?.from && { from: shipped.from }), ...(shipped?.to && { to: shipped.to }) };
  const [from, to] = official.info.split(',');
  return { ...(from && { from }), ...(to && { to }), title: official.text };
}

/** The limit of the release; the shipped one if none is loaded, or where it was read in a newer edition. */
function limitIn(shipped: UnitsLimit | undefined, { limit }: Found, { limits }: InForce): UnitsLimit | undefined {
  if (!limits || (shipped && dayIn(shipped.edition) > limits.from)) return shipped;
  if (limit === undefined && limits.isExcerpt) return shipped;
  return limitOf(limit, limits);
}

function citedBy(found: Found, { hcpcs, fees, limits, addOns, descriptors }: InForce): string[] {
  const { official, fee, limit, isAddOn, descriptor } = found;
  const cited = [
    official && hcpcs,
    fee === undefined ? undefined : fees,
    limit === undefined ? undefined : limits,
    isAddOn ? addOns : undefined,
    descriptor === undefined ? undefined : descriptors,
  ];
  return cited.flatMap(release => (release ? [release.source.id] : []));
}

/**
 * A code that the shipped tables do not describe: its official title, and for CPT, whose texts are the AMA's, only that
 * it is there.
 */
function plainEntry(code: string, title: string | undefined): CodeEntry {
  return {
    code,
    system: /^\d/.test(code) ? 'CPT' : 'HCPCS',
    kind: kindOf(code),
    short: 'see official title',
    summary: title ?? 'A code of the loaded releases, which hold no description of it.',
    sources: [],
  };
}

/** What rules tell apart: visits, material, and other work. */
function kindOf(code: string): CodeKind {
  if (/^99([23]\d\d|4[0-4]\d|45[0-6]|48\d|49[1-9])$/.test(code)) return 'e/m';
  return /^[ABCEJKLQV]/.test(code) ? 'supply' : 'other';
}

export function limitOf(info: string | undefined, { source }: OpenRelease): UnitsLimit | undefined {
  const [units, mai] = info?.split(',') ?? [];
  if (units === undefined) return undefined;
  return { units: Number(units), mai: Number(mai) as UnitsLimit['mai'], edition: source.edition ?? source.title };
}

/** `effective 2026-10-01`: some shipped rows were read in a newer edition than the others. */
function dayIn(edition: string): IsoDate {
  return /\d{4}-\d\d-\d\d/.exec(edition)?.[0] ?? '';
}

function feesOf(info: string, { source }: OpenRelease): Pick<CodeEntry, 'indicators' | 'relativeValues'> {
  const [status, pctc, global, mult, bilat, asst, co, team, work, nonFacility, facility, malpractice] = info.split(
    ',',
  ) as [string, string, string, string, string, string, string, string, string, string, string, string];
  const edition = source.edition ?? source.title;
  return {
    indicators: { status, pctc, global, mult, bilat, asst, co, team, edition },
    relativeValues: {
      work,
      nonFacilityPractice: nonFacility === 'NA' ? null : nonFacility,
      facilityPractice: facility === 'NA' ? null : facility,
      malpractice,
      edition,
    },
  };
}

/** Contractor-defined primaries. */
const BY_CONTRACTOR = 'CCCCC';

function addOnOf(code: string, date: IsoDate, release: OpenRelease): AddOn | undefined {
  const rows = code.length === 5 ? release.table().startingWith(code) : [];
  if (rows.length === 0) return undefined;
  const inForce = rows.filter(({ info }) => {
    const [, from = '', to = ''] = info.split(',');
    return from <= date && (to === '' || (date <= to && from !== to));
  });
  const [first = rows[0]!] = inForce;
  const primaries = inForce.map(({ key }) => key.slice(5)).filter(primary => primary !== BY_CONTRACTOR);
  return {
    code,
    type: Number(first.info[0]) as AddOn['type'],
    primaries: [...new Set(primaries)],
    source: release.source.id,
  };
}
