// An open note owns what was read from it, and closing it frees that.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../../server/src/core/workspace/workspace';
import { language } from '../../support/checking';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

const LINE = '| Tolerated well, and the pump was checked again after the refill; the family was present.\n';
const VISIT = `2026-11-20 visit P-0000 @office #medicare
dx: G80.0
9921O @A
${LINE.repeat(200)}
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
    expect(work(workspace, 'file:///a.encounter', noteOf(4))).toBeGreaterThan(0);
    workspace.delete('file:///a.encounter');
    expect(heapMb() - before).toBeLessThan(10);
  }, 120_000);

  it('of a note on disk is its text and its findings', () => {
    const workspace = language.createWorkspace();
    const text = noteOf(0.5);
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
