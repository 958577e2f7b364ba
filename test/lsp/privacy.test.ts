// The questions of a compliance officer, asked of the running program: no connection, no note text in a log or an
// error, no file left behind. docs/privacy.md names these tests.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Editor, SERVER } from './client';

const TRAP = path.resolve(import.meta.dirname, '../support/network-trap.cjs');
const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');

/** Words that are in the note only. */
const SECRET = /zanzibar|quetzal|xylograph|NGPSECRET/i;
const NOTE = `2026-11-20 refill ZANZIBAR @office #medicare
pump: SynchroMed II 8637-40, sn NGPSECRET, IT, xylograph 12 mL
by: RN QUETZAL
fill: out 6.0 mL, in 40 mL
drug: zanzibar 2000 mcg/mL, 40 mL
exam: quetzal
| quetzal xylograph
dx: G80.0, Z45.1, quetzal
95991-QUETZAL @AB
zanzibar
"""
xylograph
`;

let home: string;
let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'privacy-'));
  folder = path.join(home, 'notes');
  mkdirSync(folder);
  const own = path.join(home, 'own');
  mkdirSync(own);
  environment = {
    ...process.env,
    HOME: own,
    USERPROFILE: own,
    TMPDIR: own,
    TMP: own,
    TEMP: own,
    XDG_CACHE_HOME: own,
    XDG_CONFIG_HOME: own,
    NODE_COMPILE_CACHE: '',
    NODE_DISABLE_COMPILE_CACHE: '1',
  };
  writeFileSync(path.join(folder, 'day.encounter'), NOTE);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Everything that is below a folder. */
const filesIn = (of: string): string[] => readdirSync(of, { recursive: true, encoding: 'utf8' });

describe('the command line', () => {
  it.each([
    ['check', 'day.encounter'],
    ['check', 'day.encounter', '--format', 'jsonl', '--jobs', '2'],
    ['report', 'day.encounter'],
    ['fix', 'day.encounter', '--dry-run'],
    ['format', 'day.encounter', '--check'],
    ['intake', 'day.encounter'],
    ['export', 'day.encounter', '--format', 'csv'],
    ['redact', 'day.encounter', '--out', 'copies'],
    ['explain', '95990', '--for', 'day.encounter'],
    ['rules'],
    ['codes', 'list'],
  ])('%s %s opens no connection and leaves no file', (...args) => {
    const { status, stderr } = spawnSync(process.execPath, ['--require', TRAP, CLI, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: environment,
    });
    expect(status, stderr).toBeLessThan(3);
    expect(filesIn(home).sort()).toEqual(['notes', 'notes/day.encounter', 'own'].map(path.normalize).sort());
  });
});

describe('the language server', () => {
  it('opens no connection, leaves no file, and puts no note text into a log, a trace or an error', async () => {
    const editor = await Editor.start({
      command: ['--require', TRAP, SERVER, '--stdio'],
      environment,
      folders: [{ uri: pathToFileURL(folder).href, name: 'notes' }],
    });
    const uri = pathToFileURL(path.join(folder, 'day.encounter')).href;
    const errors: string[] = [];
    const ask = (method: string, params: object): Promise<unknown> =>
      editor.request(method, { textDocument: { uri }, ...params }).catch(error => errors.push(String(error)));
    await editor.connection.sendNotification('$/setTrace', { value: 'verbose' });
    await editor.open(uri, NOTE);
    const findings = await editor.findings(uri);
    expect(findings.length).toBeGreaterThan(5);
    for (const [line] of NOTE.split('\n').entries()) {
      const position = { line, character: 6 };
      await ask('textDocument/hover', { position });
      await ask('textDocument/completion', { position });
      await ask('textDocument/definition', { position });
      await ask('textDocument/rename', { position, newName: 'zanzibar quetzal' });
      await ask('encounterNotes/explainEncounter', { position });
      await ask('encounterNotes/claimPreview', { position });
      await ask('encounterNotes/redactNote', { seed: 'zanzibar' });
      const range = { start: position, end: position };
      await ask('textDocument/codeAction', { range, context: { diagnostics: findings } });
    }
    await ask('textDocument/formatting', { options: { tabSize: 'quetzal' } });
    await ask('textDocument/hover', { position: { line: 'quetzal', character: {} } });
    await ask('quetzal/zanzibar', {});
    await ask('encounterNotes/pasteChart', { position: 'zanzibar', text: { quetzal: 1 } });
    await editor.connection.sendNotification('textDocument/didChange', { textDocument: 'zanzibar' });
    const broken = '{"quetzal": zanzibar';
    editor.server.stdin.write(`Content-Length: ${broken.length}\r\n\r\n${broken}`);
    expect(await editor.stop()).toBe(0);
    const all = [...editor.logged, ...editor.shown, ...errors.filter(error => !error.includes('quetzal/zanzibar'))];
    expect(all.filter(line => SECRET.test(line))).toEqual([]);
    expect(filesIn(path.join(home, 'own'))).toEqual([]);
  });
});
