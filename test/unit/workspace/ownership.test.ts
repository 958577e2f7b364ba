// An open note owns what was read from it, and closing it frees that.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../../server/src/core/workspace/workspace';
import { language } from '../../support/checking';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

const VISIT = `2026-11-20 refill P-0000 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo
by: RN KL
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL
dx: G80.0, Z45.1
95991 @AB
J0475-JZ-KD x8 @A
| Tolerated well. Pump status rechecked after refill.

`;

function heapMb(): number {
  gc();
  return process.memoryUsage().heapUsed / 1e6;
}

/** A note of so many megabytes, each encounter of another patient. */
function noteOf(megabytes: number): string {
  const count = Math.round((megabytes * 1e6) / VISIT.length);
  return Array.from({ length: count }, (_, i) => VISIT.replace('P-0000', `P-${i}`)).join('');
}

/** Opens a note, and asks of it what an editor asks. */
function work(workspace: Workspace, uri: string, text: string): number {
  workspace.set(uri, text);
  workspace.open(uri);
  const { length } = workspace.findings(uri);
  for (const block of workspace.file(uri)!.blocks) workspace.visit(block);
  workspace.edit(uri, { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, 'stray\n');
  workspace.findings(uri);
  return length;
}

describe('memory', () => {
  it('of a closed note of 4 MB is free again', () => {
    const workspace = language.createWorkspace();
    work(workspace, 'warm', noteOf(0.1));
    workspace.delete('warm');
    const before = heapMb();
    expect(work(workspace, 'file:///a.encounter', noteOf(4))).toBeGreaterThan(5000);
    workspace.delete('file:///a.encounter');
    expect(heapMb() - before).toBeLessThan(10);
  }, 120_000);

  it('of a note on disk is its text and its findings', () => {
    const workspace = language.createWorkspace();
    const text = noteOf(1);
    workspace.set('open', text);
    workspace.open('open');
    workspace.set('disk', text.replaceAll('P-', 'Q-'));
    const before = heapMb();
    workspace.findings('disk');
    const disk = heapMb() - before;
    workspace.findings('open');
    const open = heapMb() - before - disk;
    expect(disk).toBeLessThan(open / 2);
  }, 120_000);
});
