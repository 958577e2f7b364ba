/**
 * Files of official releases, read whole or not at all: what each is comes from its content, and parts of one release
 * are joined.
 */
import type { IsoDate } from '../../syntax/iso-day.js';
import type { Row } from '../block-table.js';
import { addOnEdits } from './add-on-edits.js';
import { ascAddenda } from './asc-addenda.js';
import { aspPricing } from './asp-pricing.js';
import { coverageList } from './coverage-list.js';
import { cptDescriptors } from './cpt-descriptors.js';
import { cutOffPart, MAX_SELECTED_PAIRS, missingParts, type FilePart } from './file-parts.js';
import { isExcerpt, requireExtent } from './extent.js';
import { firstDays } from './first-days.js';
import { hcpcsCsv } from './hcpcs-csv.js';
import { hcpcsFixed } from './hcpcs-fixed.js';
import { joinedRows } from './joined-rows.js';
import { applyAddenda, countsOf, icd10cmAddenda, idleChange, isSameCount } from './icd10cm-addenda.js';
import { icd10cmOrder } from './icd10cm-order.js';
import { mue } from './mue.js';
import { ncciPtp } from './ncci-ptp.js';
import { ndcCrosswalk } from './ndc-crosswalk.js';
import { nuccTaxonomy } from './nucc-taxonomy.js';
import { pprrvuCsv } from './pprrvu-csv.js';
import { pprrvuText } from './pprrvu-text.js';
import { byKey } from './pprrvu.js';
import {
  releaseKey,
  type AddendaTotals,
  type Importer,
  type Release,
  type ReleasePart,
  type ReleaseSet,
} from './release.js';
import { withoutRepeats } from './repeated-rows.js';
import { withStored, type StoredRows } from './stored-rows.js';
import { LayoutError, requireShortLines, withLineFeeds, type TextFile } from './text-file.js';

export const IMPORTERS: readonly Importer[] = [
  icd10cmOrder,
  icd10cmAddenda,
  hcpcsFixed,
  hcpcsCsv,
  ncciPtp,
  mue,
  addOnEdits,
  pprrvuCsv,
  pprrvuText,
  ascAddenda,
  nuccTaxonomy,
  ndcCrosswalk,
  aspPricing,
  coverageList,
  // Last: its layout is the least particular.
  cptDescriptors,
];

/** So much of a file tells its layout: notices before the first row can be long. */
const HEAD = 20_000;

export interface ImportOptions {
  /** First day of the releases whose files do not say it; of all, if each does. */
  readonly from?: IsoDate | undefined;
  /** The rows of the release of a set that is in force on a day, which addenda change. */
  base(set: ReleaseSet, date: IsoDate): Iterable<Row> | undefined;
  /** The release of a set and first day that is loaded already: files of one release add to each other. */
  stored?(set: ReleaseSet, from: IsoDate): StoredRows | undefined;
}

/** The importer of a file; undefined if its content has no layout that is known. */
export function importerOf(text: string): Importer | undefined {
  const head = withLineFeeds(text.slice(0, HEAD));
  return IMPORTERS.find(importer => importer.recognizes(head));
}

/** A file as it was read: the layout that its content has, and what it holds. */
export interface ReadFile {
  readonly file: string;
  readonly title: string;
  readonly parts: readonly ReleasePart[];
}

/** Throws {@link LayoutError} if a file is of no known layout, or not whole. */
export function readFile({ name, text }: TextFile): ReadFile {
  const file = { name, text: withLineFeeds(text) };
  const importer = importerOf(file.text);
  if (!importer)
    throw new LayoutError(
      file.name,
      1,
      `the beginning of one of these: ${IMPORTERS.map(({ title }) => title).join('; ')}`,
    );
  requireEnd(file);
  requireShortLines(file);
  const parts = importer.read(file);
  if (parts.every(({ rows, isAddenda }) => rows.length === 0 && !isAddenda))
    throw new LayoutError(file.name, 1, `rows of the ${importer.title}`);
  const end = file.text.split('\n').length;
  for (const { set, rows, isAddenda } of parts) if (!isAddenda) requireExtent(file.name, end, set, rows);
  return { file: file.name, title: importer.title, parts };
}

/** Official files end with a line break; a short file that someone typed need not. */
const TYPED_LINES = 20;

function requireEnd({ name, text }: TextFile): void {
  if (text.endsWith('\n')) return;
  const lines = text.split('\n').length;
  if (lines > TYPED_LINES) throw new LayoutError(name, lines, 'a line break at the end: the file is cut off');
}

/** The releases that the files are, each set and first day once. */
export function joinReleases(files: readonly ReadFile[], options: ImportOptions): Release[] {
  const whole = new Map<string, Joined>();
  const addenda: Addenda[] = [];
  const describing = describingAddenda(files);
  const dayOf = firstDays(
    files.flatMap(({ parts }) => parts).filter(part => !describing.some(one => one.addenda === part)),
    part => describing.find(one => one.whole === part)?.addenda.from ?? part.from,
    options.from,
  );
  for (const { file, parts } of files) {
    for (const part of parts) {
      if (describing.some(one => one.addenda === part)) continue;
      const from = dayOf(part);
      if (from === undefined)
        throw new LayoutError(
          file,
          1,
          part.openDay ?? 'a name that says from when the release is in force; say it with --from YYYY-MM-DD',
        );
      if (part.isAddenda) addenda.push({ file, part, from });
      else {
        const key = releaseKey(part.set, from, part.name);
        const joined = whole.get(key);
        if (joined) addFile(joined, file, part);
        else whole.set(key, { part, from, rows: [...part.rows], files: [{ name: file, part: part.part }] });
      }
    }
  }
  const releases = [...whole.values()].map(joined => releaseOf(joined, options));
  // A zip holds the order file and its addenda: the whole release says it all.
  const changing = addenda.filter(
    ({ part, from }, i) => !whole.has(releaseKey(part.set, from)) && !isRepeated(part, addenda.slice(0, i)),
  );
  // Addenda of two releases change each other's, in the order of their days.
  for (const one of changing.sort((a, b) => (a.from < b.from ? -1 : 1)))
    releases.push(withAddenda(one, releases, options));
  return releases;
}

/** @throws {LayoutError} if the file is of another release than those before */
function addFile(joined: Joined, file: string, { set, rows, part }: ReleasePart): void {
  const all = joinedRows(set, joined.rows, rows);
  const other = joined.files[0]!.name;
  if (!all)
    throw new LayoutError(
      file,
      1,
      `the rows of ${other}, which is ${set} of ${joined.from} too: they are two releases, so import each by itself, ` +
        'with its own first day',
    );
  joined.rows = all;
  joined.files.push({ name: file, part });
}

interface Addenda {
  readonly file: string;
  readonly part: ReleasePart;
  readonly from: IsoDate;
}

/**
 * Addenda beside the whole release that they lead to: they say only from when it is in force. A zip of CMS holds both.
 */
function describingAddenda(
  files: readonly ReadFile[],
): { readonly addenda: ReleasePart; readonly whole: ReleasePart }[] {
  const parts = files.flatMap(file => file.parts);
  return parts.flatMap(addenda => {
    const { totals } = addenda;
    // Addenda without a change do not say from when the codes that they count are in force.
    if (!totals || addenda.rows.length === 0) return [];
    // A file that is named twice is there twice.
    return parts
      .filter(one => one.set === addenda.set && !one.isAddenda && isSameCount(countsOf(one.rows), totals.after))
      .map(whole => ({ addenda, whole }));
  });
}

function isRepeated(part: ReleasePart, before: readonly { readonly part: ReleasePart }[]): boolean {
  return before.some(other => JSON.stringify(other.part) === JSON.stringify(part));
}

/** Files of one release. */
interface Joined {
  readonly part: ReleasePart;
  readonly from: IsoDate;
  rows: Row[];
  /** Without a part: a whole edition. */
  readonly files: { readonly name: string; readonly part: FilePart | undefined }[];
}

function releaseOf(joined: Joined, { stored }: ImportOptions): Release {
  const {
    part: { set, name },
    from,
    files,
  } = joined;
  const { rows, parts } = withStored({ set, rows: joined.rows, parts: partsOf(files.map(({ part }) => part)) }, () =>
    stored?.(set, from),
  );
  if (parts && rows.length > parts.length * MAX_SELECTED_PAIRS) requireNeighbors(parts, files);
  let isSorted = true;
  for (let i = 1; i < rows.length && isSorted; i++) isSorted = rows[i - 1]!.key <= rows[i]!.key;
  const lacksParts = parts && missingParts(parts).length > 0;
  const sorted = isSorted ? rows : [...rows].sort(byKey);
  const once = withoutRepeats(sorted);
  return {
    set,
    name: name ?? nameOf(set, from),
    from,
    rows: once,
    ...(lacksParts && { parts }),
    ...(!parts && isExcerpt(set, once) && { isExcerpt: true as const }),
  };
}

/** @throws {LayoutError} if one of the files ends before it should */
function requireNeighbors(parts: readonly FilePart[], files: Joined['files']): void {
  const cut = cutOffPart(parts);
  if (!cut) return;
  const nameOf = (number: number): string =>
    files.find(({ part }) => part?.number === number)?.name ?? `f${number}, which is loaded`;
  throw new LayoutError(nameOf(cut.number), 1, `${cut.expected(nameOf)}: the file is cut off`);
}

/** The files of an edition, by their numbers; undefined if one of them is the whole edition. */
function partsOf(files: readonly (FilePart | undefined)[]): readonly FilePart[] | undefined {
  const known = files.filter(file => file !== undefined);
  if (known.length < files.length) return undefined;
  return known.sort((a, b) => a.number - b.number);
}

function withAddenda({ file, part, from }: Addenda, releases: readonly Release[], { base }: ImportOptions): Release {
  const rows = changedBy(part, from, releases, base);
  if (!rows)
    throw new LayoutError(file, 1, `the ${part.set} release before ${from} to be loaded: addenda only change it`);
  const changed = [...rows];
  const idle = idleChange(changed, part.rows);
  if (idle) {
    const does = idle.info === '-' ? `not to delete ${idle.key}, which is not` : `not to add ${idle.key}, which is`;
    throw new LayoutError(file, 1, `changes of the release before ${from}, and ${does} in it`);
  }
  const applied = applyAddenda(changed, part.rows);
  if (part.totals) requireTotals(file, part.totals, changed, applied);
  return { set: part.set, name: nameOf(part.set, from), from, rows: applied };
}

/** The rows that addenda change: of the newest release before among the files, or of what is loaded already. */
function changedBy(
  { set, totals }: ReleasePart,
  from: IsoDate,
  releases: readonly Release[],
  base: ImportOptions['base'],
): Iterable<Row> | undefined {
  const before = releases
    .filter(one => one.set === set && one.from < from)
    .reduce<Release | undefined>((newest, one) => (newest && newest.from > one.from ? newest : one), undefined);
  const isMeant = (rows: readonly Row[]): boolean => !totals || isSameCount(countsOf(rows), totals.before);
  if (before && isMeant(before.rows)) return before.rows;
  return base(set, from) ?? before?.rows;
}

/** @throws {LayoutError} if the addenda are of another release than the one that they would change */
function requireTotals(
  file: string,
  { before, after, line }: AddendaTotals,
  base: readonly Row[],
  applied: readonly Row[],
): void {
  const [had, has] = [countsOf(base), countsOf(applied)];
  if (!isSameCount(had, before))
    throw new LayoutError(
      file,
      line,
      `the release with ${before.codes} billable codes and ${before.headers} headers to be in force the day before, ` +
        `not one with ${had.codes} and ${had.headers}`,
    );
  if (!isSameCount(has, after))
    throw new LayoutError(
      file,
      line,
      `${after.codes} billable codes and ${after.headers} headers after these changes, ` +
        `not ${has.codes} and ${has.headers}: a line is missing, or one too many`,
    );
}

/** ICD-10-CM is called by its fiscal year, everything else by its first day. */
function nameOf(set: ReleaseSet, from: IsoDate): string {
  if (set !== 'ICD-10-CM') return from;
  const [year, month] = [+from.slice(0, 4), from.slice(5, 7)];
  return month >= '10' ? `FY${year + 1}` : `FY${year} (${from})`;
}
