import { expect, it } from 'vitest';
import { applyFixes } from '../../server/src/cli/fix/apply-fixes';
import type { SerializedFinding } from '../../server/src/cli/serialized-finding';
import { failures, type Sized } from './growth';

function insertion(line: number, character: number, kind: 'repair' | 'edit'): SerializedFinding {
  const at = { line, character };
  const range = { start: at, end: at };
  return {
    file: 'a',
    rule: 'r',
    severity: 'error',
    outcome: 'fail',
    message: '',
    range,
    line: { text: '', from: 0 },
    evidence: [],
    sources: [],
    fixes: [{ kind, title: '', edits: [{ range, newText: '| ' }] }],
  };
}

const fixing =
  (text: (count: number) => string, findings: (count: number) => SerializedFinding[]): Sized =>
  count => {
    const note = text(count),
      found = findings(count);
    return () => applyFixes(note, found, new Set(['r']));
  };

const each =
  (of: (i: number) => SerializedFinding) =>
  (count: number): SerializedFinding[] =>
    Array.from({ length: count }, (_, i) => of(i));

it('fixes of one note are chosen and applied in time that grows with their number', () => {
  const encounters = (count: number): string => '2026-11-20 visit P-1\nTolerated well.\n'.repeat(count);
  expect(
    failures(
      {
        'repairs of many encounters': fixing(
          encounters,
          each(i => insertion(2 * i + 1, 0, 'repair')),
        ),
        'edits of many encounters': fixing(
          encounters,
          each(i => insertion(2 * i + 1, 0, 'edit')),
        ),
        'repairs of one encounter': fixing(
          count => `2026-11-20 visit P-1\n${'Tolerated well.\n'.repeat(count)}`,
          each(i => insertion(i + 1, 0, 'repair')),
        ),
        'repairs of one line': fixing(
          count => `2026-11-20 visit P-1\n${'ab'.repeat(count)}`,
          each(i => insertion(1, 2 * i, 'repair')),
        ),
        'repairs at one place': fixing(
          () => '2026-11-20 visit P-1\nab\n',
          each(() => insertion(1, 0, 'repair')),
        ),
        'repairs and edits by turns': fixing(
          encounters,
          each(i => insertion(2 * i + 1, 0, i % 2 ? 'repair' : 'edit')),
        ),
      },
      2000,
      { max: 16_000 },
    ),
  ).toEqual([]);
});
