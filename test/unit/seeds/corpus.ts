import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of a table: what a published page says, and the note that does it. See README.md. */
export interface Row {
  /** `page:line`, as rows.json has it. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly says: string;
  readonly verdict: string;
  /** Undefined where no note can turn on it; then `why` says why. */
  readonly note: string | undefined;
  readonly why: string | undefined;
  /** The rules that find something in the note. */
  readonly answer: readonly string[];
}

/** The notes that are right as they stand, by name. */
export function readNotes(folder: string): ReadonlyMap<string, string> {
  const parts = readFileSync(join(folder, 'notes.md'), 'utf8').split(/^## /m).slice(1);
  return new Map(
    parts.map(part => {
      const [name = ''] = part.split('\n', 1);
      const note = /```encounter\n([^]*?)```/.exec(part)?.[1];
      if (!note) throw new Error(`notes.md: “${name}” has no note`);
      return [name, note];
    }),
  );
}

/** Reads a table; throws with the line for what it cannot read or apply. */
export function readTable(folder: string, file: string, notes: ReadonlyMap<string, string>): Row[] {
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .flatMap((text, i): Row[] => {
      if (!text.startsWith('| ') || text.startsWith('| row ')) return [];
      const [id, says, verdict, cell, answer, ...rest] = text
        .slice(2)
        .replace(/ ?\|$/, '')
        .split(/ ?\| ?/);
      const fail = (why: string): never => {
        throw new Error(`${file}:${i + 1}: ${why}`);
      };
      if (!id || !says || !verdict || !cell || answer === undefined || rest.length)
        return fail('a row is “row | what it says | verdict | note | answer”');
      const why = /^not a note: (.+)$/.exec(cell)?.[1];
      if (why ? answer !== '' : answer === '')
        return fail('a row has a note and its answer, or the reason why it has none');
      const rules = answer === '–' ? [] : answer.split(', ').filter(Boolean);
      return [
        {
          id,
          file,
          line: i + 1,
          says,
          verdict,
          note: why ? undefined : changed(cell, notes, fail),
          why,
          answer: rules,
        },
      ];
    });
}

/** `a staff refill: \`95990 @AB\` → \`95990-26 @AB\`; + \`62367 @AB\`; − \`J0475\`` as the note that it means. */
function changed(cell: string, notes: ReadonlyMap<string, string>, fail: (why: string) => never): string {
  const at =
    cell.indexOf(': `') < 0
      ? cell.search(/: [+−] `/)
      : Math.min(...[cell.indexOf(': `'), cell.search(/: [+−] `/)].filter(i => i >= 0));
  const name = at < 0 ? cell : cell.slice(0, at);
  let note = notes.get(name) ?? fail(`there is no note “${name}”`);
  if (at < 0) return note;
  const edits = cell.slice(at + 2);
  let read = 0;
  for (const edit of edits.matchAll(/(?:`([^`]+)` → (?:`([^`]*)`|``)|([+−]) `([^`]+)`)(?:; |$)/g)) {
    if (edit.index !== read) break;
    read += edit[0].length;
    const [, old, now = '', sign, text = ''] = edit;
    if (sign === '+') note += `${text}\n`;
    else if (sign === '−') {
      const kept = note.split('\n').filter(line => !line.startsWith(text));
      if (kept.join('\n') === note) fail(`no line of “${name}” begins with ${text}`);
      note = kept.join('\n');
    } else {
      if (!old || !note.includes(old)) return fail(`“${name}” does not hold ${old}`);
      note = note.replaceAll(old, now.replaceAll('⏎', '\n'));
    }
  }
  return read === edits.length ? note : fail(`this is no change: ${edits.slice(read)}`);
}
