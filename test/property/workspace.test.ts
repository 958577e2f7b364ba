import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oneFile } from '../../bench/corpus.mjs';
import type { Range } from '../../server/src/core/workspace/note-file';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { language } from '../support/checking';
import { runs } from '../support/runs';

const BEFORE = oneFile({ count: 60, patients: 7 });
const MORE = oneFile({ count: 70, patients: 7, seed: 2, start: '2026-02-01' }).replace('mac: NGS-JK\n', '');

/** Edits of a long note: characters typed, lines and whole runs of encounters deleted or pasted. */
const edit = fc.record({
  line: fc.nat(1200),
  character: fc.nat(40),
  lines: fc.oneof({ weight: 4, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.nat(900) }),
  endCharacter: fc.nat(40),
  text: fc.oneof(fc.constantFrom('', 'x', '\n', '"""\n', ', ', '2026-05-05 visit P-001 @office\n'), fc.constant(MORE)),
});

function shownFindings(workspace: Workspace): string[] {
  return workspace
    .findings('a')
    .map(finding =>
      JSON.stringify([
        finding.rule,
        finding.message,
        workspace.locate(finding.at),
        finding.evidence.map(({ at, text }) => [workspace.locate(at), text]),
        finding.fixes.map(({ title, edits }) => [title, edits.map(({ at, text }) => [workspace.locate(at), text])]),
      ]),
    );
}

it('an edited workspace has the findings of a new one', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), edits => {
      const edited = language.createWorkspace();
      edited.set('a', BEFORE);
      shownFindings(edited);
      for (const { line, character, lines, endCharacter, text } of edits) {
        const end = { line: line + lines, character: lines ? endCharacter : character + endCharacter };
        edited.edit('a', { start: { line, character }, end } satisfies Range, text);
        const fresh = language.createWorkspace();
        fresh.set('a', edited.file('a')!.text);
        expect(shownFindings(edited)).toEqual(shownFindings(fresh));
        expect(edited.file('a')!.blocks.map(block => edited.file('a')!.indexOf(block))).toEqual(
          edited.file('a')!.blocks.map((_, i) => i),
        );
      }
    }),
    { numRuns: runs(15) },
  );
});
