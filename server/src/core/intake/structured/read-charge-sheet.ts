/** A charge sheet as CSV: one row a charge or one row a visit, columns in any order. */
import type { UnreadSpan } from '../types.js';
import {
  lineText,
  namesDose,
  newDraft,
  ValueReader,
  WHY_UNREAD,
  type ChargeDraft,
  type ClaimDraft,
} from './claim-draft.js';
import { guessColumns, mappedColumns, type ChargeCells, type ColumnMapping, type Columns } from './columns.js';
import { readCsv, SEPARATORS, tryCsv, type CsvRow, type Separator } from './csv-cells.js';
import { readHeading } from './column-roles.js';
import { payerNamed } from './payer-name.js';
import { SourceFault } from './source-fault.js';
import { findIn, type Stated } from './stated.js';
import {
  DIAGNOSIS_IN_WORDS,
  readDiagnosis,
  readDrugCode,
  readModifiers,
  readPerformer,
  readPlace,
  readProcedure,
  readServiceDate,
  readUnits,
  type DateOrder,
} from './values.js';

export interface SheetOptions {
  readonly mapping?: ColumnMapping | undefined;
  /** Whether a code names no drug, so that its line takes words. */
  readonly isUnclassified: (code: string) => boolean;
}

/** A table with its columns. */
export interface Sheet {
  readonly rows: readonly CsvRow[];
  readonly columns: Columns;
  readonly separator: Separator;
}

/**
 * The rows and columns of a sheet.
 * @throws {@link SourceFault}
 */
export function openSheet(text: string, mapping: ColumnMapping | undefined): Sheet {
  const first = /^\ufeff?sep=(.)\r?\n/i.exec(text);
  const separators = first ? SEPARATORS.filter(sign => sign === first[1]) : SEPARATORS;
  const tables = separators.flatMap(separator => {
    const rows = tryCsv(text, separator);
    const columns = rows && (mapping ? undefined : guessColumns(rows));
    return rows ? [{ separator, rows, columns }] : [];
  });
  if (mapping) {
    const widest = tables.sort((a, b) => width(b.rows) - width(a.rows))[0];
    if (widest) return { ...widest, columns: mappedColumns(widest.rows, mapping) };
  }
  const best = tables
    .flatMap(({ separator, rows, columns }) => (columns ? [{ separator, rows, columns }] : []))
    .sort((a, b) => b.columns.width - a.columns.width)[0];
  if (best) return best;
  // Where the likely separator fails, it is its fault that helps.
  readCsv(text, likeliest(text, separators));
  throw new SourceFault(
    'row 1: no row of headings names a date of service and a procedure code; expected headings such as DOS, CPT, Mod, Units, DX, or a mapping in .encounter/columns.json',
  );
}

/** The separator that the first line has most of. */
function likeliest(text: string, separators: readonly Separator[]): Separator {
  const line = text.split(/[\r\n]/, 1)[0]!;
  const count = (sign: Separator): number => line.split(sign).length;
  return separators.reduce<Separator>((best, sign) => (count(sign) > count(best) ? sign : best), separators[0] ?? ',');
}

function width(rows: readonly CsvRow[]): number {
  return Math.max(0, ...rows.slice(0, 20).map(({ cells }) => cells.length));
}

/**
 * The visits of a charge sheet: rows of one patient, date and payer are one.
 * @throws {@link SourceFault} for a sheet that is damaged or no charge sheet
 */
export function readChargeSheet(text: string, options: SheetOptions): ClaimDraft[] {
  const sheet = openSheet(text, options.mapping);
  requireWholeRows(sheet);
  const reader = new SheetReader(text, sheet, options);
  const drafts = reader.read();
  if (!drafts.some(({ charges }) => charges.length))
    throw new SourceFault(
      `row ${sheet.columns.firstRow + 1}: no row below the headings holds a procedure code; expected five characters such as 95990 or J0475`,
    );
  return drafts;
}

/** A row that is longer than the headings was split at a sign inside a cell; a last one that is shorter was cut off. */
function requireWholeRows({ rows, columns }: Sheet): void {
  const { firstRow, width } = columns;
  const data = rows.slice(firstRow).filter(row => !isTotal(row, columns));
  for (const { cells, line } of data)
    if (cells.length > width && cells.slice(width).some(({ value }) => value))
      throw new SourceFault(
        `line ${line}: the row has ${cells.length} cells, and the headings have ${width}; expected quotes around a cell that holds the separator`,
      );
  requireAllCells(data, columns);
  const last = data.at(-1);
  if (!last || last.ended) return;
  const others = data.slice(0, -1);
  if (last.cells.length < width && others.every(({ cells }) => cells.length >= width))
    throw new SourceFault(
      `line ${last.line}: the file ends after ${last.cells.length} of ${width} cells of its last row; expected a whole row`,
    );
  if (breaksOff(last, others) || !fitsColumns(last, columns))
    throw new SourceFault(
      `line ${last.line}: the file ends inside the last cell of its last row; expected a whole row`,
    );
}

/**
 * Spreadsheets leave out empty cells at the end of a row. If a shorter row lacks a cell in its middle, those behind it
 * are in the wrong column, and one of them holds what does not belong there.
 */
function requireAllCells(data: readonly CsvRow[], columns: Columns): void {
  const { width, charges } = columns;
  const short = data.find(
    row =>
      row.ended &&
      row.cells.length < width &&
      charges.some(({ code }) => /\d/.test(row.cells[code]?.value ?? '')) &&
      !fitsColumns(row, columns),
  );
  if (short)
    throw new SourceFault(
      `line ${short.line}: the row has ${short.cells.length} cells, and the headings have ${width}; expected a cell for each heading, an empty one too`,
    );
}

/** Whether a row sums up those above: it begins with such words and names no code. */
function isTotal({ cells }: CsvRow, { charges }: Columns): boolean {
  const first = cells.find(({ value }) => value)?.value ?? '';
  return (
    /^(?:(?:grand|sub|page|batch|report|daily|day) ?-?)*totals?\b|^(?:sum|count)\b/i.test(first) &&
    charges.every(({ code }) => !readProcedure(cells[code]?.value ?? ''))
  );
}

/** Whether each cell of a row that has a value of its own kind holds one. */
function fitsColumns({ cells }: CsvRow, { date, place, dx, charges }: Columns): boolean {
  const fits = (index: number | undefined, read: (text: string) => unknown): boolean => {
    const value = index === undefined ? '' : (cells[index]?.value ?? '');
    return value === '' || read(value) !== undefined;
  };
  return (
    fits(date, text => readServiceDate(text) ?? readServiceDate(text, 'DMY')) &&
    fits(place, text => (/^[\d.,$]+$/.test(text) ? readPlace(text) : text)) &&
    dx.every(index => fits(index, text => text.match(DIAGNOSIS_IN_WORDS) ?? undefined)) &&
    charges.every(
      ({ code, modifiers, units, pointers, ndc }) =>
        fits(code, readProcedure) &&
        modifiers.every(index => fits(index, readModifiers)) &&
        fits(units, readUnits) &&
        fits(pointers, text => (/^[\sA-L\d,;|:/.-]+$/i.test(text) ? text : undefined)) &&
        fits(ndc, readDrugCode),
    )
  );
}

/** Whether an amount of money lacks the cents that every other one in its column has. */
function breaksOff({ cells }: CsvRow, others: readonly CsvRow[]): boolean {
  const last = cells.at(-1)?.value ?? '';
  const same = others.flatMap(row => row.cells[cells.length - 1]?.value || []);
  return /^\$?[\d,]+\.?\d?$/.test(last) && same.length > 0 && same.every(value => /^\$?[\d,]+\.\d\d$/.test(value));
}

/** Rows whose status says so were not billed. */
const NOT_BILLED = /\b(?:void|voided|deleted?|cancell?ed|reversed|reversal|no[- ]?show|no charge|do not bill)\b/i;

class SheetReader {
  private readonly drafts = new Map<string, ClaimDraft>();
  private readonly order: DateOrder;
  private readonly used = new Set<number>();

  constructor(
    private readonly text: string,
    private readonly sheet: Sheet,
    private readonly options: SheetOptions,
  ) {
    const { columns } = sheet;
    this.order = options.mapping?.dateOrder ?? dateOrder(this.data, columns.date);
    for (const index of usedColumns(columns)) this.used.add(index);
  }

  private get data(): readonly CsvRow[] {
    return this.sheet.rows.slice(this.sheet.columns.firstRow);
  }

  read(): ClaimDraft[] {
    let before: { key: string; patient: string; draft: ClaimDraft } | undefined;
    for (const row of this.data) {
      const { columns } = this.sheet;
      if (isTotal(row, columns)) continue;
      const charges = columns.charges.flatMap(charge => (this.cell(row, charge.code) ? [charge] : []));
      if (!charges.length) {
        // A total, a remark, or an empty form: it bills nothing.
        before?.draft.unread.push(...this.leftover(row, 'the row names no procedure code'));
        continue;
      }
      const own = this.cell(row, columns.date);
      // A row without a date goes on with the visit above, if it names no other patient.
      const patient = this.patientOf(row);
      const continued = !own && before && (!patient || patient === before.patient);
      const key = continued ? before!.key : this.keyOf(row);
      const draft = continued ? before!.draft : this.draftOf(key, row);
      before = { key, patient: patient || (before?.patient ?? ''), draft };
      this.addRow(draft, row, charges, continued ? false : own !== undefined);
    }
    return [...this.drafts.values()];
  }

  private keyOf(row: CsvRow): string {
    const payer = this.cell(row, this.sheet.columns.payer);
    return JSON.stringify([
      this.patientOf(row),
      this.dateOf(row) ?? '',
      (payer && this.payerOf(payer)) ?? payer?.value ?? '',
    ]);
  }

  private patientOf(row: CsvRow): string {
    const parts = this.sheet.columns.patient.map(index => row.cells[index]?.value.toLowerCase() ?? '');
    return parts.some(Boolean) ? parts.join('\n') : '';
  }

  private draftOf(key: string, row: CsvRow): ClaimDraft {
    const known = this.drafts.get(key) ?? this.withoutPayer(key);
    if (known) return known;
    const draft = newDraft(this.dateOf(row) ?? null);
    this.drafts.set(key, draft);
    return draft;
  }

  /**
   * The visit of the same patient and day where one of the two rows names no payer, as where a sheet leaves out empty
   * or repeated cells.
   */
  private withoutPayer(key: string): ClaimDraft | undefined {
    const [patient, date, payer] = JSON.parse(key) as [string, string, string];
    const same = [...this.drafts].filter(([other]) => {
      const [otherPatient, otherDate, otherPayer] = JSON.parse(other) as [string, string, string];
      return otherPatient === patient && otherDate === date && (!payer || !otherPayer);
    });
    const draft = patient && same.length === 1 ? same[0]![1] : undefined;
    if (draft && payer) {
      this.drafts.delete(same[0]![0]);
      this.drafts.set(key, draft);
    }
    return draft;
  }

  private dateOf(row: CsvRow): string | undefined {
    const cell = this.cell(row, this.sheet.columns.date);
    if (!cell) return undefined;
    const date = readServiceDate(cell.value, this.order);
    if (!date)
      throw new SourceFault(
        `line ${row.line}: the date of service is no date; expected a day such as 2026-11-20 or 11/20/2026`,
      );
    return date;
  }

  private addRow(draft: ClaimDraft, row: CsvRow, charges: readonly ChargeCells[], dated: boolean): void {
    const { columns } = this.sheet;
    const { unread } = draft;
    const cell = (index: number | undefined): Stated | undefined => this.cell(row, index);
    draft.places.push(
      ...this.valueOf(cell(columns.place), at => this.placeOf(at), unread, 'no known place of service'),
    );
    draft.payers.push(
      ...this.valueOf(cell(columns.payer), at => this.payerOf(at), unread, 'no payer profile has this name'),
    );
    draft.auths.push(
      ...this.valueOf(cell(columns.auth), at => this.authOf(row, at), unread, 'no authorization number'),
    );
    const diagnoses = this.diagnosesOf(row, draft.unread);
    draft.diagnoses.push(...diagnoses);
    const by = this.performerOf(row, draft.unread);
    const status = this.cell(row, columns.status);
    const isVoid = status && NOT_BILLED.test(status.value);
    for (const cells of charges) {
      const charge = this.chargeOf(row, cells, diagnoses, draft.unread);
      if (!charge) continue;
      if (isVoid)
        draft.unread.push({
          start: charge.code.start,
          end: charge.code.end,
          why: 'the row’s status says that it is not billed',
        });
      else draft.charges.push({ ...charge, by, sure: charge.sure && dated && !this.isCutOff(row) });
    }
    draft.unread.push(...this.leftover(row, undefined));
  }

  /** The value of a cell, or nothing; a cell with a number that has none is listed as unread. */
  private valueOf(
    cell: Stated | undefined,
    read: (cell: Stated) => string | undefined,
    unread: UnreadSpan[],
    why: string,
  ): Stated[] {
    const value = cell && read(cell);
    if (cell && value !== undefined) return [{ ...cell, value }];
    if (cell && /\d/.test(cell.value)) unread.push({ start: cell.start, end: cell.end, why });
    return [];
  }

  private placeOf(cell: Stated): string | undefined {
    return lookUp(this.options.mapping?.places, cell.value) ?? readPlace(cell.value);
  }

  private payerOf(cell: Stated): string | undefined {
    return lookUp(this.options.mapping?.payers, cell.value) ?? payerNamed(cell.value);
  }

  /** A number that is not the patient's. */
  private authOf(row: CsvRow, { value }: Stated): string | undefined {
    const isPatient = this.sheet.columns.patient.some(index => row.cells[index]?.value === value);
    return /\d/.test(value) && /^[\w-]+$/.test(value) && !isPatient ? value : undefined;
  }

  private performerOf(row: CsvRow, unread: UnreadSpan[]): Stated | undefined {
    const { by, byFamily, byGiven, byCredential } = this.sheet.columns;
    const parts = [...by, byGiven, byFamily, byCredential].flatMap(index => this.cell(row, index) ?? []);
    if (!parts.length) return undefined;
    const value = readPerformer(parts.map(part => part.value).join(' '));
    if (value) return { value, start: parts[0]!.start, end: parts[0]!.end };
    const [first] = parts;
    if (first && /\d/.test(first.value))
      unread.push({ start: first.start, end: first.end, why: 'the performer has no credential that is known' });
    return undefined;
  }

  private diagnosesOf(row: CsvRow, unread: UnreadSpan[]): Stated[] {
    return this.sheet.columns.dx.flatMap(index => {
      const cell = this.cell(row, index);
      if (!cell) return [];
      const codes = findIn(this.text, cell, DIAGNOSIS_IN_WORDS).flatMap(of => {
        const value = readDiagnosis(of.value);
        return value ? [{ ...of, value }] : [];
      });
      if (!codes.length) unread.push({ start: cell.start, end: cell.end, why: 'no ICD-10-CM code' });
      return codes;
    });
  }

  private chargeOf(
    row: CsvRow,
    cells: ChargeCells,
    diagnoses: readonly Stated[],
    unread: UnreadSpan[],
  ): Omit<ChargeDraft, 'by'> | undefined {
    const cell = this.cell(row, cells.code)!;
    const procedure = readProcedure(cell.value);
    if (!procedure) {
      // A total names no code and has no date.
      if (/\d/.test(cell.value) || this.cell(row, this.sheet.columns.date))
        unread.push({ start: cell.start, end: cell.end, why: 'no CPT or HCPCS code' });
      return undefined;
    }
    const values = new ValueReader(unread);
    const modifiers = cells.modifiers.flatMap(
      index => values.read(this.cell(row, index), readModifiers, WHY_UNREAD.modifiers) ?? [],
    );
    const units = values.read(this.cell(row, cells.units), readUnits, WHY_UNREAD.units);
    const pointed = values.read(
      this.cell(row, cells.pointers),
      text => pointersOf(text, diagnoses),
      'no pointers to diagnoses of the row',
    );
    const ndc = values.read(this.cell(row, cells.ndc), readDrugCode, WHY_UNREAD.ndc);
    return {
      code: { value: procedure.code, start: cell.start, end: cell.end },
      modifiers: [...new Set([...procedure.modifiers, ...modifiers])],
      units,
      diagnoses: pointed,
      ndc,
      text: this.textOf(row, cells, procedure.code),
      sure: values.sure,
    };
  }

  /** Words of a code that names no drug. */
  private textOf(row: CsvRow, cells: ChargeCells, code: string): string | undefined {
    const words = this.cell(row, cells.text);
    return words && this.options.isUnclassified(code) && namesDose(words.value) ? lineText(words.value) : undefined;
  }

  /**
   * Cells with a number that become nothing, in columns that are not read. What identifies a person is not even named.
   */
  private leftover(row: CsvRow, why: string | undefined): UnreadSpan[] {
    return row.cells.flatMap(({ value, start, end }, index) => {
      const { patient, personal } = this.sheet.columns;
      if (!value || patient.includes(index) || personal.includes(index)) return [];
      if (!/\d/.test(value) && !this.isUnknown(index)) return [];
      if (why === undefined && this.used.has(index)) return [];
      return [{ start, end, why: why ?? 'the column is not taken over' }];
    });
  }

  /** Whether the text ends inside a code: without a line end, where another row goes on with more of it. */
  private isCutOff({ cells, ended }: CsvRow): boolean {
    const index = cells.length - 1;
    const last = cells[index]?.value;
    if (ended || !last || !this.used.has(index)) return false;
    return this.data.some(({ cells: other }) => {
      const value = other[index]?.value ?? '';
      return (
        value.length > last.length &&
        /[A-Z\d]$/i.test(last) &&
        (value.startsWith(last) || /^\d{5}-\d{4}-\d{2}$/.test(value))
      );
    });
  }

  /** Whether no word of a column's heading says what it holds. */
  private isUnknown(index: number): boolean {
    const { rows, columns } = this.sheet;
    const heading = rows[columns.firstRow - 1]?.cells[index]?.value;
    return !this.options.mapping && heading !== undefined && readHeading(heading) === undefined;
  }

  private cell({ cells }: CsvRow, index: number | undefined): Stated | undefined {
    const cell = index === undefined ? undefined : cells[index];
    return cell?.value ? cell : undefined;
  }
}

function usedColumns(columns: Columns): number[] {
  const { date, place, payer, by, byFamily, byGiven, byCredential, auth, status, dx, charges } = columns;
  return [
    date,
    place,
    payer,
    ...by,
    byFamily,
    byGiven,
    byCredential,
    auth,
    status,
    ...dx,
    ...charges.flatMap(({ code, modifiers, units, pointers, ndc, text }) => [
      code,
      ...modifiers,
      units,
      pointers,
      ndc,
      text,
    ]),
  ].filter(index => index !== undefined);
}

function lookUp(names: Readonly<Record<string, string>> | undefined, value: string): string | undefined {
  const folded = value.toLowerCase();
  return names && Object.entries(names).find(([name]) => name.toLowerCase() === folded)?.[1];
}

/** A day above 12 in front tells that the column has the day first. A column with both kinds has no order. */
function dateOrder(rows: readonly CsvRow[], column: number): DateOrder {
  let dayFirst = false;
  let monthFirst = false;
  for (const { cells } of rows) {
    const match = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}\b/.exec(cells[column]?.value ?? '');
    if (!match) continue;
    if (+match[1]! > 12) dayFirst = true;
    if (+match[2]! > 12) monthFirst = true;
  }
  return dayFirst && !monthFirst ? 'DMY' : 'MDY';
}

/**
 * `AB`, `A,B`, `1,2`, `12`, or the codes themselves → the diagnoses of the row, in this order; undefined if one leads
 * nowhere.
 */
function pointersOf(text: string, diagnoses: readonly Stated[]): string[] | undefined {
  const codes = text.split(/[\s,;|:/]+/).map(readDiagnosis);
  if (codes.every(code => code !== undefined && diagnoses.some(({ value }) => value === code)))
    return codes as string[];
  const words = text
    .toUpperCase()
    .split(/[^A-L0-9]+/)
    .filter(Boolean);
  const places = words.flatMap(word => {
    if (/^\d+$/.test(word)) return +word <= 12 && +word <= diagnoses.length ? [+word] : [...word].map(Number);
    return /^[A-L]+$/.test(word) ? [...word].map(letter => letter.charCodeAt(0) - 64) : [0];
  });
  const pointed = places.map(place => diagnoses[place - 1]?.value);
  return pointed.length && pointed.every(dx => dx !== undefined) ? pointed : undefined;
}
