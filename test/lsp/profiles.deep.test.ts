// A workspace's own payer profiles: read, watched, their errors reported, and only in a trusted workspace.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileChangeType, type CompletionList, type Diagnostic, type Hover } from 'vscode-languageserver/node';
import { Editor, PULLING, type EditorOptions } from './client';
import { codesOf, messageOf, NURSE_BILLED_AS_PHYSICIAN, rule } from './notes';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');

let root: string;
let editor: Editor;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'profiles-'));
});
afterEach(() => {
  editor.end();
  rmSync(root, { recursive: true, force: true });
});

const address = (name: string): string => pathToFileURL(path.join(root, name)).href;
const start = async (folders = ['clinic'], options: EditorOptions = {}): Promise<void> => {
  for (const folder of folders) mkdirSync(path.join(root, folder), { recursive: true });
  editor = await Editor.start({ folders: folders.map(name => ({ uri: address(name), name })), ...options });
};
const write = (name: string, profile: unknown, folder = 'clinic'): string => {
  const file = `${folder}/.encounter/profiles/${name}.json`;
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), typeof profile === 'string' ? profile : JSON.stringify(profile));
  return file;
};
const notifyFile = (name: string, type: FileChangeType = FileChangeType.Changed): Promise<void> =>
  editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: address(name), type }] });
const forPayer = (payer: string): string =>
  NURSE_BILLED_AS_PHYSICIAN.replace('@office', `@office #${payer}`).replace('P-311', `P-${payer}`);
const faultsOf = (file: string): Diagnostic[] | undefined =>
  editor.published.findLast(({ uri }) => uri === address(file))?.diagnostics;

const ACME = {
  id: 'acme',
  title: 'Acme Health',
  extends: 'medicare',
  parameters: { kd: { value: 'off', source: 'Contract 7' } },
};

describe('the profiles of a workspace', () => {
  it('check its notes from the first answer on', async () => {
    write('acme', ACME);
    await start();
    await editor.open(address('clinic/acme.encounter'), forPayer('acme'));
    await editor.open(address('clinic/medicare.encounter'), forPayer('medicare'));
    const acme = codesOf(await editor.findings(address('clinic/acme.encounter')));
    expect(acme).not.toContain('unknown-payer');
    expect(acme).not.toContain('implanted-pump-modifier');
    expect(codesOf(await editor.findings(address('clinic/medicare.encounter')))).toContain('implanted-pump-modifier');
  });

  it('are those of the nearest folder above a note, as on the command line', async () => {
    write('acme', ACME);
    write('acme', { ...ACME, parameters: {} }, 'clinic/north/wing');
    mkdirSync(path.join(root, 'clinic/south/.encounter/profiles'), { recursive: true });
    const notes = [
      'clinic/day',
      'clinic/north/day',
      'clinic/north/wing/day',
      'clinic/north/wing/room/day',
      'clinic/south/day',
    ].map((name, i) => {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, `${name}.encounter`), forPayer('acme').replace('P-acme', `P-90${i}`));
      return `${name}.encounter`;
    });
    await start();
    const found = await Promise.all(notes.map(async note => codesOf(await editor.findings(address(note)))));
    expect(found.map(codes => codes.includes('implanted-pump-modifier'))).toEqual([false, false, true, true, false]);
    // An empty folder of profiles means the shipped ones.
    expect(found.map(codes => codes.includes('unknown-payer'))).toEqual([false, false, false, false, true]);
    const { stdout } = spawnSync(process.execPath, [CLI, 'check', 'clinic', '--format', 'sarif'], {
      cwd: root,
      encoding: 'utf8',
    });
    const {
      runs: [run],
    } = JSON.parse(stdout) as {
      runs: {
        results: { ruleId: string; locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[];
      }[];
    };
    const printed = notes.map(note =>
      run!.results
        .filter(({ locations }) => decodeURI(locations[0]!.physicalLocation.artifactLocation.uri).endsWith(note))
        .map(({ ruleId }) => ruleId)
        .sort(),
    );
    expect(printed).toEqual(found.map(codes => codes.map(String).sort()));
  });

  it('follow a folder that is deleted as a whole', async () => {
    write('acme', ACME, 'clinic/north');
    const note = address('clinic/north/acme.encounter');
    await start();
    await editor.open(note, forPayer('acme'));
    expect(codesOf(await editor.findings(note))).not.toContain('unknown-payer');
    rmSync(path.join(root, 'clinic/north'), { recursive: true });
    await editor.connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri: address('clinic/north') }] });
    expect(codesOf(await editor.findings(note))).toContain('unknown-payer');
  });

  it('are explained and completed where a header names them', async () => {
    write('acme', ACME);
    await start();
    await editor.open(address('clinic/acme.encounter'), forPayer('acme'));
    await editor.findings(address('clinic/acme.encounter'));
    const { contents } = await editor.request<Hover>('textDocument/hover', {
      textDocument: { uri: address('clinic/acme.encounter') },
      position: { line: 0, character: 34 },
    });
    expect((contents as { value: string }).value).toMatch(
      /\*\*#acme\*\* · Acme Health[^]*\*\*KD on pump drugs:\*\* off[^]*medicare → national/,
    );
    const { items } = await editor.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: address('clinic/acme.encounter') },
      position: { line: 0, character: 37 },
    });
    expect(items.map(({ label }) => label)).toContain('#acme');
  });

  it('change the findings of their own notes as they are written, changed and deleted, and of no others', async () => {
    await start();
    const [acme, medicare] = [address('clinic/acme.encounter'), address('clinic/medicare.encounter')];
    await editor.open(acme, forPayer('acme'));
    await editor.open(medicare, forPayer('medicare'));
    const first = await editor.pull(acme),
      other = await editor.pull(medicare);
    expect(codesOf(first.kind === 'full' ? first.items : [])).toContain('unknown-payer');

    const file = write('acme', ACME);
    await notifyFile(file, FileChangeType.Created);
    await editor.until(() => editor.refreshes === 1);
    expect((await editor.pull(medicare, other.resultId)).kind).toBe('unchanged');
    expect(codesOf(await editor.findings(acme))).not.toContain('unknown-payer');
    expect(codesOf(await editor.findings(acme))).not.toContain('implanted-pump-modifier');

    write('acme', { ...ACME, parameters: {} });
    await notifyFile(file);
    await editor.until(() => editor.refreshes === 2);
    expect(codesOf(await editor.findings(acme))).toContain('implanted-pump-modifier');
    expect((await editor.pull(medicare, other.resultId)).kind).toBe('unchanged');

    rmSync(path.join(root, 'clinic/.encounter'), { recursive: true });
    await notifyFile('clinic/.encounter', FileChangeType.Deleted);
    await editor.until(() => editor.refreshes === 3);
    expect(codesOf(await editor.findings(acme))).toContain('unknown-payer');
    expect((await editor.pull(medicare, other.resultId)).kind).toBe('unchanged');
  });

  it('change the findings as they are saved in the editor, even if the file watcher reports nothing', async () => {
    const file = write('acme', { ...ACME, parameters: {} });
    await start(['clinic'], {
      capabilities: {
        ...PULLING,
        textDocument: { ...PULLING.textDocument, synchronization: { dynamicRegistration: true } },
      },
    });
    await editor.until(() => editor.registered.some(({ method }) => method === 'textDocument/didSave'));
    const saves = editor.registered.find(({ method }) => method === 'textDocument/didSave')!.registerOptions as {
      documentSelector: { pattern: string }[];
    };
    expect(saves.documentSelector.map(({ pattern }) => pattern)).toEqual([
      '**/.encounter/profiles/*.json',
      '**/.encounter/config.json',
      '**/.gitignore',
    ]);
    const note = address('clinic/acme.encounter');
    await editor.open(note, forPayer('acme'));
    expect(codesOf(await editor.findings(note))).toContain('implanted-pump-modifier');

    write('acme', ACME);
    await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri: address(file) } });
    expect(codesOf(await editor.findings(note))).not.toContain('implanted-pump-modifier');

    writeFileSync(path.join(root, 'clinic/.encounter/config.json'), '{ "rules": { "performer-level": "info" } }');
    await editor.connection.sendNotification('textDocument/didSave', {
      textDocument: { uri: address('clinic/.encounter/config.json') },
    });
    expect(rule(await editor.findings(note), 'performer-level').severity).toBe(3);
  });

  it('show their errors at their lines, and the shipped ones are used until they are fixed', async () => {
    const file = write(
      'medicare',
      '{\n  "id": "medicare",\n  "title": "Ours",\n  "parameters": { "kd": { "value": "no" } }\n}\n',
    );
    await start();
    await editor.open(address('clinic/medicare.encounter'), forPayer('medicare'));
    expect(codesOf(await editor.findings(address('clinic/medicare.encounter')))).toContain('implanted-pump-modifier');
    await editor.until(() => faultsOf(file) !== undefined);
    const [fault, ...rest] = faultsOf(file)!;
    expect(rest).toEqual([]);
    expect(fault).toMatchObject({
      severity: 1,
      source: 'encounter-notes',
      code: 'payer-profile',
      range: { start: { line: 3, character: 35 }, end: { line: 3, character: 39 } },
    });
    expect(fault!.message).toBe(
      'parameters.kd.value: must be required, off. This profile is not used; the shipped “medicare” is.',
    );

    write('medicare', { id: 'medicare', title: 'Ours', extends: 'medicare', parameters: { kd: { value: 'off' } } });
    await notifyFile(file);
    await editor.until(() => faultsOf(file)?.length === 0);
    expect(codesOf(await editor.findings(address('clinic/medicare.encounter')))).not.toContain(
      'implanted-pump-modifier',
    );
  });

  it('hold for the notes of their own folder', async () => {
    write('acme', ACME, 'north');
    write('acme', { ...ACME, parameters: {} }, 'south');
    await start(['north', 'south', 'west']);
    const find = async (folder: string): Promise<unknown[]> => {
      await editor.open(address(`${folder}/day.encounter`), forPayer('acme').replace('P-acme', `P-${folder}`));
      return codesOf(await editor.findings(address(`${folder}/day.encounter`))).filter(
        code => code === 'unknown-payer' || code === 'implanted-pump-modifier',
      );
    };
    expect([await find('north'), await find('south'), await find('west')]).toEqual([
      [],
      ['implanted-pump-modifier'],
      ['unknown-payer'],
    ]);
  });

  it('hold for a note that is in no file yet, if there is one folder', async () => {
    write('acme', ACME);
    await start();
    await editor.open('untitled:Untitled-1', forPayer('acme'));
    expect(codesOf(await editor.findings('untitled:Untitled-1'))).not.toContain('unknown-payer');
  });

  it('say where they do not hold on the day, and what checks instead', async () => {
    write('acme', { ...ACME, effective: { from: '2027-01-01' } });
    await start();
    await editor.open(address('clinic/acme.encounter'), forPayer('acme'));
    const findings = await editor.findings(address('clinic/acme.encounter'));
    expect(rule(findings, 'unknown-payer')).toMatchObject({
      severity: 3,
      range: { start: { line: 0, character: 33 } },
    });
    expect(messageOf(rule(findings, 'unknown-payer'))[0]).toBe(
      'The profile “acme” holds from 2027-01-01, not on 2026-10-06, so this encounter is checked by the profile “medicare”.',
    );
    expect(codesOf(findings)).toContain('implanted-pump-modifier');
  });
});

describe('a workspace that is not trusted', () => {
  it('has its profiles read when it is', async () => {
    const file = write('acme', ACME);
    write('broken', '{');
    await start(['clinic'], { initializationOptions: { isWorkspaceTrusted: false } });
    await editor.open(address('clinic/acme.encounter'), forPayer('acme'));
    expect(codesOf(await editor.findings(address('clinic/acme.encounter')))).toContain('unknown-payer');
    await notifyFile(file);
    expect(codesOf(await editor.findings(address('clinic/acme.encounter')))).toContain('unknown-payer');
    expect(editor.logged.join('\n')).toContain(
      '2 payer profiles of the workspace are not read, because it is not trusted',
    );
    expect(editor.published).toEqual([]);

    await editor.connection.sendNotification('encounterNotes/workspaceTrusted');
    await editor.until(() => editor.refreshes > 0);
    expect(codesOf(await editor.findings(address('clinic/acme.encounter')))).not.toContain('unknown-payer');
    expect(faultsOf('clinic/.encounter/profiles/broken.json')).toHaveLength(1);
  });
});

describe('settings that cannot be used', () => {
  it('are shown once, each with what is wrong, and the sound ones hold', async () => {
    await start(['clinic'], {
      settings: () => ({
        rules: { 'performer-levl': 'off', 'unknown-line': 'loud', 'performer-level': 'hint' },
        profile: { default: 'acme' },
      }),
    });
    await editor.open(address('clinic/day.encounter'), NURSE_BILLED_AS_PHYSICIAN);
    const findings = await editor.findings(address('clinic/day.encounter'));
    expect(rule(findings, 'performer-level').severity).toBe(4);
    await editor.until(() => editor.shown.length > 0);
    expect(editor.shown).toEqual([
      'Encounter Notes: encounterNotes.rules: there is no rule “performer-levl”; did you mean “performer-level”? encounterNotes.rules: unknown-line can be error, warning, info, hint or off, nothing else. encounterNotes.profile.default: there is no payer profile “acme”, so notes without a payer are checked by national rules only.',
    ]);
    expect(editor.logged.join('\n')).toContain('there is no rule “performer-levl”');

    editor.settings = () => ({ rules: { 'no-such-rule': 'off' } });
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => editor.shown.length > 1);
    expect(editor.shown[1]).toBe('Encounter Notes: encounterNotes.rules: there is no rule “no-such-rule”.');
  });

  it('may name a payer that the workspace defines', async () => {
    write('acme', { ...ACME, severity: { 'unknown-line': 'error' } });
    await start(['clinic'], { settings: () => ({ profile: { default: 'acme' } }) });
    await editor.open(address('clinic/day.encounter'), NURSE_BILLED_AS_PHYSICIAN);
    expect(rule(await editor.findings(address('clinic/day.encounter')), 'unknown-line').severity).toBe(1);
    await editor.connection.sendRequest('encounterNotes/status');
    expect(editor.shown).toEqual([]);
  });
});
