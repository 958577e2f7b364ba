import type { CodeSets } from '../codes/types.js';
import type { Span } from '../syntax/tree.js';
import type { Chart, Passed, Reading } from './chart.js';
import { correctionsIn } from './corrections.js';
import { datesIn } from './dates.js';
import { documentKind, operationOf } from './document-kind.js';
import { visitsIn, type VisitLines } from './encounters.js';
import { hiddenIn, type Hidden } from './hidden.js';
import { payerOf, placeOf, servicesOf } from './header.js';
import { identifiersIn } from './identifiers.js';
import { placeMeasures } from './read-measures.js';
import { readCodes, readDiagnoses } from './readers/codes.js';
import { readDrugs } from './readers/drug.js';
import { readFill } from './readers/fill.js';
import { readNext } from './readers/next.js';
import { readOffice } from './readers/office.js';
import { readPeople } from './readers/people.js';
import { readProgram } from './readers/program.js';
import { readPump } from './readers/pump.js';
import { readStatus } from './readers/status.js';
import { readStudy } from './readers/study.js';
import { readTexts } from './readers/texts.js';
import { resolve } from './resolve.js';
import { segmentsOf } from './segments.js';
import { linesOf, normalize, type Line } from './source-text.js';
import { headerLine, PATIENT_GAP, type IntakeEncounter, type IntakeResult, type ProposedField } from './types.js';
import { namesOfOthers } from './staff-names.js';
import { unreadIn } from './unread.js';
import { unwrap } from './unwrap.js';
import { visitDateOf } from './visit-date.js';

/** Lines at the top of a text that may name what it is about. */
const TITLE_LINES = 6;

/** What a text says as a whole, which holds for each of its visits. */
interface Whole {
  readonly source: string;
  readonly text: string;
  readonly lines: readonly Line[];
  readonly codes: CodeSets;
  readonly identifiers: readonly Span[];
  readonly hidden: readonly Hidden[];
}

/**
 * Reads a chart text: a nurse's template, a dictated note, a flow sheet, a programmer's report, an operative note. Each
 * proposed item comes with the words that state it. What conflicts or rests on weak words is unsure; no number, date or
 * code is dropped without a word.
 */
export function readChartText(original: string, codes: CodeSets): IntakeResult {
  const { source, spanInSource } = unwrap(original);
  return {
    encounters: visitsOf(source, codes).map(visit => ({
      ...visit,
      fields: visit.fields.map(spanInSource),
      codes: visit.codes.map(spanInSource),
      unread: visit.unread.map(spanInSource),
    })),
  };
}

function visitsOf(source: string, codes: CodeSets): IntakeEncounter[] {
  const text = normalize(source);
  const lines = linesOf(source, text);
  const identifiers = identifiersIn(source);
  const hidden = hiddenIn(source, identifiers, namesOfOthers(source, identifiers));
  const whole: Whole = { source, text, lines, codes, identifiers, hidden };
  const visits = visitsIn(text, lines, whole.identifiers);
  if (!visits.length) return [readVisit(whole, lines, visitDateOf(text, lines), undefined)];
  const preamble = lines.slice(0, visits[0]!.from);
  return visits.map((visit, i) =>
    readPart(visit.ofOnePatient ? only(whole, preamble, visit) : whole, preamble, visit, i === 0),
  );
}

/** The text with blanks in place of the visits of other patients. */
function only(whole: Whole, preamble: readonly Line[], { from, to }: VisitLines): Whole {
  const top = preamble.at(-1)?.end ?? 0;
  const start = whole.lines[from]!.start;
  const end = whole.lines[to]?.start ?? whole.text.length;
  const keep = (words: string): string =>
    words.slice(0, top) + blank(words.slice(top, start)) + words.slice(start, end) + blank(words.slice(end));
  const isOwn = (line: Line): boolean => line.end <= top || (line.start >= start && line.start < end);
  return {
    ...whole,
    source: keep(whole.source),
    text: keep(whole.text),
    lines: whole.lines.map(line => (isOwn(line) ? line : { ...line, cells: [], empty: true })),
  };
}

function blank(words: string): string {
  return words.replaceAll(/[^\n]/g, ' ');
}

/** One visit of several; the text above the first applies to all. */
function readPart(
  whole: Whole,
  preamble: readonly Line[],
  { from, to, date }: VisitLines,
  first: boolean,
): IntakeEncounter {
  const own = whole.lines.slice(from, to);
  const read = readVisit(whole, [...preamble, ...own], date, preamble.at(-1)?.end);
  const top = preamble.at(-1)?.end ?? 0;
  const says = (key: string): boolean => read.fields.some(field => field.key === key && field.start >= top);
  const fields = read.fields.filter(
    field => field.start >= top || first || (['by', 'sup', 'dx'].includes(field.key) && !says(field.key)),
  );
  const begin = own[0]?.start ?? top;
  return { ...read, fields, unread: read.unread.filter(({ start }) => start >= begin || (first && start < top)) };
}

function readVisit(
  { source, text, lines: all, codes, identifiers, hidden }: Whole,
  lines: readonly Line[],
  date: string | null,
  top: number | undefined,
): IntakeEncounter {
  const segments = segmentsOf(source, text, lines, date);
  const kind = documentKind(text, all);
  const operation = kind === 'operation' ? operationOf(text, all) : undefined;
  const titles = lines.filter(({ empty }) => !empty).slice(0, TITLE_LINES);
  const chart: Chart = { source, text, segments, titles, date, kind, operation, codes, hidden };
  const placed = placeMeasures(chart);
  const status = readStatus(chart, placed);
  const study = readStudy(chart, placed);
  const readings: Reading[] = [
    ...readPump(chart, placed, operation),
    ...readPeople(chart),
    ...readOffice(chart),
    ...study,
    ...status,
    ...readFill(chart, placed, study.length > 0),
    ...readProgram(chart, placed, status),
    ...readDrugs(chart, placed),
    ...readDiagnoses(chart),
    ...readTexts(chart),
    ...readNext(chart),
  ];
  const { fields, passed } = resolve(readings, correctionsIn(segments));
  const codeLines = readCodes(chart);
  const header = {
    date,
    services: servicesOf(kind, operation, readings),
    place: placeOf(text, all, segments, kind),
    payer: payerOf(text, all, segments),
  };
  const because: Passed[] = [...passed, ...placed.flatMap(({ start, end, why }) => (why ? [{ start, end, why }] : []))];
  const extent = { start: top === undefined ? 0 : lines[0]!.start, end: lines.at(-1)?.end ?? 0 };
  return {
    ...header,
    patient: PATIENT_GAP,
    header: headerLine(header),
    fields: withoutIdentifiers(fields),
    codes: codeLines,
    unread: unreadIn(text, extent, {
      taken: [...fields, ...codeLines, ...visitDates(text, date)],
      passed: because,
      identifiers,
    }),
  };

  /** A number that names the patient is never an item. */
  function withoutIdentifiers(fields: readonly ProposedField[]): ProposedField[] {
    const secret = identifiers
      .map(({ start, end }) => source.slice(start, end).toLowerCase())
      .filter(words => words.length > 3);
    return fields.filter(({ item }) => !secret.some(words => item.toLowerCase().includes(words)));
  }
}

function visitDates(text: string, date: string | null): Span[] {
  if (date === null) return [];
  return datesIn(text).filter(({ iso }) => iso === date);
}
