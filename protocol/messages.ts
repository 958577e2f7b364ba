/**
 * What this server answers beyond the language-server protocol. Its own client asks it for its views and commands; any
 * other editor may.
 *
 * Addresses are URIs as the editor spells them. Lines and characters count from 0 as in the protocol; only inside a
 * report, whose published schema says so, lines count from 1. A request about a note that the server does not know
 * answers `null` or an empty list.
 */
import type {
  Report,
  EncounterReport,
  CitedLine,
  FindingReport,
  RuleReport,
} from '../server/src/core/report/report.js';

export type { Report, EncounterReport, CitedLine, FindingReport, RuleReport };

export interface Position {
  readonly line: number;
  /** UTF-16 units from the start of the line. */
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A line or a part of one that the editor can show. */
export interface Jump {
  readonly uri: string;
  readonly range: Range;
}

/** What a file of charges came to. */
export type ImportedCharges =
  | { readonly problem: string }
  | {
      readonly note: string;
      readonly encounters: number;
      /** Values that were not taken over. */
      readonly unread: number;
      /** Of a charge sheet without a mapping: how its columns are read. */
      readonly guessed: {
        readonly meanings: readonly { readonly meaning: string; readonly columns: readonly string[] }[];
        /** The text of the `.encounter/columns.json` that says so; absent if a mapping cannot say all of it. */
        readonly file?: string;
      } | null;
    };

/** The claims of a note for a billing system, or why they are held back. Lines count from 0. */
export type ExportedCharges =
  | { readonly problem: string; readonly line?: number }
  /** Errors of the note: the claims go out only with a reason. */
  | { readonly errors: readonly RemarkAtLine[] }
  | {
      readonly text: string;
      readonly claims: number;
      /** Lines of the claims. */
      readonly charges: number;
      /** What is left out, waived or overridden, and what a payer needs and the note does not state. */
      readonly remarks: readonly RemarkAtLine[];
      /** The remarks as a page of Markdown; null if there are none. */
      readonly page: string | null;
    };

export interface RemarkAtLine {
  readonly line: number;
  readonly text: string;
}

export interface OfNote {
  readonly textDocument: { readonly uri: string };
}

/** Within a note, or without one: for what does not depend on a note's folder, or for the whole workspace. */
export interface OfNoteOrAll {
  readonly textDocument?: { readonly uri: string };
}

/**
 * Notification to the server: the caret moved without an edit. Findings that wait while an encounter is typed are due
 * when it leaves.
 */
export const CARET_MOVED = 'encounterNotes/caretMoved';

export interface CaretMoved extends OfNote {
  /** 0-based. */
  readonly line: number;
}

export interface AtPosition extends OfNote {
  readonly position: Position;
}

/** For a request that takes its time: how far it is comes as `$/progress` with this token. */
export interface WithProgress {
  readonly workDoneToken?: string | number;
}

/** What the client shows beside the note. */
export interface Status {
  /** The editions of the code sets in use, in words. */
  readonly editions: string;
  readonly rules: number;
  /** Notes that are checked together, and files among them that cannot be read. */
  readonly notes: number;
  readonly unreadable: number;
}

/** One encounter, explained. */
export interface ExplainedEncounter {
  /** From its header to its last written line. */
  readonly range: Range;
  /** Holds just this encounter; `file` is the address of the note that a line is in. */
  readonly report: Report;
}

/**
 * The claim of one encounter in the boxes 21 and 24 of a CMS-1500; a box whose value the note does not have is `null`.
 */
export interface ClaimPreview {
  readonly range: Range;
  readonly patient: string | null;
  readonly date: string | null;
  readonly services: readonly string[];
  readonly state: EncounterState;
  readonly diagnoses: readonly {
    readonly letter: string;
    readonly printed: string;
    readonly code: string;
    readonly title: string | null;
    readonly at: Jump | null;
  }[];
  /** Service lines by form; a form has room for six. */
  readonly forms: readonly (readonly ClaimPreviewLine[])[];
  readonly remarks: readonly { readonly text: string; readonly at: Jump | null }[];
  /** Codes of lines that are not on the form: those marked `?` and those that are no whole line. */
  readonly leftOut: readonly string[];
  /** Rules whose findings an `ok:` line waives. */
  readonly waived: readonly string[];
  /** What is not verified about the form itself. */
  readonly unverified: string;
}

export interface ClaimPreviewLine {
  readonly at: Jump | null;
  readonly shaded: string | null;
  readonly date: string | null;
  readonly place: string | null;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly pointers: string;
  readonly charge: { readonly dollars: string; readonly cents: string } | null;
  readonly units: number;
  readonly npi: string | null;
}

/**
 * How many findings of these levels are in an encounter, and in words: `2 errors, 1 warning`; if there are none
 * `3 remarks`, or `clean`.
 */
export interface EncounterState {
  readonly errors: number;
  readonly warnings: number;
  readonly words: string;
}

/** A day on which there are encounters; `null` gathers those whose header has no date that can be read. */
export interface Day {
  readonly date: string | null;
  readonly encounters: number;
}

export interface DayEncounter extends Jump {
  readonly patient: string | null;
  readonly services: readonly string[];
  readonly state: EncounterState;
}

/** Something that can be explained; it goes back to the server as it came. */
export interface Topic {
  readonly kind: string;
  readonly word: string;
  readonly of?: string;
  readonly date?: string;
}

export interface FoundTopic {
  readonly topic: Topic;
  readonly label: string;
  /** What it is in a few words. */
  readonly summary: string;
  /** `code`, `modifier`, `rule` … */
  readonly kind: string;
}

/** A code that has a sheet of its own, and what it is in a few words. */
export interface SheetCode {
  readonly code: string;
  readonly summary?: string;
}

export interface SheetSection {
  readonly title: string;
  readonly rows: readonly { readonly label?: string; readonly text?: string; readonly codes?: readonly SheetCode[] }[];
}

/** All that the tables hold of one code on a date: own words and public texts. */
export interface CodeSheet {
  readonly code: string;
  readonly kind: 'procedure' | 'diagnosis';
  /** The day that validity, pairs and limits are of. */
  readonly date: string;
  readonly summary: string;
  readonly warning?: string;
  readonly sections: readonly SheetSection[];
  readonly sources: readonly { readonly title: string; readonly url?: string }[];
}

export interface KnownPatient extends Jump {
  readonly patient: string;
  /** The last visit. */
  readonly date: string;
  readonly services: readonly string[];
  /** What the next visit can be for, as a header spells it; the most likely first. */
  readonly next: readonly string[];
  readonly visits: number;
}

/** An encounter to insert: a snippet of the protocol, with a tab stop for every fact of the day. */
export interface NextEncounter {
  readonly position: Position;
  readonly snippet: string;
}

/** A rule and the level at which it reports in a note. */
export interface RuleInForce {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly level: string;
  /** Who set the level: `the catalog`, a profile, or the user. */
  readonly setBy: string;
  /** The page that explains it, where the server ships one. */
  readonly page: string | null;
}

/** All notes checked, as an answer to a check of the workspace. */
export interface PayerInForce {
  /** Id of the profile; `national` where no payer is named or the named one is unknown. */
  readonly id: string;
  readonly title: string;
  /** The payer as the note names it. */
  readonly typed: string | null;
}

/** An encounter of the worklist, and where it is. */
export interface WorklistEntry extends Jump {
  readonly date: string | null;
  readonly patient: string | null;
  readonly services: readonly string[];
  readonly payer: string;
  readonly provider: string | null;
  readonly state: 'errors' | 'warnings' | 'no claim' | 'ready';
  readonly words: string;
}

/** A visit of a patient, and what it left in the pump. */
export interface TimelinePoint extends Jump {
  readonly date: string;
  readonly services: readonly string[];
  /** In words and, to draw it, in mg a day where it is a mass. */
  readonly dose: { readonly words: string; readonly mgPerDay: number | null } | null;
  readonly filled: string | null;
  readonly alarm: string | null;
  readonly eri: string | null;
}

export interface PatientTimeline {
  /** Of the encounter at the position. */
  readonly range: Range;
  readonly patient: string;
  /** The oldest first. */
  readonly points: readonly TimelinePoint[];
}

export interface Worklist {
  readonly rows: readonly WorklistEntry[];
  /** The place is that of the last fill. */
  readonly due: readonly (Jump & {
    readonly patient: string;
    readonly planned: string | null;
    readonly alarm: string | null;
  })[];
}

export interface PayerProfile {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

export interface WorkspaceCheck {
  /**
   * Notes with the diagnostics of the protocol; of a note whose findings are still those of the id that was sent along,
   * only the id.
   */
  readonly notes: readonly { readonly uri: string; readonly id: string; readonly diagnostics?: readonly unknown[] }[];
  readonly encounters: number;
  readonly errors: number;
  readonly warnings: number;
}

/** What a report of a defect may say of a note: counts, ids and places, and nothing that is written in it. */
export interface NoteShape {
  readonly version: number | null;
  readonly characters: number;
  /** Kind of line → count. */
  readonly lines: Readonly<Record<string, number>>;
  readonly encounters: number;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly range: Range;
    readonly fixes: number;
  }[];
}

/**
 * Files to store in the folder of releases, and the list that names them, to be replaced last; or why there are none.
 */
export type ImportedCodeSets =
  | {
      readonly loaded: readonly string[];
      readonly files: Readonly<Record<string, Uint8Array>>;
      readonly list: Uint8Array;
    }
  | { readonly problem: string }
  | { readonly needsLicense: true }
  | { readonly needsFirstDay: true };

/** The copy, or why there is none: places by their line (from 1) and what may be there, without text of the note. */
export type RedactedNote =
  | { readonly text: string }
  | { readonly doubts: readonly { readonly line: number; readonly what: string }[] };

export interface Requests {
  'encounterNotes/status': { params: undefined; result: Status };
  'encounterNotes/explainEncounter': { params: AtPosition; result: ExplainedEncounter | null };
  /** The report of one note, or of all, as Markdown. */
  'encounterNotes/report': { params: OfNoteOrAll & WithProgress; result: string };
  'encounterNotes/claimPreview': { params: AtPosition; result: ClaimPreview | null };
  /** Latest first. */
  'encounterNotes/days': { params: undefined; result: readonly Day[] };
  'encounterNotes/day': { params: { readonly date: string | null }; result: readonly DayEncounter[] };
  /** What someone may mean who types these words; `date` decides which diagnoses there are. */
  'encounterNotes/findTopics': {
    params: OfNoteOrAll & { readonly query: string; readonly date: string };
    result: readonly FoundTopic[];
  };
  /** The page of a topic, as Markdown. */
  'encounterNotes/explainTopic': { params: OfNoteOrAll & { readonly topic: Topic }; result: string | null };
  /** The sheet of a code, for the encounter on a line of a note, else on a date; null if no table holds it. */
  'encounterNotes/codeSheet': {
    params: OfNoteOrAll & { readonly code: string; readonly date: string; readonly line?: number };
    result: CodeSheet | null;
  };
  'encounterNotes/rules': { params: OfNoteOrAll; result: readonly RuleInForce[] };
  /** The one seen last first. */
  'encounterNotes/patients': { params: undefined; result: readonly KnownPatient[] };
  /** `date` is today by the clock of who asks: the server has none. */
  'encounterNotes/nextEncounter': {
    /** `services` as in a header, `refill+reprogram`; left out, those of the last visit, with a tab stop for others. */
    params: OfNoteOrAll & { readonly patient: string; readonly date: string; readonly services?: string };
    result: NextEncounter | null;
  };
  /**
   * Text from the clipboard at a place of a note, as a snippet; null if it is no chart text or the place is inside a
   * line.
   */
  'encounterNotes/pasteChart': {
    params: OfNoteOrAll & {
      readonly position: { readonly line: number; readonly character: number };
      readonly text: string;
    };
    result: {
      readonly snippet: string;
      readonly items: number;
      readonly unsure: number;
      /** Of an answer of the provider: what changes elsewhere in the note. */
      readonly edits?: readonly { readonly range: Range; readonly newText: string }[];
    } | null;
  };
  /**
   * A charge sheet, charge messages, claims or chart text as a note, or one sentence why not.
   */
  'encounterNotes/importCharges': {
    params: {
      /** Address of the file. */
      readonly uri: string;
      /** The workspace folder whose `.encounter/columns.json` holds if none is above the file. */
      readonly folder: string | null;
    };
    result: ImportedCharges;
  };
  /**
   * The claims of a note as a charge sheet in the columns of the clinic, or as an X12 837P; null for an unknown note.
   * `reason` is why they go out in spite of errors.
   */
  'encounterNotes/exportCharges': {
    params: OfNote & { readonly format: 'csv' | 'x12'; readonly reason: string | null };
    result: ExportedCharges | null;
  };
  /** The payer profile of the encounter at a position, or above the first one of the first. */
  'encounterNotes/payer': { params: AtPosition; result: PayerInForce | null };
  /** Every payer that a header of the note may name. */
  'encounterNotes/payers': { params: OfNote; result: readonly PayerProfile[] };
  /** The edit that sets the payer in the header; null where the header has it already. */
  'encounterNotes/choosePayer': {
    params: AtPosition & { readonly payer: string };
    result: { readonly range: Range; readonly newText: string } | null;
  };
  /** The visits of the patient whose encounter is at a position; null for an encounter without a patient. */
  'encounterNotes/patientTimeline': { params: AtPosition; result: PatientTimeline | null };
  /**
   * Every encounter with what is left to do for it, the newest first, and the refills that are due, the first one
   * first.
   */
  'encounterNotes/worklist': { params: WithProgress; result: Worklist };
  /** `known` are the ids of an earlier answer, by address. */
  'encounterNotes/checkWorkspace': {
    params: WithProgress & { readonly known?: Readonly<Record<string, string>> };
    result: WorkspaceCheck;
  };
  /** Which encounters are found otherwise by the editions and profiles of a day; null if it is no day. */
  'encounterNotes/whatChanges': {
    params: WithProgress & { readonly date: string };
    result: { readonly encounters: number; readonly changes: number; readonly markdown: string } | null;
  };
  /**
   * What is loaded and shipped on a day; `problems` are gaps and expired releases that encounters of the notes meet.
   */
  'encounterNotes/codeSets': {
    params: { readonly date: string };
    result: { readonly loaded: number; readonly problems: readonly string[]; readonly markdown: string };
  };
  /** Reads official files for a client that stores the result; null from a server that has a disk of its own. */
  'encounterNotes/importCodeSets': {
    params: {
      readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
      readonly isLicensed: boolean;
      readonly from: string | null;
    };
    result: ImportedCodeSets | null;
  };
  /** A copy of a note with other tokens and dates, or the places that may identify a person. */
  'encounterNotes/redactNote': { params: OfNote & { readonly seed: string }; result: RedactedNote | null };
  'encounterNotes/noteShape': { params: OfNote; result: NoteShape | null };
}

/**
 * Notification to a client that asked for it with `initializationOptions.wantsChanges`: some note, file or setting has
 * changed, and what it shows may be old. Comes when things have settled, not with every keystroke.
 */
export const CHANGED = 'encounterNotes/changed';
