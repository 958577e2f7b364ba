import { CONTROLS } from '../terminal.js';

/** Lines around a change that are shown with it. */
const CONTEXT = 3;
/** Lines that must agree again after a change. */
const AGREE = 2;

interface Change {
  /** Lines `[from, to)` before, and `[newFrom, newTo)` after. */
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** What changes between two texts, as `patch` and `git apply` take it; empty where nothing does. @param name the file, with forward slashes */
export function unifiedDiff(name: string, before: string, after: string): string {
  const old = linesOf(before),
    now = linesOf(after);
  const hunks: Change[][] = [];
  for (const change of changes(old, now)) {
    const last = hunks.at(-1);
    if (last && change.from - last.at(-1)!.to <= 2 * CONTEXT) last.push(change);
    else hunks.push([change]);
  }
  if (!hunks.length) return '';
  return `--- ${headed(`a/${name}`)}\n+++ ${headed(`b/${name}`)}\n${hunks.map(hunk => printHunk(hunk, old, now)).join('')}`;
}

/** A name as git writes it: in quotes, byte by byte, what a terminal must not be told; a tab ends one that holds a blank, or `patch` ends it there. */
function headed(name: string): string {
  const escaped = name
    .replace(/["\\]/g, '\\$&')
    .replace(CONTROLS, char =>
      Array.from(Buffer.from(char), byte => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
    );
  if (escaped !== name) return `"${escaped}"`;
  return name.includes(' ') ? `${name}\t` : name;
}

function printHunk(hunk: readonly Change[], old: readonly string[], now: readonly string[]): string {
  const first = hunk[0]!,
    last = hunk.at(-1)!;
  const from = Math.max(0, first.from - CONTEXT),
    newFrom = first.newFrom - (first.from - from);
  const to = Math.min(old.length, last.to + CONTEXT),
    newTo = last.newTo + (to - last.to);
  const out = [`@@ -${span(from, to)} +${span(newFrom, newTo)} @@\n`];
  let at = from;
  for (const change of hunk) {
    for (; at < change.from; at++) out.push(line(' ', old[at]!));
    for (; at < change.to; at++) out.push(line('-', old[at]!));
    for (let i = change.newFrom; i < change.newTo; i++) out.push(line('+', now[i]!));
  }
  for (; at < to; at++) out.push(line(' ', old[at]!));
  return out.join('');
}

function span(from: number, to: number): string {
  return `${to > from ? from + 1 : from},${to - from}`;
}

function line(sign: string, text: string): string {
  return text.endsWith('\n') ? sign + text : `${sign}${text}\n\\ No newline at end of file\n`;
}

/** Lines with their line feeds, which alone break lines for `patch`. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

/** What differs, found by going on side by side: after a difference, at the nearest lines that agree again. Right always, and short where changes are. */
function* changes(old: readonly string[], now: readonly string[]): Generator<Change> {
  let i = 0,
    j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      i++;
      j++;
      continue;
    }
    const [to, newTo] = nextAgreement(old, i, now, j);
    yield { from: i, to, newFrom: j, newTo };
    i = to;
    j = newTo;
  }
}

function nextAgreement(old: readonly string[], i: number, now: readonly string[], j: number): [number, number] {
  const most = old.length - i + (now.length - j);
  for (let away = 1; away < most; away++) {
    for (let a = Math.max(0, away - (now.length - j)); a <= Math.min(away, old.length - i); a++) {
      if (agrees(old, i + a, now, j + away - a)) return [i + a, j + away - a];
    }
  }
  return [old.length, now.length];
}

/** Some lines, or all to the end of both. */
function agrees(old: readonly string[], i: number, now: readonly string[], j: number): boolean {
  for (let n = 0; n < AGREE; n++) {
    if (i + n === old.length && j + n === now.length) return true;
    if (i + n >= old.length || j + n >= now.length || old[i + n] !== now[j + n]) return false;
  }
  return true;
}
