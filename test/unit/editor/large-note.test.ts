// What editors ask of a whole note after every key stroke must stay cheap in a long one.
import { expect, test } from 'vitest';
import { oneFile } from '../../../bench/corpus.mjs';
import { outline, type OutlineItem } from '../../../server/src/core/editor/outline';
import { language } from '../../support/checking';

const kindsOf = (items: readonly OutlineItem[]): Set<string> =>
  new Set(items.flatMap(({ kind, children }) => [kind, ...kindsOf(children)]));

function edited(encounters: number): { workspace: ReturnType<typeof language.createWorkspace>; uri: string } {
  const workspace = language.createWorkspace(),
    uri = 'file:///year.encounter';
  workspace.set(uri, oneFile({ count: encounters, seed: 3 }));
  workspace.edit(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '; ');
  return { workspace, uri };
}

test('the lines of a note that is edited are read once, of however many encounters it is', () => {
  const { workspace, uri } = edited(700);
  const { blocks } = workspace.file(uri)!;
  const lines = blocks.map(block => block.lines);
  blocks.forEach((block, i) => expect(block.lines).toBe(lines[i]));
});

test('the outline of a long note ends at the groups', () => {
  const short = edited(20),
    long = edited(320);
  expect(kindsOf(outline(short.workspace, short.uri))).toEqual(new Set(['day', 'encounter', 'group', 'line']));
  expect(kindsOf(outline(long.workspace, long.uri))).toEqual(new Set(['day', 'encounter', 'group']));
});

test('the only encounter of a patient may be removed from a note that was checked', () => {
  const workspace = language.createWorkspace(),
    uri = 'file:///day.encounter';
  const rest = '2026-11-20 visit P-014 @office\n99213 @A\n';
  workspace.set(uri, `${rest}2026-11-20 visit P-015 @office\n99213 @A\n`);
  expect(workspace.findings(uri).map(({ rule }) => rule)).toEqual(['diagnosis-pointer', 'diagnosis-pointer']);
  workspace.edit(uri, { start: { line: 2, character: 0 }, end: { line: 4, character: 0 } }, '');
  expect(workspace.file(uri)!.text).toBe(rest);
  expect(workspace.findings(uri).map(({ rule }) => rule)).toEqual(['diagnosis-pointer']);
});
