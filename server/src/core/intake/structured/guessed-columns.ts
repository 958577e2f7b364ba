import { mappingOf, type ColumnMapping, type ColumnName } from './columns.js';
import { openSheet } from './read-charge-sheet.js';
import { readStructured, type StructuredOptions } from './read-structured.js';

/** The columns of a charge sheet as its headings tell, for a person to confirm. */
export interface GuessedColumns {
  /** What each column holds, in words, and its headings. */
  readonly meanings: readonly { readonly meaning: string; readonly columns: readonly string[] }[];
  /** The text of the `.encounter/columns.json` that says so; absent if a mapping cannot say all of it. */
  readonly file?: string;
}

/** How the columns of a readable sheet are read by its headings. */
export function guessedColumns(text: string, { isUnclassified }: StructuredOptions): GuessedColumns {
  const { rows, columns } = openSheet(text, undefined);
  const mapping = mappingOf(rows, columns);
  const read = (columns: ColumnMapping | undefined): string =>
    JSON.stringify(readStructured(text, 'csv', { columns, isUnclassified }), withoutUnread);
  const saysAll = read(mapping) === read(undefined);
  return {
    meanings: meaningsOf(mapping),
    ...(saysAll ? { file: `${JSON.stringify(mapping, null, 2)}\n` } : {}),
  };
}

/** A mapping names fewer columns, so other cells are listed as unread. */
function withoutUnread(key: string, value: unknown): unknown {
  return key === 'unread' ? undefined : value;
}

function meaningsOf({ columns }: ColumnMapping): GuessedColumns['meanings'] {
  const { date, patient, place, payer, by, auth, dx, charges } = columns;
  const all: [string, ColumnName | readonly ColumnName[] | undefined][] = [
    ['Date of service', date],
    ['Patient (not taken over)', patient],
    ['Place', place],
    ['Payer', payer],
    ['Performer', by],
    ['Authorization', auth],
    ['Diagnoses', dx],
    ...charges.flatMap(({ code, modifiers, units, pointers, ndc, text, charge }, i) => {
      const of = charges.length > 1 ? ` of charge ${i + 1}` : '';
      return [
        [`Code${of}`, code],
        [`Modifiers${of}`, modifiers],
        [`Units${of}`, units],
        [`Pointers${of}`, pointers],
        [`NDC${of}`, ndc],
        [`Text${of}`, text],
        [`Amount${of} (not taken over)`, charge],
      ] as [string, ColumnName | readonly ColumnName[] | undefined][];
    }),
  ];
  return all.flatMap(([meaning, names]) => {
    const columns = [names ?? []].flat().map(name => (typeof name === 'number' ? `column ${name}` : name));
    return columns.length ? [{ meaning, columns }] : [];
  });
}
