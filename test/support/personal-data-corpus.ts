// The labeled lines of test/corpora/personal-data.txt, and how what is found in them compares.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sightingsIn } from '../../server/src/core/rules/privacy/phi/detect-phi';
import type { Sighting } from '../../server/src/core/rules/privacy/phi/phi-match';

const CORPUS = path.join('test', 'corpora', 'personal-data.txt');

interface LabeledLine {
  readonly number: number;
  /** Without the labels. */
  readonly text: string;
  readonly labels: readonly Sighting[];
}

export interface CorpusScore {
  readonly lines: number;
  /** Lines in which nothing is personal. */
  readonly silentLines: number;
  readonly labels: number;
  /** Labels that a finding of their kind overlaps. */
  readonly found: number;
  readonly findings: number;
  /** Findings that overlap a label of their kind. */
  readonly right: number;
  /** `line 12: missed name: Jane Doe`, `line 40: wrong name: Baker Cyst`. */
  readonly faults: readonly string[];
}

/** @param root folder of the repository */
export function scoreCorpus(root: string): CorpusScore {
  const lines = readCorpus(root);
  let found = 0;
  let findings = 0;
  let right = 0;
  const faults: string[] = [];
  for (const { number, text, labels } of lines) {
    const seen = sightingsIn(text);
    const missed = labels.filter(label => !seen.some(of => agree(of, label)));
    const wrong = seen.filter(of => !labels.some(label => agree(of, label)));
    found += labels.length - missed.length;
    findings += seen.length;
    right += seen.length - wrong.length;
    const say = (what: string, { kind, start, end }: Sighting): string =>
      `line ${number}: ${what} ${kind}: ${text.slice(start, end)}`;
    faults.push(...missed.map(of => say('missed', of)), ...wrong.map(of => say('wrong', of)));
  }
  return {
    lines: lines.length,
    silentLines: lines.filter(({ labels }) => !labels.length).length,
    labels: lines.reduce((sum, { labels }) => sum + labels.length, 0),
    found,
    findings,
    right,
    faults,
  };
}

/** @param root folder of the repository */
export function readCorpus(root: string): LabeledLine[] {
  return readFileSync(path.join(root, CORPUS), 'utf8')
    .split('\n')
    .flatMap((line, i): LabeledLine[] => {
      if (!line.trim() || line.startsWith('#')) return [];
      const labels: Sighting[] = [];
      let text = '';
      let from = 0;
      for (const match of line.matchAll(/\[\[([a-z ]+)\|([^\]]+)\]\]/g)) {
        text += line.slice(from, match.index);
        labels.push({ kind: match[1] as Sighting['kind'], start: text.length, end: text.length + match[2]!.length });
        text += match[2]!;
        from = match.index + match[0].length;
      }
      return [{ number: i + 1, text: text + line.slice(from), labels }];
    });
}

function agree(a: Sighting, b: Sighting): boolean {
  return a.kind === b.kind && a.start < b.end && b.start < a.end;
}
