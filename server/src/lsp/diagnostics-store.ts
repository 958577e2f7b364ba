import { DiagnosticSeverity, type Diagnostic, type Range } from 'vscode-languageserver';
import type { Finding } from '../core/check/finding.js';
import { LOST_CHARACTER } from '../core/workspace/note-file.js';
import type { Workspace } from '../core/workspace/workspace.js';
import { DiagnosticText, SOURCE } from './diagnostic-text.js';
import type { Host } from './host.js';
import type { Note, Notes } from './notes.js';
import { JsonList } from './transport/json-list.js';

/** What was last said of a note. */
export interface Report {
  /** Stays the same as long as the diagnostics do. */
  readonly id: string;
  readonly version: number | undefined;
  readonly items: JsonList<Diagnostic>;
}

interface Told extends Report {
  readonly state: number;
  /** The findings that are shown, and the text of each. */
  readonly shown: readonly Finding[];
  readonly texts: readonly DiagnosticText[];
}

/** The diagnostics of notes, and what the client has been told of each. */
export class Reports {
  readonly #told = new Map<string, Told>();
  /** Counts the changes of notes and settings: as long as it stands, everything said still holds. */
  #state = 0;
  #count = 0;
  /** Tells this server's reports from those of one before it. */
  readonly #server = Date.now().toString(36);

  constructor(
    readonly workspace: Workspace,
    readonly notes: Notes,
    readonly host: Host,
  ) {}

  /** Something has changed that what is said may depend on. */
  changed(): void {
    this.#state++;
  }

  /** WorkerPool the note as it now is. */
  of(note: Note): Report {
    const told = this.#told.get(note.key);
    if (told?.state === this.#state && told.version === note.version) return told;
    const { version } = note;
    const shown = note.problem === undefined ? this.workspace.mostSevere(note.key) : [];
    const texts = this.#textsOf(shown, told);
    const items = JsonList.of<Diagnostic>([
      ...this.#aboutNote(note, shown.length),
      ...texts.flatMap(text => text.now(this.workspace) ?? []),
    ]);
    // After an edit all is told again, though it be the same: a client that is quick may have moved what it shows to where it does not stand.
    const same = (told?.version === version || shown.length === 0) && told?.items.equals(items) ? told : undefined;
    const report = {
      id: same?.id ?? `${this.#server}-${++this.#count}`,
      version,
      items: same?.items ?? items,
      state: this.#state,
      shown,
      texts,
    };
    this.#told.set(note.key, report);
    return report;
  }

  /** What was last said, right or not by now; undefined before anything was. */
  last(key: string): Report | undefined {
    return this.#told.get(key);
  }

  forget(key: string): void {
    this.#told.delete(key);
  }

  /** The texts of findings, in their order. Of a long list an edit leaves most as it was, at both ends; those need no search. */
  #textsOf(shown: readonly Finding[], told: Told | undefined): DiagnosticText[] {
    const before = told?.shown ?? [],
      texts = told?.texts ?? [];
    const most = Math.min(shown.length, before.length),
      longer = shown.length - before.length;
    let head = 0,
      tail = 0;
    while (head < most && shown[head] === before[head]) head++;
    while (tail < most - head && shown[shown.length - 1 - tail] === before[before.length - 1 - tail]) tail++;
    const between = new Map(texts.slice(head, texts.length - tail).map((text, i) => [before[head + i], text]));
    return shown.map((finding, i) => {
      const text = i < head ? texts[i] : i >= shown.length - tail ? texts[i - longer] : between.get(finding);
      return text?.now(this.workspace) ? text : new DiagnosticText(this, finding);
    });
  }

  /** What is said of the note as a whole. @param shown how many of its findings are shown */
  #aboutNote(note: Note, shown: number): Buffer[] {
    if (note.problem !== undefined)
      return [aboutFile(note.problem, START, DiagnosticSeverity.Error, 'unreadable-file')];
    const about = this.#lostCharacters(note);
    const { length: count } = this.workspace.findings(note.key);
    if (shown < count)
      about.push(
        aboutFile(
          `This note has ${count} findings; the ${shown} most severe are shown.`,
          START,
          DiagnosticSeverity.Information,
          'more-findings',
        ),
      );
    return about;
  }

  /** What an editor shows for bytes that are no UTF-8: it has opened a file with another encoding than the file's own. */
  #lostCharacters(note: Note): Buffer[] {
    // What is read from disk is read as UTF-8 or not at all, so the sign stands there as such.
    const block = note.version === undefined ? undefined : this.workspace.file(note.key)?.firstWithLostCharacters();
    if (!block) return [];
    const start = block.text.indexOf(LOST_CHARACTER);
    const range = this.workspace.locate({ block, start, end: start + LOST_CHARACTER.length })?.range;
    return range ? [aboutFile(LOST_CHARACTERS, range, DiagnosticSeverity.Warning, 'unreadable-file')] : [];
  }
}

const LOST_CHARACTERS =
  'Characters were lost when this file was opened, because it is not UTF-8: reopen it with its own encoding, and save it as UTF-8.';
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A diagnostic about the whole file, as JSON with a comma before it. */
function aboutFile(message: string, range: Range, severity: DiagnosticSeverity, code: string): Buffer {
  return Buffer.from(`,${JSON.stringify({ range, severity, source: SOURCE, code, message } satisfies Diagnostic)}`);
}
