import { describe, expect, it } from 'vitest';
import { createAnswersFromText } from '../../../server/src/core/editor/answer-from-text';
import type { Finding } from '../../../server/src/core/check/finding';
import { applyEdits, workspaceOf } from '../../support/checking';

const HEAD = `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
`;
const CHART = `"""
Aspirated 6.0 mL. Filled with 40 mL.
Interrogation before: expected residual 6.2 mL, dose 480 mcg/day, no alarms
22 gauge needle, chlorhexidine prep, sterile drape.
Pocket: clean, no swelling.
"""
`;

/** What is shown of a rule in a note, with the note after its first fix. */
function shown(note: string, rule: string): { message: string; title: string | undefined; after: string } | undefined {
  const workspace = workspaceOf({ note });
  const answer = createAnswersFromText(workspace);
  const finding = workspace
    .findings('note')
    .find(one => [one, ...(one.gathered ?? [])].some((each: Finding) => each.rule === rule));
  if (!finding) return undefined;
  const { message, fixes } = answer(finding);
  return { message, title: fixes[0]?.title, after: applyEdits(workspace, 'note', fixes[0]?.edits ?? []) };
}

describe('a documentation finding that chart text in a fence answers', () => {
  const note = `${HEAD}fill: out 6.0 mL, in 40 mL\n95991 @A\n${CHART}`;

  it('names the line, and takes its words over', () => {
    const { message, after } = shown(note, 'doc-status-before')!;
    expect(message).toMatch(/^Take over line \d+: the chart text there states /);
    expect(after).toContain('\nread: expected 6.2 mL, dose 480 mcg/day, alarms none\n');
    const line = Number(/line (\d+)/.exec(message)![1]);
    expect(note.split('\n')[line - 1]).toMatch(/expected residual|Pocket|22 gauge/);
  });

  it('adds items to a line that is there, and repeats none', () => {
    const only = `${HEAD}read: expected 6.2 mL, dose 480 mcg/day, alarms none\nfill: out 5.9 mL, in 40 mL\n95991 @A\n${CHART}`;
    const { title } = shown(only, 'doc-technique')!;
    expect(title).toContain('fill: …, needle 22g, aseptic');
    expect(title).not.toContain('out 6.0');
  });

  it('is as it was where the text does not state it, states it for another day, or is no fence', () => {
    for (const text of [
      '"""\nNothing was read.\nShe is well.\n"""\n',
      CHART.replace('Interrogation before:', 'Last visit:'),
      CHART.replace('Aspirated', 'Date of service: 05/04/2026\nAspirated'),
      '; Expected residual 6.2 mL, dose 480 mcg/day, no alarms\n',
    ])
      expect(
        shown(`${HEAD}fill: out 6.0 mL, in 40 mL\n95991 @A\n${text}`, 'doc-status-before')?.message ?? '',
      ).not.toMatch(/^Take over .*(?:pump status before|how the pump was)/);
  });
});
