import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isHeld } from '../../../server/src/core/editor/calm';
import { look, workspaceOf } from '../../support/checking';
import { isDeep } from '../../support/runs';

// A note typed from top to bottom, with and without slips: at no moment does more than one finding show that the
// finished note does not have.

const root = path.resolve(import.meta.dirname, '../../..');

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(name => path.join(root, folder, name))
    .sort();
}

const examples = filesUnder('examples').filter(name => name.endsWith('.encounter'));

/** Notes of the specification: the first of each of these pages that is a visit with a code line. */
function notesOfSpec(count: number): { name: string; text: string }[] {
  const notes = filesUnder('test/spec')
    .filter(name => name.endsWith('.md') && !name.endsWith('README.md'))
    .flatMap(name => {
      const texts = [...readFileSync(name, 'utf8').matchAll(/```encounter[^\n]*\n(.*?)```/gs)].map(match => match[1]!);
      const longest = texts.filter(text => /^[A-Z]?\d{4}/m.test(text)).sort((a, b) => b.length - a.length)[0];
      return longest ? [{ name: path.relative(root, name), text: longest }] : [];
    });
  return notes.filter((_, i) => i % Math.ceil(notes.length / count) === 0);
}

/** `line rule` of each finding that shows when a text is typed so far, the caret at its end. */
function shown(typed: string, isHolding: boolean): string[] {
  const workspace = workspaceOf({ note: typed });
  const lines = typed.split(/\r\n?|\n/);
  const caret = { line: lines.length - 1, character: lines.at(-1)!.length };
  const typing = { ...workspace.file('note')!.locate(caret), isLineWritten: false };
  return workspace
    .findings('note')
    .filter(finding => !isHolding || !isHeld(finding, typing))
    .map(finding => look(workspace, finding))
    .map(({ line, finding }) => `${line} ${finding.rule}`);
}

/** Numbers below 1 that a seed decides (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Two letters swapped, one left out, one doubled: on every line about one. */
function withSlips(text: string, random: () => number): string {
  return text
    .split('\n')
    .map(line => {
      if (line.length < 4 || random() < 0.5) return line;
      const at = Math.floor(random() * (line.length - 1));
      const [a, b] = [line[at]!, line[at + 1]!];
      const slips = [b + a, b, a + a + b];
      return line.slice(0, at) + slips[Math.floor(random() * slips.length)]! + line.slice(at + 2);
    })
    .join('\n');
}

/** The texts on screen while a note is typed: wrong keys are noticed after some more, and typed again. */
function* moments(text: string, random: () => number, step: number): Generator<string> {
  for (let length = 1; length <= text.length; length++) {
    if (text.charAt(length - 1) === '\r') continue; // CRLF is one key
    if (random() * step < 1) yield text.slice(0, length);
    if (random() * step * 4 > 1) continue;
    const wrong = text.slice(0, length) + 'qwe;8,@'[Math.floor(random() * 7)]!;
    yield wrong;
    const more = wrong + text.slice(length, length + 2);
    if (!/[\r\n]/.test(more.slice(length))) yield more;
    yield wrong;
    yield text.slice(0, length);
  }
}

/** The moments at which more than one finding shows that the finished note does not have. */
function loud(text: string, above: string, seed: number, step: number): string[] {
  const random = randomOf(seed);
  const finished = new Set(shown(above + text, false));
  const found: string[] = [];
  for (const typed of moments(text, random, step)) {
    const extra = shown(above + typed, true).filter(finding => !finished.has(finding));
    if (extra.length > 1) found.push(`seed ${seed}, after ${JSON.stringify(typed.slice(-40))}: ${extra.join(', ')}`);
  }
  return found;
}

/** The encounters of a note, each with the defaults of the file: what is above them does not change. */
function encountersOf(text: string): { above: string; one: string }[] {
  const [first = '', ...others] = text.split(/^(?=\d{4}-\d\d-\d\d )/m);
  const parts = /^\d{4}-\d\d-\d\d /.test(first) ? [first, ...others] : others;
  const above = parts.length === others.length ? first : '';
  return parts.map(one => ({ above, one }));
}

/** About every so many moments are looked at. */
const STEP = isDeep ? 4 : 60;
const SEEDS = isDeep ? [1, 2, 3] : [1];
const NOTES_OF_SPEC = isDeep ? 30 : 10;
const notes = [
  ...examples.map(file => ({ name: path.basename(file), text: readFileSync(file, 'utf8') })),
  ...notesOfSpec(NOTES_OF_SPEC),
];

it('has every example and some notes of the specification to type', () => {
  expect(notes.length).toBeGreaterThanOrEqual(examples.length + NOTES_OF_SPEC);
});

describe.each(notes)('typing $name', ({ text }) => {
  const encounters = encountersOf(text);

  it('shows at most one finding too many, with keys that are corrected at once', () => {
    expect(SEEDS.flatMap(seed => encounters.flatMap(({ above, one }) => loud(one, above, seed, STEP)))).toEqual([]);
  });

  it('shows at most one finding too many, with slips that stay', () => {
    expect(
      SEEDS.flatMap(seed =>
        encounters.flatMap(({ above, one }) => loud(withSlips(one, randomOf(seed)), above, seed, STEP)),
      ),
    ).toEqual([]);
  });

  it('shows at most one finding too many with CRLF, and without a line end behind the last line', () => {
    const crlf = text.trimEnd().replaceAll('\n', '\r\n');
    expect(encountersOf(crlf).flatMap(({ above, one }) => loud(one.trimEnd(), above, 7, STEP))).toEqual([]);
  });
});
