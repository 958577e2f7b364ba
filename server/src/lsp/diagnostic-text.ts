import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type Range,
} from 'vscode-languageserver';
import type { CodeSets } from '../core/codes/types.js';
import type { Finding } from '../core/check/finding.js';
import type { Block } from '../core/syntax/tree.js';
import { rangeInBlock } from '../core/workspace/note-file.js';
import type { Workspace } from '../core/workspace/workspace.js';
import type { Host } from './host.js';
import type { Notes } from './notes.js';
import type { SourceRange } from '../core/syntax/source-range.js';
import type { Severity } from '../core/policy/severity.js';

/** What the client knows our diagnostics by. */
export const SOURCE = 'encounter-notes';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
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
 * that it speaks of; so a long list is told again for hardly more than it takes to copy it. Its fixes are not in it: they are as long as
 * all the rest, and are asked for of one finding at a time.
 */
export class DiagnosticText {
  private readonly blocks: Block[] = [];
  private readonly lines: MovingLine[] = [];
  private readonly pieces: readonly string[];
  private firstLines: readonly (number | undefined)[] | undefined;
  private bytes: Buffer | undefined;
  /** For which {@link Workspace.layoutVersion} the bytes hold. */
  private layout: number | undefined;

  /** @param finding one of a note that is in the workspace */
  constructor(telling: Telling, finding: Finding) {
    this.pieces = JSON.stringify(this.diagnosticOf(telling, finding)).split(MOVES);
  }

  /** JSON in UTF-8, with a comma before it; undefined where a part of what it speaks of is no longer in any note. */
  now(workspace: Workspace): Buffer | undefined {
    if (this.layout === workspace.layoutVersion) return this.bytes;
    this.layout = workspace.layoutVersion;
    const now = this.blocks.map(block => workspace.firstLineOf(block));
    if (this.firstLines?.every((line, i) => line === now[i])) return this.bytes;
    this.firstLines = now;
    return (this.bytes = now.includes(undefined) ? undefined : Buffer.from(this.textFor(now as number[])));
  }

  private textFor(firstLines: readonly number[]): string {
    let text = `,${this.pieces[0]!}`;
    this.lines.forEach(({ block, line }, i) => {
      text += `"line":${firstLines[block]! + line}${this.pieces[i + 1]!}`;
    });
    return text;
  }

  private diagnosticOf({ workspace, notes, host }: Telling, finding: Finding): Diagnostic {
    const location = (at: SourceRange): { uri: string; range: Range } | undefined => {
      const found = workspace.locate(at);
      return found && { uri: notes.byKey(found.uri)?.uri ?? found.uri, range: this.moving(at) };
    };
    const page = host.rulePage(finding.rule);
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
    };
  }

  /** The range of a place, its lines such that they are noted when JSON is made of them. */
  private moving(at: SourceRange): Range {
    const { start, end } = rangeInBlock(at);
    let block = this.blocks.indexOf(at.block);
    if (block < 0) block = this.blocks.push(at.block) - 1;
    const line = (number: number): number => {
      const noted = {
        toJSON: () => {
          this.lines.push({ block, line: number });
          return '\0';
        },
      };
      return noted as unknown as number;
    };
    return {
      start: { line: line(start.line), character: start.character },
      end: { line: line(end.line), character: end.character },
    };
  }
}

/** The sentence; on a second line its sources with the edition that decided; on a third what is not verified about it. */
export function messageOf(finding: Finding, codes: CodeSets): string {
  const sources = finding.sources.map(id => {
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
