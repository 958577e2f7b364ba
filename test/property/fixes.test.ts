import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { clinicNote } from '../support/clinic-notes';
import { applyEdits, findingsOf, workspaceOf } from '../support/checking';
import { runs } from '../support/runs';

const uri = 'note.encounter';

function errors(workspace: Workspace): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { finding } of findingsOf(workspace)) {
    // A stub that a fix inserts replaces its finding, with the same severity.
    if (finding.severity === 'error' && finding.rule !== 'empty-field')
      counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
  }
  return counts;
}

describe('every fix on any clinic note', () => {
  it('removes its finding and brings no new error', () => {
    let tried = 0;
    fc.assert(
      fc.property(clinicNote, text => {
        const workspace = workspaceOf({ [uri]: text });
        const before = errors(workspace);
        const found = findingsOf(workspace);
        for (const { finding } of found) {
          for (const fix of finding.fixes) {
            tried++;
            const after = workspaceOf({ [uri]: applyEdits(workspace, uri, fix.edits) });
            // A code line gone wrong hides what its codes are checked by.
            for (const [rule, count] of finding.rule === 'malformed-code' ? [] : errors(after))
              expect(count, `“${fix.title}” of ${finding.rule} brings ${rule}`).toBeLessThanOrEqual(
                before.get(rule) ?? 0,
              );
            const same = (other: { finding: typeof finding }): boolean =>
              other.finding.rule === finding.rule && other.finding.message === finding.message;
            expect(findingsOf(after).filter(same).length, `“${fix.title}” leaves ${finding.rule}`).toBeLessThan(
              found.filter(same).length,
            );
          }
        }
      }),
      { numRuns: runs(400) },
    );
    console.log(`fixes: ${tried} applied`);
    expect(tried).toBeGreaterThan(runs(300));
  });

  it('comes to an end: taking the first fix again and again leaves nothing to fix', () => {
    fc.assert(
      fc.property(clinicNote, text => {
        let now = text;
        for (let step = 0; ; step++) {
          const workspace = workspaceOf({ [uri]: now });
          const fix = findingsOf(workspace).flatMap(({ finding }) => finding.fixes)[0];
          if (!fix) return;
          expect(step, now).toBeLessThan(40);
          now = applyEdits(workspace, uri, fix.edits);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});
