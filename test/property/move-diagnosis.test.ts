import fc from 'fast-check';
import { expect, it } from 'vitest';
import { movesOf } from '../../server/src/core/editor/assists/move-diagnosis';
import { rename } from '../../server/src/core/editor/rename';
import type { Encounter } from '../../server/src/core/encounter/model';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { brokenNote } from '../support/broken-notes';
import { applyEdits, workspaceOf } from '../support/checking';
import { runs } from '../support/runs';

/** Of each code line the diagnoses that it points to, by code; a letter that points to none as itself. */
function pointedTo({ codes, dx }: Encounter): string[] {
  return codes.map(
    ({ code, pointers }) =>
      `${code} ${[...new Set(pointers)].map(letter => dx.find(one => one.letter === letter)?.code ?? letter).join(' ')}`,
  );
}

const encounterOf = (workspace: Workspace): Encounter | undefined =>
  workspace.encounters('note').find(({ dx }) => dx.length > 1);

it('a diagnosis that moves, by a name or by an action, takes its words along, and every line points to the same diagnoses as before', () => {
  let moved = 0;
  fc.assert(
    fc.property(brokenNote, fc.nat(11), fc.nat(11), (note, from, to) => {
      const workspace = workspaceOf({ note });
      const before = encounterOf(workspace);
      if (!before) return;
      const diagnosis = before.dx[from % before.dx.length]!;
      const place = workspace.locate({
        block: before.block,
        start: diagnosis.codeSpan.start,
        end: diagnosis.codeSpan.end,
      })!;
      const visit = workspace.visit(before.block)!;
      const target = to % before.dx.length;
      const renaming = rename(workspace, 'note', place.range.start, before.dx[target]!.letter);
      const ways = [
        ...('edits' in renaming ? [{ edits: renaming.edits, at: target }] : []),
        ...movesOf(visit, diagnosis).map(({ edits, title }) => ({
          edits,
          at: title.charCodeAt(title.length - 1) - 65,
        })),
      ];
      for (const { edits, at } of ways) {
        const edited = workspaceOf({ note: applyEdits(workspace, 'note', edits) });
        const after = encounterOf(edited)!;
        moved++;
        expect(pointedTo(after)).toEqual(pointedTo(before));
        expect(after.dx[at]).toMatchObject({ code: diagnosis.code, words: diagnosis.words });
        const rest = (dx: Encounter['dx'], left: number): unknown[] =>
          dx.filter((_, i) => i !== left).map(({ code, words }) => [code, words]);
        expect(rest(after.dx, at)).toEqual(rest(before.dx, before.dx.indexOf(diagnosis)));
      }
    }),
    {
      numRuns: runs(600),
      examples: [
        ['2026-03-09 revise P-8 @asc\ndx: T85.615Aexp 02/27 G80.1\n62351 @AB\n', 0, 1],
        ['2026-03-09 revise P-8 @asc\ndx: spastic diplegia G80.1 and Z45.1, M96.1\n62351 @BA\n', 2, 0],
      ],
    },
  );
  expect(moved).toBeGreaterThan(runs(300));
});
