/** Claims → a charge sheet (CSV) in the columns of a mapping, which the reader of charge sheets reads back. */
import { csv } from '../text/csv.js';
import type { ChargeColumns, ColumnMapping, ColumnName } from '../intake/structured/columns.js';
import type { ExportedClaim, ExportedLine } from './exported-claim.js';

const numbered = (heading: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${heading} ${i + 1}`);

/** The columns of a clinic that keeps no mapping. */
export const DEFAULT_MAPPING = {
  columns: {
    date: 'Date of Service',
    patient: ['Patient'],
    place: 'POS',
    payer: 'Payer',
    by: 'Performed By',
    auth: 'Authorization',
    dx: numbered('DX', 12),
    charges: [
      {
        code: 'CPT/HCPCS',
        modifiers: numbered('Mod', 4),
        units: 'Units',
        pointers: 'Pointers',
        ndc: 'NDC',
        text: 'Line Text',
        charge: 'Charge',
      },
    ],
  },
} as const satisfies ColumnMapping;

/**
 * One row a charge, or with several charges in the mapping as many of a visit as a row holds. Dates are ISO, so that no
 * reader swaps them.
 */
export function chargeSheet(claims: readonly ExportedClaim[], mapping: ColumnMapping = DEFAULT_MAPPING): string {
  const columns = layOut(mapping);
  const rows = claims.flatMap(claim => {
    const { charges } = mapping.columns;
    const chunks = Array.from({ length: Math.ceil(claim.lines.length / charges.length) }, (_, i) =>
      claim.lines.slice(i * charges.length, (i + 1) * charges.length),
    );
    return chunks.map(lines => rowOf(claim, lines, mapping, columns));
  });
  const head =
    mapping.headingRow === 0
      ? []
      : [...Array.from({ length: (mapping.headingRow ?? 1) - 1 }, () => ['Charges']), columns.headings];
  return csv([...head, ...rows]);
}

interface Layout {
  readonly headings: string[];
  indexOf(name: ColumnName): number;
}

/**
 * Numbered columns are where their number says, named ones fill the places between them in the order of the mapping.
 */
function layOut({ columns }: ColumnMapping): Layout {
  const { date, patient = [], place, payer, by, auth, dx = [], charges } = columns;
  const names = [date, ...patient, place, payer, by, auth, ...dx, ...charges.flatMap(namesOf)].filter(
    name => name !== undefined,
  );
  const places = new Map<ColumnName, number>();
  for (const name of names) if (typeof name === 'number') places.set(name, name - 1);
  const taken = new Set(places.values());
  let next = 0;
  for (const name of names) {
    if (places.has(name)) continue;
    while (taken.has(next)) next++;
    places.set(name, next);
    taken.add(next);
  }
  const headings = Array.from({ length: Math.max(...taken) + 1 }, () => '');
  for (const [name, index] of places) headings[index] = typeof name === 'number' ? `Column ${name}` : name;
  return { headings, indexOf: name => places.get(name)! };
}

function namesOf({
  code,
  modifiers = [],
  units,
  pointers,
  ndc,
  text,
  charge,
}: ChargeColumns): (ColumnName | undefined)[] {
  return [code, ...modifiers, units, pointers, ndc, text, charge];
}

function rowOf(claim: ExportedClaim, lines: readonly ExportedLine[], mapping: ColumnMapping, layout: Layout): string[] {
  const row = layout.headings.map(() => '');
  const put = (name: ColumnName | undefined, value: string | undefined): void => {
    if (name !== undefined && value) row[layout.indexOf(name)] = value;
  };
  const { date, patient = [], place, payer, by, auth, dx = [], charges } = mapping.columns;
  put(date, claim.date);
  put(patient[0], claim.patient);
  put(place, nameIn(mapping.places, claim.place) ?? claim.place);
  put(payer, nameIn(mapping.payers, claim.payer?.id) ?? claim.payer?.title);
  put(by, claim.by);
  put(auth, claim.auths.join(' '));
  spread(dx, claim.diagnoses, '; ', put);
  lines.forEach((line, i) => {
    const charge = charges[i]!;
    put(charge.code, charge.modifiers?.length ? line.code : [line.code, ...line.modifiers].join('-'));
    spread(charge.modifiers ?? [], line.modifiers, ' ', put);
    put(charge.units, String(line.units));
    put(charge.pointers, line.pointers.map(place => String.fromCharCode(64 + place)).join(''));
    put(charge.ndc, line.ndc);
    put(charge.text, line.text);
    put(charge.charge, line.charge);
  });
  return row;
}

/** One value a column; what is left over goes into the last one. */
function spread(
  names: readonly ColumnName[],
  values: readonly string[],
  sign: string,
  put: (name: ColumnName, value: string | undefined) => void,
): void {
  names.forEach((name, i) => put(name, i === names.length - 1 ? values.slice(i).join(sign) : values[i]));
}

/** What the sheet calls a place or payer of ours: the first name that the mapping gives it. */
function nameIn(names: Readonly<Record<string, string>> | undefined, value: string | undefined): string | undefined {
  return names && value && Object.entries(names).find(([, own]) => own === value)?.[0];
}
