// An editor that is not ours: Neovim's own client against the packed server, as docs/editors.md sets it up.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neovim } from '../support/debian-package';
import { SERVER } from './client';

const NOTE = `2026-11-20 REFILL P-014 @office
pump: SynchroMed II 8637-40, IT
by: RN KL
fill: out 6.0 mL,in 40 mL
dx: G80.0, Z45.1
95991 @AB
`;

interface Seen {
  readonly findings: readonly { readonly rule: string; readonly line: number }[];
  readonly hover: string;
  readonly titles: readonly string[];
  readonly line: string;
  readonly labels: readonly string[];
  readonly text: string;
}

const editor = neovim();

describe.skipIf(!editor)('in Neovim', () => {
  let folder: string;
  let seen: Seen;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'neovim-'));
    const note = path.join(folder, 'day.encounter');
    writeFileSync(note, NOTE);
    const script = path.resolve(import.meta.dirname, 'neovim.lua');
    const { stdout, stderr } = spawnSync(
      editor!.command,
      ['--headless', '--clean', '-n', '-c', `luafile ${script}`, '-c', 'qa!'],
      {
        cwd: folder,
        input: '',
        encoding: 'utf8',
        env: {
          ...editor!.env,
          HOME: folder,
          ENCOUNTER_NOTE: note,
          ENCOUNTER_SERVER: [process.execPath, SERVER, '--stdio'].join('\n'),
        },
      },
    );
    const [answer] = /\{.*\}/.exec(stdout + stderr) ?? [];
    expect(answer, stdout + stderr).toBeDefined();
    seen = JSON.parse(answer!) as Seen;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('findings appear on their lines', () => {
    expect(seen.findings).toContainEqual(expect.objectContaining({ rule: 'performer-level', line: 6 }));
  });

  it('a hover explains the code', () => {
    expect(seen.hover).toContain('95991');
  });

  it('the fix of a finding is offered first and applied', () => {
    expect(seen.titles[0]).toBe('Bill 95990 instead of 95991');
    expect(seen.line).toBe('95990 @AB');
  });

  it('the fields of a note are completed', () => {
    expect(seen.labels).toContain('prep:');
  });

  it('formatting brings the note into its usual form', () => {
    expect(seen.text).toContain('2026-11-20 refill P-014 @office');
    expect(seen.text).toContain('fill: out 6.0 mL, in 40 mL');
  });
});
