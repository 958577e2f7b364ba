// What the runs of `npm run bench` have measured, as ratios: times differ between machines, ratios of two programs in
// one run hardly do.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { median } from './statistics.mjs';

const FILE = path.resolve(import.meta.dirname, '../history.jsonl');
/** A ratio that is worse by this part of the median of the last runs is named. */
const WORSE = 0.15;
const RUNS = 5;

/** The ratios of a run; of each, less is better. */
export function ratiosOf({ throughput, cold }) {
  const cpu = name => median(throughput[name].map(sample => sample.cpu));
  const start = name => median(cold[name].map(({ first }) => first));
  const of = (a, b) => Number((cpu(a) / cpu(b)).toPrecision(3));
  return {
    'check ÷ parse': of('our whole check', 'our parser'),
    'facts ÷ parse': of('our parser and facts', 'our parser'),
    'parse ÷ JSON service, parse': of('our parser', 'JSON language service, parse'),
    'check ÷ JSON service, parse and validate': of('our whole check', 'JSON language service, parse and validate'),
    'check ÷ markdownlint': of('our whole check', 'markdownlint'),
    'cold start ÷ node -e 0': Number((start('our command, `check` of a day') / start('node -e 0')).toPrecision(3)),
  };
}

/** The runs so far, the oldest first. */
export function history() {
  if (!existsSync(FILE)) return [];
  const lines = readFileSync(FILE, 'utf8').split('\n');
  return lines.filter(Boolean).map(line => JSON.parse(line));
}

/** Adds a run to the history. @param isQuick whether it was one of `--quick` */
export function remember(ratios, isQuick) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const [{ model } = {}] = cpus();
  const machine = `${cpus().length} × ${model?.trim() || 'unknown'}, Node ${process.version}`;
  const date = new Date().toISOString().slice(0, 10);
  appendFileSync(FILE, `${JSON.stringify({ date, commit, machine, isQuick, ratios })}\n`);
}

/** One sentence for each ratio that is worse than the median of the last runs; a report, on which nothing depends. */
export function worsened(ratios, runs) {
  const last = runs.slice(-RUNS);
  return Object.entries(ratios).flatMap(([name, ratio]) => {
    const before = last.flatMap(run => run.ratios[name] ?? []);
    if (before.length === 0) return [];
    const usual = median(before);
    const more = ratio / usual - 1;
    if (more < WORSE) return [];
    return [
      `${name}: ${ratio}, ${Math.round(more * 100)} % more than ${usual}, the median of the last ${before.length} runs`,
    ];
  });
}
