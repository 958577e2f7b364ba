// Walks the tokens of a note and asks completion for each.
import { alarmOf } from '../../../server/src/core/claim/history/alarm';
import { complete } from '../../../server/src/core/editor/completion/complete';
import { textOf, type Suggestion } from '../../../server/src/core/editor/completion/suggestion';
import type { Workspace } from '../../../server/src/core/workspace/workspace';
import { workspaceOf } from '../../support/checking';
import { isKnowable, tokensOf, type NoteToken } from './tokens';

/** Whether the alarm in the note is the day by which the next fill is planned: another is the coder's own. */
function isPlanned(workspace: Workspace, token: NoteToken): boolean {
  const place = workspace.at('note', { line: token.line, character: 0 })!;
  const alarm = alarmOf(workspace.visit(place.block)!);
  return alarm !== undefined && 'planBy' in alarm && alarm.planBy === token.text;
}

interface Probe {
  readonly how: string;
  /** How many letters of the token are typed. */
  readonly typed: number;
  readonly text: string;
  readonly caret: number;
  /** What the line must begin with, once the token is taken. */
  readonly wanted: string;
}

/**
 * The token missing, half typed, or under the caret; with the rest of the note behind it, and as it is typed from top
 * to bottom.
 */
function probesOf(
  lines: readonly string[],
  { line, start, end, text }: NoteToken,
  isOneOfThousands: boolean,
): readonly Probe[] {
  const whole = lines[line]!;
  // The list of a category may be cut off: the next letters bring what is missing.
  const half = Math.max(Math.ceil(text.length / 2), isOneOfThousands ? text.length - 2 : 0);
  const put = (typed: string, rest: string, behind: readonly string[]): string =>
    [...lines.slice(0, line), whole.slice(0, start) + typed + rest, ...behind].join('\n');
  const wanted = whole.slice(0, end);
  const rest = whole.slice(end),
    behind = lines.slice(line + 1);
  return [
    { how: 'missing', typed: 0, text: put('', rest, behind), caret: start, wanted },
    { how: 'not yet typed', typed: 0, text: put('', '', []), caret: start, wanted },
    ...(text.length > 1
      ? [
          { how: 'half typed', typed: half, text: put(text.slice(0, half), rest, behind), caret: start + half, wanted },
          {
            how: 'half typed at the end',
            typed: half,
            text: put(text.slice(0, half), '', []),
            caret: start + half,
            wanted,
          },
          { how: 'under the caret', typed: half, text: put(text, rest, behind), caret: start + half, wanted: whole },
        ]
      : []),
  ];
}

/** Filters as editors do: the suggestion contains every typed letter, in that order. */
function matches(typed: string, filter: string): boolean {
  let at = 0;
  for (const letter of typed.trimStart().toLowerCase()) {
    at = filter.toLowerCase().indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function isOffered(workspace: Workspace, token: NoteToken, probe: Probe): boolean {
  workspace.set('note', probe.text);
  const position = { line: token.line, character: probe.caret };
  const found = complete(workspace, 'note', position);
  const line = probe.text.split('\n')[token.line]!;
  const lineStart = found ? found.spot.offset - probe.caret : 0;
  return (
    found?.proposals.some((proposal: Suggestion) => {
      const at = proposal.at ?? found.at;
      const start = at.start - lineStart,
        end = at.end - lineStart;
      if (start < 0 || end > line.length || start > probe.caret || end < probe.caret) return false;
      if (!matches(line.slice(start, probe.caret), proposal.filter ?? proposal.label)) return false;
      const after = line.slice(0, start) + textOf(proposal.typed ?? proposal.label) + line.slice(end);
      if (probe.how === 'under the caret') return after === probe.wanted;
      return (
        after.startsWith(probe.wanted) && (token.kind === 'pointer' || !/^[\w.]/.test(after.slice(probe.wanted.length)))
      );
    }) ?? false
  );
}

export interface Expected {
  /** Whether nothing can offer the token: no note and no table holds it. */
  skip(token: NoteToken, workspace: Workspace): boolean;
  /** Whether the token is one of thousands, offered from its first letters on. */
  needsLetters?(token: NoteToken): boolean;
}

/**
 * `token (kind) how, on line 12: …` of everything that is not offered; and how many tokens were walked.
 * @param others the other notes of the workspace, by file name
 */
export function walk(
  note: string,
  others: Readonly<Record<string, string>>,
  { skip, needsLetters }: Expected,
): { walked: number; probes: number; missed: string[] } {
  const workspace = workspaceOf({ note, ...others });
  const lines = note.split('\n');
  const tokens = tokensOf(note).filter(
    token =>
      isKnowable(token) && !skip(token, workspace) && (token.kind !== 'alarm date' || isPlanned(workspace, token)),
  );
  const missed: string[] = [];
  let probes = 0;
  for (const token of tokens) {
    const isOneOfThousands = needsLetters?.(token) ?? false;
    for (const probe of probesOf(lines, token, isOneOfThousands)) {
      if (probe.typed === 0 && isOneOfThousands) continue;
      probes++;
      if (!isOffered(workspace, token, probe))
        missed.push(`${token.text} (${token.kind}) ${probe.how}, on line ${token.line + 1}: ${lines[token.line]}`);
    }
  }
  return { walked: tokens.length, probes, missed };
}

/** The encounters of a note, and the text before the first one. */
export function visitsOf(note: string): { readonly defaults: string; readonly visits: readonly string[] } {
  const pieces = note.split(/^(?=\d{4}-\d\d-\d\d )/m);
  const [first = '', ...rest] = pieces;
  return /^\d{4}-/.test(first) ? { defaults: '', visits: pieces } : { defaults: first, visits: rest };
}
