/**
 * Where a character is next in a text, asked from ever later positions: all searches together read the text once, and
 * by the engine's own search, which is many times faster than a loop over characters.
 */
export class NextOf {
  private found = -1;

  constructor(
    private readonly text: string,
    private readonly character: string,
  ) {}

  /**
   * First place at or after a position, which is never before one asked for earlier; the length of the text if there is
   * none.
   */
  from(position: number): number {
    if (this.found < position) {
      const at = this.text.indexOf(this.character, position);
      this.found = at < 0 ? this.text.length : at;
    }
    return this.found;
  }
}

/** Where lines end: LF, CRLF and a lone CR break lines, as editors count them. */
export class LineEnds {
  private readonly feeds: NextOf;
  private readonly returns: NextOf;

  constructor(private readonly text: string) {
    this.feeds = new NextOf(text, '\n');
    this.returns = new NextOf(text, '\r');
  }

  /** The end of the line that starts at a position; each is asked for once, from the first to the last. */
  from(start: number): number {
    return Math.min(this.feeds.from(start), this.returns.from(start));
  }

  /** Where the line after the one that ends here starts. */
  next(end: number): number {
    if (end >= this.text.length) return end;
    return this.text.charCodeAt(end) === 0x0d && this.text.charCodeAt(end + 1) === 0x0a ? end + 2 : end + 1;
  }
}
