// Every importer fed with copies that are cut off, shuffled or of another code page, and with the files of other years:
// the rows come out as they are in the file, or nothing does.
import { describe, expect, it } from 'vitest';
import { addOnEdits } from '../../../server/src/core/codes/import/add-on-edits';
import { IMPORTERS, joinReleases, readFile } from '../../../server/src/core/codes/import/read-releases';
import type { Release } from '../../../server/src/core/codes/import/release';
import { LayoutError } from '../../../server/src/core/codes/import/text-file';
import { readOfficial } from '../../../server/src/project/code-store/read-official';
import { LAYOUTS, longer, type Layout } from '../../support/official-layouts';

const BASE = [
  { key: 'G80', info: '0', text: 'Cerebral palsy' },
  { key: 'U99', info: '1', text: 'Last' },
];
const join = (files: Parameters<typeof joinReleases>[0]) => joinReleases(files, { base: () => BASE });
const read = (name: string, text: string): Release[] => join([readFile({ name, text })]);
const rowsOf = (releases: readonly Release[]): string[] =>
  releases.flatMap(({ set, rows }) => rows.map(({ key, info, text }) => [set, key, info, text].join('|')));

/** The rows, or undefined if the file was refused with a line and what was expected there. */
function rowsOrRefused(run: () => readonly Release[]): string[] | undefined {
  try {
    return rowsOf(run());
  } catch (error) {
    if (!(error instanceof LayoutError)) throw error;
    expect(error.line).toBeGreaterThan(0);
    expect(error.message).toMatch(/, line \d+: expected ./);
    return undefined;
  }
}

/** The same order for the same seed. */
function shuffled(lines: readonly string[], seed: number): string[] {
  const all = [...lines];
  let state = seed * 2654435761;
  for (let i = all.length - 1; i > 0; i--) {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    const other = state % (i + 1);
    [all[i], all[other]] = [all[other]!, all[i]!];
  }
  return all;
}

it('there is a file for every importer', () => {
  const titles = LAYOUTS.map(({ title }) => title);
  expect(IMPORTERS.filter(({ title }) => !titles.some(one => title.startsWith(one))).map(({ title }) => title)).toEqual(
    [],
  );
  expect(addOnEdits.title).toBe('NCCI add-on code edits, text');
});

describe.each(LAYOUTS)('$title', ({ title, name, from, text, variants = [], names = [] }: Layout) => {
  const whole = read(name, text);
  const rows = rowsOf(whole);

  it('is recognized by its content, and begins on its day', () => {
    expect(readFile({ name: 'a file', text }).title).toContain(title);
    expect(whole.map(one => one.from)).toEqual(whole.map(() => from));
    expect(rows.length).toBeGreaterThan(1);
    for (const [other, day] of names) expect([other, read(other, text)[0]?.from]).toEqual([other, day]);
  });

  it('reads alike with other notices and columns in another order', () => {
    for (const variant of variants) expect(rowsOf(read(name, variant))).toEqual(rows);
  });

  it('named twice, or beside its copy, holds each row once', () => {
    const twice = join([readFile({ name, text }), readFile({ name: `copy/${name}`, text })]);
    expect(rowsOf(twice)).toEqual(rows);
  });

  it('with the line ends of an old Macintosh reads alike', () => {
    const classic = longer(text).replaceAll(/\r?\n/g, '\r');
    expect(rowsOrRefused(() => read(name, classic))).toEqual(
      rowsOrRefused(() => read(name, classic.replaceAll('\r', '\n'))),
    );
    expect(rowsOrRefused(() => read(name, classic.replaceAll('\r', '\n')))).toEqual(rows);
  });

  it('cut off anywhere, loses whole lines at most, and alters no row', () => {
    const isAddenda = title.includes('addenda') && !title.includes('ASC');
    const long = longer(text);
    expect(rowsOf(read(name, long))).toEqual(rows);
    // Fewer lines than that could have been typed by someone: they are refused only if a row is not whole.
    const first = long.split('\n').slice(0, 21).join('\n').length;
    for (let end = first + 1; end < long.length; end++) {
      const cut = rowsOrRefused(() => read(name, long.slice(0, end)));
      // Between two lines nothing shows that more should follow; a text over several lines may be shorter then, an
      // addendum missing.
      const isBetweenLines = long[end - 1] === '\n';
      if (!isBetweenLines)
        expect([end, long.slice(Math.max(0, end - 30), end), cut]).toEqual([end, expect.any(String), undefined]);
      else if (cut && !isAddenda) {
        const isPart = (row: string): boolean => rows.some(one => one === row || one.startsWith(row));
        expect([end, cut.filter(row => !isPart(row))]).toEqual([end, []]);
      }
    }
  });

  it('shuffled, reads alike or is refused', () => {
    const lines = text.split('\r\n').slice(0, -1);
    for (let seed = 1; seed <= 60; seed++) {
      const mixed = rowsOrRefused(() =>
        read(
          name,
          shuffled(lines, seed)
            .map(line => `${line}\r\n`)
            .join(''),
        ),
      );
      if (mixed) expect([seed, mixed.sort()]).toEqual([seed, [...rows].sort()]);
    }
  });

  it('with any line twice, or all of them, holds each row once or is refused', () => {
    const lines = text.split('\r\n').slice(0, -1);
    const doubled = lines.map((_, at) => [...lines.slice(0, at + 1), ...lines.slice(at)]);
    for (const all of [...doubled, [...lines, ...lines], lines.flatMap(line => [line, line])]) {
      const found = rowsOrRefused(() => read(name, all.map(line => `${line}\r\n`).join('')));
      if (found) expect(found).toEqual(rows);
    }
  });

  it('with a line longer than any of an official file is refused', () => {
    const lines = text.split('\r\n').slice(0, -1);
    for (const [at, line] of lines.entries())
      for (const grown of ['Y'.repeat(50_000), ' '.repeat(50_000)]) {
        const all = lines.map((one, i) => `${i === at ? line + grown : one}\r\n`).join('');
        expect([at, rowsOrRefused(() => read(name, all))]).toEqual([at, undefined]);
      }
  });

  it('with another heading over a column reads alike or is refused', () => {
    if (!title.includes('csv')) return;
    const keys = rows.map(row => row.split('|')[1]!.split(/[ -]/)[0]!.toLowerCase());
    const lines = text.split('\r\n').slice(0, -1);
    const first = lines.findIndex(line => keys.some(key => line.replaceAll('-', '').toLowerCase().includes(key)));
    expect(first).toBeGreaterThan(0);
    for (const [at, line] of lines.slice(0, first).entries())
      for (const [column, cell] of line.split(',').entries()) {
        if (!/[A-Za-z]/.test(cell)) continue;
        const renamed = line.split(',').map((one, i) => (i === column ? one.replace(/[A-Za-z][^"]*/, 'Renamed') : one));
        const all = lines.map((one, i) => `${i === at ? renamed.join(',') : one}\r\n`).join('');
        const found = rowsOrRefused(() => read(name, all));
        if (found) expect([cell, found]).toEqual([cell, rows]);
      }
  });

  it('of another code page reads alike or is refused', () => {
    const bytes = (one: Uint8Array): string[] | undefined => rowsOrRefused(() => join(readOfficial(name, one)));
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const cp1252 = Buffer.from(text.replaceAll('\u2019', '\u0092'), 'latin1');
    expect(bytes(Buffer.from(text))).toEqual(rows);
    expect(bytes(Buffer.from(`\uFEFF${text}`))).toEqual(rows);
    expect(bytes(utf16)).toEqual(rows);
    expect(bytes(cp1252)).toEqual(rows);
    expect(bytes(Buffer.from(text, 'utf16le'))).toBeUndefined();
    expect(bytes(Buffer.from(text).map(byte => byte ^ 0x80))).toBeUndefined();
    expect(bytes(new Uint8Array(0))).toBeUndefined();
  });
});
