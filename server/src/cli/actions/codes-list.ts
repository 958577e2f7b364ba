import { storedReleases } from '../../project/code-store/store.node.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';

export interface CodesListOptions {
  readonly codes?: string;
  readonly format: 'table' | 'json';
}

/** One edition, loaded or shipped. */
interface Listed {
  readonly set: string;
  readonly name: string;
  readonly from: string;
  readonly loaded: boolean;
  readonly rows?: number;
  /** Last day on which it is known to hold every code of its set. */
  readonly completeTo?: string;
}

/** Prints which editions are in force from when: those that are loaded, and those that ship. */
export async function codesList({ codes: folder, format }: CodesListOptions): Promise<number> {
  const loaded = folder === undefined ? [] : storedReleases(folder);
  const shipped = openLanguage().codes.editions();
  const listed: Listed[] = [
    ...loaded.map(({ set, name, from, rows }) => ({ set, name, from, loaded: true, rows })),
    ...shipped.map(({ set, name, from, complete }) => ({
      set,
      name,
      from: from ?? '',
      loaded: false,
      ...(complete && complete.to < '9999' ? { completeTo: complete.to } : {}),
    })),
  ];
  const order = ({ set, from }: Listed): string => `${set} ${from}`;
  listed.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  if (format === 'json') {
    await write(process.stdout, `${JSON.stringify(listed, null, 2)}\n`);
    return EXIT.clean;
  }
  const width = Math.max(...listed.map(({ set }) => set.length));
  const lines = listed.map(({ set, name, from, loaded: isLoaded, rows, completeTo }) => {
    const days = from ? `from ${from}` : 'every day';
    const whole = completeTo ? `, complete to ${completeTo}` : '';
    return `${set.padEnd(width)}  ${days.padEnd(15)}  ${name}  (${isLoaded ? `loaded, ${rows} rows` : `shipped${whole}`})`;
  });
  await write(process.stdout, `${lines.join('\n')}\n`);
  return EXIT.clean;
}
