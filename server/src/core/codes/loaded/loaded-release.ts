import type { IsoDate } from '../../syntax/iso-day.js';
import type { Block } from '../block-table.js';
import type { FilePart } from '../import/file-parts.js';
import type { ReleaseSet } from '../import/release.js';

/** A release that the user has loaded. Its blocks are read on the first look-up. */
export interface LoadedRelease {
  readonly set: ReleaseSet;
  /** As findings name it, e.g. `FY2026` or `2026-10-01`. */
  readonly name: string;
  /** First day in force; it stays in force until the next release of its set begins. */
  readonly from: IsoDate;
  readonly rows: number;
  /** The files that it was read from, if the edition comes in several and some are missing. */
  readonly parts?: readonly FilePart[];
  /** Its rows are a selection from the official file: what it lacks may exist. */
  readonly isExcerpt?: true;
  /** Hash of its content; absent if the host cannot tell. */
  readonly hash?: string;
  blocks(): readonly Block[];
}
