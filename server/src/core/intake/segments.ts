import type { Span } from '../syntax/tree.js';
import { columnsOf } from './columns.js';
import type { Row } from './table-row.js';
import { apart } from './joined-labels.js';
import { headingAt, isAllCapitals, sectionOf } from './headings.js';
import type { Line } from './source-text.js';
import { paragraphsOf } from './paragraphs.js';
import { sentencesOf } from './sentences.js';
import { AFTER, BEFORE, type Phase, type SectionKind } from './wordings/sections.js';

/** A piece of the source that says one thing: a sentence, a labeled value, or a cell of a table. */
export interface Segment extends Span {
  /** The words of the span in lower case, line breaks as blanks; as long as the span. */
  readonly text: string;
  /**
   * What names the value, without its colon: the words before the colon, or the row title of a table; else that of the
   * paragraph.
   */
  readonly label: string;
  /** Where the value begins; the start of the span if it has no label. */
  readonly valueStart: number;
  /** The label belongs to this value, not to the paragraph. */
  readonly labeled: boolean;
  readonly heading: string;
  readonly section: SectionKind;
  readonly phase: Phase | undefined;
  /** The whole line where other cells are in it, else nothing. */
  readonly line: string;
  /** Of a value without a unit that is beside others: theirs. */
  readonly unit?: string;
}

/** Whether a cell is the title of the one behind it, and states nothing itself. */
export function isTitleOf(segment: Segment, next: Segment | undefined): boolean {
  if (next?.labeled !== true || next.valueStart !== next.start) return false;
  return next.label === segment.text || segment.text.startsWith(`${next.label} / `);
}

interface Section {
  readonly kind: SectionKind;
  readonly heading: string;
  readonly phase: Phase | undefined;
  readonly indent: number;
  /** The section ends if a line is indented less than this. */
  body: number | undefined;
  /** A label with its value on the line opened it: a blank line ends it. */
  readonly inline: boolean;
}

const NO_SECTION: Section = { kind: 'work', heading: '', phase: undefined, indent: 0, body: undefined, inline: false };

/**
 * Cuts lines into segments.
 * @param visitDate the day of the visit, by which a column of dates is chosen
 */
export function segmentsOf(source: string, text: string, lines: readonly Line[], visitDate: string | null): Segment[] {
  const capitals = isAllCapitals(lines);
  const columns = columnsOf(text, lines, visitDate);
  const segments: Segment[] = [];
  let section = NO_SECTION;
  for (const paragraph of paragraphsOf(text, lines, columns, capitals)) {
    const first = lines[paragraph.first]!;
    section = continued(section, paragraph, first);
    const heading = headingAt(source, text, lines, paragraph);
    if (heading !== undefined) {
      section = opened(heading, first.indent, false);
      if (!segments.length) section = { ...section, phase: undefined };
      continue;
    }
    const table = columns.get(paragraph.first);
    if (table) {
      segments.push(...rowOf(text, table, section));
      continue;
    }
    const firstOfRow = segments.length;
    section = sectionAt(section, flat(text, first.start, first.end));
    for (const cell of paragraph.cells) {
      const made = segmentsOfCell(
        text,
        cell,
        section,
        paragraph.cells.length > 1 ? flat(text, first.start, first.end) : '',
      );
      section = made.section;
      segments.push(...made.segments);
    }
    if (first.cells.length > 1 && paragraph.first === paragraph.last)
      joinRow(segments, firstOfRow, paragraph.cells[0]!.end);
  }
  return segments.flatMap(segment =>
    apart(segment).map(part => (part === segment ? part : { ...part, phase: phaseOf(part.label) ?? part.phase })),
  );
}

/**
 * The section that holds for a paragraph: that of an indented list ends with its indent, that of a labeled line with
 * its paragraph.
 */
function continued(section: Section, paragraph: { first: number; afterBlank: boolean }, first: Line): Section {
  if (section === NO_SECTION) return section;
  const { body, indent, kind, inline } = section;
  const column = first.indent + (first.bullet ? 1 : 0);
  if (body === undefined) {
    section.body = column;
    return section;
  }
  if (body > indent && column < body && column <= indent) return NO_SECTION;
  const goesOn = first.bullet || first.indent > indent;
  return inline && (paragraph.afterBlank || (ENDS_WITH_LINE.has(kind) && !goesOn)) ? NO_SECTION : section;
}

/** Sections that a label on a line of its own opens, and that hold no more than that line. */
const ENDS_WITH_LINE: ReadonlySet<SectionKind> = new Set(['aside', 'observation', 'indication']);

/** A heading above what was programmed at the visit. */
const CHANGE = /^(?:program\w*|prescription|settings?|pump|session|therapy) (?:change|update|adjustment)s?$/;

function opened(heading: string, indent: number, inline: boolean): Section {
  const phase = phaseOf(heading) ?? (CHANGE.test(heading) ? 'after' : undefined);
  return { kind: sectionOf(heading) ?? 'work', heading, phase, indent, body: undefined, inline };
}

const before = new RegExp(BEFORE),
  after = new RegExp(AFTER);

/** `Refill before: 02/20/2027` tells a day, and not what was before the work. */
const DAY_TO_COME = /\b(?:(?:re)?fill(?:ed)?|return|see|schedule\w*|use|due|back) before$/;

/** Whether words place what they name before or after the work of the visit. */
export function phaseOf(words: string): Phase | undefined {
  if (after.test(words) && !/\bnew (?:pain|problem|complaint)/.test(words)) return 'after';
  if (DAY_TO_COME.test(words)) return undefined;
  return before.test(words) ? 'before' : undefined;
}

function rowOf(text: string, row: Row, section: Section): Segment[] {
  return row.map(({ start, end, label, phase }) => ({
    start,
    end,
    text: flat(text, start, end),
    label: label.replace(/(?<![ :?])[ :?]+$/, ''),
    valueStart: start,
    labeled: true,
    heading: section.heading,
    section: sectionOf(label) ?? section.kind,
    phase: phase ?? phaseOf(label) ?? section.phase,
    line: label,
  }));
}

function flat(text: string, start: number, end: number): string {
  return text.slice(start, end).replaceAll('\n', ' ');
}

/** A label: a few words and a colon, or a short word that charts write in capitals before a value. */
const LABEL = /^(?:(?:[#%] ?)?[a-z][a-z0-9 /&().,'#%+=-]{0,48}?|24[ -]?h\w* dose[a-z ()/]*):(?=\s|$|[^\d\s/])/;

/** A number with its unit, which no label has. */
const AMOUNT = /\d ?(?:ml|cc)\b(?! ?\))/;

function labelOf(words: string): string | undefined {
  const named = LABEL.exec(words)?.[0].slice(0, -1).trim();
  return named !== undefined && AMOUNT.test(named) ? undefined : named;
}

function segmentsOfCell(
  text: string,
  cell: Span,
  section: Section,
  line: string,
): { readonly segments: Segment[]; readonly section: Section } {
  const segments: Segment[] = [];
  let paragraphLabel = '',
    kind = section.kind,
    phase = section.phase,
    at = section;
  for (const [i, { start, end }] of sentencesOf(text, cell).entries()) {
    const words = flat(text, start, end);
    const label = labelOf(words);
    if (label !== undefined) {
      paragraphLabel = label;
      const own = /\bm?c?g\/ml\b/.test(words) ? undefined : sectionOf(label);
      kind = own ?? (section.kind === 'aside' || section.kind === 'evaluation' ? section.kind : 'work');
      phase = phaseOf(label) ?? section.phase;
      if (own && i === 0) at = { ...opened(label, 0, true), body: 0 };
      else if (i === 0 && section.inline) {
        at = NO_SECTION;
        phase = phaseOf(label);
        kind = own ?? 'work';
      }
    }
    segments.push({
      start,
      end,
      text: words,
      label: paragraphLabel,
      valueStart: label === undefined ? start : valueStart(words, label, start),
      labeled: label !== undefined,
      heading: at.heading,
      section: intoPump(section, words) ? 'work' : kind,
      phase,
      line,
    });
  }
  return { segments, section: at };
}

/** Lists of what was given at a procedure, which a label of the work on the pump ends. */
const DRUGS_GIVEN = /^(?:meds?|medications?|drugs) (?:on|at|during|given|used)\b/,
  WORK_LABEL = /^(?:programming|imaging|fluoroscopy|interrogation|telemetry)\b/,
  INTO_PUMP = /\d ?(?:ml|cc)\b[^;.]{0,80}(?:->|\b(?:in)?to) (?:the )?(?:pump|reservoir)\b/;

/** Whether a line of a list of drugs says that its drug went into the pump. */
function intoPump({ kind, heading }: Section, words: string): boolean {
  return kind === 'aside' && DRUGS_GIVEN.test(heading) && INTO_PUMP.test(words);
}

/** The section that still holds for a line that begins with some words. */
function sectionAt(section: Section, words: string): Section {
  return section.kind === 'aside' && DRUGS_GIVEN.test(section.heading) && WORK_LABEL.test(words) ? NO_SECTION : section;
}

function valueStart(words: string, label: string, start: number): number {
  const colon = words.indexOf(':', label.length);
  return start + colon + 1 + /^ */.exec(words.slice(colon + 1))![0].length;
}

/**
 * A line of several cells without a label in them, `Pump serial   NGP0000001`: the first cell names the others; of an
 * even number of cells with titles in turn, `Nurse   K. L. RN   Payer   Aetna`, each names the one behind it.
 */
function joinRow(segments: Segment[], from: number, titleEnd: number): void {
  const row = segments.slice(from);
  const [title] = row;
  if (!title || !isTitleOfRow(title, titleEnd)) return;
  const inPairs = row.length > 3 && row.length % 2 === 0 && row.every((one, i) => i % 2 > 0 || isShortTitle(one));
  for (let i = 1; i < row.length && !row[i]!.labeled; i += inPairs ? 2 : 1) {
    const segment = row[i]!;
    if (i > 1 && (CLERICAL.test(segment.text) || OWN_LABEL.test(segment.text))) continue;
    const beside = row[i - 1]!;
    segments[from + i] = named(segment, (inPairs || (i > 1 && isKnownLabel(beside)) ? beside : title).text);
  }
}

function isTitleOfRow({ labeled, end, text }: Segment, titleEnd: number): boolean {
  return !labeled && end === titleEnd && isTitle(text);
}

function named(segment: Segment, title: string): Segment {
  const label = title.replace(/ ?\?$/, '');
  return {
    ...segment,
    label,
    labeled: true,
    section: sectionOf(label) ?? segment.section,
    phase: phaseOf(label) ?? segment.phase,
  };
}

/** Words of a label that names the cell behind it, in a row that begins with a title for all. */
const KNOWN_LABEL =
  /^(?:(?:pump|drug|daily|low|low res|low reservoir|new|reservoir|exp|expected|total) )?(?:make|model|vol(?:ume)?|s\/n|sn|serial|batt(?:ery)?|eri|dose|daily|rate|conc|alarms?|alerts?|lot|bud|exp(?:iry|ires)?|rx|ndc|attempts|template|sterile|aseptic|needle|residual|expected|billed by|supplied by|removed|added|withdrawn|instilled|passes|sticks|punctures|number of (?:attempts|sticks|passes|punctures))$/;

function isKnownLabel({ text, labeled }: Segment): boolean {
  return !labeled && KNOWN_LABEL.test(text);
}

/** A cell that begins with a label of its own: `Relief 55 %`. */
const OWN_LABEL =
  /^(?:pain|relief|obs|observed|tolerated|alarms?|lot|bud|attempts|template|response|site|next|dx|rx|color|comments?)\b/;

/** Initials or a time of day, as sheets note beside a value. */
const CLERICAL = /^(?:[a-z]{2,3}|\d{4}|\d{1,2}:\d{2})$/;

function isShortTitle({ text, labeled }: Segment): boolean {
  return (
    !labeled &&
    text.length <= 24 &&
    (!/\d/.test(text.replaceAll(/\b(?:sp)?o2\b/g, '')) || /^(?:dx|icd|diagnosis)[ -]?#?\d{1,2}$/.test(text)) &&
    (!CLERICAL.test(text) ||
      /^(?:rn|md|dx|np|dos|pos|sn|s\/n|lot|eri|exp|ndc|rx|out|in|act|res|ins|by|sup)$/.test(text))
  );
}

function isTitle(words: string): boolean {
  return (
    words.length <= 48 &&
    !/^\d+ ?g(?:a|auge)?\b|\d ?\/ ?10\b|[a-z] \d+\.\d+$/.test(words) &&
    !/\d[\d.,]*[ ]?(?:ml|cc|mcg|mg|%)(?![)\w])|[.;]$|\d{4}/.test(words.replaceAll(/\([^)]*\)/g, ''))
  );
}
