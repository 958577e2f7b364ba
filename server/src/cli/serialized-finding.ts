import type { Finding } from '../core/check/finding.js';
import { lineAt } from '../core/syntax/line-at.js';
import type { Range } from '../core/workspace/note-file.js';
import type { Workspace } from '../core/workspace/workspace.js';
import { toPath } from '../project/file-system.node.js';
import type { SourceRange } from '../core/syntax/source-range.js';
import type { Severity } from '../core/policy/severity.js';

/**
 * Findings as plain data: texts and numbers, so that one thread can send them to another and a reporter can print them
 * without their workspace. Positions are 0-based and count UTF-16 units, as in editors.
 */

/**
 * The results for one note, or one unit of a stream. `file` is an absolute path, or the name that was given with the
 * text.
 */
export interface CheckedNote {
  readonly file: string;
  readonly encounters: number;
  /** The dates of service, each once; null for encounters without a valid one. */
  readonly dates: readonly (string | null)[];
  /** Top to bottom. */
  readonly findings: readonly SerializedFinding[];
  readonly waived: readonly SerializedFinding[];
  /** What the job wants to know of each encounter beside its findings, in their order. */
  readonly details?: readonly { readonly piece: number; readonly detail: object }[];
  /** In a stream: earlier encounters of its patient came before, and other patients between them. */
  readonly withoutHistory?: true;
  /** How many findings of each level are not listed; absent if all are. */
  readonly unlisted?: Readonly<Record<Severity, number>>;
}

/** A note that could not be checked, and why, in one whole sentence. */
export interface UnreadNote {
  readonly file: string;
  readonly problem: string;
  /** In a stream: the number of its line, from 1 on. */
  readonly inputLine?: number;
}

/** The place in the results of a stream at which everything before a flush line of the input is checked. */
export interface FlushMark {
  readonly flush: string | number;
}

export interface SerializedFinding {
  /** Index of its encounter in the note, from 1 on; 0 for the lines above the first. */
  readonly piece?: number;
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly outcome: 'fail' | 'no data';
  readonly message: string;
  readonly range: Range;
  /** The line in which the range begins. */
  readonly line: LineText;
  /** Never empty. May lie in another note, such as the last fill of the pump. */
  readonly evidence: readonly SerializedEvidence[];
  readonly fixes: readonly SerializedFix[];
  /** Source ids of the code sets. */
  readonly sources: readonly string[];
  readonly edition?: string;
  /** Why the fact behind it is not verified. */
  readonly unverified?: string;
  /** The waiver that holds for it, in the note of the finding; `line` is 0-based. */
  readonly waivedBy?: { readonly reason: string; readonly initials: string; readonly line: number };
}

export interface SerializedEvidence {
  readonly file: string;
  readonly range: Range;
  /** What the line shows: `filled by a nurse (RN KL)`. */
  readonly text: string;
  /** The line in which the range begins. */
  readonly line: LineText;
}

export interface SerializedFix {
  readonly kind: 'repair' | 'edit';
  readonly title: string;
  /** All in the note of the finding. */
  readonly edits: readonly SerializedEdit[];
}

export interface SerializedEdit {
  readonly range: Range;
  readonly newText: string;
}

/**
 * A line without its break; of a very long one only what surrounds the place, so that a megabyte of it is not carried
 * about for each finding.
 */
export interface LineText {
  readonly text: string;
  /** The character of the line at which the text begins; 0 except for a very long line. */
  readonly from: number;
}

/** More than fits any terminal. */
const LONGEST_LINE = 400;
const CONTEXT = 80;

/** A finding of a note that is in the workspace. */
export function serializeFinding(workspace: Workspace, finding: Finding): SerializedFinding {
  const { rule, severity, outcome, message, at, sources, edition, unverified, waivedBy } = finding;
  const located = locate(workspace, at)!;
  return {
    file: located.file,
    rule,
    severity,
    outcome,
    message,
    range: located.range,
    line: lineText(at),
    evidence: finding.evidence.flatMap(evidence => {
      const place = locate(workspace, evidence.at);
      return place ? [{ ...place, text: evidence.text, line: lineText(evidence.at) }] : [];
    }),
    fixes: finding.fixes.map(({ kind, title, edits }) => ({
      kind,
      title,
      edits: edits.map(edit => ({ range: locate(workspace, edit.at)!.range, newText: edit.text })),
    })),
    sources,
    ...(edition ? { edition } : {}),
    ...(unverified ? { unverified } : {}),
    ...(waivedBy
      ? {
          waivedBy: {
            reason: waivedBy.reason?.value ?? '',
            initials: waivedBy.initials?.value ?? '',
            line: locate(workspace, waivedBy)!.range.start.line,
          },
        }
      : {}),
  };
}

function locate(workspace: Workspace, place: SourceRange): { file: string; range: Range } | undefined {
  const location = workspace.locate(place);
  return location && { file: toPath(location.uri), range: location.range };
}

function lineText({ block, start, end }: SourceRange): LineText {
  const line = lineAt(block, start);
  if (!line) return { text: '', from: 0 };
  if (line.end - line.start <= LONGEST_LINE) return { text: block.text.slice(line.start, line.end), from: 0 };
  const from = Math.max(line.start, start - CONTEXT);
  return {
    text: block.text.slice(from, Math.min(line.end, Math.min(end, start + LONGEST_LINE) + CONTEXT)),
    from: from - line.start,
  };
}
