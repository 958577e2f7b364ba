/** What a user should know of a release that was loaded: probable typing errors, and codes that may be missing. */
import type { Row } from '../../core/codes/block-table.js';
import type { Mention, Release, ReleaseSet } from '../../core/codes/import/release.js';
import type { CodeSets } from '../../core/codes/types.js';
import { CONTRACTORS } from '../../core/policy/contractors.js';
import { SHIPPED_PROFILES } from '../../core/policy/shipped-profiles.js';
import { nearestWord } from '../../core/text/nearest-word.js';

const PAYERS: readonly string[] = [
  ...SHIPPED_PROFILES.map(({ id }) => id).filter(id => id !== 'national'),
  ...CONTRACTORS.map(name => name.toLowerCase()),
];

/**
 * Payers and diagnoses of a coverage list that no table has: each with its first line.
 * @param isNew whether a diagnosis, or the beginning of some, is in a release of the same import
 */
export function mentionRemarks(
  file: string,
  mentions: readonly Mention[],
  codes: CodeSets,
  isNew: (diagnosis: string) => boolean,
): readonly string[] {
  const remarks = new Map<string, string>();
  for (const mention of mentions)
    for (const remark of [payerRemark(mention), diagnosisRemark(mention, codes, isNew)])
      if (remark !== undefined && !remarks.has(remark))
        remarks.set(remark, `Check line ${mention.line} of ${file}: ${remark}.`);
  return [...remarks.values()];
}

function payerRemark({ payer }: Mention): string | undefined {
  if (PAYERS.includes(payer)) return undefined;
  const near = nearestWord(payer, PAYERS);
  const meant = near === undefined ? 'it decides only notes whose payer has a profile of that name' : `${near} is near`;
  return `“${payer}” is neither a payer that ships nor a Medicare contractor; ${meant}`;
}

function diagnosisRemark(
  { diagnosis, from }: Mention,
  codes: CodeSets,
  isNew: (diagnosis: string) => boolean,
): string | undefined {
  if (isNew(diagnosis)) return undefined;
  const view = codes.on(from);
  if (diagnosis.endsWith('-')) {
    const begun = diagnosis.slice(0, -1);
    const isThere = view.diagnosis(begun) !== undefined || view.diagnosesStartingWith(begun).length > 0;
    return isThere ? undefined : `no ICD-10-CM code begins with ${begun}`;
  }
  if (view.diagnosis(diagnosis) === undefined) return `${diagnosis} is no ICD-10-CM code of the tables`;
  const status = view.diagnosisStatus(diagnosis);
  const isHeader = status === 'header' || status === 'needs-7th';
  return isHeader
    ? `${diagnosis} is a header on ${from} and never billed; ${diagnosis}- is every code below it`
    : undefined;
}

/** Sets whose files are sorted by code: one that is cut off lacks the last codes of the release before. */
const BY_CODE: ReadonlySet<ReleaseSet> = new Set([
  'ICD-10-CM',
  'HCPCS',
  'HCPCS modifiers',
  'MUE',
  'MUE facility',
  'MUE equipment',
  'add-on edits',
  'MPFS',
  'ASP',
  'taxonomy',
]);

/** The taxonomy is sorted by grouping, and this one is the last. */
const LAST_GROUPING = 'Transportation Services';
/** So many codes show what is missing. */
const MAX_NAMED = 5;

/**
 * Whether the last codes of the release before are not in a whole new one: they were deleted, or the file is cut off.
 * @param before the rows of the newest release of the set that begins earlier
 */
export function endRemark(
  release: Release,
  before: { readonly name: string; readonly rows: Iterable<Row> } | undefined,
): string | undefined {
  if (!before || release.isExcerpt || !BY_CODE.has(release.set)) return undefined;
  const keys = new Set(release.rows.map(({ key }) => key));
  const last = release.rows.at(-1)?.key ?? '';
  const isAtEnd = ({ key, text }: Row): boolean =>
    release.set === 'taxonomy' ? text.startsWith(LAST_GROUPING) : key > last;
  const gone = [...before.rows].filter(row => isAtEnd(row) && !keys.has(row.key)).map(({ key }) => key);
  if (gone.length === 0) return undefined;
  const more = gone.length > MAX_NAMED ? ` and ${gone.length - MAX_NAMED} more` : '';
  return (
    `Compare the end of the ${release.set} file with the published one: ` +
    `${gone.slice(0, MAX_NAMED).join(', ')}${more} of ${before.name} ${gone.length === 1 ? 'is' : 'are'} not in it.`
  );
}

/**
 * The files of pairs for practitioners and for outpatient hospitals have one layout: only their names tell them apart.
 * @param files names of those that were read as practitioner pairs
 */
export function servicesRemarks(files: readonly string[]): readonly string[] {
  return files
    .filter(name => !/ccipra|practitioner|phys/i.test(name))
    .map(
      name =>
        `Check ${name}: its name does not say for which services its pairs are, so they are loaded as those of ` +
        'practitioners. Name a file of outpatient hospital pairs as it is published, ccioph….',
    );
}
