// The configuration file beside the notes: read, watched, its errors reported, below the user's settings and above the
// payer's profile.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileChangeType, type Diagnostic, type Hover } from 'vscode-languageserver/node';
import { Editor, type EditorOptions } from './client';
import { codesOf, EARLIER_WITH_PUMP, LATER_WITHOUT_PUMP, messageOf, NURSE_BILLED_AS_PHYSICIAN, rule } from './notes';

let root: string;
let editor: Editor;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'configuration-'));
});
afterEach(() => {
  editor.end();
  rmSync(root, { recursive: true, force: true });
});

const address = (name: string): string => pathToFileURL(path.join(root, name)).href;
const write = (file: string, content: unknown): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
};
const start = async (options: EditorOptions = {}): Promise<void> => {
  mkdirSync(path.join(root, 'clinic'), { recursive: true });
  editor = await Editor.start({ folders: [{ uri: address('clinic'), name: 'clinic' }], ...options });
};
const CONFIG = 'clinic/.encounter/config.json';
const NOTE = 'clinic/day.encounter';
const notifyFile = (name: string, type: FileChangeType = FileChangeType.Changed): Promise<void> =>
  editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: address(name), type }] });
const levelsOf = async (id: string): Promise<unknown[]> =>
  (await editor.findings(address(NOTE))).filter(({ code }) => code === id).map(({ severity }) => severity);
const faultsOf = (file: string): Diagnostic[] | undefined =>
  editor.published.findLast(({ uri }) => uri === address(file))?.diagnostics;
const [ERROR, WARNING, INFO] = [1, 2, 3];

describe('the configuration of a folder', () => {
  it('sets the level of rules and the payer, and may hold comments', async () => {
    write(
      CONFIG,
      '\ufeff{\n  // agreed in May\n  "rules": { "performer-level": "info", },\n  "profile": "#Medicare",\n}\n',
    );
    await start();
    await editor.open(address(NOTE), NURSE_BILLED_AS_PHYSICIAN);
    expect(await levelsOf('performer-level')).toEqual([INFO]);
    expect(codesOf(await editor.findings(address(NOTE)))).toContain('implanted-pump-modifier');
    const { contents } = await editor.request<Hover>('textDocument/hover', {
      textDocument: { uri: address(NOTE) },
      position: { line: 14, character: 2 },
    });
    expect((contents as { value: string }).value).toContain('`performer-level`: info (set in .encounter/config.json)');
  });

  it('yields to the settings of the user, and wins over the profile of the payer', async () => {
    write(CONFIG, { rules: { 'performer-level': 'info', 'unknown-line': 'off' }, profile: 'acme' });
    write('clinic/.encounter/profiles/acme.json', {
      id: 'acme',
      title: 'Acme',
      severity: { 'unknown-line': 'error', 'performer-level': 'hint' },
    });
    await start({ settings: () => ({ rules: { 'performer-level': 'warning' } }) });
    await editor.open(address(NOTE), NURSE_BILLED_AS_PHYSICIAN);
    expect(await levelsOf('performer-level')).toEqual([WARNING]);
    expect(await levelsOf('unknown-line')).toEqual([]);
  });

  it('is that of the nearest folder above a note, and holds from when it is written until it is deleted', async () => {
    write(CONFIG, { rules: { 'performer-level': 'info' } });
    await start();
    const south = address('clinic/south/day.encounter');
    await editor.open(address(NOTE), NURSE_BILLED_AS_PHYSICIAN);
    await editor.open(south, NURSE_BILLED_AS_PHYSICIAN.replaceAll('P-311', 'P-312'));
    expect(rule(await editor.findings(south), 'performer-level').severity).toBe(INFO);

    write('clinic/south/.encounter/config.json', { rules: { 'performer-level': 'warning' } });
    await notifyFile('clinic/south/.encounter/config.json', FileChangeType.Created);
    expect(rule(await editor.findings(south), 'performer-level').severity).toBe(WARNING);
    expect(await levelsOf('performer-level')).toEqual([INFO]);

    rmSync(path.join(root, CONFIG));
    await notifyFile(CONFIG, FileChangeType.Deleted);
    expect(await levelsOf('performer-level')).toEqual([ERROR]);
    expect(rule(await editor.findings(south), 'performer-level').severity).toBe(WARNING);
  });

  it('passes notes over, which then are no history; one that is open is checked all the same', async () => {
    write(CONFIG, { exclude: ['archive/'] });
    write('clinic/archive/2026.encounter', EARLIER_WITH_PUMP);
    write(NOTE, LATER_WITHOUT_PUMP);
    await start();
    const analysis = async (): Promise<boolean> =>
      codesOf(await editor.findings(address(NOTE))).includes('code-undecided');
    expect(await analysis()).toBe(true);
    await editor.open(address('clinic/archive/2026.encounter'), EARLIER_WITH_PUMP);
    expect(await analysis()).toBe(false);
    await editor.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: address('clinic/archive/2026.encounter') },
    });
    expect(await analysis()).toBe(true);

    write(CONFIG, { exclude: [] });
    await notifyFile(CONFIG);
    expect(await analysis()).toBe(false);
    write(CONFIG, { exclude: ['*/2026.encounter'] });
    await notifyFile(CONFIG);
    expect(await analysis()).toBe(true);
  });
});

describe('an address that no path has', () => {
  it('is never ignored, and notes announced together with it are read', async () => {
    write(CONFIG, { exclude: ['archive/'] });
    await start();
    await editor.findings(address(NOTE));
    write(NOTE, NURSE_BILLED_AS_PHYSICIAN);
    const changes = [`${address('clinic')}//../odd%00/./day.encounter`, address(NOTE)].map(uri => ({
      uri,
      type: FileChangeType.Created,
    }));
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    expect(codesOf(await editor.findings(address(NOTE)))).toContain('performer-level');
  });
});

describe('a configuration with errors', () => {
  it('shows each at its line, uses the valid part, and shows none after the fix', async () => {
    write(
      CONFIG,
      '{\n  "rules": { "performer-levl": "off", "performer-level": "info", "unknown-line": "loud" },\n  "profil": "medicare",\n  "profile": "acme",\n  "failOn": "hint"\n}\n',
    );
    await start();
    await editor.open(address(NOTE), NURSE_BILLED_AS_PHYSICIAN);
    expect(await levelsOf('performer-level')).toEqual([INFO]);
    expect(
      faultsOf(CONFIG)?.map(fault => [fault.range.start.line, fault.range.start.character, messageOf(fault)[0]]),
    ).toEqual([
      [1, 13, 'There is no rule “performer-levl”; did you mean “performer-level”?'],
      [1, 81, 'unknown-line: can be error, warning, info, hint or off.'],
      [2, 2, 'There is no setting “profil”; did you mean “profile”?'],
      [
        3,
        13,
        'profile: there is no payer profile “acme”, so notes without a payer are checked by national rules only.',
      ],
    ]);

    write('clinic/.encounter/profiles/acme.json', { id: 'acme', title: 'Acme' });
    await notifyFile('clinic/.encounter/profiles/acme.json', FileChangeType.Created);
    await editor.until(() => faultsOf(CONFIG)?.length === 3);
    write(CONFIG, '{ "profile": "acme" }');
    await notifyFile(CONFIG);
    await editor.until(() => faultsOf(CONFIG)?.length === 0);
  });

  it('that is not JSON is reported at the first syntax error', async () => {
    write(CONFIG, '{\n  "rules": {\n    "npi": off\n  }\n}\n');
    await start();
    await editor.findings(address(NOTE));
    expect(faultsOf(CONFIG)).toMatchObject([
      { range: { start: { line: 2, character: 11 } }, code: 'configuration', message: 'This word is not JSON.' },
    ]);
  });
});

describe('a workspace that is not trusted', () => {
  it('has no configuration until it is', async () => {
    write(CONFIG, { rules: { 'performer-level': 'off' } });
    await start({ initializationOptions: { isWorkspaceTrusted: false } });
    await editor.open(address(NOTE), NURSE_BILLED_AS_PHYSICIAN);
    expect(await levelsOf('performer-level')).toEqual([ERROR]);
    expect(editor.logged.join('\n')).toContain(
      'The configuration of the workspace is not read, because it is not trusted.',
    );
    await editor.connection.sendNotification('encounterNotes/workspaceTrusted');
    expect(await levelsOf('performer-level')).toEqual([]);
  });
});
