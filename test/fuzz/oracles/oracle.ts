import type { Corpus } from '../inputs/corpus';
import type { Random } from '../inputs/random';

/** Something that must be so of every text. */
export interface Oracle {
  /** What it checks; a regression names it. */
  readonly name: string;
  /** Whether it is quick enough for texts of a megabyte. */
  readonly takesLarge?: true;
  /** Throws with what is not so. @param random decides what is tried on the text: positions, edits, settings */
  check(text: string, random: Random, corpus: Corpus): void;
}

export function demand(isSo: boolean, what: () => string): asserts isSo {
  if (!isSo) throw new Error(what());
}

export function same(now: unknown, expected: unknown, what: string): void {
  const [a, b] = [now, expected].map(value =>
    typeof value === 'string' ? value : JSON.stringify(value, undefined, 1),
  );
  if (a === b) return;
  let at = 0;
  while (a![at] === b![at]) at++;
  const near = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 120), at + 200));
  throw new Error(`${what}\n  now:      ${near(a!)}\n  expected: ${near(b!)}`);
}

/** What no sentence for a person may hold: the marks of a value that was not there. */
const ARTEFACTS = /\bundefined\b|\bNaN\b|\[object |\bInfinity\b|function \w*\(/;

/** @param quoted text that it may quote */
export function demandSentence(shownFinding: string, quoted: string, what: string): void {
  demand(shownFinding.trim() !== '', () => `${what} is empty`);
  const artifact = ARTEFACTS.exec(shownFinding)?.[0];
  demand(
    artifact === undefined || quoted.toLowerCase().includes(artifact.trim().toLowerCase()),
    () => `${what} holds “${artifact}”: ${shownFinding}`,
  );
}
