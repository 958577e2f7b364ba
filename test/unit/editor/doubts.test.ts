import { describe, expect, it } from 'vitest';
import { doubtActions } from '../../../server/src/core/editor/assists/doubts';
import { hover } from '../../../server/src/core/editor/hover/hover';
import { workspaceOf } from '../../support/checking';

const HEADER = '2026-11-20 refill P-014 @office\n';

/** The note after the action of this title on the line that holds `on`. */
function after(note: string, on: string, title: string): string | undefined {
  const text = HEADER + note;
  const workspace = workspaceOf({ a: text });
  const line = text.split('\n').findIndex(one => one.includes(on));
  const { block, offset } = workspace.at('a', { line, character: 0 })!;
  const action = doubtActions(block, offset).find(one => one.title === title);
  if (!action) return undefined;
  let changed = text;
  for (const edit of action.edits.toSorted((a, b) => b.at.start - a.at.start))
    changed = changed.slice(0, edit.at.start) + edit.text + changed.slice(edit.at.end);
  return changed.slice(HEADER.length);
}

describe('a reading in doubt', () => {
  const NOTE = 'fill: in 40 mL, out \n; fill: out 6.0 mL ?\n; fill: out 7.0 mL ?\n; exam: pocket clean ?\nby: RN KL\n';

  it('goes into the gap of its field, and its rivals go away', () => {
    expect(after(NOTE, 'out 6.0', 'Accept “out 6.0 mL”')).toBe(
      'fill: in 40 mL, out 6.0 mL \n; exam: pocket clean ?\nby: RN KL\n',
    );
  });

  it.each([
    ['fill: in 40 mL\n; fill: out 6 mL ?\n', 'out 6 mL', 'fill: in 40 mL, out 6 mL\n'],
    ['exam: \n; exam: pocket clean ?\n', 'pocket clean', 'exam: pocket clean\n'],
    ['exam: pocket clean\n; exam: no redness ?\n', 'no redness', 'exam: pocket clean; no redness\n'],
    ['; exam: pocket clean ?\nby: RN KL\n', 'pocket clean', 'exam: pocket clean\nby: RN KL\n'],
    ['dx: G80.0\n; dx: Z45.1 ?\n', 'Z45.1', 'dx: G80.0, Z45.1\n'],
  ])('%j', (note, item, expected) => {
    expect(after(note, `${item} ?`, `Accept “${item}”`)).toBe(expected);
  });

  it('is rejected alone or with all others', () => {
    expect(after(NOTE, 'out 6.0', 'Reject “out 6.0 mL”')).toBe(NOTE.replace('; fill: out 6.0 mL ?\n', ''));
    expect(after(NOTE, 'out 6.0', 'Reject all 3 readings')).toBe('fill: in 40 mL, out \nby: RN KL\n');
  });

  it('is accepted with all that do not conflict', () => {
    const note = 'exam: \n; exam: pocket clean ?\ndx: G80.0\n; dx: Z45.1 ?\n';
    expect(after(note, 'Z45.1', 'Accept all 2 readings that do not conflict')).toBe(
      'exam: pocket clean\ndx: G80.0, Z45.1\n',
    );
  });

  it('is no other comment', () => {
    expect(after('; was the fill 6 mL?\n', 'was the', 'Reject “6 mL”')).toBeUndefined();
    expect(after('; tomorrow: call ?\n', 'tomorrow', 'Reject “call”')).toBeUndefined();
  });
});

describe('the hover of an item', () => {
  const NOTE = `${HEADER}fill: out 6 mL, in 40 mL
; fill: out 7 mL ?
by: RN KL
"""
Aspirated 6 mL from the reservoir.
Filled with 40 mL of baclofen 2000 mcg/mL.
"""
`;
  const at = (line: number, character: number): string | undefined =>
    hover(workspaceOf({ a: NOTE }), 'a', { line, character })?.markdown;

  it('shows the words of the fence that state it, and their line', () => {
    expect(at(1, 8)).toMatch(/Read from line 6: “Aspirated 6 mL/);
    expect(at(1, 18)).toMatch(/Read from line 7: “Filled with 40 mL/);
  });

  it('shows none where the fence does not state it', () => {
    expect(at(3, 5) ?? '').not.toContain('Read from');
  });
});
