/**
 * Giving another name: to a patient, in every note; to the letter of a diagnosis, which moves the diagnosis and
 * rewrites the pointers.
 */
import { diagnosisOf } from '../encounter/diagnosis-letter.js';
import type { Diagnosis, Encounter } from '../encounter/model.js';
import type { Edit } from '../edits/fix.js';
import { lineAt } from '../syntax/line-at.js';
import type { Position } from '../workspace/note-file.js';
import type { Workspace } from '../workspace/workspace.js';
import { linkAt } from './definitions.js';
import { moveDiagnosis } from './assists/move-diagnosis.js';
import { symbolAt } from './symbol-at.js';
import type { SourceRange } from '../syntax/source-range.js';

export interface Renamable {
  /** What is under the caret. */
  readonly at: SourceRange;
  /** What it is called now. */
  readonly name: string;
}

/** The edits of a new name; or in one sentence why it cannot be. */
export type Renaming = { readonly edits: readonly Edit[] } | { readonly refusal: string };

export const NOT_RENAMABLE = 'Only a patient token, a diagnosis or the letter that points to one can be renamed.';

/** What a new name would be given to at a position; undefined if nothing there has one. */
export function renamableAt(workspace: Workspace, uri: string, position: Position): Renamable | undefined {
  const at = workspace.at(uri, position);
  const encounter = at?.file.encounter(at.block);
  const subject = at && encounter && symbolAt(at.block, encounter, at.offset);
  if (!subject) return undefined;
  const here = { block: at.block, ...subject.span };
  if (subject.kind === 'patient') return { at: here, name: subject.word };
  if (subject.kind === 'diagnosis') return { at: here, name: subject.diagnosis.letter };
  return subject.kind === 'pointer' && diagnosisOf(subject.letter, encounter.dx)
    ? { at: here, name: subject.letter }
    : undefined;
}

/** The diagnosis at an offset of its block: on its code, on the words behind it, or on a letter that points to it. */
export function diagnosisAt(encounter: Encounter, offset: number): Diagnosis | undefined {
  const { block, dx } = encounter;
  const subject = symbolAt(block, encounter, offset);
  if (subject?.kind === 'pointer') return diagnosisOf(subject.letter, dx);
  return lineAt(block, offset)?.kind === 'field'
    ? dx.find(({ start, end }) => start <= offset && offset <= end)
    : undefined;
}

export function rename(workspace: Workspace, uri: string, position: Position, name: string): Renaming {
  const at = workspace.at(uri, position);
  if (!at || !renamableAt(workspace, uri, position)) return { refusal: NOT_RENAMABLE };
  const visit = workspace.visit(at.block);
  const diagnosis = visit && diagnosisAt(visit.encounter, at.offset);
  if (!visit || !diagnosis) return renamePatient(workspace, uri, position, name);
  const { dx } = visit.encounter;
  const to = positionOf(name);
  const [first, last] = [dx[0]!.letter, dx.at(-1)!.letter];
  if (to === undefined || to >= dx.length) {
    return {
      refusal:
        dx.length > 1
          ? `${diagnosis.code} moves to another letter of this encounter: type one from ${first} to ${last}.`
          : `${diagnosis.code} is the only diagnosis of this encounter and stays ${first}.`,
    };
  }
  const edits = moveDiagnosis(visit, diagnosis, to);
  return edits
    ? { edits }
    : { refusal: 'This would leave a code line that points past L, the last letter that a claim has.' };
}

/** `C`, `@c` or `3`, counted from 0. */
function positionOf(name: string): number | undefined {
  const word = name.trim().replace(/^@/, '').toUpperCase();
  if (/^[A-Z]$/.test(word)) return word.charCodeAt(0) - 65;
  return /^[1-9]\d?$/.test(word) ? Number(word) - 1 : undefined;
}

/**
 * A token with `!` behind it is meant to be that of another patient: nothing tells the visits of the two apart
 * afterward.
 */
function renamePatient(workspace: Workspace, uri: string, position: Position, name: string): Renaming {
  const link = linkAt(workspace, uri, position);
  const isSure = name.trimEnd().endsWith('!');
  const token = name.trim().replace(/!$/, '');
  if (link?.kind !== 'patient' || !isToken(token))
    return { refusal: 'A patient is known by a local token such as P-014, never by a name.' };
  const isOther = token.toUpperCase() !== link.name.toUpperCase() && workspace.timeline(token).length > 0;
  if (isOther && !isSure)
    return {
      refusal: `${token} is another patient already: type ${token}! to make the visits of both those of one patient.`,
    };
  return { edits: [...link.definition, ...link.uses].map(place => ({ at: place, text: token })) };
}

/** One word with a digit or a hyphen, which a name is not. */
function isToken(word: string): boolean {
  return /^[A-Za-z0-9][\w.-]*$/.test(word) && /[\d-]/.test(word);
}
