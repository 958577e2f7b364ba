import type { Cell, Line } from './source-text.js';
import { sectionOf } from './headings.js';
import { isTurned, newest, readTurned, wholeDate } from './turned-table.js';
import type { Row } from './table-row.js';
import { AFTER, BEFORE, CLERICAL_COLUMN, type Phase } from './wordings/sections.js';

interface Title extends Cell {
  /** Distance from the start of its line. */
  readonly at: number;
  readonly text: string;
  readonly phase: Phase | undefined;
  /** The column tells of another visit, or of who wrote the row down. */
  readonly skipped: boolean;
  /** The title names each value of the column, and the row what it is of: `Daily dose` and `Morphine`. */
  readonly names?: true;
  /** The column holds the unit of the value beside it. */
  readonly unit?: true;
}

const before = new RegExp(`^(?:${BEFORE}|current|present|existing)(?: \\w+){0,2}$`),
  after = new RegExp(`^(?:${AFTER})(?: \\w+){0,2}$`),
  current = /^(?:current|present)(?: \w+)?$/,
  clerical = new RegExp(`^(?:${CLERICAL_COLUMN})$`),
  value = /^(?:value|result|finding|reading|response|entry|data)s?$/;

/**
 * The rows of tables by the number of their line, with the cells that tell of this visit: under titles such as Before
 * and After, Old and New, under the date of the visit, or beside a row title in a sheet that also says who wrote each
 * row.
 */
export function columnsOf(text: string, lines: readonly Line[], visitDate: string | null): Map<number, Row> {
  const rows = new Map<number, Row>();
  for (let i = 0; i < lines.length; i++) {
    if (isTurned(text, lines, i)) {
      i = readTurned(text, lines, i, { visitDate, rows }) - 1;
      continue;
    }
    const titles = titlesOf(text, lines[i]!, visitDate);
    if (!titles) continue;
    rows.set(i, []);
    i = readRows(text, lines, i + 1, { titles, rows }) - 1;
    const goesOn = titles.some(({ phase }) => phase) ? sameColumns(text, lines, i + 1, titles) : undefined;
    if (goesOn !== undefined) i = readRows(text, lines, goesOn, { titles, rows }) - 1;
  }
  return rows;
}

/** Lines that may be between two parts of a table: a blank one, a heading, a blank one. */
const MAX_BETWEEN = 3;

/** The line at which the columns go on below a heading of their own, with each cell under the same title. */
function sameColumns(text: string, lines: readonly Line[], from: number, titles: readonly Title[]): number | undefined {
  for (let i = from; i < Math.min(lines.length, from + MAX_BETWEEN + 1); i++) {
    const line = lines[i]!;
    const cells = cellsOf(text, line);
    if (cells.length === titles.length + 1)
      return titles.every(({ at }, k) => Math.abs(at - cells[k + 1]!.at) < 3) && belongs(text, lines, i, titles)
        ? i
        : undefined;
    if (!line.empty && cells.length > 1) return undefined;
  }
  return undefined;
}

/** Reads the rows below column titles, and gives the number of the line behind the last. */
function readRows(
  text: string,
  lines: readonly Line[],
  from: number,
  { titles, rows }: { readonly titles: readonly Title[]; readonly rows: Map<number, Row> },
): number {
  /** The row above that only names those indented below it. */
  let group: Line | undefined;
  let i = from;
  for (; i < lines.length && (isGroupTitle(text, lines, i, titles) || belongs(text, lines, i, titles)); i++) {
    const line = lines[i]!;
    if (line.empty) continue;
    if (isGroupTitle(text, lines, i, titles)) {
      group = line;
      rows.set(i, []);
      continue;
    }
    if (group && line.indent <= group.indent) group = undefined;
    if (!group && namesGroup(text, line, lines[i + 1])) {
      rows.set(i, rowOf(text, line, titles));
      group = line;
      continue;
    }
    const row = rowOf(text, line, titles);
    const title = group ? text.slice(group.cells[0]!.start, group.cells[0]!.end) : '';
    const prefix = group && sectionOf(title) === undefined ? `${title.replace(/:$/, '')} ` : '';
    rows.set(i, prefix === '' ? row : row.map(cell => ({ ...cell, label: prefix + cell.label })));
  }
  return i;
}

/** A row with a title and no values, above rows that are indented more: `24-hour dose`. */
function isGroupTitle(text: string, lines: readonly Line[], i: number, titles: readonly Title[]): boolean {
  const line = lines[i]!;
  const next = lines[i + 1];
  return (
    !line.empty &&
    line.cells.length === 1 &&
    line.end - line.start <= 40 &&
    !/[.;]$|: |\d ?(?:ml|mc?g)\b/.test(text.slice(line.start, line.end)) &&
    next !== undefined &&
    next.indent > line.indent &&
    next.cells.length === titles.length + 1
  );
}

/** `Drug 2  Bupivacaine  Bupivacaine` above the rows of that drug, which are indented more. */
function namesGroup(text: string, line: Line, next: Line | undefined): boolean {
  const [first] = line.cells;
  return (
    next !== undefined &&
    next.indent > line.indent &&
    next.cells.length > 1 &&
    /^(?:drug|agent|component|med(?:ication)?) ?#?(?:[1-4]|[a-d])$/.test(text.slice(first!.start, first!.end))
  );
}

type Untitled = Omit<Title, 'phase' | 'skipped' | 'names' | 'unit'>;

function cellsOf(text: string, line: Line): Untitled[] {
  return line.cells.map(cell => ({
    ...cell,
    at: cell.start - line.start + line.indent,
    text: text.slice(cell.start, cell.end).replace(/:$/, ''),
  }));
}

function titlesOf(text: string, line: Line, visitDate: string | null): readonly Title[] | undefined {
  const cells = cellsOf(text, line);
  if (cells.length < 2) return undefined;
  return (
    dateTitles(cells, visitDate) ?? phaseTitles(cells) ?? unitTitles(cells) ?? sheetTitles(cells) ?? drugTitles(cells)
  );
}

function dateTitles(cells: readonly Untitled[], visitDate: string | null): readonly Title[] | undefined {
  const days = cells.map(cell => wholeDate(cell.text));
  const known = days.filter(day => day !== undefined);
  // `Next visit  11/23/2026  Alarm  11/29/2026` is a row of pairs.
  const inARow = days.slice(days.findIndex(Boolean), days.findLastIndex(Boolean) + 1).every(Boolean);
  if (known.length < 2 || !inARow) return undefined;
  const ours = visitDate !== null && known.includes(visitDate) ? visitDate : newest(known);
  return cells.flatMap((cell, i) => (days[i] ? [{ ...cell, phase: undefined, skipped: days[i] !== ours }] : []));
}

/** The title of a column that tells of another visit. */
const EARLIER_VISIT = /^(?:last|previous|prior) (?:visit|session|refill|fill)\b/;

function phaseTitles(cells: readonly Untitled[]): readonly Title[] | undefined {
  const phases = phasesOf(cells);
  const inPairs = cells.length > 3 && phases[0] !== undefined && phases.every((phase, i) => i % 2 === 0 || !phase);
  const isOther = (cell: Untitled, i: number): boolean =>
    i > 0 && !phases[i] && /\d/.test(cell.text) && !EARLIER_VISIT.test(cell.text);
  if (inPairs || cells.some(isOther)) return undefined;
  const first = phases.indexOf('before');
  if (first < 0 || !phases.includes('after')) return undefined;
  return cells.flatMap((cell, i): Title[] =>
    i === 0 && !phases[i] ? [] : [{ ...cell, phase: phases[i], skipped: phases[i] === undefined }],
  );
}

/** Two titles that only together tell which column is before the work and which is after it. */
const BEFORE_AND_AFTER: ReadonlySet<string> = new Set([
  'in out',
  'from to',
  'was is',
  'was now',
  'then now',
  'found left',
  'existing changed',
  'start end',
  'read set',
  'interrogated programmed',
  'programmed pending',
  'current pending',
  'current programmed',
  'present programmed',
]);

function phasesOf(cells: readonly Untitled[]): (Phase | undefined)[] {
  // What the pump came in with and left with.
  const last = `${cells.at(-2)?.text} ${cells.at(-1)?.text}`;
  if (cells.length < 4 && BEFORE_AND_AFTER.has(last))
    return [...cells.slice(0, -2).map(() => undefined), 'before', 'after'];
  const phases = cells.map((cell): Phase | undefined => {
    const words = cell.text.replace(/ ?\([^)]*\)$/, '');
    if (EARLIER_VISIT.test(words)) return undefined;
    if (after.test(words)) return 'after';
    return before.test(words) ? 'before' : undefined;
  });
  const first = phases.indexOf('before');
  if (first < 0 || phases.includes('after')) return phases;
  return phases.map((phase, i) => (first < i && current.test(cells[i]!.text) ? 'after' : phase));
}

/** `Drug name | Conc | Daily dose` above a row for each drug */
function drugTitles(cells: readonly Untitled[]): readonly Title[] | undefined {
  const [first, ...others] = cells.map(({ text }) => text);
  const isTable =
    others.length > 1 &&
    /^(?:drugs?|medications?|agents?)(?: names?)?$/.test(first ?? '') &&
    others.every(words => /^[a-z][a-z .()/-]{2,24}$/.test(words)) &&
    others.some(words => /\bdos(?:e|age)\b/.test(words)) &&
    others.some(words => /\bconc|\bstrength/.test(words));
  return isTable ? cells.slice(1).map(cell => ({ ...cell, phase: undefined, skipped: false, names: true })) : undefined;
}

const units = /^units?(?: of measure)?$/;

/** `Test | Result | Units | Comment`, as laboratories print */
function unitTitles(cells: readonly Untitled[]): readonly Title[] | undefined {
  if (cells.length < 3 || !cells.some(({ text }) => value.test(text)) || !cells.some(({ text }) => units.test(text)))
    return undefined;
  return cells.slice(1).map(cell => ({
    ...cell,
    phase: undefined,
    skipped: !value.test(cell.text),
    ...(units.test(cell.text) ? { unit: true as const } : {}),
  }));
}

const UNIT = /^(?:ml|cc|mc?g\/(?:d|day|ml|24 ?h\w*)|months?|mos?|%)$/;

/** The row of a table with a column of units: the unit goes to the label, and `before` or `after` is its phase. */
function rowWithUnit(line: Line, cells: readonly Untitled[], titles: readonly Title[], label: string): Row {
  const placed = cells.map(cell => ({ cell, title: titleAbove(line, titles, cell) }));
  const unit = placed.find(({ cell, title }) => title.unit && UNIT.test(cell.text))?.cell.text;
  const stated = placed.map(({ cell }) => /^(before|after)(?: (?:re)?fill)?$/.exec(cell.text)?.[1]).find(Boolean);
  return placed.flatMap(({ cell: { start, end }, title }) =>
    title.skipped
      ? []
      : [{ start, end, label: unit ? `${label} (${unit})` : label, phase: stated as Phase | undefined }],
  );
}

/** `Row | Value | Taken by | Time` */
function sheetTitles(cells: readonly Untitled[]): readonly Title[] | undefined {
  if (cells.length < 3 || !cells.some(({ text }) => clerical.test(text)) || !cells.some(({ text }) => value.test(text)))
    return undefined;
  return cells.slice(1).map(cell => ({ ...cell, phase: undefined, skipped: clerical.test(cell.text) }));
}

/**
 * Whether a line goes on with the table: a row title and at least one more cell, a rule, or a gap above a whole row.
 */
function belongs(text: string, lines: readonly Line[], i: number, titles: readonly Title[]): boolean {
  const line = lines[i]!;
  if (line.ruled && line.empty) return true;
  if (line.empty) {
    const next = lines.slice(i).find(other => !other.empty);
    return next !== undefined && next.cells.length === titles.length + 1 && belongs(text, [next], 0, titles);
  }
  const cells = cellsOf(text, line);
  if (cells.length < 2 || phaseTitles(cells) || sheetTitles(cells)) return false;
  if (isRepeated(cells)) return true;
  const labeled = cells.filter(cell => /:[ ]+\S/.test(cell.text));
  // `Drug 1: Hydromorphone` is a title if the row has a cell for each column; a form has a label in each cell.
  if (labeled.length) return labeled[0] === cells[0] && labeled.length === 1 && cells.length === titles.length + 1;
  return cells.length <= titles.length + 2;
}

/** `Dose: 180 mcg   Dose: 200 mcg`: each cell has the title of its row. */
function isRepeated(cells: readonly Untitled[]): boolean {
  const [first = '', ...others] = cells.map(cell => /^[^:]{2,30}(?=: )/.exec(cell.text)?.[0] ?? '');
  return first !== '' && others.length > 0 && others.every(label => label === first);
}

function rowOf(text: string, line: Line, titles: readonly Title[]): Row {
  const all = cellsOf(text, line);
  if (isRepeated(all) && all.length === titles.length) return repeatedRow(all, titles);
  const [first, ...cells] = cellsOf(text, line) as [Untitled, ...Untitled[]];
  if (titles.some(({ unit }) => unit)) return rowWithUnit(line, cells, titles, first.text);
  /** Where each column has its own row titles, `Read | On arrival | Read | On leaving`, that of the cell before it. */
  const labelOf = (i: number, title: Title): string => {
    if (title.names) return `${title.text}, ${first.text}`;
    const at = titles.indexOf(title);
    const titled = titles.slice(0, at).findLastIndex(one => one.skipped && !clerical.test(one.text));
    const beside = titles[titled];
    const own = cells[i - (at - titled)];
    return beside?.skipped && !/\d/.test(beside.text) && own && /^[a-z]/.test(own.text) ? own.text : first.text;
  };
  return cells.flatMap((cell, i) => {
    const title = cells.length === titles.length ? titles[i]! : titleAbove(line, titles, cell);
    return title.skipped ? [] : [{ start: cell.start, end: cell.end, label: labelOf(i, title), phase: title.phase }];
  });
}

function repeatedRow(cells: readonly Untitled[], titles: readonly Title[]): Row {
  return cells.flatMap(({ start, end, text }, i) => {
    const { skipped, phase } = titles[i]!;
    const at = text.indexOf(':');
    const from = start + at + 1 + /^ */.exec(text.slice(at + 1))![0].length;
    return skipped ? [] : [{ start: from, end, label: text.slice(0, at), phase }];
  });
}

/** The title of the same column where signs part the columns, else the nearest one. */
function titleAbove(line: Line, titles: readonly Title[], cell: Untitled): Title {
  const same = line.tabbed ? titles.find(({ column }) => column === cell.column) : undefined;
  return (
    same ?? titles.reduce((best, title) => (Math.abs(title.at - cell.at) < Math.abs(best.at - cell.at) ? title : best))
  );
}
