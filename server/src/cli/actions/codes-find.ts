import { outsideDays } from '../../core/codes/outside-days.js';
import type { FoundCode } from '../../core/codes/types.js';
import { isIsoDay } from '../../core/syntax/iso-day.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';
import { UsageError } from '../usage-error.js';

export interface CodesFindOptions {
  readonly codes?: string;
  readonly date?: string;
  readonly format: 'table' | 'json';
}

/** Longer lists are cut off: more words narrow them. */
const MAX_FOUND = 30;

/** Finds codes by number or by words, on a day. */
export async function codesFind(
  words: readonly string[],
  { codes: folder, date = new Date().toISOString().slice(0, 10), format }: CodesFindOptions,
): Promise<number> {
  if (!isIsoDay(date)) throw new UsageError(`“${date}” is no day; write it as YYYY-MM-DD`);
  const found = openLanguage(folder).codes.on(date).search(words.join(' '), MAX_FOUND);
  if (format === 'json') await write(process.stdout, `${JSON.stringify(found, null, 2)}\n`);
  else {
    const width = Math.max(0, ...found.map(({ code }) => code.length));
    await write(
      process.stdout,
      found.map(one => `${one.code.padEnd(width)}  ${one.set}: ${one.title}${days(one)}\n`).join(''),
    );
  }
  return found.length > 0 ? EXIT.clean : EXIT.findings;
}

function days(found: FoundCode): string {
  const outside = outsideDays(found);
  return outside ? ` (${outside})` : '';
}
