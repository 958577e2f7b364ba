import { diagnosisOf } from '../../encounter/diagnosis-letter.js';
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
  const { start, end } = (explained ? subject.span : here[0]?.at) ?? { start: offset, end: offset };
  // The colon of a key and the sigil of a pointer belong to what is explained, and an editor asks for a range around its position.
  const at = { block, start: Math.min(start, offset), end: Math.max(end, offset) };
  return explained || found ? { markdown: page(explained, explained && found && '---', found), at } : undefined;
}

function pageOf(workspace: Workspace, uri: string, subject: NoteSymbol, visit: Visit | undefined): string | undefined {
  const codes = workspace.codes.on(visit?.date);
  const lineOf = (at: SourceRange): number | undefined => {
    const location = workspace.locate(at);
    return location && location.range.start.line + 1;
  };
  switch (subject.kind) {
    case 'code':
      return codePage(
        codes,
        subject.billed.code,
        visit?.date,
        visit && codeForEncounter(visit, subject.billed.code, lineOf),
      );
    case 'authorized-code':
      return codePage(codes, subject.word, visit?.date);
    case 'modifier':
      return visit && modifierPage(codes, subject.billed.code, subject.modifier.value);
    case 'pointer': {
      const diagnosis = visit && diagnosisOf(subject.letter, visit.encounter.dx);
      return (
        visit &&
        (diagnosis
          ? diagnosisPage(visit, diagnosis)
          : `**${subject.letter}** points to no diagnosis: the note has ${visit.encounter.dx.length}.`)
      );
    }
    case 'units':
      return (
        visit && codePage(codes, subject.billed.code, visit.date, codeForEncounter(visit, subject.billed.code, lineOf))
      );
    case 'text':
      return undefined;
    case 'diagnosis':
      return visit && diagnosisPage(visit, subject.diagnosis);
    case 'drug':
      return visit && drugPage(codes, visit.date, subject.component.name, subject.component.strength?.value);
    case 'rule': {
      const rule = ruleById(subject.waiver.rule.value);
      if (!rule) return `**${escape(subject.waiver.rule.value)}** is not a rule.`;
      return rulePage(codes, rule, levelOf(rule, workspace.settings(uri), visit?.policy));
    }
    case 'place':
      return placePage(codes, subject.word);
    case 'payer':
      return payerPage(codes, workspace.profiles(uri), subject.word, visit?.date);
    case 'service':
      return servicePage(subject.word);
    case 'flag':
      return flagPage(subject.word);
    case 'setting':
      return settingPage(subject.word);
    case 'patient':
      return visit && patientPage(visit, subject.word);
    case 'date':
      return visit && datePage(visit);
    case 'key':
      return keyPage(subject.key);
    case 'credential':
      return credentialPage(codes, subject.word);
    case 'taxonomy':
      return taxonomyPage(codes, subject.word);
    case 'unit':
      return unitPage(codes, subject.word);
    case 'npi':
      return '**NPI** · ten digits; the last one is a check digit.';
    case 'word':
      return wordPage(subject.key, subject.word);
  }
}

function patientPage(visit: Visit, token: string): string {
  const { history, pump } = visit;
  const last = history.newest;
  return page(
    `**${escape(token)}** · local token of the patient, never a name`,
    last
      ? `${history.length} earlier ${history.length === 1 ? 'encounter' : 'encounters'} in the workspace, the last on ${last.date}.`
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
      `*ICD-10-CM ${visit.codes.edition('ICD-10-CM')} · HCPCS ${visit.codes.edition('HCPCS')} · NCCI ${visit.codes.edition('NCCI')}*`,
    )
  );
}
