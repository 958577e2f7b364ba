import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type DiagnosticRelatedInformation, type Range } from 'vscode-languageserver';
import type { CodeSets } from '../core/codes/types.js';
import { waive } from '../core/editor/waive.js';
import type { Place } from '../core/encounter/model.js';
import type { Finding } from '../core/finding.js';
import type { Edit } from '../core/fix.js';
import type { Severity } from '../core/rules/rule.js';
import type { Block } from '../core/syntax/tree.js';
import { rangeInBlock } from '../core/workspace/note-file.js';
import type { Workspace } from '../core/workspace/workspace.js';
import type { CarriedFix, FindingData } from './finding-data.js';
import type { Host } from './host.js';
import type { Notes } from './notes.js';

/** What the client knows our diagnostics by. */
export const SOURCE = 'encounter-notes';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint,
};
/** Findings whose text does nothing in the note, which editors grey out. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['duplicate-field', 'diagnosis-duplicate']);

/** Where a finding is told: what knows the places, the addresses and the pages. */
export interface Telling {
  readonly workspace: Workspace;
  readonly notes: Notes;
  readonly host: Host;
}

/** A line of a diagnostic, as it moves with its block. */
interface MovingLine {
  /** Index in the blocks of the diagnostic. */
  readonly block: number;
  /** Counted from the first line of the block. */
  readonly line: number;
}

/** What stands in the JSON for a line that moves; within a string of JSON the quotation marks would be escaped. */
const MOVES = '"line":"\\u0000"';

/**
 * A finding as the JSON of a diagnostic. It stays as it is while its encounter does, but for the lines, which move with the encounters
 * that it speaks of, and for the version of the note; so a long list is told again for hardly more than it takes to copy it.
 */
export class DiagnosticText {
  private readonly blocks: Block[] = [];
  private readonly lines: MovingLine[] = [];
  private readonly pieces: readonly string[];
  private firstLines: readonly (number | undefined)[] | undefined;
  private bytes: Buffer | undefined;

  /** @param finding one of a note that is in the workspace */
  constructor(telling: Telling, finding: Finding) {
    this.pieces = JSON.stringify(this.diagnosticOf(telling, finding)).slice(0, -ENDS.length).split(MOVES);
  }

  /** JSON in UTF-8 up to the version of the note; see {@link versionText}. Undefined where a part of what it speaks of is no longer in any note. */
  beforeVersion(workspace: Workspace): Buffer | undefined {
    const { firstLines, bytes } = this;
    if (bytes && this.blocks.every((block, i) => workspace.firstLineOf(block) === firstLines![i])) return bytes;
    const now = this.blocks.map((block) => workspace.firstLineOf(block));
    if (now.includes(undefined)) return undefined;
    let text = this.pieces[0]!;
    this.lines.forEach(({ block, line }, i) => { text += `"line":${now[block]! + line}${this.pieces[i + 1]!}`; });
    this.firstLines = now;
    return (this.bytes = Buffer.from(text));
  }

  private diagnosticOf({ workspace, notes, host }: Telling, finding: Finding): Diagnostic {
    const location = (at: Place): { uri: string; range: Range } | undefined => {
      const found = workspace.locate(at);
      return found && { uri: notes.byKey(found.uri)?.uri ?? found.uri, range: this.moving(at) };
    };
    const textEdit = ({ at, text }: Edit): { range: Range; newText: string }[] => (workspace.locate(at) ? [{ range: this.moving(at), newText: text }] : []);
    const page = host.rulePage(finding.rule);
    const waiver = waive(finding.at.block, finding.rule);
    const [waiverEdit] = waiver ? textEdit(waiver) : [];
    const data: Omit<FindingData, 'version'> = {
      fixes: finding.fixes.map(({ kind, title, edits }): CarriedFix => ({ kind, title, edits: edits.flatMap(textEdit) })),
      ...(waiverEdit ? { waiver: waiverEdit } : {}),
    };
    return {
      range: this.moving(finding.at),
      severity: SEVERITIES[finding.severity],
      source: SOURCE,
      code: finding.rule,
      ...(page === undefined ? {} : { codeDescription: { href: page } }),
      message: messageOf(finding, workspace.codes),
      relatedInformation: finding.evidence.flatMap(({ at, text }): DiagnosticRelatedInformation[] => {
        const found = location(at);
        return found ? [{ location: found, message: text }] : [];
      }),
      ...(WITHOUT_EFFECT.has(finding.rule) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
      data,
    };
  }

  /** The range of a place, its lines such that they are noted when JSON is made of them. */
  private moving(at: Place): Range {
    const { start, end } = rangeInBlock(at);
    let block = this.blocks.indexOf(at.block);
    if (block < 0) block = this.blocks.push(at.block) - 1;
    const line = (number: number): number => {
      const noted = { toJSON: () => {
        this.lines.push({ block, line: number });
        return '\0';
      } };
      return noted as unknown as number;
    };
    return { start: { line: line(start.line), character: start.character }, end: { line: line(end.line), character: end.character } };
  }
}

/** The end of a diagnostic whose last member is its data. */
const ENDS = '}}';

/** What follows each {@link DiagnosticText} of a note: the version that its fixes are for. */
export function versionText(version: number | undefined): string {
  return `,"version":${version ?? null}${ENDS}`;
}

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
