import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../server/src/core/check/catalog';
import type { Finding } from '../../server/src/core/check/finding';
import { PUMP_CODES } from '../../server/src/core/claim/services/pump-codes';
import type { Fix } from '../../server/src/core/edits/fix';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { brokenNote } from '../support/broken-notes';
import { applyEdits, findingsInDetail, findingsOf, workspaceOf, type Seen } from '../support/checking';
import { clinicNote } from '../support/clinic-notes';
import { isDeep, runs } from '../support/runs';

const uri = 'note.encounter';

function errors(found: readonly Seen[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { finding } of found) {
    // A stub that a fix inserts replaces its finding, with the same severity.
    if (finding.severity === 'error' && finding.rule !== 'empty-field')
      counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
  }
  return counts;
}

/** What each law of fixes says against one fix; empty if it obeys them all. */
function brokenLaws(workspace: Workspace, found: readonly Seen[], finding: Finding, fix: Fix): string[] {
  const text = workspace.file(uri)!.text;
  const typed = applyEdits(workspace, uri, fix.edits);
  const after = workspaceOf({ [uri]: typed });
  const now = findingsInDetail(after);
  const before = errors(found);
  const isSame = (other: Seen): boolean =>
    other.finding.rule === finding.rule && other.finding.message === finding.message;
  const brought = [...errors(now)].filter(([rule, count]) => count > (before.get(rule) ?? 0)).map(([rule]) => rule);
  return [
    ...(typed === text ? ['changes nothing'] : []),
    ...brought.map(rule => `brings ${rule}`),
    ...(now.filter(isSame).length < found.filter(isSame).length ? [] : ['leaves its finding']),
    ...lostServices(workspace, after, finding),
  ].map(law => `“${fix.title}” of ${finding.rule} ${law}\n${text}\n--->\n${typed}`);
}

/** The rules whose fixes follow from what was filled, read and changed. */
const OF_SERVICE = new Set([
  ...RULES.filter(({ group }) => group === 'service-selection').map(({ id }) => id),
  'bundled-pair',
  'bundled-pair-modifier',
]);

/** Services of the pump that a fix takes off the claim, though an item that decides them was not read. */
function lostServices(before: Workspace, after: Workspace, { rule }: Finding): string[] {
  const isOpen = before
    .encounters(uri)
    .some(({ unread, fill, read, prog }) =>
      unread.some(
        ({ key }) =>
          (key === 'fill' && !fill?.in) ||
          (key === 'read' && !(read?.expected && read.dose && read.alarms)) ||
          (key === 'prog' && !prog?.items.some(({ changes }) => changes)),
      ),
    );
  if (!isOpen || !OF_SERVICE.has(rule)) return [];
  const services = (workspace: Workspace): string[] =>
    workspace
      .encounters(uri)
      .flatMap(({ codes }) => codes.filter(({ code, valid }) => valid && PUMP_CODES.has(code)).map(({ code }) => code));
  const left = services(after);
  return services(before)
    .filter(code => !left.includes(code))
    .map(code => `takes ${code} away though an item was not read`);
}

function lawsHold(notes: fc.Arbitrary<string>, count: number, part = 0): number {
  let tried = 0;
  fc.assert(
    fc.property(notes, text => {
      const workspace = workspaceOf({ [uri]: text });
      const found = findingsInDetail(workspace);
      for (const { finding } of found) {
        for (const fix of finding.fixes) {
          tried++;
          expect(brokenLaws(workspace, found, finding, fix)).toEqual([]);
        }
      }
    }),
    { numRuns: count, seed: fc.readConfigureGlobal().seed! + part },
  );
  console.log(`fixes: ${tried} applied`);
  return tried;
}

describe('every fix removes its finding, brings no error, and takes no service away that was not read', () => {
  it('on any clinic note', () => {
    expect(lawsHold(clinicNote, runs(400))).toBeGreaterThan(runs(300));
  });

  // Thousands of notes in the deep run, in parts that each end in time on a busy machine.
  it.each(isDeep ? [1, 2, 3, 4, 5, 6, 7, 8] : [1])('on any broken note, part %i', part => {
    const count = isDeep ? 300 : 100;
    // Longer ones hold a run of thousands of letters, which other tests paste.
    const notes = brokenNote.filter(({ length }) => length < 6000);
    expect(lawsHold(notes, count, part)).toBeGreaterThan(2 * count);
  });
});

describe('the fixes of any clinic note', () => {
  it('come to an end: the first fix applied again and again leaves nothing to fix', () => {
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
