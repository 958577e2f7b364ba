import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { CodeSets } from '../core/codes/types.js';
import { waive } from '../core/editor/waive.js';
import type { Finding } from '../core/finding.js';
import type { Edit } from '../core/fix.js';
import { mostSevere, RANK } from '../core/most-severe.js';
import type { Severity } from '../core/rules/rule.js';
import type { Workspace } from '../core/workspace/workspace.js';
import { toLocation, toTextEdit } from './convert.js';
import type { FindingData } from './finding-data.js';
import type { Host } from './host.js';
import type { Note, Notes } from './notes.js';

/** What the client knows our diagnostics by. */
const SOURCE = 'encounter-notes';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint,
};
/** Findings whose text does nothing in the note, which editors grey out. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['duplicate-field', 'diagnosis-duplicate']);

/** What was last said of a note. */
export interface Report {
  /** Stays the same as long as the diagnostics do. */
  readonly id: string;
  readonly version: number | undefined;
  readonly items: readonly Diagnostic[];
}

/** The diagnostics of notes, and what the client has been told of each. */
export class Reports {
  readonly #told = new Map<string, Report & { readonly state: number }>();
  /** Counts the changes of notes and settings: as long as it stands, everything said still holds. */
  #state = 0;
  #count = 0;
  /** What of a diagnostic does not change while its encounter stands as it is, wherever that moves to. */
  readonly #lasting = new WeakMap<Finding, { readonly message: string; readonly waiver: Edit | undefined }>();
  /** Tells this server's reports from those of one before it. */
  readonly #server = Date.now().toString(36);

  constructor(readonly workspace: Workspace, readonly notes: Notes, private readonly host: Host) {}

  /** Something has changed that what is said may depend on. */
  changed(): void {
    this.#state++;
  }

  /** Judges the note as it now is. */
  of(note: Note): Report {
    const told = this.#told.get(note.key);
    if (told?.state === this.#state && told.version === note.version) return told;
    const items = this.#diagnose(note);
    const same = told !== undefined && isSame(told, note.version, items);
    const report = { id: same ? told.id : `${this.#server}-${++this.#count}`, version: note.version, items, state: this.#state };
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

  #diagnose(note: Note): Diagnostic[] {
    if (note.problem !== undefined) {
      return [{ range: START, severity: DiagnosticSeverity.Error, source: SOURCE, code: 'unreadable-file', message: note.problem }];
    }
    const findings = this.workspace.findings(note.key);
    const shown = mostSevere(findings, ({ severity }) => RANK[severity]);
    const diagnostics = shown.flatMap((finding) => this.#toDiagnostic(note, finding) ?? []);
    if (shown.length < findings.length) {
      diagnostics.unshift({
        range: START, severity: DiagnosticSeverity.Information, source: SOURCE, code: 'more-findings',
        message: `This note has ${findings.length} findings; the ${shown.length} most severe are shown.`,
      });
    }
    return [...this.#lostCharacters(note), ...diagnostics];
  }

  /** What an editor shows for bytes that are no UTF-8: it has opened a file with another encoding than the file's own. */
  #lostCharacters(note: Note): Diagnostic[] {
    for (const block of this.workspace.file(note.key)?.blocks ?? []) {
      const start = block.text.indexOf('\ufffd');
      const range = start < 0 ? undefined : this.workspace.locate({ block, start, end: start + 1 })?.range;
      if (range) return [{ range, severity: DiagnosticSeverity.Warning, source: SOURCE, code: 'unreadable-file', message: LOST_CHARACTERS }];
    }
    return [];
  }

  #lastingOf(finding: Finding): { readonly message: string; readonly waiver: Edit | undefined } {
    let lasting = this.#lasting.get(finding);
    if (!lasting) this.#lasting.set(finding, (lasting = { message: messageOf(finding, this.workspace.codes), waiver: waive(finding.at.block, finding.rule) }));
    return lasting;
  }

  #toDiagnostic(note: Note, finding: Finding): Diagnostic | undefined {
    const location = this.workspace.locate(finding.at);
    if (!location) return undefined;
    const page = this.host.rulePage(finding.rule);
    const { message, waiver } = this.#lastingOf(finding);
    const waiverEdit = waiver && toTextEdit(this, waiver);
    const data: FindingData = {
      version: note.version ?? null,
      fixes: finding.fixes.map(({ kind, title, edits }) => ({ kind, title, edits: edits.flatMap((edit) => toTextEdit(this, edit) ?? []) })),
      ...(waiverEdit ? { waiver: waiverEdit } : {}),
    };
    return {
      range: location.range,
      severity: SEVERITIES[finding.severity],
      source: SOURCE,
      code: finding.rule,
      ...(page === undefined ? {} : { codeDescription: { href: page } }),
      message,
      relatedInformation: finding.evidence.flatMap(({ at, text }): DiagnosticRelatedInformation[] => {
        const location = toLocation(this, at);
        return location ? [{ location, message: text }] : [];
      }),
      ...(WITHOUT_EFFECT.has(finding.rule) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
      data,
    };
  }
}

/** With another version every diagnostic is another one, because its fixes are for that version only. */
function isSame(told: Report, version: number | undefined, items: readonly Diagnostic[]): boolean {
  if (told.items.length !== items.length) return false;
  return items.length === 0 || (told.version === version && JSON.stringify(told.items) === JSON.stringify(items));
}

const LOST_CHARACTERS = 'Characters were lost when this file was opened, because it is not UTF-8: reopen it with its own encoding, and save it as UTF-8.';
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The sentence; on a second line its sources with the edition that decided; on a third what is not verified about it. */
function messageOf(finding: Finding, codes: CodeSets): string {
  const sources = finding.sources.map((id) => {
    const { title, edition } = codes.source(id);
    return edition && !finding.edition ? `${title}, ${edition}` : title;
  });
  if (finding.edition) sources.push(finding.edition);
  return [
    finding.message,
    ...(sources.length ? [`Source: ${sources.join(' · ')}`] : []),
    ...(finding.unverified ? [`Not verified: ${finding.unverified}`] : []),
  ].join('\n');
}
