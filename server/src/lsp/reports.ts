import { DiagnosticSeverity, type Diagnostic, type Range } from 'vscode-languageserver';
import type { Finding } from '../core/finding.js';
import { LOST_CHARACTER } from '../core/workspace/note-file.js';
import type { Workspace } from '../core/workspace/workspace.js';
import { DiagnosticText, SOURCE, versionText } from './diagnostic-text.js';
import type { Host } from './host.js';
import type { Note, Notes } from './notes.js';
import { JsonText } from './transport/json-text.js';

/** What was last said of a note. */
export interface Report {
  /** Stays the same as long as the diagnostics do. */
  readonly id: string;
  readonly version: number | undefined;
  readonly items: JsonText<Diagnostic[]>;
}

interface Told extends Report {
  readonly state: number;
  /** Of the findings that are shown, for the next time. */
  readonly texts: ReadonlyMap<Finding, DiagnosticText>;
}

/** The diagnostics of notes, and what the client has been told of each. */
export class Reports {
  readonly #told = new Map<string, Told>();
  /** Counts the changes of notes and settings: as long as it stands, everything said still holds. */
  #state = 0;
  #count = 0;
  /** Tells this server's reports from those of one before it. */
  readonly #server = Date.now().toString(36);

  constructor(readonly workspace: Workspace, readonly notes: Notes, readonly host: Host) {}

  /** Something has changed that what is said may depend on. */
  changed(): void {
    this.#state++;
  }

  /** Judges the note as it now is. */
  of(note: Note): Report {
    const told = this.#told.get(note.key);
    if (told?.state === this.#state && told.version === note.version) return told;
    const { version } = note;
    const { bytes, texts } = this.#diagnose(note, told?.texts);
    // With another version every diagnostic is another one, because its fixes are for that version only.
    const same = told?.items.bytes.equals(bytes) ? told : undefined;
    const report = { id: same?.id ?? `${this.#server}-${++this.#count}`, version, items: same?.items ?? new JsonText(bytes), state: this.#state, texts };
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

  #diagnose(note: Note, before?: ReadonlyMap<Finding, DiagnosticText>): { readonly bytes: Buffer; readonly texts: ReadonlyMap<Finding, DiagnosticText> } {
    const texts = new Map<Finding, DiagnosticText>();
    if (note.problem !== undefined) return { bytes: listOf([aboutFile(note.problem, START, DiagnosticSeverity.Error, 'unreadable-file')]), texts };
    const { length: count } = this.workspace.findings(note.key);
    const shown = this.workspace.mostSevere(note.key);
    const items = this.#lostCharacters(note);
    if (shown.length < count) {
      items.push(aboutFile(`This note has ${count} findings; the ${shown.length} most severe are shown.`, START, DiagnosticSeverity.Information, 'more-findings'));
    }
    const version = Buffer.from(`${versionText(note.version)},`);
    for (const finding of shown) {
      const known = before?.get(finding);
      const item = known?.beforeVersion(this.workspace);
      const text = item ? known! : new DiagnosticText(this, finding);
      texts.set(finding, text);
      const bytes = item ?? text.beforeVersion(this.workspace);
      if (bytes) items.push(bytes, version);
    }
    return { bytes: listOf(items), texts };
  }

  /** What an editor shows for bytes that are no UTF-8: it has opened a file with another encoding than the file's own. */
  #lostCharacters(note: Note): Buffer[] {
    const block = this.workspace.file(note.key)?.firstWithLostCharacters();
    if (!block) return [];
    const start = block.text.indexOf(LOST_CHARACTER);
    const range = this.workspace.locate({ block, start, end: start + LOST_CHARACTER.length })?.range;
    return range ? [aboutFile(LOST_CHARACTERS, range, DiagnosticSeverity.Warning, 'unreadable-file')] : [];
  }
}

const LOST_CHARACTERS = 'Characters were lost when this file was opened, because it is not UTF-8: reopen it with its own encoding, and save it as UTF-8.';
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A diagnostic about the whole file, as JSON with the comma after it. */
function aboutFile(message: string, range: Range, severity: DiagnosticSeverity, code: string): Buffer {
  return Buffer.from(`${JSON.stringify({ range, severity, source: SOURCE, code, message } satisfies Diagnostic)},`);
}

/** A list of JSON. @param items each with a comma after it */
function listOf(items: readonly Buffer[]): Buffer {
  if (!items.length) return Buffer.from('[]');
  const list = Buffer.concat([Buffer.from('['), ...items]);
  list[list.length - 1] = ']'.charCodeAt(0);
  return list;
}
