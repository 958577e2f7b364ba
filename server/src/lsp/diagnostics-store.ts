import { DiagnosticSeverity, type Diagnostic, type Range } from 'vscode-languageserver';
import type { Severity } from '../core/policy/severity.js';
import { LOST_CHARACTER } from '../core/workspace/note-file.js';
import type { Workspace } from '../core/workspace/workspace.js';
import { RANK } from '../core/check/limit-findings.js';
import type { Host } from './host.js';
import type { Note, Notes } from './notes.js';
import type { UserSettings } from './settings.js';
import type { Finding } from '../core/check/finding.js';
import type { TypingPositions } from './typing.js';
import { createAnswersFromText, type AnswerFromText } from '../core/editor/answer-from-text.js';
import { isHeld } from '../core/editor/calm.js';
import { SOURCE, toDiagnostic } from './to-proto.js';

/** The diagnostics of a note that were last computed. */
export interface Published {
  /** Changes if the diagnostics change. */
  readonly id: string;
  /** The editor's version of the text. */
  readonly version: number | undefined;
  readonly items: readonly Diagnostic[];
  /** How many findings the note has at each level, listed or not. */
  readonly counts: Readonly<Record<Severity, number>>;
}

/** What diagnostics depend on. */
interface Dependencies {
  readonly workspace: Workspace;
  readonly notes: Notes;
  readonly host: Host;
  readonly settings: Pick<UserSettings, 'maxFindingsOf' | 'isCalm'>;
  readonly typing: TypingPositions;
}

/** Computes the diagnostics of notes, and remembers them until a note or a setting changes. */
export class DiagnosticsStore {
  readonly #published = new Map<string, Published & { readonly state: number }>();
  /** Counts the changes of notes and settings: as long as it is the same, everything published is up to date. */
  #state = 0;
  #count = 0;
  /** Every finding is shown through this, so that a code action finds it again by the id that its message gives. */
  readonly answer: AnswerFromText;
  /** Distinguishes the result ids of this server from those of one before it. */
  readonly #server = Date.now().toString(36);

  readonly workspace: Workspace;
  readonly notes: Notes;
  readonly host: Host;
  private readonly settings: Pick<UserSettings, 'maxFindingsOf' | 'isCalm'>;
  private readonly typing: TypingPositions;

  constructor({ workspace, notes, host, settings, typing }: Dependencies) {
    this.workspace = workspace;
    this.notes = notes;
    this.host = host;
    this.settings = settings;
    this.typing = typing;
    this.answer = createAnswersFromText(workspace);
  }

  /** Call after any change that diagnostics can depend on. */
  changed(): void {
    this.#state++;
  }

  /** The diagnostics of the note as it is now. */
  of(note: Note): Published {
    const last = this.#published.get(note.key);
    const { version } = note;
    if (last?.state === this.#state && last.version === version) return last;
    const items = this.#itemsOf(note);
    // After an edit, always send the full report: the client may have moved what it shows.
    const isSame =
      (last?.version === version || items.length === 0) && last !== undefined && isEqual(last.items, items);
    const published = {
      id: isSame ? last.id : `${this.#server}-${++this.#count}`,
      version,
      items,
      counts: this.#countsOf(note),
      state: this.#state,
    };
    this.#published.set(note.key, published);
    return published;
  }

  /** What was last computed, up to date or not; undefined if nothing was. */
  last(key: string): Published | undefined {
    return this.#published.get(key);
  }

  forget(key: string): void {
    this.#published.delete(key);
  }

  /** Whether a finding of a note is shown now: some wait while their encounter is typed. */
  shownIn(note: Note): (finding: Finding) => boolean {
    const typing = this.settings.isCalm(note.key) ? this.typing.of(note.key) : undefined;
    return finding => !typing || !isHeld(finding, typing);
  }

  #itemsOf(note: Note): Diagnostic[] {
    if (note.problem !== undefined)
      return [aboutFile(note.problem, START, DiagnosticSeverity.Error, 'unreadable-file')];
    const listed = this.workspace.mostSevere(note.key, this.settings.maxFindingsOf(note.key));
    const shown = listed.filter(this.shownIn(note));
    // Editors show the findings of one place in this order: the most severe first.
    const inOrder = shown.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
    return [
      ...this.#aboutNote(note, listed.length),
      ...inOrder.flatMap(finding => toDiagnostic(this, this.answer(finding)) ?? []),
    ];
  }

  #countsOf(note: Note): Record<Severity, number> {
    const counts = { error: 0, warning: 0, info: 0, hint: 0 };
    if (note.problem !== undefined) counts.error++;
    else for (const { severity } of this.workspace.findings(note.key)) counts[severity]++;
    return counts;
  }

  /** Diagnostics about the note as a whole. @param listed how many of its findings are listed */
  #aboutNote(note: Note, listed: number): Diagnostic[] {
    const about = this.#lostCharacters(note);
    const { length: count } = this.workspace.findings(note.key);
    if (listed < count)
      about.push(
        aboutFile(
          `This note has ${count} findings; the ${listed} most severe are listed (setting encounterNotes.maxFindings).`,
          START,
          DiagnosticSeverity.Information,
          'more-findings',
        ),
      );
    return about;
  }

  /** An editor shows U+FFFD for bytes that are not UTF-8: it opened the file with the wrong encoding. */
  #lostCharacters(note: Note): Diagnostic[] {
    // A file on disk is read as UTF-8 or not at all, so U+FFFD there is real text.
    const block = note.version === undefined ? undefined : this.workspace.file(note.key)?.firstWithLostCharacters();
    if (!block) return [];
    const start = block.text.indexOf(LOST_CHARACTER);
    const range = this.workspace.locate({ block, start, end: start + LOST_CHARACTER.length })?.range;
    return range ? [aboutFile(LOST_CHARACTERS, range, DiagnosticSeverity.Warning, 'unreadable-file')] : [];
  }
}

const LOST_CHARACTERS =
  'Characters were lost when this file was opened, because it is not UTF-8: reopen it with its own ' +
  'encoding, and save it as UTF-8.';
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function aboutFile(message: string, range: Range, severity: DiagnosticSeverity, code: string): Diagnostic {
  return { range, severity, source: SOURCE, code, message };
}

function isEqual(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}
