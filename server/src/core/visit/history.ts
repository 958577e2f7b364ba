/** A patient's other encounters, as a visit knows them. */
import type { Encounter } from '../encounter/model.js';
import type { IsoDate } from '../syntax/iso-day.js';
import type { Block } from '../syntax/tree.js';

/** An earlier encounter of the patient. */
export interface HistoryEntry {
  readonly block: Block;
  readonly date: IsoDate;
  /** Always at hand. */
  readonly facts: HistoryFacts;
  /** Read when it is asked for, and perhaps again the next time: ask the summary first. */
  readonly encounter: Encounter;
}

/** A patient's earlier encounters: the newest of them, and the history that it had. */
export interface History {
  readonly length: number;
  /** Undefined if there are none. */
  readonly newest: HistoryEntry | undefined;
  readonly earlier: History | undefined;
  /** The history that begins with the newest of which this is true. */
  since(trait: HistoryKey): History | undefined;
  /** The newest of which this is true. */
  find(test: (earlier: HistoryEntry) => boolean): HistoryEntry | undefined;
}

/**
 * What the patient's later visits look for in an encounter. It is kept with the history, so that they read again only
 * the encounter in which they find what they look for: a history of years costs a visit hardly more than a short one.
 */
export interface HistoryFacts {
  /** It says with which pump it leaves the patient. */
  readonly leavesPump: boolean;
  readonly putsPumpIn: boolean;
  readonly takesPumpOut: boolean;
  /** Serial of its pump, and of the one that it put in, in capitals. */
  readonly serial: string | undefined;
  readonly serialPutIn: string | undefined;
  /** It says with which dose it leaves the pump. */
  readonly leavesDose: boolean;
  /** It changes what the pump does, other than by another concentration. */
  readonly changesProgram: boolean;
  /** The pump was filled; an attempt is none. */
  readonly filled: boolean;
  readonly isTrial: boolean;
  /** Its surgeries that have global days; undefined if there are none. */
  readonly aftercare: readonly Aftercare[] | undefined;
}

/** What later visits look for however far back it is. */
export type HistoryKey = 'leavesPump' | 'isTrial' | 'filled' | 'aftercare';

/**
 * What a surgery and a later service have in common: the spinal or ventricular pump, the pump of a vein or artery, the
 * stimulator.
 */
export type Family = 'spine' | 'vein' | 'stimulator';

/** What a surgery keeps for the visits after it. */
export interface Aftercare {
  /** Which of the encounter's lines. */
  readonly line: number;
  readonly family: Family | undefined;
  /** Global days of its code. */
  readonly days: number;
  /** The last of them. */
  readonly until: IsoDate;
  /** On an institution's claim: whether the global days are this practice's the notes do not say. */
  readonly institution: boolean;
}

/** The other encounters of one patient on one date, by where they are in the order of the workspace. */
export interface SameDay {
  readonly before: readonly HistoryEntry[];
  readonly after: readonly HistoryEntry[];
}
