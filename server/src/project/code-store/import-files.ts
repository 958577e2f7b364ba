/** Official files → releases to store. Pure: the host reads the bytes and stores what comes. */
import { BlockTable, type Row } from '../../core/codes/block-table.js';
import { joinReleases, type ReadFile } from '../../core/codes/import/read-releases.js';
import type { Mention, Release, ReleaseSet } from '../../core/codes/import/release.js';
import type { StoredRows } from '../../core/codes/import/stored-rows.js';
import { createLanguage } from '../../core/language.js';
import type { LoadedRelease } from '../../core/codes/loaded/loaded-release.js';
import type { IsoDate } from '../../core/syntax/iso-day.js';
import { endRemark, mentionRemarks, servicesRemarks } from './import-remarks.js';
import { readOfficial } from './read-official.js';
import type { NewRelease } from './release-list.js';

export interface FileToImport {
  /** As the user named it. */
  readonly source: string;
  /** Its name without folders: it may say from when a release is in force. */
  readonly name: string;
  read(): Uint8Array;
}

export interface ImportFilesOptions {
  /** First day of the releases, if neither the files nor their names say it. */
  readonly from?: IsoDate | undefined;
  /** The user has a license for the CPT descriptors among the files. */
  readonly isLicensed: boolean;
  /** What is loaded already: addenda change it. */
  readonly loaded: () => readonly LoadedRelease[];
}

/** A file holds descriptors of the AMA, and no one has confirmed that the practice has a license for them. */
export class LicenseNeeded extends Error {
  override readonly name = 'LicenseNeeded';

  constructor(readonly file: string) {
    super(LICENSE_QUESTION);
  }
}

/** The plain question before descriptors are loaded. */
export const LICENSE_QUESTION =
  'This file holds CPT descriptors, which are copyright of the American Medical Association. Does your ' +
  'practice have a license for them that covers this use?';

/** @throws {LayoutError} if a file is not what it should be @throws {LicenseNeeded} */
export function importFiles(
  files: readonly FileToImport[],
  { from, isLicensed, loaded }: ImportFilesOptions,
): NewRelease[] {
  const read = files.map(file => ({ file, contents: readOfficial(file.name, file.read()) }));
  const all = read.flatMap(({ file, contents }) => contents.map(content => ({ source: file.source, content })));
  const licensed = all.find(({ content }) => content.parts.some(({ set }) => set === 'CPT descriptors'));
  if (licensed && !isLicensed) throw new LicenseNeeded(licensed.content.file);
  const releases = joinReleases(
    all.map(({ content }) => content),
    {
      from,
      base: (set, date) => createLanguage(loaded()).codes.releaseRows(set, date),
      stored: (set, day) => storedRows(loaded().find(one => one.set === set && one.from === day)),
    },
  );
  const fresh = new Set(releases.flatMap(({ set, rows }) => (set === 'ICD-10-CM' ? rows.map(({ key }) => key) : [])));
  const isNew = (diagnosis: string): boolean => fresh.has(diagnosis.replace(/-$/, ''));
  return releases.map(release => {
    const lists = all.flatMap(({ content }) => listsOf(content, release));
    const codes = lists.length > 0 ? createLanguage(loaded()).codes : undefined;
    const end = endRemark(release, releaseBefore(release, releases, loaded()));
    return {
      release,
      source: sourceOf(all, release.set),
      remarks: [
        ...lists.flatMap(({ file, mentions }) => mentionRemarks(file, mentions, codes!, isNew)),
        ...(end === undefined ? [] : [end]),
        ...(release.set === 'NCCI' ? servicesRemarks(filesOf(all, 'NCCI')) : []),
      ],
    };
  });
}

/** The lists of a file that became a release. */
function listsOf({ file, parts }: ReadFile, { set, name }: Release): { file: string; mentions: readonly Mention[] }[] {
  return parts.flatMap(part =>
    part.mentions && part.set === set && part.name === name ? [{ file, mentions: part.mentions }] : [],
  );
}

/** The newest whole release of the set that begins earlier, of this import or loaded already. */
function releaseBefore(
  { set, from }: Release,
  fresh: readonly Release[],
  loaded: readonly LoadedRelease[],
): { readonly name: string; readonly rows: Iterable<Row> } | undefined {
  const whole = [
    ...loaded.map(one => ({ ...one, rows: () => new BlockTable(one.blocks()).all() as Iterable<Row> })),
    ...fresh.map(one => ({ ...one, rows: () => one.rows })),
  ].filter(one => one.set === set && one.from < from && !one.isExcerpt && !one.parts);
  const newest = whole.sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
  return newest && { name: newest.name, rows: newest.rows() };
}

function storedRows(release: LoadedRelease | undefined): StoredRows | undefined {
  return release && { rows: new BlockTable(release.blocks()).all(), parts: release.parts };
}

function filesOf(all: readonly { readonly content: ReadFile }[], set: ReleaseSet): string[] {
  return [
    ...new Set(all.filter(({ content }) => content.parts.some(part => part.set === set)).map(one => one.content.file)),
  ];
}

/** The files from which a release of the set was read. */
function sourceOf(all: readonly { readonly source: string; readonly content: ReadFile }[], set: string): string[] {
  return [...new Set(all.filter(({ content }) => content.parts.some(part => part.set === set)).map(one => one.source))];
}
