import fc from 'fast-check';
import { noteText } from '../support/arbitrary';
import type { Corpus } from './inputs/corpus';
import { hostileText, largeText } from './inputs/hostile';
import { mutatedNote } from './inputs/mutate';
import { Random, seedOf } from './inputs/random';
import { brokenRule, findings, fixes } from './oracles/checking';
import { completing, hovering, linking, seeing, shapes, waiving } from './oracles/editor';
import { editing, formatting } from './oracles/form';
import type { Oracle } from './oracles/oracle';
import { claims, configurations, profiles, reporting, searching } from './oracles/output';
import { alone, bytes, facts, tree } from './oracles/reading';

/** A text on which an oracle failed, whole enough to fail again. */
export interface Case {
  readonly oracle: string;
  /** Decides what the oracle tries on the text. */
  readonly salt: number;
  readonly text: string;
}

export interface Failure extends Case {
  readonly why: string;
}

export function oracles(root: string): readonly Oracle[] {
  return [
    tree,
    alone,
    facts,
    bytes,
    findings,
    fixes,
    brokenRule,
    formatting,
    editing,
    hovering,
    completing,
    shapes,
    linking,
    waiving,
    seeing,
    reporting(root),
    claims,
    searching,
    profiles(root),
    configurations,
  ];
}

/** The case of a run with this number; any can be made alone. */
export function caseOf(run: number, number: number, oracle: Oracle, corpus: Corpus): Case {
  const random = new Random(seedOf(run, number));
  const text = textFor(oracle, random, corpus);
  return { oracle: oracle.name, salt: random.seed(), text };
}

function textFor({ takesLarge }: Oracle, random: Random, corpus: Corpus): string {
  const kind = random.below(100);
  if (kind < 70) return mutatedNote(random, corpus);
  if (kind < 82) return hostileText(random);
  if (kind < 98 || !takesLarge) return fc.sample(noteText, { seed: random.seed(), numRuns: 1 })[0]!;
  return largeText(random);
}

/** Runs an oracle on a case; answers why it failed, if it did. */
export function runCase(oracle: Oracle, { text, salt }: Case, corpus: Corpus): string | undefined {
  try {
    oracle.check(text, new Random(salt), corpus);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    return /^(?:Type|Range|Reference|Syntax)Error$/.test(error.name) ? (error.stack ?? error.message) : error.message;
  }
}

/** Leaves out as much of a failing text as can be left out while it fails in the same way, for a while. */
export function minimize(oracle: Oracle, failure: Failure, corpus: Corpus, forMs: number): Failure {
  const end = Date.now() + forMs;
  const kind = kindOf(failure.why);
  let best = failure;
  const isAsBad = (text: string): boolean => {
    const why = runCase(oracle, { ...failure, text }, corpus);
    if (why === undefined || kindOf(why) !== kind) return false;
    best = { ...failure, text, why };
    return true;
  };
  // Lines first, then runs of characters, each time in halves of the size before.
  for (const unit of [/[^\n]*\n|[^\n]+$/g, /[^]/g]) {
    for (
      let parts = best.text.match(unit) ?? [], size = Math.ceil(parts.length / 2);
      size >= 1;
      size = size === 1 ? 0 : Math.ceil(size / 2)
    ) {
      for (let at = 0; at < parts.length;) {
        if (Date.now() > end) return best;
        const fewer = [...parts.slice(0, at), ...parts.slice(at + size)];
        if (isAsBad(fewer.join(''))) parts = fewer as RegExpMatchArray;
        else at += size;
      }
    }
  }
  return best;
}

/** A failure without what differs from text to text. */
function kindOf(why: string): string {
  return why
    .split('\n', 1)[0]!
    .replace(/“[^”]*”|"[^"]*"|\d+/g, '')
    .slice(0, 60);
}
