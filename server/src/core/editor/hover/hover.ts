import { diagnosisOf } from '../../encounter/diagnosis-letter.js';
import type { CodeView } from '../../codes/types.js';
import type { Visit } from '../../visit/visit.js';
import { levelOf } from '../../policy/level.js';
import { ruleById } from '../../check/catalog.js';
import type { Block, Span } from '../../syntax/tree.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { Position } from '../../workspace/note-file.js';
import { symbolAt, type NoteSymbol } from '../symbol-at.js';
import { codeForEncounter } from '../../explain/pages/why-not.js';
import { codePage } from '../../explain/pages/code.js';
import { diagnosisPage } from '../../explain/pages/diagnosis.js';
import { findingsNote } from './findings.js';
import { sourceWords } from './source-words.js';
import {
  credentialPage,
  drugPage,
  keyPage,
  rulePage,
  taxonomyPage,
  unitPage,
  wordPage,
} from '../../explain/pages/field.js';
import { flagPage, payerPage, placePage, servicePage, settingPage } from '../../explain/pages/header.js';
import { escape, page } from '../../explain/markdown.js';
import { modifierPage } from '../../explain/pages/modifier.js';
import type { SourceRange } from '../../syntax/source-range.js';

export interface Hover {
  readonly markdown: string;
  readonly at: { readonly block: Block } & Span;
  /** The procedure or diagnosis code at the position. */
  readonly code?: string;
}

/** What is at a position of a file, explained for its encounter; undefined if there is nothing to explain. */
export function hover(workspace: Workspace, uri: string, position: Position): Hover | undefined {
  const place = workspace.at(uri, position);
  if (!place) return undefined;
  const { file, block, offset } = place;
  const visit = workspace.visit(block);
  const subject = symbolAt(block, file.encounter(block), offset);
  const explained = subject && pageOf(workspace, uri, subject, visit);
  const { findings, waived } = workspace.verdict(block);
  const here = [...findings, ...waived].filter(
    ({ at }) => at.block === block && at.start <= offset && offset <= at.end,
  );
  const settings = workspace.settings(uri);
  const policy =
    visit?.policy ?? workspace.profiles(uri).policyFor(file.defaults.payer?.value ?? settings.defaultPayer);
  const found = findingsNote(here, settings, policy);
  const source = sourceWords(block, offset, workspace.codes, at => {
    const location = workspace.locate(at);
    return location && location.range.start.line + 1;
  });
  const parts = [explained, source, found].filter(part => part !== undefined);
  const { start, end } = (explained ? subject.span : here[0]?.at) ?? { start: offset, end: offset };
  // The colon of a key and the sigil of a pointer belong to what is explained, and an editor asks for a range around
  // its position.
  const at = { block, start: Math.min(start, offset), end: Math.max(end, offset) };
  return parts.length > 0
    ? {
        markdown: page(...parts.flatMap((part, i) => (i > 0 ? ['---', part] : [part]))),
        at,
        ...codeOf(subject),
      }
    : undefined;
}

function codeOf(symbol: NoteSymbol | undefined): { code?: string } {
  if (symbol?.kind === 'code') return { code: symbol.billed.code };
  return symbol?.kind === 'diagnosis' ? { code: symbol.diagnosis.code } : {};
}

function pageOf(workspace: Workspace, uri: string, symbol: NoteSymbol, visit: Visit | undefined): string | undefined {
  const page = PAGES[symbol.kind] as (symbol: NoteSymbol, place: SymbolContext) => string | undefined;
  return page(symbol, { workspace, uri, visit, codes: workspace.codes.on(visit?.date) });
}

/** Where a symbol is: its file, its visit if it is in one, and the code sets on the date of that visit. */
interface SymbolContext {
  readonly workspace: Workspace;
  readonly uri: string;
  readonly visit: Visit | undefined;
  readonly codes: CodeView;
}

type SymbolOf<K> = Extract<NoteSymbol, { readonly kind: K }>;

const PAGES: { readonly [K in NoteSymbol['kind']]: (symbol: SymbolOf<K>, place: SymbolContext) => string | undefined } =
  {
    code: ({ billed }, place) => billedCodePage(billed.code, place),
    units: ({ billed }, place) => place.visit && billedCodePage(billed.code, place),
    'authorized-code': ({ word }, { codes, visit }) => codePage(codes, word, visit?.date),
    modifier: ({ billed, modifier }, { codes, visit }) => visit && modifierPage(codes, billed.code, modifier.value),
    pointer: ({ letter }, { visit }) => visit && pointerPage(visit, letter),
    text: () => undefined,
    diagnosis: ({ diagnosis }, { visit }) => visit && diagnosisPage(visit, diagnosis),
    drug: ({ component }, { codes, visit }) =>
      visit && drugPage(codes, visit.date, component.name, component.strength?.value),
    rule: ({ waiver }, { workspace, uri, visit, codes }) => {
      const rule = ruleById(waiver.rule.value);
      if (!rule) return `**${escape(waiver.rule.value)}** is not a rule.`;
      return rulePage(codes, rule, levelOf(rule, workspace.settings(uri), visit?.policy));
    },
    place: ({ word }, { codes }) => placePage(codes, word),
    payer: ({ word }, { codes, workspace, uri, visit }) => payerPage(codes, workspace.profiles(uri), word, visit?.date),
    service: ({ word }) => servicePage(word),
    flag: ({ word }) => flagPage(word),
    setting: ({ word }) => settingPage(word),
    patient: ({ word }, { visit }) => visit && patientPage(visit, word),
    date: (_, { visit }) => visit && datePage(visit),
    key: ({ key }) => keyPage(key),
    credential: ({ word }, { codes }) => credentialPage(codes, word),
    taxonomy: ({ word }, { codes }) => taxonomyPage(codes, word),
    unit: ({ word }, { codes }) => unitPage(codes, word),
    npi: () => '**NPI** · ten digits; the last one is a check digit.',
    word: ({ key, word }) => wordPage(key, word),
  };

function billedCodePage(code: string, { workspace, codes, visit }: SymbolContext): string | undefined {
  const lineOf = (at: SourceRange): number | undefined => {
    const location = workspace.locate(at);
    return location && location.range.start.line + 1;
  };
  return codePage(codes, code, visit?.date, visit && codeForEncounter(visit, code, lineOf));
}

function pointerPage(visit: Visit, letter: string): string {
  const diagnosis = diagnosisOf(letter, visit.encounter.dx);
  if (diagnosis) return diagnosisPage(visit, diagnosis);
  return `**${letter}** points to no diagnosis: the note has ${visit.encounter.dx.length}.`;
}

function patientPage(visit: Visit, token: string): string {
  const { history, pump } = visit;
  const last = history.newest;
  return page(
    `**${escape(token)}** · local token of the patient, never a name`,
    last
      ? `${history.length} earlier ${history.length === 1 ? 'encounter' : 'encounters'} in the workspace, ` +
          `the last on ${last.date}.`
      : 'No earlier encounter in the workspace.',
    pump && `Pump: ${escape(pump.model)}${pump.block === visit.encounter.block ? '' : ' (from an earlier encounter)'}.`,
  );
}

function datePage(visit: Visit): string | undefined {
  return (
    visit.date &&
    page(
      `**${visit.date}** · date of service`,
      'Codes, edits and rates are those of this date, never of today.',
      `*ICD-10-CM ${visit.codes.edition('ICD-10-CM')} · HCPCS ${visit.codes.edition('HCPCS')} · NCCI ` +
        `${visit.codes.edition('NCCI')}*`,
    )
  );
}
