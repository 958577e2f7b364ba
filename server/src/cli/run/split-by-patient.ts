import { piecesOf, type Piece } from '../../core/workspace/note-file.js';
import { headerOf } from '../../core/syntax/parse.js';
import { toAddress } from '../../project/file-system.node.js';
import type { Group, Part } from './batch.js';

/** A note split into its pieces, the defaults first, with the patient of each other piece. */
export interface CutNote {
  readonly uri: string;
  readonly pieces: readonly Piece[];
  /** By piece; undefined for the defaults and for an encounter without a patient. */
  readonly patients: readonly (string | undefined)[];
}

/** A split note with its path, or the name that it was given. */
export interface OpenNote extends CutNote {
  readonly file: string;
}

export function cutNote(uri: string, text: string): CutNote {
  const pieces = piecesOf(text);
  return {
    uri,
    pieces,
    patients: pieces.map(({ text: piece }, i) => (i === 0 ? undefined : headerOf(piece)?.patient?.text.toUpperCase())),
  };
}

/** The note at an absolute path, or a text with a name. */
export function openNote(file: string, text: string): OpenNote {
  return { file, ...cutNote(toAddress(file), text) };
}

/** A group with the origin of each part. */
export interface PlannedGroup {
  readonly group: Group;
  readonly origins: readonly Origin[];
}

/** The index of a part's note, and the index of each of its pieces in that note. */
export interface Origin {
  readonly note: number;
  readonly pieces: readonly number[];
}

/** Splits notes into independent groups of encounters, in the order in which the notes need them. */
export function partition(notes: Iterable<CutNote>): PlannedGroup[] {
  interface Growing {
    readonly parts: (Part & { pieces: Piece[] })[];
    readonly origins: { note: number; pieces: number[] }[];
  }
  const groups: Growing[] = [];
  const ofPatients = new Map<string, Growing>();
  let note = 0;
  for (const { uri, pieces, patients } of notes) {
    const loose: Growing = {
      parts: [{ uri, pieces: [pieces[0]!], tellsDefaults: true }],
      origins: [{ note, pieces: [0] }],
    };
    groups.push(loose);
    for (let i = 1; i < pieces.length; i++) {
      const patient = patients[i];
      let group = patient === undefined ? loose : ofPatients.get(patient);
      if (!group) {
        groups.push((group = { parts: [], origins: [] }));
        ofPatients.set(patient!, group);
      }
      if (group.origins.at(-1)?.note !== note) {
        group.parts.push({ uri, pieces: [pieces[0]!], tellsDefaults: false });
        group.origins.push({ note, pieces: [0] });
      }
      group.parts.at(-1)!.pieces.push(pieces[i]!);
      group.origins.at(-1)!.pieces.push(i);
    }
    note++;
  }
  return groups.map(({ parts, origins }) => ({ group: { parts }, origins }));
}

/** Characters of text per batch. */
const BATCH = 128 * 1024;

/** Groups that are checked together. */
export class PlannedBatch {
  readonly groups: Group[] = [];
  readonly origins: (readonly Origin[])[] = [];
  encounters = 0;
  private size = 0;

  get isFull(): boolean {
    return this.size >= BATCH;
  }

  add({ group, origins }: PlannedGroup): void {
    this.groups.push(group);
    this.origins.push(origins);
    for (const { pieces } of group.parts) {
      this.encounters += pieces.length - 1;
      for (const { text } of pieces) this.size += text.length;
    }
  }
}
