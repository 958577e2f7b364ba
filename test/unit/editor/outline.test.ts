import { expect, it } from 'vitest';
import { lensText } from '../../../server/src/core/editor/code-lens';
import { outline } from '../../../server/src/core/editor/outline';
import { workspaceOf } from '../../support/checking';

const URI = 'note.encounter';

/** The state of the only encounter of a note: in the outline, and in the lens above it. */
function states(text: string): { outline: string; lens: string } {
  const workspace = workspaceOf({ [URI]: text });
  const [day] = outline(workspace, URI);
  expect(day!.detail).toBe(
    `1 encounter: ${day!.children[0]!.detail.replace('no claim yet, ', '').replace('no claim yet', 'clean')}`,
  );
  return {
    outline: day!.children[0]!.detail,
    lens: lensText(workspace, workspace.file(URI)!.blocks[1]!, 'findings')!.title,
  };
}

it('counts remarks if there is nothing worse, as the lens does, and calls only encounters without findings clean', () => {
  expect(states('2026-11-20 visit P-1 @office\n| seen\n')).toEqual({ outline: 'no claim yet', lens: 'No claim yet' });
  // Which pump it was the note does not say, and the header names a refill that it does not state.
  expect(
    states('2026-11-20 refill P-1 @office\nby: MD AS\nread: expected 6 mL, dose 480 mcg/day, alarms none\n'),
  ).toEqual({ outline: 'no claim yet, 2 remarks', lens: 'No claim yet, 2 remarks' });
});
