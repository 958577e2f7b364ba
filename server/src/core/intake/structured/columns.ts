/** Which columns of a charge sheet hold what: as a mapping file says, or guessed from the headings. */
import type { CsvRow } from './csv-cells.js';
import { readHeading, type ColumnRole, type Heading } from './column-roles.js';
import { SourceFault } from './source-fault.js';
import type { DateOrder } from './values.js';

/** Columns by their heading, or by their number from 1. */
export type ColumnName = string | number;

/** `.encounter/columns.json`, see `server/data/schemas/columns.schema.json`. */
export interface ColumnMapping {
  /**
   * Number of the row with the headings, from 1; 0 if the sheet has none. Left out: the first row that names a mapped
   * column.
   */
  readonly headingRow?: number;
  readonly dateOrder?: DateOrder;
  readonly columns: {
    readonly date: ColumnName;
    /** Together they tell patients apart; none of it is taken over. */
    readonly patient?: readonly ColumnName[];
    readonly place?: ColumnName;
    readonly payer?: ColumnName;
    readonly by?: ColumnName;
    readonly auth?: ColumnName;
    readonly dx?: readonly ColumnName[];
    /** A sheet with one row a charge has one entry, a sheet with one row a visit one for each charge of the row. */
    readonly charges: readonly ChargeColumns[];
  };
  /** Payers as the sheet names them → the id of a payer profile. */
  readonly payers?: Readonly<Record<string, string>>;
  /** Places as the sheet names them → the place word of a header, or two digits. */
  readonly places?: Readonly<Record<string, string>>;
}

export interface ChargeColumns {
  readonly code: ColumnName;
  readonly modifiers?: readonly ColumnName[];
  readonly units?: ColumnName;
  readonly pointers?: ColumnName;
  readonly ndc?: ColumnName;
  readonly text?: ColumnName;
  readonly charge?: ColumnName;
}

/** Indices of the cells of a row. */
export interface Columns {
  /** Index of the first row of data. */
  readonly firstRow: number;
  /** How many cells the headings have. */
  readonly width: number;
  readonly date: number;
  readonly patient: readonly number[];
  /** Columns about a person that tell no patients apart: birth dates, addresses. */
  readonly personal: readonly number[];
  readonly place: number | undefined;
  readonly payer: number | undefined;
  readonly by: readonly number[];
  readonly byFamily: number | undefined;
  readonly byGiven: number | undefined;
  readonly byCredential: number | undefined;
  readonly auth: number | undefined;
  readonly status: number | undefined;
  readonly dx: readonly number[];
  readonly charges: readonly ChargeCells[];
}

export interface ChargeCells {
  readonly code: number;
  readonly modifiers: readonly number[];
  readonly units: number | undefined;
  readonly pointers: number | undefined;
  readonly ndc: number | undefined;
  readonly text: number | undefined;
  readonly charge: number | undefined;
}

/** Headings are in one of the first rows, below a title at most. */
const HEADING_ROWS = 20;

interface Named extends Heading {
  readonly index: number;
  readonly heading: string;
}

/** Columns guessed from the headings; undefined if no row names a date and a code. */
export function guessColumns(rows: readonly CsvRow[]): Columns | undefined {
  for (let i = 0; i < Math.min(rows.length, HEADING_ROWS); i++) {
    const { cells } = rows[i]!;
    const groups = groupTitles(rows[i - 1], cells.length);
    const named = cells.flatMap(({ value }, index): Named[] => {
      const words = value.length <= 60 ? value : '';
      const heading =
        readHeading(words) ?? (words && groups[index] ? readHeading(`${groups[index]} ${words}`) : undefined);
      return heading ? [{ ...heading, index, heading: value }] : [];
    });
    const date = strongest(named, 'date');
    if (date && named.some(({ role }) => role === 'code')) return columnsOf(named, date.index, i + 1, cells.length);
  }
  return undefined;
}

const MAX_GROUP_TITLE = 24;

/** Of two rows of headings the first names groups of columns, each above its first: `Diagnosis` above 1, 2 and 3. */
function groupTitles(row: CsvRow | undefined, width: number): readonly string[] {
  const titles = row?.cells.map(({ value }) => value) ?? [];
  const stated = titles.filter(Boolean);
  if (stated.length < 2 || stated.some(title => /\d/.test(title) || title.length > MAX_GROUP_TITLE)) return [];
  let group = '';
  return Array.from({ length: width }, (_, i) => (group = titles[i] || group));
}

function columnsOf(named: readonly Named[], date: number, firstRow: number, width: number): Columns {
  const only = (role: ColumnRole): number | undefined => strongest(named, role)?.index;
  const by = strongest(named, 'by');
  return {
    firstRow,
    width,
    date,
    patient: named.filter(({ role }) => role === 'patient').map(({ index }) => index),
    personal: named.filter(({ role }) => role === 'personal').map(({ index }) => index),
    place: only('place'),
    payer: only('payer'),
    by: by ? [by.index] : [],
    byFamily: only('by-family'),
    byGiven: only('by-given'),
    byCredential: only('by-credential'),
    auth: only('auth'),
    status: only('status'),
    dx: byNumber(named.filter(({ role }) => role === 'dx')),
    charges: chargeColumns(named),
  };
}

function strongest(named: readonly Named[], role: ColumnRole): Named | undefined {
  return named
    .filter(of => of.role === role && !(role === 'payer' && (of.numbers[0] ?? 1) > 1))
    .reduce<Named | undefined>((best, of) => (best && best.weight >= of.weight ? best : of), undefined);
}

function byNumber(columns: readonly Named[]): number[] {
  const last = (of: Named): number => of.numbers.at(-1) ?? 0;
  return [...columns].sort((a, b) => last(a) - last(b) || a.index - b.index).map(({ index }) => index);
}

/**
 * One charge a row, or several: then a column belongs to the code of its number, or where numbers do not tell, to the
 * code before it.
 */
function chargeColumns(named: readonly Named[]): ChargeCells[] {
  const codes = named.filter(({ role }) => role === 'code');
  const best = Math.max(...codes.map(({ weight }) => weight));
  const strong = codes.filter(({ weight }) => weight === best);
  const parts = named.filter(({ role }) => PARTS.has(role));
  if (strong.length === 1) return [chargeOf(strong[0]!, parts)];
  const numbered =
    strong.every(({ numbers }) => numbers.length) && new Set(strong.map(of => of.numbers[0])).size === strong.length;
  const byNumbers =
    numbered &&
    parts.every(({ numbers }) => !numbers.length || strong.some(of => of.numbers[0] === numbers[0])) &&
    !repeats(parts);
  return strong.map((code, i) => {
    const next = strong[i + 1]?.index ?? Infinity;
    return chargeOf(
      code,
      parts.filter(part =>
        byNumbers ? part.numbers[0] === code.numbers[0] : part.index > code.index && part.index < next,
      ),
    );
  });
}

const PARTS: ReadonlySet<ColumnRole> = new Set(['modifiers', 'units', 'pointers', 'ndc', 'text', 'charge']);

/** Whether two columns have the same heading, so that their numbers cannot tell which charge they belong to. */
function repeats(parts: readonly Named[]): boolean {
  return new Set(parts.map(({ heading }) => heading.toLowerCase())).size < parts.length;
}

function chargeOf(code: Named, parts: readonly Named[]): ChargeCells {
  const of = (role: ColumnRole): number | undefined => parts.find(part => part.role === role)?.index;
  return {
    code: code.index,
    modifiers: byNumber(parts.filter(({ role }) => role === 'modifiers')),
    units: of('units'),
    pointers: of('pointers'),
    ndc: of('ndc'),
    text: of('text'),
    charge: of('charge'),
  };
}

/**
 * Columns as a mapping file names them.
 * @throws {@link SourceFault} for a column that the sheet does not have
 */
export function mappedColumns(rows: readonly CsvRow[], mapping: ColumnMapping): Columns {
  const { columns } = mapping;
  const row = mapping.headingRow ?? headingRowOf(rows, columns.date);
  const headings = row > 0 ? (rows[row - 1]?.cells.map(({ value }) => folded(value)) ?? []) : [];
  const find = (name: ColumnName): number => {
    const index = typeof name === 'number' ? name - 1 : headings.indexOf(folded(name));
    if (index < 0)
      throw new SourceFault(`row ${row}: the sheet has no column “${name}”, which .encounter/columns.json names`);
    return index;
  };
  const maybe = (name: ColumnName | undefined): number | undefined => (name === undefined ? undefined : find(name));
  const { by } = columns;
  return {
    firstRow: row,
    width: row > 0 ? headings.length : Math.max(0, ...rows.map(({ cells }) => cells.length)),
    date: find(columns.date),
    patient: (columns.patient ?? []).map(find),
    personal: headings.flatMap((heading, index) => (isPersonal(heading) ? [index] : [])),
    place: maybe(columns.place),
    payer: maybe(columns.payer),
    by: by === undefined ? [] : [find(by)],
    byFamily: undefined,
    byGiven: undefined,
    byCredential: undefined,
    auth: maybe(columns.auth),
    status: undefined,
    dx: (columns.dx ?? []).map(find),
    charges: columns.charges.map(charge => ({
      code: find(charge.code),
      modifiers: (charge.modifiers ?? []).map(find),
      units: maybe(charge.units),
      pointers: maybe(charge.pointers),
      ndc: maybe(charge.ndc),
      text: maybe(charge.text),
      charge: maybe(charge.charge),
    })),
  };
}

function isPersonal(heading: string): boolean {
  const role = readHeading(heading)?.role;
  return role === 'personal' || role === 'patient';
}

function headingRowOf(rows: readonly CsvRow[], date: ColumnName): number {
  if (typeof date === 'number') return 0;
  const at = rows.findIndex(({ cells }) => cells.some(({ value }) => folded(value) === folded(date)));
  return at < 0 ? 1 : at + 1;
}

function folded(heading: string): string {
  return heading.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** A mapping file for columns that were guessed, by the headings of the sheet. */
export function mappingOf(rows: readonly CsvRow[], columns: Columns): ColumnMapping {
  const headings = rows[columns.firstRow - 1]?.cells ?? [];
  const all = headings.map(({ value }) => folded(value));
  const name = (index: number): ColumnName => {
    const heading = headings[index]?.value ?? '';
    return all.indexOf(folded(heading)) === index && heading ? heading : index + 1;
  };
  const part = <K extends string>(key: K, index: number | undefined): { [key in K]?: ColumnName } =>
    (index === undefined ? {} : { [key]: name(index) }) as { [key in K]?: ColumnName };
  return {
    columns: {
      date: name(columns.date),
      ...(columns.patient.length ? { patient: columns.patient.map(name) } : {}),
      ...part('place', columns.place),
      ...part('payer', columns.payer),
      ...part('by', columns.by[0]),
      ...part('auth', columns.auth),
      ...(columns.dx.length ? { dx: columns.dx.map(name) } : {}),
      charges: columns.charges.map(charge => ({
        code: name(charge.code),
        ...(charge.modifiers.length ? { modifiers: charge.modifiers.map(name) } : {}),
        ...part('units', charge.units),
        ...part('pointers', charge.pointers),
        ...part('ndc', charge.ndc),
        ...part('text', charge.text),
        ...part('charge', charge.charge),
      })),
    },
  };
}
