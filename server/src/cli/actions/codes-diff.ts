import type { LoadedRelease } from '../../core/codes/loaded/loaded-release.js';
import { releaseDifferences } from '../../core/codes/release-differences.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { loadedReleases } from '../../project/code-store/store.node.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';
import { UsageError } from '../usage-error.js';
import { folderOf } from './codes-import.js';

export interface CodesDiffOptions {
  readonly codes?: string;
  readonly format: 'table' | 'json';
}

/**
 * Lists the rows in which a loaded release and the shipped tables disagree, or those in which two loaded releases
 * differ.
 */
export async function codesDiff(names: readonly string[], { codes, format }: CodesDiffOptions): Promise<number> {
  const releases = loadedReleases(folderOf(codes));
  if (releases.length === 0) throw new UsageError('no release is loaded: encounter-notes codes import FILE… loads one');
  if (names.length > 0) return diffReleases(names, releases, format);
  const rows = openLanguage('').codes.disagreements(releases);
  if (format === 'json') await write(process.stdout, `${JSON.stringify(rows, null, 2)}\n`);
  else
    await write(
      process.stdout,
      rows.length === 0
        ? 'The shipped tables agree with every loaded release.\n'
        : rows
            .map(
              ({ set, code, from, shipped, loaded }) =>
                `${set} ${code} from ${from}: shipped ${shipped}, loaded ${loaded}\n`,
            )
            .join(''),
    );
  return rows.length === 0 ? EXIT.clean : EXIT.findings;
}

async function diffReleases(
  names: readonly string[],
  releases: readonly LoadedRelease[],
  format: CodesDiffOptions['format'],
): Promise<number> {
  const [before, after] = pairNamed(names, releases);
  let isFound = false;
  for (const { key, before: old, after: now } of releaseDifferences(before, after)) {
    isFound = true;
    const row = { set: before.set, key, [before.name]: old, [after.name]: now };
    await write(
      process.stdout,
      format === 'json'
        ? `${JSON.stringify(row)}\n`
        : `${before.set} ${key}: ${before.name} ${old}, ${after.name} ${now}\n`,
    );
  }
  if (!isFound && format === 'table')
    await write(process.stdout, `${before.set} ${before.name} and ${after.name} agree in every row.\n`);
  return isFound ? EXIT.findings : EXIT.clean;
}

/** The two releases of one set that are meant; names of releases of several sets are distinguished by `SET NAME`. */
function pairNamed(names: readonly string[], releases: readonly LoadedRelease[]): [LoadedRelease, LoadedRelease] {
  if (names.length !== 2) throw new UsageError('name no release, or the two that are compared');
  const [first, second] = names.map(name =>
    releases.filter(one => [one.name, `${one.set} ${one.name}`].some(own => own.toLowerCase() === name.toLowerCase())),
  ) as [LoadedRelease[], LoadedRelease[]];
  const pairs = first.flatMap(a =>
    second.filter(b => b.set === a.set).map(b => [a, b] as [LoadedRelease, LoadedRelease]),
  );
  if (pairs.length === 1) return pairs[0]!;
  const known = releases.map(({ set, name }) => `“${set} ${name}”`).join(', ');
  throw new UsageError(
    `${names.join(' and ')} name ${pairs.length === 0 ? 'no two releases of one set' : 'releases of several sets'}; loaded are ${known}`,
  );
}
