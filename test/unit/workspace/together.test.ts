import { expect, it } from 'vitest';
import { oneFile } from '../../../bench/corpus.mjs';
import type { Finding } from '../../../server/src/core/check/finding';
import { createLanguage } from '../../../server/src/core/language';
import type { Block } from '../../../server/src/core/syntax/tree';
import { TOGETHER, Workspace } from '../../../server/src/core/workspace/workspace';

const NOTE = 'file:///together.encounter';
const text = oneFile({ count: TOGETHER + 16, seed: 9 });

function opened(): { workspace: Workspace; blocks: readonly Block[] } {
  const workspace = createLanguage().createWorkspace();
  return { workspace, blocks: workspace.set(NOTE, text).blocks.slice(1) };
}

function plain({ rule, severity, message, at, fixes }: Finding): object {
  const offered = fixes.map(({ title, edits }) => [title, edits.map(edit => [edit.at.start, edit.at.end, edit.text])]);
  return { rule, severity, message, at: [at.start, at.end], offered };
}

it('finds in encounters that are checked together what it finds in each alone, with the same fixes', () => {
  const alone = opened();
  const one = alone.blocks.map(block => alone.workspace.verdict(block).findings.map(plain));
  const { workspace, blocks } = opened();
  const encounters = blocks.map(block => ({ workspace, block }));
  Workspace.checkTogether(encounters);
  Workspace.tryFixes(encounters);
  expect(blocks.map(block => workspace.verdict(block).findings.map(plain))).toEqual(one);
  expect(one.flat().filter(finding => JSON.stringify(finding).includes('Write')).length).toBeGreaterThan(0);
});
