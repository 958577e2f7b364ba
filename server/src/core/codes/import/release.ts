/** A release of a code set as the importers read it, before it is stored. */
import type { IsoDate } from '../../syntax/iso-day.js';
import type { Row } from '../block-table.js';
import type { FilePart } from './file-parts.js';
import type { TextFile } from './text-file.js';

/**
 * The sets that can be loaded. NCCI and MUE are those of practitioner services; the hospital tables are sets of their
 * own.
 */
export const RELEASE_SETS = [
  'ICD-10-CM',
  'HCPCS',
  'HCPCS modifiers',
  'NCCI',
  'NCCI hospital',
  'MUE',
  'MUE facility',
  'MUE equipment',
  'add-on edits',
  'MPFS',
  'ASC',
  'taxonomy',
  'NDC',
  'coverage',
  'CPT descriptors',
  'ASP',
] as const;

export type ReleaseSet = (typeof RELEASE_SETS)[number];

export interface Release {
  readonly set: ReleaseSet;
  /** As findings name it, e.g. `FY2026` or `2026-10-01`. */
  readonly name: string;
  /** First day in force. It stays in force until the next release of its set begins. */
  readonly from: IsoDate;
  /** The files that were loaded, if the edition comes in several and some are missing. */
  readonly parts?: readonly FilePart[];
  /** Its rows are a selection from the official file: what it lacks is not known to be absent. */
  readonly isExcerpt?: true;
  /** In ascending order of their keys. */
  readonly rows: readonly Row[];
}

/**
 * Two releases with one key replace each other: of a set and day there is one, but of coverage lists one for each
 * payer.
 */
export function releaseKey(set: ReleaseSet, from: IsoDate, name = ''): string {
  return set === 'coverage' ? `${set} ${from} ${name}` : `${set} ${from}`;
}

/**
 * What a file says of itself, and its rows. Parts of one release (the four NCCI files) are joined by their set and
 * first day.
 */
export interface ReleasePart {
  readonly set: ReleaseSet;
  readonly name?: string;
  /** Undefined if neither the file nor its name says it: then the user must. */
  readonly from: IsoDate | undefined;
  /** Without a first day: what was expected, for the message that asks for it. */
  readonly openDay?: string;
  readonly rows: readonly Row[];
  /** Which file of an edition in several files it is. */
  readonly part?: FilePart;
  /** What the rows change in the release before; absent if they are a whole release. */
  readonly isAddenda?: true;
  /** How many rows the releases before and after the addenda have, if the addenda say it. */
  readonly totals?: AddendaTotals;
  /** What the lines of a list that a practice wrote name. */
  readonly mentions?: readonly Mention[];
}

/** A payer and a diagnosis in a line: a typing error in them breaks no layout. */
export interface Mention {
  /** From 1. */
  readonly line: number;
  readonly payer: string;
  /** A code, or with a dash at its end the beginning of codes. */
  readonly diagnosis: string;
  /** First day of the line. */
  readonly from: IsoDate;
}

/** Numbers of headers and billable codes. */
export interface DiagnosisCounts {
  readonly headers: number;
  readonly codes: number;
}

export interface AddendaTotals {
  readonly before: DiagnosisCounts;
  readonly after: DiagnosisCounts;
  /** Where the addenda say it. */
  readonly line: number;
}

/** One layout of official files. */
export interface Importer {
  /** For messages: `ICD-10-CM order file`. */
  readonly title: string;
  /** Whether the beginning of a text has this layout. Names of files count for nothing. */
  recognizes(head: string): boolean;
  /** Throws `LayoutError` where the file is not what its beginning promises. */
  read(file: TextFile): readonly ReleasePart[];
}
