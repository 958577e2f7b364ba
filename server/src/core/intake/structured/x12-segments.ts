/**
 * X12 interchanges → segments, elements, components, each with its place in the text: evidence of a proposal is an
 * offset, which the common readers do not keep. Envelopes are held against their counts and control numbers, so that a
 * file that was cut off is refused.
 */
import { SourceFault } from './source-fault.js';
import type { Stated } from './stated.js';

export class X12Segment {
  constructor(
    readonly name: string,
    /** 1-based number in the interchange. */
    readonly number: number,
    private readonly elements: readonly Stated[],
    private readonly componentSign: string,
  ) {}

  /** An element, from 1; undefined if it is empty. */
  element(number: number): Stated | undefined {
    const element = this.elements[number];
    return element?.value ? element : undefined;
  }

  value(number: number): string {
    return this.element(number)?.value ?? '';
  }

  get length(): number {
    return this.elements.length - 1;
  }

  /** The components of an element, empty ones too. */
  components(number: number): Stated[] {
    const element = this.element(number);
    if (!element) return [];
    let start = element.start;
    return element.value.split(this.componentSign).map(value => {
      const part = { value: value.trim(), start, end: start + value.length };
      start = part.end + 1;
      return part;
    });
  }
}

export interface Transaction {
  /** `837`, `835` */
  readonly type: string;
  /** GS08 or ST03: `005010X222A1`. */
  readonly version: string;
  readonly segments: readonly X12Segment[];
}

interface Envelope {
  readonly kind: 'ISA' | 'GS' | 'ST';
  readonly control: string;
  readonly start: number;
  count: number;
  readonly version: string;
}

const ENDS: Readonly<Record<string, Envelope['kind']>> = { SE: 'ST', GE: 'GS', IEA: 'ISA' };
/** What an envelope counts. */
const COUNTED = { ST: 'segments', GS: 'transactions', ISA: 'groups' } as const;
const END_OF = { ST: 'SE', GS: 'GE', ISA: 'IEA' } as const;

/**
 * The transactions of one or several interchanges.
 * @throws {@link SourceFault} for text that is no interchange, and for an envelope that does not end, or ends with
 *   another count or number
 */
export function readInterchanges(text: string): Transaction[] {
  const transactions: Transaction[] = [];
  let at = skipBlank(text, 0);
  while (at < text.length) {
    const reader = new InterchangeReader(text, at);
    transactions.push(...reader.read());
    at = skipBlank(text, reader.at);
  }
  return transactions;
}

/** What old systems fill the end of a file with. */
const FILLERS: ReadonlySet<string> = new Set(['\u0000', '\u001a']);

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && (/[\s\ufeff]/.test(text[at]!) || FILLERS.has(text[at]!))) at++;
  return at;
}

class InterchangeReader {
  private readonly open: Envelope[] = [];
  private readonly transactions: Transaction[] = [];
  private segments: X12Segment[] = [];
  private number = 0;
  at: number;

  constructor(
    private readonly text: string,
    start: number,
  ) {
    this.at = start;
  }

  read(): Transaction[] {
    const signs = this.header();
    for (;;) {
      const start = skipBlank(this.text, this.at);
      const end = this.endOf(start, signs);
      if (start >= this.text.length || end < 0) throw this.cutOff(start < this.text.length);
      this.at = end + 1;
      this.number++;
      const segment = this.segment(start, end, signs);
      if (this.take(segment)) return this.transactions;
    }
  }

  /** Where a segment ends: the last one of a whole file, IEA, may lack its terminator. */
  private endOf(start: number, signs: { readonly element: string; readonly terminator: string }): number {
    const end = this.text.indexOf(signs.terminator, start);
    return end < 0 && this.text.startsWith(`IEA${signs.element}`, start) ? this.text.length : end;
  }

  /**
   * The separators: the sign behind `ISA`, the one in ISA16, and the one behind it. Elements may be shorter than the
   * standard has them.
   */
  private header(): { readonly element: string; readonly component: string; readonly terminator: string } {
    const { text, at } = this;
    const element = text[at + 3];
    if (text.slice(at, at + 3) !== 'ISA' || !element || /[\w\s]/.test(element))
      throw new SourceFault(`character ${at + 1}: expected an interchange, which begins with ISA and a separator`);
    let last = at + 3;
    for (let i = 1; i < 16; i++) {
      last = text.indexOf(element, last + 1);
      if (last < 0 || last - at > 160)
        throw new SourceFault('segment 1, ISA: the header of the interchange is cut off; expected 16 elements');
    }
    const component = text[last + 1];
    let terminator = text[last + 2];
    if (component === undefined || /[\w\s]/.test(component) || terminator === undefined || /\w/.test(terminator))
      throw new SourceFault(
        'segment 1, ISA16: expected the sign that parts components, and the sign that ends a segment',
      );
    if (terminator === '\r' && text[last + 3] === '\n') terminator = '\n';
    return { element, component, terminator };
  }

  private segment(
    start: number,
    end: number,
    signs: { readonly element: string; readonly component: string },
  ): X12Segment {
    let from = start;
    const elements = this.text
      .slice(start, end)
      .split(signs.element)
      .map((raw): Stated => {
        const lead = raw.length - raw.trimStart().length;
        const value = raw.trim();
        const element = { value, start: from + lead, end: from + lead + value.length };
        from += raw.length + 1;
        return element;
      });
    const name = elements[0]!.value;
    if (!/^[A-Z][A-Z0-9]{1,2}$/.test(name))
      throw new SourceFault(`segment ${this.number}: expected the name of a segment, two or three capitals or digits`);
    return new X12Segment(name, this.number, elements, signs.component);
  }

  /** Whether the segment ends the interchange. */
  private take(segment: X12Segment): boolean {
    const { name } = segment;
    if (name === 'ISA' || name === 'GS' || name === 'ST') this.begin(segment, name);
    else if (ENDS[name]) {
      this.end(segment, ENDS[name]);
      return name === 'IEA';
    } else if (this.open.at(-1)?.kind !== 'ST' && name !== 'TA1')
      throw new SourceFault(`segment ${segment.number}, ${name}: expected ST before the segments of a claim`);
    else this.segments.push(segment);
    return false;
  }

  private begin(segment: X12Segment, kind: Envelope['kind']): void {
    const within = { ISA: undefined, GS: 'ISA', ST: 'GS' } as const;
    const parent = this.open.at(-1);
    if (parent?.kind !== within[kind])
      throw new SourceFault(
        `segment ${segment.number}, ${kind}: expected ${parent ? END_OF[parent.kind] : 'ISA'} before it; the file is not whole`,
      );
    if (parent) parent.count++;
    const control = { ISA: 13, GS: 6, ST: 2 }[kind];
    const version = kind === 'ST' ? segment.value(3) || (parent?.version ?? '') : segment.value(8);
    this.open.push({ kind, control: segment.value(control), start: segment.number, count: 0, version });
    if (kind === 'ST') this.segments = [segment];
  }

  private end(segment: X12Segment, kind: Envelope['kind']): void {
    const envelope = this.open.pop();
    if (envelope?.kind !== kind)
      throw new SourceFault(
        `segment ${segment.number}, ${segment.name}: expected ${envelope ? END_OF[envelope.kind] : kind} before it; the file is not whole`,
      );
    const count = kind === 'ST' ? segment.number - envelope.start + 1 : envelope.count;
    const stated = segment.value(1);
    if (!/^\d+$/.test(stated) || +stated !== count) {
      const written = /^\d+$/.test(stated) ? `counts ${+stated}` : 'holds no count';
      throw new SourceFault(
        `segment ${segment.number}, ${segment.name}01: ${written}, and ${count} are there; expected the count of ${COUNTED[kind]}`,
      );
    }
    if (segment.value(2).replace(/^0+/, '') !== envelope.control.replace(/^0+/, ''))
      throw new SourceFault(`segment ${segment.number}, ${segment.name}02: expected the control number of ${kind}`);
    if (kind === 'ST')
      this.transactions.push({ type: this.segments[0]!.value(1), version: envelope.version, segments: this.segments });
  }

  private cutOff(inside: boolean): SourceFault {
    const missing = [...this.open].reverse().map(({ kind }) => END_OF[kind]);
    const where = inside ? `inside segment ${this.number + 1}` : `after segment ${this.number}`;
    return new SourceFault(`the file ends ${where}: expected ${missing.length ? missing.join(', ') : 'IEA'}`);
  }
}
