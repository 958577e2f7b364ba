/**
 * What belongs together across a note and the workspace: the ground of go to definition, references, highlights and
 * rename. A pointer and its diagnosis, a patient, a pump and who inherits it, each line that bills a code, each waiver
 * of a rule.
 */
import { diagnosisOf } from '../encounter/diagnosis-letter.js';
import type { BilledCode, Diagnosis, Encounter } from '../encounter/model.js';
import { pumpAfter } from '../visit/build-visit.js';
import type { Position } from '../workspace/note-file.js';
import type { Workspace } from '../workspace/workspace.js';
import { PUMP_SERVICES } from '../syntax/vocabulary.js';
import { symbolAt, type NoteSymbol } from './symbol-at.js';
import type { SourceRange } from '../syntax/source-range.js';

export interface Link {
  /** Where the thing is stated. */
  readonly definition: readonly SourceRange[];
  /** Everywhere it is used, the definition left out. */
  readonly uses: readonly SourceRange[];
  readonly kind: 'diagnosis' | 'patient' | 'pump' | 'rule' | 'code';
  readonly name: string;
}

/**
 * What the thing at a position is linked with; undefined if it is linked with nothing.
 * @param uris the notes in which its uses are looked for
 */
export function linkAt(
  workspace: Workspace,
  uri: string,
  position: Position,
  uris: readonly string[] = workspace.uris(),
): Link | undefined {
  const at = workspace.at(uri, position);
  const encounter = at?.file.encounter(at.block);
  if (!at || !encounter) return undefined;
  const subject = symbolAt(at.block, encounter, at.offset);
  switch (subject?.kind) {
    case 'pointer':
      return diagnosisLink(encounter, diagnosisOf(subject.letter, encounter.dx));
    case 'diagnosis':
      return diagnosisLink(encounter, subject.diagnosis);
    case 'patient':
      return patientLink(workspace, uris, subject.word);
    case 'rule':
      return ruleLink(workspace, uris, subject.waiver.rule.value);
    case 'code':
      return codeLink(workspace, uris, subject.billed.code);
    default:
      return subject && isAboutPump(subject) ? pumpLink(workspace, encounter) : undefined;
  }
}

function isAboutPump(subject: NoteSymbol): boolean {
  if (subject.kind === 'service') return PUMP_SERVICES.has(subject.word);
  return (
    (subject.kind === 'key' || subject.kind === 'word') &&
    ['pump', 'read', 'fill', 'prog', 'after'].includes(subject.key)
  );
}

function diagnosisLink(encounter: Encounter, diagnosis: Diagnosis | undefined): Link | undefined {
  if (!diagnosis) return undefined;
  const definition = [{ block: diagnosis.block, start: diagnosis.codeSpan.start, end: diagnosis.codeSpan.end }];
  return {
    kind: 'diagnosis',
    name: diagnosis.code,
    definition,
    uses: encounter.codes.flatMap(line => pointerPlaces(line, diagnosis.letter)),
  };
}

/** Where a code line points to a letter. */
export function pointerPlaces(line: BilledCode, letter: string): SourceRange[] {
  const { pointersFact } = line;
  if (!pointersFact) return [];
  return [...line.pointers].flatMap((l, i) =>
    l === letter ? [{ block: line.block, start: pointersFact.start + 1 + i, end: pointersFact.start + 2 + i }] : [],
  );
}

function patientLink(workspace: Workspace, uris: readonly string[], token: string): Link {
  const places = encounters(workspace, uris).flatMap(encounter =>
    encounter.patient && encounter.patient.value.toUpperCase() === token.toUpperCase() ? [encounter.patient] : [],
  );
  // A patient whose encounters have no readable date has no story, and is stated where the token first is.
  const first = workspace.timeline(token)[0]?.patient ?? places[0];
  return {
    kind: 'patient',
    name: token,
    definition: first ? [first] : [],
    uses: places.filter(place => place.block !== first?.block),
  };
}

/** Every waiver of a rule. What the rule says is in no note. */
function ruleLink(workspace: Workspace, uris: readonly string[], rule: string): Link {
  const uses = encounters(workspace, uris).flatMap(({ waivers }) =>
    waivers.flatMap(waiver => (waiver.rule.value === rule ? [waiver.rule] : [])),
  );
  return { kind: 'rule', name: rule, definition: [], uses };
}

/** Every line that bills a code. */
function codeLink(workspace: Workspace, uris: readonly string[], code: string): Link {
  const uses = encounters(workspace, uris).flatMap(({ codes }) =>
    codes.flatMap(line => (line.code === code ? [{ block: line.block, ...line.codeSpan }] : [])),
  );
  return { kind: 'code', name: code, definition: [], uses };
}

function encounters(workspace: Workspace, uris: readonly string[]): readonly Encounter[] {
  return uris.flatMap(uri => workspace.encounters(uri));
}

/** The line that states the pump of an encounter, and the encounters that inherit it. */
function pumpLink(workspace: Workspace, encounter: Encounter): Link | undefined {
  const pump = workspace.visit(encounter.block)?.pump;
  if (!pump) return undefined;
  const timeline = encounter.patient ? workspace.timeline(encounter.patient.value) : [];
  const heirs = timeline.filter(
    other =>
      other.block !== pump.block && !pumpAfter(other) && workspace.visit(other.block)?.pump?.block === pump.block,
  );
  return { kind: 'pump', name: pump.model, definition: [pump], uses: heirs.map(heir => heir.header) };
}
