// Copies of notes without what identifies a patient: tokens, serials, lots, initials and numbers are exchanged, dates
// are shifted by the same days for all visits of a patient. A copy has the findings of its note, or it is not made.
import type { Encounter } from '../encounter/model.js';
import { freeTexts } from '../rules/privacy/phi/free-text.js';
import type { Block, Token } from '../syntax/tree.js';
import type { Workspace } from '../workspace/workspace.js';
import { doubtsIn } from './doubts.js';
import { identifiersOf, identifiersOfDefaults, type Identifier, type IdentifierKind } from './identifiers.js';
import { shiftsFor } from './seeded.js';
import { datesIn } from './shift-dates.js';
import { Substitutes } from './substitutes.js';

export interface NoteText {
  /** Its name or address; it is not redacted. */
  readonly name: string;
  readonly text: string;
}

/** A place that keeps the copies from being made. It never holds text of the note. */
export interface Doubt {
  readonly name: string;
  /** 1-based */
  readonly line: number;
  /** `a phone number` */
  readonly what: string;
}

export interface RedactOptions {
  /** What the new names and shifts follow from; who knows it can undo them. */
  readonly seed: string;
  /** Whether narrative, fenced text and comments are left out of the copies. */
  readonly dropText?: boolean;
}

export type Redaction = { readonly copies: readonly NoteText[] } | { readonly doubts: readonly Doubt[] };

/** @param newWorkspace makes an empty workspace, in which notes and copies are checked */
export function redactNotes(
  newWorkspace: () => Workspace,
  notes: readonly NoteText[],
  options: RedactOptions,
): Redaction {
  return new Redactor(newWorkspace, notes, options).run();
}

interface Part {
  readonly name: string;
  readonly block: Block;
  readonly encounter: Encounter | undefined;
  readonly identifiers: readonly Identifier[];
  /** In capitals; of the defaults of a file its first patient. */
  readonly patient: string;
  readonly firstLine: number;
}

class Redactor {
  readonly #workspace: Workspace;
  readonly #parts: readonly Part[];

  constructor(
    private readonly newWorkspace: () => Workspace,
    private readonly notes: readonly NoteText[],
    private readonly options: RedactOptions,
  ) {
    const texts = notes.map(({ name, text }) => ({
      name,
      text: options.dropText ? withoutText(newWorkspace, text) : text,
    }));
    this.#workspace = workspaceOf(newWorkspace, texts);
    this.#parts = notes.flatMap(({ name }) => this.#partsOf(name));
  }

  run(): Redaction {
    const doubts = this.#parts.flatMap(part => doubtsOf(part));
    if (doubts.length > 0) return { doubts };
    const substitutes = new Substitutes(this.#identifiers(), this.options.seed);
    const exchange = new Exchange(substitutes, this.#identifiers());
    const shifts = new Map<string, number>();
    for (const patient of new Set(this.#parts.map(one => one.patient))) {
      const shift = this.#shiftOf(patient, exchange);
      if (shift === undefined) {
        const { name, firstLine } = this.#parts.find(one => one.patient === patient)!;
        doubts.push({
          name,
          line: firstLine + 1,
          what: 'a patient whose dates cannot be shifted without other findings',
        });
      } else shifts.set(patient, shift);
    }
    if (doubts.length > 0) return { doubts };
    const copies = this.#copies(this.#parts, part => exchange.textOf(part, shifts.get(part.patient) ?? 0));
    if (findingsOf(workspaceOf(this.newWorkspace, copies)) === findingsOf(this.#workspace)) return { copies };
    return {
      doubts: this.notes.slice(0, 1).map(({ name }) => ({ name, line: 1, what: 'a copy with other findings' })),
    };
  }

  #partsOf(name: string): Part[] {
    const file = this.#workspace.file(name)!;
    const encounters = new Map(this.#workspace.encounters(name).map(encounter => [encounter.block, encounter]));
    const first = [...encounters.values()].find(({ patient }) => patient)?.patient?.value ?? '';
    return file.blocks.map(block => {
      const encounter = encounters.get(block);
      return {
        name,
        block,
        encounter,
        identifiers: encounter ? identifiersOf(encounter) : identifiersOfDefaults(file.defaults),
        patient: (encounter?.patient?.value ?? first).toUpperCase(),
        firstLine: file.firstLineOf(block),
      };
    });
  }

  #identifiers(): Map<IdentifierKind, Set<string>> {
    const all = new Map<IdentifierKind, Set<string>>();
    for (const { kind, text } of this.#parts.flatMap(({ identifiers }) => identifiers)) {
      if (kind === 'unsure') continue;
      const texts = all.get(kind) ?? new Set<string>();
      all.set(kind, texts.add(text.toUpperCase()));
    }
    return all;
  }

  /** The first shift by which this patient's visits keep their findings; editions of code sets decide. */
  #shiftOf(patient: string, exchange: Exchange): number | undefined {
    const names = new Set(
      this.#parts.filter(part => part.encounter && part.patient === patient).map(({ name }) => name),
    );
    const own = this.#parts.filter(part => names.has(part.name) && (!part.encounter || part.patient === patient));
    const before = findingsOf(
      workspaceOf(
        this.newWorkspace,
        this.#copies(own, ({ block }) => block.text),
      ),
    );
    return shiftsFor(this.options.seed, patient).find(days => {
      const copies = this.#copies(own, part => exchange.textOf(part, days));
      return findingsOf(workspaceOf(this.newWorkspace, copies)) === before;
    });
  }

  #copies(parts: readonly Part[], textOf: (part: Part) => string): NoteText[] {
    const texts = new Map<string, string>();
    for (const part of parts) texts.set(part.name, (texts.get(part.name) ?? '') + textOf(part));
    return [...texts].map(([name, text]) => ({ name, text }));
  }
}

/** Writes a block with other names and other dates. */
class Exchange {
  readonly #mentions: RegExp | undefined;
  readonly #kinds = new Map<string, IdentifierKind>();

  constructor(
    private readonly substitutes: Substitutes,
    identifiers: ReadonlyMap<IdentifierKind, ReadonlySet<string>>,
  ) {
    for (const kind of ['initials', 'npi', 'number', 'patient'] as const)
      for (const text of identifiers.get(kind) ?? []) this.#kinds.set(text, kind);
    const words = [...this.#kinds.keys()].sort((a, b) => b.length - a.length);
    const escaped = words.map(word => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
    if (words.length > 0) this.#mentions = new RegExp(`(?<![\\w-])(?:${escaped.join('|')})(?![\\w-])`, 'gi');
  }

  textOf({ block, identifiers }: Part, days: number): string {
    const edits: { start: number; end: number; text: string }[] = [];
    for (const { kind, start, end, text } of identifiers)
      if (kind !== 'unsure') edits.push({ start, end, text: this.substitutes.of(kind, text) });
    for (const { text, start } of freeTexts(block)) edits.push(...this.#mentionsIn(text, start));
    for (const { start, end, shifted } of datesIn(block.text).read) {
      const text = shifted(days);
      if (text !== undefined) edits.push({ start, end, text });
    }
    return applied(block.text, edits);
  }

  /** Free words can name another patient, a device or a colleague again; initials only in capitals. */
  #mentionsIn(text: string, from: number): { start: number; end: number; text: string }[] {
    if (!this.#mentions) return [];
    return [...text.matchAll(this.#mentions)].flatMap(({ 0: found, index }) => {
      const kind = this.#kinds.get(found.toUpperCase())!;
      if (kind === 'initials' && found !== found.toUpperCase()) return [];
      const start = from + index;
      return [{ start, end: start + found.length, text: this.substitutes.of(kind, found) }];
    });
  }
}

/** Of edits that overlap, the first one counts. */
function applied(text: string, edits: readonly { start: number; end: number; text: string }[]): string {
  let out = '';
  let at = 0;
  for (const edit of [...edits].map((one, i) => ({ one, i })).sort((a, b) => a.one.start - b.one.start || a.i - b.i)) {
    if (edit.one.start < at) continue;
    out += text.slice(at, edit.one.start) + edit.one.text;
    at = edit.one.end;
  }
  return out + text.slice(at);
}

function doubtsOf(part: Part): Doubt[] {
  const { name, block, encounter, identifiers, firstLine } = part;
  return doubtsIn(block, encounter, identifiers).map(({ start, what }) => ({
    name,
    line: firstLine + 1 + (block.text.slice(0, start).match(/\r\n?|\n/g)?.length ?? 0),
    what,
  }));
}

function workspaceOf(newWorkspace: () => Workspace, notes: readonly NoteText[]): Workspace {
  const workspace = newWorkspace();
  for (const { name, text } of notes) workspace.set(name, text);
  return workspace;
}

/** Rule, level and line of every finding of every note, waived ones too. */
function findingsOf(workspace: Workspace): string {
  return workspace
    .uris()
    .flatMap(uri =>
      [...workspace.findings(uri), ...workspace.waived(uri)].map(finding => {
        const line = workspace.locate(finding.at)?.range.start.line;
        return `${uri}\0${line}\0${finding.rule}\0${finding.severity}\0${finding.outcome}\0${finding.waivedBy ? 1 : 0}`;
      }),
    )
    .sort()
    .join('\n');
}

const REMOVED = '[text removed]';

/** The sign that makes a line narrative or a comment stays. */
function removed({ start, end, text }: Token): { start: number; end: number; text: string } {
  return { start, end, text: (/^[;|]\s*/.exec(text)?.[0] ?? '') + REMOVED };
}

/** The note with its narrative, fenced text and comments left out, line by line. */
function withoutText(newWorkspace: () => Workspace, text: string): string {
  const file = workspaceOf(newWorkspace, [{ name: '', text }]).file('')!;
  return file.blocks
    .map(block =>
      applied(
        block.text,
        block.lines.flatMap(line => {
          if (line.kind === 'narrative' || line.kind === 'fenced' || line.kind === 'comment')
            return line.text.text.trim() === '' ? [] : [removed(line.text)];
          return 'comment' in line && line.comment ? [removed(line.comment)] : [];
        }),
      ),
    )
    .join('');
}
