/**
 * The descriptor file of a CPT license, as text: a code, in the long file a line number, and a text that runs on in
 * lines of the same code (`LONGULT`, `MEDU`, `SHORTU`, or two columns with a tab). The texts are the AMA's: they are
 * shown to the licensee only, and never shipped.
 */
import type { Row } from '../block-table.js';
import { byKey } from './pprrvu.js';
import { dayFromName } from './release-day.js';
import type { Importer } from './release.js';
import { LayoutError, linesOf, type TextFile } from './text-file.js';

/** A line number follows its code directly, or is a word of its own: `6237001Text`, `62370 01 Text`. */
const LINE = /^(\d{4}[0-9AFMTU])(?:(\d\d)[ \t]?|[ \t]+)(\S.*?)\s*$/;
const NOTICE = /American Medical Association|\bCPT\b/i;
/** Lines of the beginning that must be descriptors: a table with other columns has few that look so. */
const LEAST_SHARE = 0.6;

export const cptDescriptors: Importer = {
  title: 'descriptor file of a CPT license, text',
  recognizes: head => {
    const lines = linesOf(head);
    // The last line of a beginning may be half of one.
    if (!head.endsWith('\n')) lines.pop();
    const texts = lines.filter(line => isDescriptor(line));
    const isNoticed = lines.some(line => NOTICE.test(line) && !LINE.test(line));
    return texts.length >= 3 && (isNoticed || texts.length / lines.length > LEAST_SHARE);
  },
  read: readDescriptors,
};

/** The text of a descriptor is words; other files have codes, numbers and dates there. */
function isDescriptor(line: string): boolean {
  const text = LINE.exec(line)?.[3];
  return text !== undefined && !text.includes('\t') && /[A-Za-z]{3}/.test(text) && !/^[A-Z]?\d{3}/.test(text);
}

function readDescriptors(file: TextFile): ReturnType<Importer['read']> {
  const texts = new Map<string, { readonly order: number; readonly text: string }[]>();
  linesOf(file.text).forEach((line, index) => {
    const match = LINE.exec(line);
    if (!match) {
      // Notices come before the first code; behind it every line has one.
      if (texts.size > 0 && line.trim() !== '')
        throw new LayoutError(file.name, index + 1, 'a CPT code and its descriptor');
      return;
    }
    const [, code, number, words] = match;
    const before = texts.get(code!) ?? [];
    const count = before.length + 1;
    // A number by itself is that of the line only if it counts the lines.
    const text = words!.replace(new RegExp(`^${String(count).padStart(2, '0')}[ \\t]+`), '');
    const order = number === undefined ? count : Number(number);
    const same = before.find(one => (number === undefined ? one.text === text : one.order === order));
    if (same && same.text !== text)
      throw new LayoutError(file.name, index + 1, `one text as line ${number} of ${code}: an earlier line has another`);
    if (!same) texts.set(code!, [...before, { order, text }]);
  });
  const rows = [...texts].map(([key, own]): Row => ({
    key,
    info: '',
    text: own
      .sort((a, b) => a.order - b.order)
      .map(({ text }) => text)
      .join(' '),
  }));
  const year = /(20\d\d)/.exec(file.name)?.[1] ?? /\b(20\d\d)\b/.exec(file.text.slice(0, 2000))?.[1];
  return [
    {
      set: 'CPT descriptors',
      from: dayFromName(file.name) ?? (year ? `${year}-01-01` : undefined),
      rows: rows.sort(byKey),
    },
  ];
}
