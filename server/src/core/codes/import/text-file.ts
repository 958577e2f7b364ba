/** A text file of an official release, with every line numbered for messages. */
export interface TextFile {
  /** As the user knows it: the file, and behind a `!` its name inside a zip. */
  readonly name: string;
  readonly text: string;
}

/** The file is not what it should be: which line, and what was expected there. Nothing of it is used. */
export class LayoutError extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    readonly expected: string,
  ) {
    super(`${file}, line ${line}: expected ${expected}`);
  }
}

/** The lines of a text without their line ends; a last empty line is left out. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map(line => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/** A text whose lines end as on an old Macintosh, with the line ends of the others. */
export function withLineFeeds(text: string): string {
  return text.includes('\n') ? text : text.replaceAll('\r', '\n');
}

/** In characters; the longest line of a published file, a record of HCPCS, is a fiftieth of it. */
const MAX_LINE = 20_000;

/** @throws {LayoutError} if a line is longer than any of an official file */
export function requireShortLines({ name, text }: TextFile): void {
  let start = 0;
  for (let line = 1; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end - start > MAX_LINE)
      throw new LayoutError(name, line, `lines of at most ${MAX_LINE} characters, not one of ${end - start}`);
    start = end + 1;
  }
}
