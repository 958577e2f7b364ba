import { NonOverlappingEdits, type Span } from '../../core/edits/select-non-overlapping.js';
import { piecesOf } from '../../core/workspace/note-file.js';
import type { SerializedEdit, SerializedFinding, SerializedFix } from '../serialized-finding.js';

/** A fix that was applied, and where its finding was then. */
export interface Applied {
  readonly rule: string;
  readonly title: string;
  /** 0-based line in the text that it was computed for. */
  readonly line: number;
}

interface Change extends Span<number> {
  readonly text: string;
}

/**
 * Applies fixes of the findings of a text to it: every repair, and of the rules in `edits` the one edit that a finding
 * offers. All are computed for this text, so of those that touch each other the first is taken, and of an encounter one
 * edit only, and only if nothing else changes in it; what is left out is offered again for the text that comes out.
 */
export function applyFixes(
  text: string,
  findings: readonly SerializedFinding[],
  edits: ReadonlySet<string>,
): { readonly text: string; readonly applied: readonly Applied[] } {
  const wanted = findings.flatMap(finding => {
    const fix = fixOf(finding, edits);
    return fix ? [{ finding, fix }] : [];
  });
  if (!wanted.length) return { text, applied: [] };
  const offsetOf = offsets(text);
  const encounterOf = encounters(text);
  const apart = new NonOverlappingEdits<number, Change>((a, b) => a - b);
  const changed = new Set<number>(),
    edited = new Set<number>();
  const applied: Applied[] = [];
  for (const { finding, fix } of [...wanted.filter(isRepair), ...wanted.filter(one => !isRepair(one))]) {
    const changes = fix.edits.map(({ range, newText }): Change => ({
      start: offsetOf(range.start),
      end: offsetOf(range.end),
      text: newText,
    }));
    const encounter = encounterOf(finding.range.start.line);
    if (edited.has(encounter) || (fix.kind === 'edit' && changed.has(encounter))) continue;
    if (changes.every(({ start, end, text: by }) => text.slice(start, end) === by)) continue;
    if (!apart.choose(changes)) continue;
    changed.add(encounter);
    if (fix.kind === 'edit') edited.add(encounter);
    applied.push({ rule: finding.rule, title: fix.title, line: finding.range.start.line });
  }
  let out = '',
    at = 0;
  for (const { start, end, text: by } of apart.chosen) {
    out += text.slice(at, start) + by;
    at = end;
  }
  return { text: out + text.slice(at), applied: applied.sort((a, b) => a.line - b.line) };
}

/** The fix that can be applied without review. If a finding has several edits, the coder has to choose. */
function fixOf({ rule, fixes }: SerializedFinding, edits: ReadonlySet<string>): SerializedFix | undefined {
  return fixes.find(({ kind }) => kind === 'repair') ?? (edits.has(rule) && fixes.length === 1 ? fixes[0] : undefined);
}

function isRepair({ fix }: { readonly fix: SerializedFix }): boolean {
  return fix.kind === 'repair';
}

/** Positions of a text as offsets. */
function offsets(text: string): (position: SerializedEdit['range']['start']) => number {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x0a || (c === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) starts.push(i + 1);
  }
  return ({ line, character }) => Math.min(text.length, (starts[line] ?? text.length) + character);
}

/** The encounter that a line of the text belongs to, by its number. */
function encounters(text: string): (line: number) => number {
  const firsts = piecesOf(text).map(({ line }) => line);
  return line => {
    let low = 0,
      high = firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (firsts[middle]! <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}
