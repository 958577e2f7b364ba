/**
 * HL7 v2 messages → segments, fields, repetitions, components, each with its place in the text: evidence of a proposal
 * is an offset, which the common readers do not keep.
 */
import { SourceFault } from './source-fault.js';
import { lineNumber, type Stated } from './stated.js';

interface Signs {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

export class Segment {
  constructor(
    /** `FT1` */
    readonly name: string,
    /** 1-based line of the text. */
    readonly line: number,
    private readonly fields: readonly Stated[],
    private readonly signs: Signs,
  ) {}

  /** Highest number of a field. */
  get length(): number {
    return this.fields.length - 1;
  }

  /** A field as written, from 1; undefined if it is empty or `""` (a value that is deleted). */
  field(number: number): Stated | undefined {
    const field = this.fields[number];
    return field && field.value && field.value !== '""' ? field : undefined;
  }

  /** The repetitions of a field. */
  repetitions(number: number): Stated[] {
    const field = this.field(number);
    return field ? split(field, this.signs.repetition).filter(({ value }) => value) : [];
  }

  /** A component (from 1) of a repetition, unescaped; of a field its first repetition. */
  component(of: Stated | undefined, number: number): Stated | undefined {
    const component = of && split(of, this.signs.component)[number - 1];
    const value = component && this.unescape(split(component, this.signs.subcomponent)[0]!.value).trim();
    return value && value !== '""' ? { ...component, value } : undefined;
  }

  /** The first repetition's component of a field. */
  value(field: number, component = 1): Stated | undefined {
    return this.component(this.repetitions(field)[0], component);
  }

  /** All components of a repetition, empty ones too. */
  components(of: Stated): Stated[] {
    return split(of, this.signs.component).map(part => ({ ...part, value: this.unescape(part.value).trim() }));
  }

  private unescape(text: string): string {
    const { field, component, repetition, escape, subcomponent } = this.signs;
    if (!escape || !text.includes(escape)) return text;
    const named: Readonly<Record<string, string>> = {
      F: field,
      S: component,
      T: subcomponent,
      R: repetition,
      E: escape,
    };
    const parts = text.split(escape);
    let out = parts[0]!;
    for (let i = 1; i < parts.length; i += 2) {
      const word = parts[i]!;
      const after = parts[i + 1];
      if (after === undefined) return out + escape + word;
      out += (named[word] ?? hexOf(word) ?? (/^\.(?:br|sp|in|ti|ce|fi|nf|sk)/i.test(word) ? ' ' : '')) + after;
    }
    return out;
  }
}

function hexOf(word: string): string | undefined {
  if (!/^X(?:[0-9A-F]{2})+$/i.test(word)) return undefined;
  return word.slice(1).replace(/../g, pair => String.fromCharCode(parseInt(pair, 16)));
}

function split(of: Stated, sign: string): Stated[] {
  if (!sign) return [of];
  let start = of.start;
  return of.value.split(sign).map(value => {
    const part = { value, start, end: start + value.length };
    start = part.end + sign.length;
    return part;
  });
}

export interface Message {
  readonly segments: readonly Segment[];
  /** Whether a segment's end follows the last one. */
  readonly ended: boolean;
}

interface OpenMessage {
  readonly segments: Segment[];
  ended: boolean;
}

const START = '\u000b';
const END = '\u001c';

/**
 * The messages of a file: one or several, in a network frame (MLLP), or in a batch (FHS, BHS … BTS, FTS).
 * @throws {@link SourceFault} for text that is no message, and for a frame or batch that does not end
 */
export function readMessages(text: string): Message[] {
  if (text.includes(START)) requireFrameEnds(text);
  const messages: OpenMessage[] = [];
  const open: string[] = [];
  let signs: Signs | undefined;
  for (const line of linesOf(text)) {
    const name = line.text.slice(0, 3);
    if (name === 'MSH' || name === 'BHS' || name === 'FHS') signs = signsOf(line);
    if (!signs) throw new SourceFault(`line ${line.number}: expected the header of a message (MSH) first`);
    const segment = readSegment(line, signs);
    if (name === 'FHS' || name === 'BHS') open.push(name);
    else if (name === 'BTS' || name === 'FTS') close(open, segment, messages.length);
    else if (name === 'MSH') messages.push({ segments: [segment], ended: line.ended });
    else append(messages.at(-1), segment, line);
  }
  if (open.length)
    throw new SourceFault(
      `line ${lineNumber(text, text.length)}: the file ends inside a batch; expected ${open.at(-1) === 'BHS' ? 'BTS' : 'FTS'}`,
    );
  if (!messages.length) throw new SourceFault('line 1: expected the header of a message (MSH)');
  return messages;
}

function append(message: OpenMessage | undefined, segment: Segment, line: Line): void {
  if (!message)
    throw new SourceFault(`line ${line.number}: expected the header of a message (MSH) before ${segment.name}`);
  message.segments.push(segment);
  message.ended = line.ended;
}

function requireFrameEnds(text: string): void {
  let at = text.indexOf(START);
  while (at >= 0) {
    const next = text.indexOf(START, at + 1);
    const end = text.indexOf(END, at);
    if (end < 0 || (next >= 0 && end > next))
      throw new SourceFault(
        `line ${lineNumber(text, next < 0 ? text.length : next)}: the frame of a message does not end; expected the bytes 1C 0D`,
      );
    at = next;
  }
}

/** Ends what a batch or file header opened, and holds the count of a batch against what was read. */
function close(open: string[], segment: Segment, messages: number): void {
  const expected = segment.name === 'BTS' ? 'BHS' : 'FHS';
  if (open.pop() !== expected)
    throw new SourceFault(
      `line ${segment.line}: ${segment.name} ends what no ${expected} opens; the file is not whole`,
    );
  const count = segment.value(1)?.value;
  if (
    segment.name === 'BTS' &&
    count &&
    /^\d+$/.test(count) &&
    +count !== messages &&
    open.length <= 1 &&
    messages < +count
  )
    throw new SourceFault(
      `line ${segment.line}: BTS counts ${count} messages, and ${messages} are there; the file is not whole`,
    );
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly number: number;
  readonly ended: boolean;
}

/** Segments end with CR; LF and CRLF are read as well. Frame bytes and blank lines are left out. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let number = 1;
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const raw = match[1]!;
    let lead = 0;
    let to = raw.length;
    while (lead < to && isAround(raw[lead]!)) lead++;
    while (to > lead && FRAME_ENDS.has(raw[to - 1]!)) to--;
    const body = raw.slice(lead, to);
    const ended = match[2] !== '' || to < raw.length;
    if (body) lines.push({ text: body, start: match.index + lead, number, ended });
    if (match[2]) number++;
  }
  return lines;
}

/** The end of a frame, and the end of a file of old systems. */
const FRAME_ENDS: ReadonlySet<string> = new Set([END, '\u001a']);

function isAround(sign: string): boolean {
  return FRAME_ENDS.has(sign) || /[\s\ufeff]/.test(sign);
}

/** The five signs that a header declares in its first field and the next. */
function signsOf({ text, number }: Line): Signs {
  const field = text[3];
  const declared = field === undefined ? undefined : text.slice(4).split(field, 1)[0]!;
  if (!field || /[\w\s]/.test(field) || declared === undefined || declared.length < 1 || declared.length > 5)
    throw new SourceFault(
      `line ${number}: ${text.slice(0, 3)} does not declare its separators; expected a header such as MSH|^~\\&|`,
    );
  const [component = '', repetition = '', escape = '', subcomponent = ''] = declared;
  return { field, component, repetition, escape, subcomponent };
}

function readSegment({ text, start, number }: Line, signs: Signs): Segment {
  const name = text.slice(0, 3);
  if (!/^[A-Z][A-Z0-9]{2}$/.test(name) || (text.length > 3 && text[3] !== signs.field))
    throw new SourceFault(
      `line ${number}: expected the name of a segment, three capitals or digits, and a field separator`,
    );
  let fields = split({ value: text, start, end: start + text.length }, signs.field);
  // The separator itself is the first field of a header.
  if (name === 'MSH' || name === 'BHS' || name === 'FHS')
    fields = [fields[0]!, { value: signs.field, start: start + 3, end: start + 4 }, ...fields.slice(1)];
  return new Segment(name, number, fields, signs);
}
