import { describe, expect, it } from 'vitest';
import { askProvider, BLANK } from '../../../server/src/core/editor/assists/ask-provider';
import { pasteAnswer } from '../../../server/src/core/editor/assists/paste-answer';
import { RULES } from '../../../server/src/core/check/catalog';
import type { Finding } from '../../../server/src/core/check/finding';
import { applyEdits, workspaceOf } from '../../support/checking';

const NOTE = `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
95991 @A
`;

function asked(note: string, rule: string, workspace = workspaceOf({ note })): ReturnType<typeof askProvider> {
  const finding = workspace
    .findings('note')
    .find(one => [one, ...(one.gathered ?? [])].some((each: Finding) => each.rule === rule));
  return finding && askProvider(workspace, finding);
}

/** The note after the question is put in it, and after its answer is pasted at the end. */
function answered(note: string, rule: string, complete: (line: string) => string): { asked: string; after: string } {
  const before = workspaceOf({ note });
  const query = asked(note, rule, before)!;
  const withQuery = applyEdits(before, 'note', query.edits);
  const workspace = workspaceOf({ note: withQuery });
  const text = query.text.split('\n').map(complete).join('\n');
  const { block } = workspace.at('note', { line: 0, character: 0 })!;
  const pasted = pasteAnswer(block, block.text.length, text);
  const after = applyEdits(workspace, 'note', pasted?.edits ?? []);
  return { asked: withQuery, after: after + (pasted?.lines ?? []).map(line => `${line}\n`).join('') };
}

describe('a question to the provider', () => {
  it('shows what the record has, what is missing, and lines to complete', () => {
    const { title, text } = asked(NOTE, 'doc-status-before')!;
    expect(title).toMatch(/^Ask the provider about /);
    expect(text).toContain('Query to the provider: P-014, refill on 2026-11-20');
    expect(text).toContain('- fill: out 6.0 mL, in 40 mL');
    expect(text).toContain(`read: expected ${BLANK} mL, dose ${BLANK}, alarms ${BLANK}`);
    expect(text).toContain('[ ] It was not done.');
    expect(text).toContain('[ ] It cannot be determined.');
  });

  it('leads to no answer: it names no code, no payment and no payer, and states no value of its own', () => {
    for (const rule of RULES.filter(({ group }) => group === 'documentation')) {
      const text = asked(NOTE, rule.id)?.text ?? '';
      expect(text).not.toMatch(/\b\d{5}\b|\b[A-Z]\d{4}\b|\$\d|medicare|bill|pay|claim|denied|reimburs/i);
      const choices = text.slice(text.indexOf('Complete the lines'));
      expect(choices, rule.id).not.toMatch(/\d/);
    }
  });

  it('is in the note as one line, and gone when its answer is pasted', () => {
    const { asked: before, after } = answered(NOTE, 'doc-status-before', line =>
      line.startsWith('read:') ? 'read: expected 6.2 mL, dose 480 mcg/day, alarms none' : line,
    );
    expect(before).toMatch(/\nquery: Not stated: .*read: expected/);
    expect(after).toContain('\nread: expected 6.2 mL, dose 480 mcg/day, alarms none\n');
    expect(after).not.toContain('query:');
  });

  it('adds an answered item to the line that the note has, and leaves out what was not completed', () => {
    const { after } = answered(NOTE, 'doc-technique', line => line.replace(`needle ${BLANK}`, 'needle 22g'));
    expect(after).toContain('\nfill: out 6.0 mL, in 40 mL, needle 22g\n');
    expect(after).not.toContain(BLANK);
    const checked = answered(NOTE, 'doc-technique', line => line.replace('[ ] fill: aseptic', '[x] fill: aseptic'));
    expect(checked.after).toContain('\nfill: out 6.0 mL, in 40 mL, aseptic\n');
  });

  it('becomes nothing while no line is completed, or where the text is another', () => {
    const workspace = workspaceOf({ note: NOTE });
    const { block } = workspace.at('note', { line: 0, character: 0 })!;
    const { text } = asked(NOTE, 'doc-status-before')!;
    expect(pasteAnswer(block, block.text.length, text)).toBeUndefined();
    expect(pasteAnswer(block, block.text.length, 'read: expected 6.2 mL\n')).toBeUndefined();
    expect(pasteAnswer(block, 3, text.replaceAll(BLANK, '1'))).toBeUndefined();
  });

  it('is asked for missing facts only', () => {
    expect(asked(NOTE.replace('95991', '95990'), 'performer-level')).toBeUndefined();
  });
});
