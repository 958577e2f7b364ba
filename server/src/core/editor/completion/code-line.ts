/** A code line: codes, the modifiers that a code takes, units, pointers, charge, NDC and text. */
import { supportedDrugLines } from '../../claim/drugs/drug-lines.js';
import { isMissing, unitsPlaced } from '../../claim/drugs/drug-amounts.js';
import { composeUnclassifiedText } from '../../claim/drugs/unclassified-drug-text.js';
import { isSurgeryVisit } from '../../claim/services/surgery.js';
import { drugsGiven, type DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { CodeEntry, CodeKind, CodeView, ModifierFit } from '../../codes/types.js';
import { diagnosisOf } from '../../encounter/diagnosis-letter.js';
import type { Visit } from '../../visit/visit.js';
import type { Span } from '../../syntax/tree.js';
import { claimLines, pointersOf } from '../claim-lines.js';
import { distinct, gap, type Completion, type Suggestion } from './suggestion.js';
import { wordAt, wordsIn, type CursorContext } from './cursor-context.js';

/** The kinds of codes as a pump claim needs them, the usual ones first. */
const KINDS: readonly CodeKind[] = [
  'pump-service',
  'drug',
  'e/m',
  'pump-surgery',
  'spinal-injection',
  'venous-device',
  'guidance',
  'supply',
  'device',
  'infusion',
  'other',
  'neurostimulator',
];

/** What a visit of surgery bills before all else. */
const OF_SURGERY: readonly CodeKind[] = ['pump-surgery', 'spinal-injection', 'venous-device', 'guidance'];

function kindsOf(visit: Visit): readonly CodeKind[] {
  return isSurgeryVisit(visit) ? [...OF_SURGERY, ...KINDS.filter(kind => !OF_SURGERY.includes(kind))] : KINDS;
}

/** What is typed of a code, and whether more is behind it. */
export interface TypedCode {
  readonly typed: string;
  readonly rest: boolean;
}

/**
 * Every code of the tables, those valid on the day first and the supported ones before all; behind them those of the
 * loaded releases that begin as typed, and what other encounters bill.
 */
export function proposeCodes(spot: CursorContext, visit: Visit, { typed, rest }: TypedCode): readonly Suggestion[] {
  return [...tableCodes(spot, visit, rest), ...loadedCodes(spot, visit, typed), ...seenCodes(spot)];
}

/** Whether the list of codes depends on what is typed: releases hold too many for one list. */
export function hasLoadedCodes({ workspace, date }: CursorContext): boolean {
  const codes = workspace.codes.on(date);
  return (['HCPCS', 'MPFS', 'MUE'] as const).some(set => codes.release(set) !== undefined);
}

/** So many characters are typed before codes of the releases are looked up. */
const MIN_TYPED = 2;

function loadedCodes(spot: CursorContext, visit: Visit, typed: string): readonly Suggestion[] {
  if (typed.length < MIN_TYPED || typed.length > 5 || !/^[A-Z\d]\d/i.test(typed)) return [];
  const codes = spot.workspace.codes.on(spot.date);
  return codes.loadedStartingWith(typed).map(entry => suggestionOf(codes, visit, entry, true));
}

/** Codes that no table has, where another encounter of the workspace bills them. */
function seenCodes({ workspace, encounter }: CursorContext): readonly Suggestion[] {
  const others = workspace.seen.words('code', encounter).filter(code => !workspace.codes.on(undefined).procedure(code));
  return others.map(code => ({
    label: code,
    kind: 'code',
    note: 'billed in another encounter; known by its shape only',
    about: { kind: 'code', word: code },
  }));
}

function tableCodes(spot: CursorContext, visit: Visit, rest: boolean): readonly Suggestion[] {
  const codes = spot.workspace.codes.on(spot.date);
  const supported = new Set(claimLines(visit).map(({ code }) => code));
  const kinds = kindsOf(visit);
  const rank = ({ code, kind }: CodeEntry): number =>
    (codes.status(code) === 'valid' ? 0 : 100) + (supported.has(code) ? -1 : kinds.indexOf(kind));
  return [...codes.procedures()]
    .map(entry => ({ entry, rank: rank(entry) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => suggestionOf(codes, visit, entry, rest));
}

function suggestionOf(codes: CodeView, visit: Visit, entry: CodeEntry, rest: boolean): Suggestion {
  const { code, short, summary, to, from } = entry;
  // Found by its words too: who types `baclofen` means J0475.
  const filter = `${code} ${short}`;
  const status = codes.status(code);
  const about = { kind: 'code' as const, word: code, ...(visit.date ? { date: visit.date } : {}) };
  if (status === 'valid') {
    const units = entry.drug && unitsOf(visit, entry)?.units;
    const typed = units && !rest ? { typed: `${code} x${units}` } : {};
    return { label: code, kind: 'code', note: summary, about, filter, ...typed };
  }
  const note = status === 'ended' ? `ended ${to}: ${summary}` : `starts ${from}: ${summary}`;
  return { label: code, kind: 'code', filter, deprecated: true, note, about };
}

/** Behind a hyphen: what may be added to the code, with why it takes it. */
export function completeModifier(
  spot: CursorContext,
  visit: Visit,
  { code, others, at }: { readonly code: string; readonly others: readonly string[]; readonly at: Span },
): Completion {
  const codes = spot.workspace.codes.on(spot.date);
  const derived = claimLines(visit).filter(line => line.code === code);
  const supported = new Set(derived.flatMap(({ head }) => head.split(' ')[0]!.split('-').slice(1)));
  if (isSeparateVisit(spot, visit, code)) supported.add('25');
  const typed = spot.block.text.slice(at.start, spot.offset);
  const proposals = codes
    .modifiers()
    .flatMap(({ modifier, summary, setting, position }): { rank: number; proposal: Suggestion }[] => {
      if (others.includes(modifier) || codes.modifierStatus(modifier) !== 'valid') return [];
      const fit = codes.modifierFit(modifier, code);
      // If nothing is known of a modifier on this code, it is offered once it is begun, unless pump claims use it.
      const isUnsettled = fit.verdict === 'unsettled';
      if (fit.verdict === 'rejected' || (isUnsettled && position === undefined && !typed)) return [];
      if (others.some(other => codes.modifierConflict(modifier, other))) return [];
      const isElsewhere = setting !== 'both' && (setting === 'facility') !== (visit.bill === 'facility');
      const isSupported = supported.has(modifier);
      const rank = isSupported ? 0 : (RANKS[fit.verdict] ?? 4) + (isElsewhere ? 10 : 0);
      const open = isUnsettled ? `not settled for ${code} · ` : '';
      const support = isSupported ? 'supported · ' : open;
      const note = `${isElsewhere ? `${setting} claims only · ` : ''}${support}${summary}`;
      const about = { kind: 'modifier', word: modifier, of: code } as const;
      const why = `**${VERDICTS[fit.verdict]}** on ${code}: ${fit.reason}.`;
      return [{ rank, proposal: { label: modifier, kind: 'modifier', note, about, why } }];
    });
  const single = proposals.sort((a, b) => a.rank - b.rank).map(({ proposal }) => proposal);
  const together = derived
    .map(({ head }) => head.split(' ')[0]!.split('-').slice(1))
    .filter(all => others.every(other => all.includes(other)))
    .map(all => all.filter(modifier => !others.includes(modifier)))
    .filter(left => left.length > 1);
  const joined = together.map((left): Suggestion => ({
    label: left.join('-'),
    kind: 'modifier',
    note: 'supported, both',
  }));
  return { at, proposals: distinct([...joined, ...single]), changing: true };
}

/** Whether the code is a visit that the note tells apart from the pump service of the same encounter. */
function isSeparateVisit({ workspace, date }: CursorContext, visit: Visit, code: string): boolean {
  const codes = workspace.codes.on(date);
  const isOfKind = (one: string, kind: CodeKind): boolean => codes.procedure(one)?.kind === kind;
  return (
    isOfKind(code, 'e/m') &&
    visit.encounter.em !== undefined &&
    claimLines(visit).some(line => isOfKind(line.code, 'pump-service'))
  );
}

const RANKS: Readonly<Partial<Record<ModifierFit['verdict'], number>>> = { accepted: 1, documentation: 2, doubtful: 3 };

/** Behind the code: the parts that the line has not yet. */
export function completePart(spot: CursorContext, visit: Visit, from: number, to: number): Completion {
  const {
    block: { text },
    offset,
  } = spot;
  const [head = '', ...modifiers] = text
    .slice(from, wordAt({ ...spot, offset: from }, from, to).end)
    .toUpperCase()
    .split('-');
  const own = visit.encounter.codes.find(billed => billed.line.number === spot.line.number);
  const about = lineOf(visit, head, modifiers);
  const quote = text.slice(from, offset).indexOf('"');
  if (quote >= 0) return completeText(spot, about, from + quote, to);
  const word = wordAt(spot, from, to);
  if (word.text.startsWith('@')) return completePointers(visit, word, spot, { own: own?.pointers ?? '', code: head });
  const isOther = ({ start }: Span): boolean => start !== word.start;
  const others = wordsIn(text, from, to).filter(isOther);
  const before = others.length > 0 ? wordsIn(text, from, offset).filter(isOther).at(-1)?.text : undefined;
  if (before?.toLowerCase() === 'ndc') return { at: word, proposals: ndcsAs(about, ''), changing: false };
  const has = (sign: RegExp): boolean => others.some(other => sign.test(other.text));
  const pointers = has(/^@/) ? [] : pointerProposals(visit, head, '');
  const charges = has(/^\$/) ? [] : [...chargesOf(about), ...chargesBefore(spot, head)];
  const proposals = [...unitsMissing(about, has), ...pointers, ...charges, ...wordsMissing(about, has)];
  if (!has(UNITS) && about.units.length === 0) proposals.push(ONE_UNIT);
  return { at: word, proposals: distinct(proposals), changing: false };
}

/** Whether a line has a part that begins so. */
type Has = (sign: RegExp) => boolean;

const unitsMissing = ({ units }: LineFacts, has: Has): Suggestion[] =>
  has(UNITS) ? [] : units.map(one => ({ label: `x${one.units}`, kind: 'value', note: one.note }));

const wordsMissing = (about: LineFacts, has: Has): Suggestion[] => [
  ...(about.text && !has(/^"/) ? [quoted(about.text)] : []),
  ...(about.isDrug && !has(/^ndc$/i) ? [...ndcsAs(about, 'ndc '), NDC] : []),
];

const UNITS = /^[x×]\d*$/i;
const ONE_UNIT: Suggestion = { label: 'x1', kind: 'value', note: 'one unit, as without it' };
const NDC: Suggestion = { label: 'ndc', kind: 'word', typed: ['ndc ', gap()], note: 'national drug code' };

/** In the text of a line, which begins at a quote. */
function completeText(
  { block: { text }, offset }: CursorContext,
  about: LineFacts,
  quote: number,
  to: number,
): Completion {
  const isClosed = text.slice(quote + 1, offset).includes('"');
  if (isClosed) return { at: { start: offset, end: offset }, proposals: [], changing: false };
  const close = text.slice(offset, to).indexOf('"');
  const at = { start: quote, end: close < 0 ? Math.max(offset, to) : offset + close + 1 };
  return { at, proposals: about.text ? [quoted(about.text)] : [], changing: false };
}

const chargesOf = ({ charges }: LineFacts): Suggestion[] =>
  charges.map(label => ({ label, kind: 'value', note: 'the invoice of the drug' }));

/** The drug codes of the drug lines, behind `ndc ` or where that is not typed yet. */
const ndcsAs = ({ ndcs }: LineFacts, lead: string): Suggestion[] =>
  ndcs.map(ndc => ({ label: `${lead}${ndc}`, kind: 'value', note: 'as in the drug line' }));

/** What other encounters charge for a code, the usual amount first. */
function chargesBefore({ workspace, encounter }: CursorContext, code: string): readonly Suggestion[] {
  return workspace.seen
    .words('charge', encounter)
    .filter(word => word.startsWith(`${code} `))
    .slice(0, 5)
    .map(word => ({ label: word.slice(code.length + 1), kind: 'value', note: 'as in another encounter' }));
}

function quoted(text: string): Suggestion {
  return { label: `"${text}"`, kind: 'value', note: 'name, dose and volume, as the payer wants them' };
}

interface LineFacts {
  readonly units: readonly { readonly units: number; readonly note: string }[];
  readonly charges: readonly string[];
  readonly ndcs: readonly string[];
  readonly text: string | undefined;
  readonly isDrug: boolean;
}

/** What the drugs of the note give for a line with this code. */
function lineOf(visit: Visit, code: string, modifiers: readonly string[]): LineFacts {
  const entry = visit.codes.procedure(code);
  if (entry?.kind !== 'drug') return { units: [], charges: [], ndcs: [], text: undefined, isDrug: false };
  const supported = supportedDrugLines(visit).filter(line => line.code === code);
  const fitting = supported.filter(line => line.discarded === modifiers.includes('JW'));
  const given = entry.isNoc ? (supported[0]?.drugs ?? drugsGiven(visit)) : drugsBehind(visit, entry);
  const units = fitting.flatMap(line =>
    line.units === undefined ? [] : [{ units: line.units, note: line.arithmetic ?? 'one unit for the whole compound' }],
  );
  const computed = entry.isNoc ? undefined : unitsOf(visit, entry);
  const textOf = (): string | undefined =>
    given.map(of => composeUnclassifiedText(visit, of)).find(text => text !== undefined);
  const noc = fitting.find(line => line.text !== undefined)?.text ?? textOf();
  return {
    units: [
      ...units,
      ...(computed && !units.some(u => u.units === computed.units) ? [computed] : []),
      ...(entry.isNoc && !units.length ? [{ units: 1, note: 'one unit, described in words' }] : []),
    ],
    charges: given.flatMap(({ drug }) =>
      drug.invoice ? [drug.invoice.value.startsWith('$') ? drug.invoice.value : `$${drug.invoice.value}`] : [],
    ),
    ndcs: given.flatMap(({ drug }) => drug.ndc?.value ?? []),
    text: entry.isNoc ? noc : undefined,
    isDrug: true,
  };
}

/** The drugs of the note that hold the substance of a code, in a mixture too. */
function drugsBehind(visit: Visit, entry: CodeEntry): readonly DocumentedDrug[] {
  const named = visit.codes.drugsOfCode(entry.code);
  return drugsGiven(visit).filter(({ entries }) => entries.some(own => own && named.includes(own)));
}

/** Units of a code from the amounts placed, whether or not the code is the right one. */
function unitsOf(visit: Visit, entry: CodeEntry): { units: number; note: string } | undefined {
  const drugs = entry.drug ? drugsBehind(visit, entry) : [];
  if (!entry.drug || !drugs.length) return undefined;
  const calculation = unitsPlaced(visit, drugs, entry.drug);
  return isMissing(calculation) || calculation.units === 0
    ? undefined
    : { units: calculation.units, note: calculation.text };
}

function completePointers(
  visit: Visit,
  word: Span & { readonly text: string; readonly typed: string },
  spot: CursorContext,
  { own, code }: { readonly own: string; readonly code: string },
): Completion {
  const typed = word.typed.slice(1).toUpperCase();
  const behind = word.text.slice(spot.offset - word.start).toUpperCase();
  const next = visit.encounter.dx
    .slice(0, 12)
    .filter(({ letter }) => !typed.includes(letter) && !behind.includes(letter));
  const one = next.map(({ letter, code: dx, words }): Suggestion => ({
    label: `@${typed}${letter}${behind}`,
    kind: 'pointer',
    note: `${letter}: ${dx} ${words || visit.codes.diagnosis(dx)?.title || ''}`.trim(),
    about: { kind: 'diagnosis', word: dx, ...(visit.date ? { date: visit.date } : {}) },
  }));
  const whole = pointerProposals(visit, code, typed);
  const same = own && typed === own ? [{ label: `@${own}`, kind: 'pointer' as const }] : [];
  return {
    at: word,
    proposals: distinct([...whole, ...same, ...(typed.length + behind.length < 4 ? one : [])]),
    changing: true,
  };
}

/** The pointers that a line of this code usually has, and each diagnosis alone. */
function pointerProposals(visit: Visit, code: string, typed: string): readonly Suggestion[] {
  if (!visit.encounter.dx.length)
    return 'A'.startsWith(typed)
      ? [{ label: '@A', kind: 'pointer', note: 'the first diagnosis, which `dx:` has still to name' }]
      : [];
  const isDrug = visit.codes.procedure(code)?.kind === 'drug';
  const usual = pointersOf(visit, isDrug);
  const titleOf = (letter: string): string => {
    const dx = diagnosisOf(letter, visit.encounter.dx);
    return dx ? `${dx.code} ${visit.codes.diagnosis(dx.code)?.title ?? dx.words}`.trim() : '';
  };
  const all = [
    usual,
    ...[...usual].map((_, i) => usual.slice(0, i + 1)),
    ...(typed ? [] : visit.encounter.dx.slice(0, 12).map(({ letter }) => letter)),
  ];
  return all
    .filter((letters, i) => letters.startsWith(typed) && letters && all.indexOf(letters) === i)
    .map(letters => ({
      label: `@${letters}`,
      kind: 'pointer',
      note: [...letters].map(letter => `${letter}: ${titleOf(letter)}`).join(' · '),
    }));
}

/** How well a modifier fits its code, in the words of completion and hover. */
const VERDICTS: Readonly<Record<ModifierFit['verdict'], string>> = {
  accepted: 'Accepted',
  documentation: 'Accepted with documentation',
  doubtful: 'Doubtful',
  rejected: 'Not accepted',
  unsettled: 'Not settled',
};
