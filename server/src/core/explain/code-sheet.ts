import type { CodeEntry, CodeView, DiagnosisEntry, ModifierFit, PairEdit, PaymentBasis } from '../codes/types.js';
import { dates } from './markdown.js';

/** A line of a sheet: text of the tables, or codes that have a sheet of their own. */
export interface SheetRow {
  readonly label?: string;
  readonly text?: string;
  readonly codes?: readonly SheetCode[];
}

export interface SheetCode {
  readonly code: string;
  /** What it is in a few words; absent in long lists. */
  readonly summary?: string;
}

export interface SheetSection {
  readonly title: string;
  /** Never empty: a section without data says so. */
  readonly rows: readonly SheetRow[];
}

/** All that the tables hold of one code on a date, section by section. Own words and public texts only. */
export interface CodeSheet {
  readonly code: string;
  readonly kind: 'procedure' | 'diagnosis';
  readonly summary: string;
  /** `Not valid on 2026-11-20: …`; absent if the code is valid. */
  readonly warning?: string;
  readonly sections: readonly SheetSection[];
  readonly sources: readonly { readonly title: string; readonly url?: string }[];
}

/** More of a list than anyone reads. */
const MAX_CODES = 40;
const MAX_SIBLINGS = 14;

/** Complications of a spinal catheter (T85.6-0, T85.735) and of another device of the nervous system. */
const COMPLICATIONS = [
  'T85.610',
  'T85.615',
  'T85.620',
  'T85.625',
  'T85.630',
  'T85.635',
  'T85.690',
  'T85.695',
  'T85.735',
  'T85.738',
];

/** The diagnoses that often go with a kind of service, by their beginnings. No payer's list. */
const DIAGNOSES_OF_KIND: Partial<Record<CodeEntry['kind'], readonly string[]>> = {
  'pump-service': ['Z45.1', ...COMPLICATIONS],
  'pump-surgery': [...COMPLICATIONS, 'Z45.1'],
};

/** @param payers whose coverage lists are asked, if one is loaded */
export function codeSheet(codes: CodeView, code: string, payers: readonly string[] = []): CodeSheet | undefined {
  const entry = codes.procedure(code);
  if (entry) return procedureSheet(codes, entry, payers);
  const diagnosis = codes.diagnosis(code);
  return diagnosis && diagnosisSheet(codes, diagnosis);
}

function procedureSheet(codes: CodeView, entry: CodeEntry, payers: readonly string[]): CodeSheet {
  const warning = endedWords(codes, entry);
  return {
    code: entry.code,
    kind: 'procedure',
    summary: entry.summary,
    ...(warning ? { warning } : {}),
    sections: [
      section('What it is', meaningRows(entry)),
      section('Dates and limits', limitRows(codes, entry)),
      section('Modifiers', modifierRows(codes, entry.code), 'The tables say nothing about modifiers of this code.'),
      section('NCCI pairs', pairRows(codes, entry.code), 'No NCCI pair with a code of the tables is in force.'),
      section(
        'Payment',
        paymentRows(codes.payment(entry.code, [])),
        'No fee schedule or drug price file that prices it is loaded: Import Code Sets reads one.',
      ),
      section('Diagnoses', diagnosisRows(codes, entry, payers), 'No list of covered diagnoses is loaded.'),
      section('Related codes', [{ codes: siblingsOf(codes, entry) }], 'None in the tables.'),
      section(
        'Not verified',
        (entry.unverified ?? []).map(({ reason }) => ({ text: reason })),
      ),
    ].filter(({ rows }) => rows.length > 0),
    sources: sourcesOf(codes, entry.sources),
  };
}

function section(title: string, rows: readonly SheetRow[], none?: string): SheetSection {
  const known = rows.filter(({ text, codes }) => text || codes?.length);
  return { title, rows: known.length === 0 && none ? [{ text: none }] : known };
}

function endedWords(codes: CodeView, entry: CodeEntry): string | undefined {
  if (!codes.date) return undefined;
  const status = codes.status(entry.code);
  if (status === 'ended') return `Not valid on ${codes.date}: it ended on ${entry.to}.`;
  return status === 'not-yet' ? `Not valid on ${codes.date}: it starts on ${entry.from}.` : undefined;
}

function meaningRows(entry: CodeEntry): SheetRow[] {
  const { drug } = entry;
  return textRows([
    ['Official title', entry.title],
    ['Licensed descriptor', entry.descriptor],
    ['Right when', entry.whenRight],
    ['Not when', entry.whenNot],
    ['Who bills', entry.whoBills],
    ['Includes', entry.bundles],
    ['One unit', drug && `${drug.unitAmount} ${drug.unit} of ${drug.substance}`],
    ['Beware', entry.trap],
    ['More', entry.details],
  ]);
}

function limitRows(codes: CodeView, entry: CodeEntry): SheetRow[] {
  const { mue, indicators, successors = [], predecessors = [] } = entry;
  const hospital = codes.hospitalLimit(entry.code);
  const days = indicators && globalDays(indicators.global);
  return [
    ...textRows([
      ['Valid', dates(entry.from, entry.to)],
      ['Units a day', mue && `${mue.units} (MUE ${mue.edition}, MAI ${mue.mai})`],
      ['Units a day, hospital', hospital && `${hospital.units} (MUE ${hospital.edition}, MAI ${hospital.mai})`],
      ['Global period', days && `${days} (${indicators.edition})`],
      ['Facility', entry.noFacilityRate ? 'No rate for a professional in a facility' : undefined],
      ['Add-on code', entry.isAddOn ? 'Billed only beside a primary code' : undefined],
    ]),
    { label: 'Replaced by', codes: named(codes, successors) },
    { label: 'Replaces', codes: named(codes, predecessors) },
    { label: 'Primary codes', ...listed(codes.addOn(entry.code)?.primaries ?? []) },
  ];
}

function globalDays(global: string): string | undefined {
  if (global === '010' || global === '090') return `${Number(global)} days`;
  return global === '000' ? 'The day itself' : undefined;
}

function modifierRows(codes: CodeView, code: string): SheetRow[] {
  const of = (verdict: ModifierFit['verdict']): { modifier: string; reason: string }[] =>
    codes.modifiers().flatMap(({ modifier }) => {
      if (codes.modifierStatus(modifier) !== 'valid') return [];
      const fit = codes.modifierFit(modifier, code);
      return fit.verdict === verdict ? [{ modifier, reason: fit.reason }] : [];
    });
  const list = (verdict: ModifierFit['verdict']): string =>
    of(verdict)
      .map(({ modifier }) => modifier)
      .join(', ');
  return textRows([
    ['Accepted', list('accepted')],
    ...of('documentation').map(
      ({ modifier, reason }) => [`${modifier}, if documented`, sentence(reason)] as [string, string],
    ),
    ...of('doubtful').map(({ modifier, reason }) => [`${modifier}, in doubt`, sentence(reason)] as [string, string]),
    ['Not accepted', list('rejected')],
  ]);
}

function pairRows(codes: CodeView, code: string): SheetRow[] {
  const denied = codes.bundledInto(code);
  const denying = codes.procedures().flatMap(other => codes.pair(other.code, code) ?? []);
  const row = (
    label: string,
    pairs: readonly PairEdit[],
    indicator: 0 | 1,
    other: 'column1' | 'column2',
  ): SheetRow => ({
    label,
    ...listed(pairs.filter(pair => pair.indicator === indicator).map(pair => pair[other])),
  });
  return [
    row(`Denied beside ${code}, always`, denied, 0, 'column2'),
    row(`Denied beside ${code}, unless a bypass modifier applies`, denied, 1, 'column2'),
    row(`Deny ${code}, always`, denying, 0, 'column1'),
    row(`Deny ${code}, unless a bypass modifier applies`, denying, 1, 'column1'),
  ];
}

function paymentRows(basis: PaymentBasis | undefined): SheetRow[] {
  if (!basis) return [];
  if (basis.kind === 'limit') return textRows([['Limit for one unit', `$${basis.perUnit} (${basis.edition})`]]);
  return textRows([
    ['Work RVU', `${basis.work} (${basis.edition})`],
    ['Practice expense RVU', `${basis.nonFacility ?? 'none'} in an office, ${basis.facility ?? 'none'} in a facility`],
    ['Malpractice RVU', basis.malpractice],
  ]);
}

function diagnosisRows(codes: CodeView, entry: CodeEntry, payers: readonly string[]): SheetRow[] {
  const coverage = codes.coverage(payers, entry.code);
  const family = (entry.drug && codes.drugByName(entry.drug.substance))?.adverseEffectFamily;
  const usual = (DIAGNOSES_OF_KIND[entry.kind] ?? []).flatMap(prefix => beginning(codes, prefix));
  return [
    ...(coverage?.entries.slice(0, MAX_CODES) ?? []).map(({ diagnosis, supports, policy }) => ({
      label: supports ? 'Covered' : 'Not covered',
      text: `${diagnosis} (${policy})`,
    })),
    { label: 'Often on the same claim', codes: usual },
    { label: 'Poisoning, adverse effect, underdosing', codes: family ? beginning(codes, family) : [] },
  ];
}

/** Billable diagnoses of a family, for initial encounters only where the seventh character says which. */
function beginning(codes: CodeView, prefix: string): SheetCode[] {
  return codes
    .diagnosesStartingWith(prefix)
    .filter(({ code }) => codes.diagnosisStatus(code) === 'billable' && !/[DS]$/.test(code.slice(7)))
    .slice(0, MAX_SIBLINGS)
    .map(({ code, title }) => ({ code, summary: title }));
}

/** Codes of the same kind, the nearest numbers first. */
function siblingsOf(codes: CodeView, entry: CodeEntry): SheetCode[] {
  const distance = ({ code }: CodeEntry): number => Math.abs(Number(code.slice(1, 5)) - Number(entry.code.slice(1, 5)));
  return codes
    .procedures()
    .filter(other => other.kind === entry.kind && other.code !== entry.code && codes.status(other.code) === 'valid')
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, MAX_SIBLINGS)
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, summary }) => ({ code, summary }));
}

function diagnosisSheet(codes: CodeView, entry: DiagnosisEntry): CodeSheet {
  const children = codes.billableChildren(entry.code);
  const status = codes.diagnosisStatus(entry.code);
  const isHeader = status === 'header' || status === 'needs-7th';
  const warning = isHeader ? 'Not billable: choose a code below it.' : ENDED[status];
  return {
    code: entry.code,
    kind: 'diagnosis',
    summary: entry.title,
    ...(warning && codes.date ? { warning } : {}),
    sections: [
      section(
        'What it is',
        textRows([
          ['In own words', entry.summary],
          ['Beware', entry.trap],
          ['More', entry.details],
          ['Valid', dates(entry.from, entry.to)],
          ['Edition', codes.edition('ICD-10-CM')],
        ]),
      ),
      section('Billable codes below it', [{ codes: titled(children.slice(0, MAX_CODES)) }]),
      section(
        'Excludes1',
        [{ label: 'Not on one claim with', codes: titled(excludedBy(codes, entry.code)) }],
        'No Excludes1 note with a diagnosis of the pump families.',
      ),
      section(
        'Services',
        [{ label: 'Often on the same claim', codes: servicesWith(codes, entry.code) }],
        'The tables link no service to this diagnosis.',
      ),
      section('Related codes', [{ codes: titled(diagnosesNear(codes, entry.code)) }], 'None in the tables.'),
      section(
        'Not verified',
        (entry.unverified ?? []).map(({ reason }) => ({ text: reason })),
      ),
    ].filter(({ rows }) => rows.length > 0),
    sources: sourcesOf(codes, entry.sources),
  };
}

const ENDED: Partial<Record<string, string>> = { ended: 'No longer valid on this date.', 'not-yet': 'Not valid yet.' };

function excludedBy(codes: CodeView, code: string): readonly DiagnosisEntry[] {
  return codes
    .diagnoses()
    .filter(other => other.code !== code && codes.excludes1(code, other.code))
    .slice(0, MAX_CODES);
}

function servicesWith(codes: CodeView, code: string): SheetCode[] {
  const kinds = new Set(
    Object.entries(DIAGNOSES_OF_KIND).flatMap(([kind, prefixes]) =>
      prefixes.some(prefix => code.startsWith(prefix)) ? [kind] : [],
    ),
  );
  const drugs = codes
    .drugs()
    .filter(({ adverseEffectFamily }) => adverseEffectFamily && code.startsWith(adverseEffectFamily));
  const ofDrugs = drugs.flatMap(({ codes: uses }) => uses.map(use => use.code));
  return codes
    .procedures()
    .filter(entry => (kinds.has(entry.kind) || ofDrugs.includes(entry.code)) && codes.status(entry.code) === 'valid')
    .map(({ code: one, summary }) => ({ code: one, summary }));
}

/** Codes of the same category. */
function diagnosesNear(codes: CodeView, code: string): readonly DiagnosisEntry[] {
  const billable = (prefix: string): DiagnosisEntry[] =>
    codes
      .diagnosesStartingWith(prefix)
      .filter(other => other.code !== code && codes.diagnosisStatus(other.code) === 'billable');
  const near = billable(code.length > 5 ? code.slice(0, 5) : code.slice(0, 3));
  return (near.length > 0 ? near : billable(code.slice(0, 3))).slice(0, MAX_SIBLINGS);
}

function textRows(rows: readonly (readonly [label: string, text: string | undefined])[]): SheetRow[] {
  return rows.flatMap(([label, text]) => (text ? [{ label, text: plainWords(text) }] : []));
}

/** Texts of the tables are Markdown; a sheet is not. */
function plainWords(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
}

function sentence(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}

function named(codes: CodeView, list: readonly string[]): SheetCode[] {
  return list.map(code => {
    const summary = codes.procedure(code)?.summary;
    return summary ? { code, summary } : { code };
  });
}

/** As many codes as anyone reads, and how many more there are. */
function listed(list: readonly string[]): Pick<SheetRow, 'codes' | 'text'> {
  const all = [...new Set(list)].sort();
  const more = all.length - MAX_CODES;
  return { codes: all.slice(0, MAX_CODES).map(code => ({ code })), ...(more > 0 ? { text: `and ${more} more` } : {}) };
}

function titled(list: readonly DiagnosisEntry[]): SheetCode[] {
  return list.map(({ code, title }) => ({ code, summary: title }));
}

function sourcesOf(codes: CodeView, ids: readonly string[]): CodeSheet['sources'] {
  return [...new Set(ids)].map(id => {
    const { title, edition, url } = codes.source(id);
    return { title: edition ? `${title}, ${edition}` : title, ...(url ? { url } : {}) };
  });
}
