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

/** Lists the rows in which a loaded release and the shipped tables disagree. */
export async function codesDiff({ codes, format }: CodesDiffOptions): Promise<number> {
  const releases = loadedReleases(folderOf(codes));
  if (releases.length === 0) throw new UsageError('no release is loaded: encounter-notes codes import FILE… loads one');
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
