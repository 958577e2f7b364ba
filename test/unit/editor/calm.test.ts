import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isHeld } from '../../../server/src/core/editor/calm';
import { look, workspaceOf } from '../../support/checking';
import { isDeep } from '../../support/runs';

const folder = path.resolve(import.meta.dirname, '../../../examples');
const examples = readdirSync(folder).filter(name => name.endsWith('.encounter'));

/** `line rule` of each finding that shows when this much of a note is typed. */
function shownAfter(typed: string): string[] {
  const workspace = workspaceOf({ note: typed });
  const end = { line: typed.split('\n').length - 1, character: typed.length - typed.lastIndexOf('\n') - 1 };
  const typing = { ...workspace.file('note')!.locate(end), isLineWritten: false };
  return workspace
    .findings('note')
    .filter(finding => !isHeld(finding, typing))
    .map(finding => look(workspace, finding))
    .map(({ line, finding }) => `${line} ${finding.rule}`);
}

function allOf(text: string): Set<string> {
  const workspace = workspaceOf({ note: text });
  return new Set(
    workspace
      .findings('note')
      .map(finding => look(workspace, finding))
      .map(({ line, finding }) => `${line} ${finding.rule}`),
  );
}

/** A neighboring key instead of the next one, at every seventh place; in the quick run at every 28th. */
function* slips(text: string): Generator<string> {
  for (let length = 1; length < text.length; length += isDeep ? 7 : 28) yield `${text.slice(0, length)}w`;
}

/** The text after each key; in the quick run after every 17th. */
function* prefixes(text: string): Generator<string> {
  for (let length = 1; length <= text.length; length += isDeep ? 1 : 17) yield text.slice(0, length);
}

/** The moments while a note is typed at which more than one finding shows that the finished note does not have. */
function loudMoments(text: string, moments: Iterable<string>): string[] {
  const finished = allOf(text);
  const loud: string[] = [];
  for (const typed of moments) {
    const extra = shownAfter(typed).filter(shown => !finished.has(shown));
    if (extra.length > 1) loud.push(`after ${JSON.stringify(typed.slice(-30))}: ${extra.join(', ')}`);
  }
  return loud;
}

/** One encounter each: a long note is typed encounter by encounter, and what is above does not change. */
function encountersOf(text: string): string[] {
  return text.split(/^(?=\d{4}-\d{2}-\d{2} )/m).filter(part => /^\d{4}/.test(part));
}

describe.each(examples)('typing %s from top to bottom', name => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  it('shows at most one finding at a time that the finished note does not have', () => {
    expect(encountersOf(text).flatMap(one => loudMoments(one, prefixes(one)))).toEqual([]);
  });

  it('shows at most one more after a slip', () => {
    expect(encountersOf(text).flatMap(one => loudMoments(one, slips(one)))).toEqual([]);
  });
});

const typed = `2026-11-20 refill P-014 @office #medicare
by: XYZ KL
dx: G89, Z45.1
drug: baclofen 2000 mcg/mL, 20 mL, commercial, practice, sdv 1 x 20 mL, exp 2026-01-31
`;

it('shows what no later line can resolve, once its line is written', () => {
  expect(shownAfter(typed)).toEqual(['2 performer-not-recognised', '3 diagnosis-not-billable', '4 drug-expired']);
  expect(shownAfter(typed.trimEnd())).toEqual(['2 performer-not-recognised', '3 diagnosis-not-billable']);
});

it('shows what is missing once the encounter has a code line', () => {
  expect(shownAfter(typed)).not.toContainEqual(expect.stringContaining('analysis'));
  expect(shownAfter(`${typed}62370 @A\n`)).toContain('5 analysis-not-documented');
});
