/**
 * Patterns for paths: `*`, `?`, `[a-z]`, `**`, and `{a,b}` or `{1..9}`. A match takes time proportional to the pattern
 * times the path, regardless of the pattern: users and other people's files supply them. A regular expression would not
 * hold that promise.
 */

/** More alternatives than this in braces are refused. */
const MAX_ALTERNATIVES = 1000;

/** A pattern that is not supported. The message is a clause without a full stop. */
export class UnsupportedPattern extends Error {
  override readonly name = 'UnsupportedPattern';
}

/** What one character of a segment must be. */
type Token =
  | '*'
  | '?'
  | { readonly char: string }
  | { readonly set: ReadonlySet<string>; readonly ranges: readonly Range[]; readonly not: boolean };
type Range = readonly [from: string, to: string];
type Segment = '**' | readonly Token[];

export interface GlobOptions {
  readonly ignoreCase?: boolean;
  /** Whether `*`, `?` and `**` match names that begin with a dot. */
  readonly dot?: boolean;
}

export interface Glob {
  matches(path: string): boolean;
}

/** Whether a word is a pattern and not just a name. */
export function isGlob(word: string): boolean {
  return /[*?]|\[[^\]]+\]|\{[^{}]*(?:,|\.\.)[^{}]*\}|[@!+]\(/.test(word);
}

/**
 * A pattern with braces and segments, as a command line has it.
 * @throws {@link UnsupportedPattern}
 */
export function globOf(pattern: string, options: GlobOptions = {}): Glob {
  if (/[@!+*?]\(/.test(pattern)) throw new UnsupportedPattern('patterns such as +(a) and !(a) are not supported');
  const alternatives = expandBraces(pattern).map(one => segmentsOf(one, options));
  return {
    matches: path => {
      const names = namesOf(path, options);
      return alternatives.some(segments => matchSegments(segments, names, options.dot ?? false));
    },
  };
}

/** The segments of a pattern without braces, as a `.gitignore` has it. */
export function segmentsOf(pattern: string, { ignoreCase = false }: GlobOptions = {}): readonly Segment[] {
  return (ignoreCase ? pattern.toLowerCase() : pattern)
    .split('/')
    .filter(segment => segment !== '')
    .map(segment => (segment === '**' ? segment : tokensOf(segment)));
}

export function namesOf(path: string, { ignoreCase = false }: GlobOptions = {}): readonly string[] {
  return (ignoreCase ? path.toLowerCase() : path).split('/');
}

/**
 * Whether the names of a path match, from its first to its last. Goes back to the last `**` only, as it can take any
 * number of names.
 */
export function matchSegments(segments: readonly Segment[], names: readonly string[], dot = true): boolean {
  const isHidden = (name: string): boolean => !dot && name.startsWith('.');
  return matchWithGaps(segments, names, {
    isGap: segment => segment === '**',
    matches: (segment, name) => matchName(segment as readonly Token[], name, dot),
    mayFill: name => !isHidden(name),
  });
}

function matchName(tokens: readonly Token[], name: string, dot: boolean): boolean {
  const [first] = tokens;
  if (!dot && name.startsWith('.') && (first === '*' || first === '?')) return false;
  return matchWithGaps(tokens, [...name], { isGap: token => token === '*', matches: matchChar, mayFill: () => true });
}

function matchChar(token: Token, char: string): boolean {
  if (token === '*') return false;
  if (token === '?') return true;
  if ('char' in token) return token.char === char;
  const isIn = token.set.has(char) || token.ranges.some(([from, to]) => from <= char && char <= to);
  return isIn !== token.not;
}

interface Matching<P, I> {
  readonly isGap: (part: P) => boolean;
  readonly matches: (part: P, item: I) => boolean;
  /** Whether a gap can take an item. */
  readonly mayFill: (item: I) => boolean;
}

/**
 * Matches a list against a pattern in which gaps take any number of items. After a gap it is enough to try the next
 * position: what an earlier gap could take, the later one can take too.
 */
function matchWithGaps<P, I>(
  pattern: readonly P[],
  items: readonly I[],
  { isGap, matches, mayFill }: Matching<P, I>,
): boolean {
  let p = 0,
    i = 0,
    afterGap = -1,
    taken = 0;
  while (i < items.length) {
    if (p < pattern.length && isGap(pattern[p]!)) {
      afterGap = ++p;
      taken = i;
    } else if (p < pattern.length && matches(pattern[p]!, items[i]!)) {
      p++;
      i++;
    } else if (afterGap >= 0 && mayFill(items[taken]!)) {
      p = afterGap;
      i = ++taken;
    } else return false;
  }
  while (p < pattern.length && isGap(pattern[p]!)) p++;
  return p === pattern.length;
}

function tokensOf(segment: string): Token[] {
  const tokens: Token[] = [];
  const chars = [...segment];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i]!;
    if (char === '*') {
      if (tokens.at(-1) !== '*') tokens.push(char);
    } else if (char === '?') tokens.push(char);
    else if (char === '\\' && i + 1 < chars.length) tokens.push({ char: chars[++i]! });
    else if (char === '[') {
      const end = classEnd(chars, i);
      tokens.push(end < 0 ? { char } : classOf(chars.slice(i + 1, end)));
      if (end >= 0) i = end;
    } else tokens.push({ char });
  }
  return tokens;
}

/** Where a class ends; -1 if it never does, so that its bracket is a character. */
function classEnd(chars: readonly string[], start: number): number {
  const first = chars[start + 1] === '!' || chars[start + 1] === '^' ? start + 2 : start + 1;
  for (let i = first; i < chars.length; i++) {
    if (chars[i] === '\\') i++;
    else if (chars[i] === ']' && i > first) return i;
  }
  return -1;
}

function classOf(chars: readonly string[]): Token {
  const not = chars[0] === '!' || chars[0] === '^';
  const inside = (not ? chars.slice(1) : chars).filter((char, i, all) => char !== '\\' || all[i - 1] === '\\');
  const set = new Set<string>(),
    ranges: Range[] = [];
  for (let i = 0; i < inside.length; i++) {
    if (inside[i + 1] === '-' && i + 2 < inside.length) {
      ranges.push([inside[i]!, inside[i + 2]!]);
      i += 2;
    } else set.add(inside[i]!);
  }
  return { set, ranges, not };
}

/** The patterns that braces mean. @throws {@link UnsupportedPattern} if there are too many */
function expandBraces(pattern: string): string[] {
  let open = [pattern];
  const done: string[] = [];
  while (open.length > 0) {
    const next: string[] = [];
    for (const one of open) {
      const alternatives = expandFirst(one);
      if (alternatives) next.push(...alternatives);
      else done.push(one);
      if (next.length + done.length > MAX_ALTERNATIVES)
        throw new UnsupportedPattern(`its braces make more than ${MAX_ALTERNATIVES} patterns`);
    }
    open = next;
  }
  return done;
}

/** Expands the first innermost pair of braces that has alternatives. */
function expandFirst(pattern: string): string[] | undefined {
  const found = /\{([^{}]*,[^{}]*|(-?\d{1,9})\.\.(-?\d{1,9}))\}/.exec(pattern);
  if (!found) return undefined;
  const [whole, list = '', from, to] = found;
  const before = pattern.slice(0, found.index),
    after = pattern.slice(found.index + whole.length);
  const inside = from === undefined || to === undefined ? list.split(',') : numbers(Number(from), Number(to));
  return inside.map(one => before + one + after);
}

function numbers(from: number, to: number): string[] {
  const count = Math.abs(to - from) + 1;
  if (count > MAX_ALTERNATIVES) throw new UnsupportedPattern(`its braces make more than ${MAX_ALTERNATIVES} patterns`);
  const step = from <= to ? 1 : -1;
  return Array.from({ length: count }, (_, i) => String(from + i * step));
}
