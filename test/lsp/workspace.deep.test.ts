import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileChangeType, type ClientCapabilities, type CodeLens, type InlayHint } from 'vscode-languageserver/node';
import { Editor, PULLING, type EditorOptions } from './client';
import { APART, codesOf, EARLIER_WITH_PUMP, LATER_WITHOUT_PUMP, WHOLE } from './notes';

let folder: string;
let editor: Editor;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'notes-'));
});
afterEach(() => {
  editor.end();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string): string => path.join(folder, name);
const address = (name: string): string => pathToFileURL(file(name)).href;
const start = async (options: EditorOptions = {}): Promise<void> => {
  editor = await Editor.start({ folders: [{ uri: pathToFileURL(folder).href, name: 'notes' }], ...options });
};
const undecided = async (name = 'later.encounter'): Promise<boolean> =>
  codesOf(await editor.findings(address(name))).includes('code-undecided');
const notifyFile = (name: string, type: FileChangeType): Promise<void> =>
  editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: address(name), type }] });

describe('notes on disk', () => {
  it('belong to the story of their patients from the first answer on', async () => {
    mkdirSync(file('2026/may'), { recursive: true });
    writeFileSync(file('2026/may/earlier.encounter'), EARLIER_WITH_PUMP);
    await start();
    await editor.open(address('later.encounter'), LATER_WITHOUT_PUMP);
    expect(await undecided()).toBe(false);
  });

  it('are not read from where other tools keep theirs, nor round in circles', async () => {
    for (const name of ['node_modules', '.git', '.hidden']) {
      mkdirSync(file(name));
      writeFileSync(file(`${name}/earlier.encounter`), EARLIER_WITH_PUMP);
    }
    writeFileSync(file('earlier.txt'), EARLIER_WITH_PUMP);
    symlinkSync(folder, file('circle'));
    symlinkSync(file('nowhere'), file('dangling.encounter'));
    mkdirSync(file('folder.encounter'));
    await start();
    await editor.open(address('later.encounter'), LATER_WITHOUT_PUMP);
    expect(await undecided()).toBe(true);
    expect(await editor.connection.sendRequest('encounterNotes/status')).toMatchObject({ notes: 1, unreadable: 0 });
  });

  it('are not read if a `.gitignore` passes them over, now or later, as the command line does not; one that is open is', async () => {
    mkdirSync(file('drafts/deep'), { recursive: true });
    mkdirSync(file('kept'));
    writeFileSync(file('.gitignore'), 'drafts/\n*.old.encounter\n');
    writeFileSync(file('kept/.gitignore'), '/private.encounter\n');
    const ignored = ['drafts/a.encounter', 'drafts/deep/b.encounter', 'c.old.encounter', 'kept/private.encounter'];
    for (const name of ignored) writeFileSync(file(name), EARLIER_WITH_PUMP);
    await start();
    await editor.open(address('later.encounter'), LATER_WITHOUT_PUMP);
    expect(await undecided()).toBe(true);
    for (const name of ignored) await notifyFile(name, FileChangeType.Created);
    expect(await editor.connection.sendRequest('encounterNotes/status')).toMatchObject({ notes: 1, unreadable: 0 });
    await editor.open(address('drafts/deep/b.encounter'), EARLIER_WITH_PUMP);
    expect(await undecided()).toBe(false);
  });

  it('are read and forgotten as a `.gitignore` is written, changed, saved and deleted', async () => {
    mkdirSync(file('drafts'));
    for (const name of ['drafts/a.encounter', 'b.encounter']) writeFileSync(file(name), EARLIER_WITH_PUMP);
    const notes = async (): Promise<unknown> =>
      editor.connection.sendRequest<{ notes: number }>('encounterNotes/status').then(status => status.notes);
    await start();
    await editor.open(address('later.encounter'), LATER_WITHOUT_PUMP);
    expect([await undecided(), await notes()]).toEqual([false, 3]);
    writeFileSync(file('.gitignore'), 'drafts/\n');
    await notifyFile('.gitignore', FileChangeType.Created);
    expect([await undecided(), await notes()]).toEqual([false, 2]);
    writeFileSync(file('.gitignore'), '*.encounter\n');
    await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri: address('.gitignore') } });
    expect([await undecided(), await notes()]).toEqual([true, 1]);
    rmSync(file('.gitignore'));
    await notifyFile('.gitignore', FileChangeType.Deleted);
    expect([await undecided(), await notes()]).toEqual([false, 3]);
  });

  it('are read in a folder that was opened by itself, even if a .gitignore of an open parent excludes it', async () => {
    mkdirSync(file('drafts'));
    writeFileSync(file('.gitignore'), 'drafts/\n');
    writeFileSync(file('drafts/a.encounter'), EARLIER_WITH_PUMP);
    for (const folders of [
      ['', 'drafts'],
      ['drafts', ''],
    ]) {
      await start({ folders: folders.map(name => ({ uri: address(name), name: name || 'all' })) });
      await editor.open(address('later.encounter'), LATER_WITHOUT_PUMP);
      expect(await undecided()).toBe(false);
      editor.end();
    }
  });

  it('are also checked while they are closed', async () => {
    writeFileSync(file('later.encounter'), LATER_WITHOUT_PUMP);
    await start();
    expect(await undecided()).toBe(true);
  });

  it('count as they are written, changed and deleted', async () => {
    await start();
    await editor.open(address('later.encounter'), LATER_WITHOUT_PUMP);
    expect(await undecided()).toBe(true);
    writeFileSync(file('earlier.encounter'), EARLIER_WITH_PUMP);
    await notifyFile('earlier.encounter', FileChangeType.Created);
    await editor.until(() => editor.refreshes === 1);
    expect(await undecided()).toBe(false);
    writeFileSync(file('earlier.encounter'), APART);
    await notifyFile('earlier.encounter', FileChangeType.Changed);
    await editor.until(() => editor.refreshes === 2);
    expect(await undecided()).toBe(true);
    writeFileSync(file('earlier.encounter'), EARLIER_WITH_PUMP);
    await notifyFile('earlier.encounter', FileChangeType.Changed);
    await editor.until(() => editor.refreshes === 3);
    rmSync(file('earlier.encounter'));
    await notifyFile('earlier.encounter', FileChangeType.Deleted);
    await editor.until(() => editor.refreshes === 4);
    expect(await undecided()).toBe(true);
  });

  it('are below what is open, and count again when it is closed', async () => {
    writeFileSync(file('earlier.encounter'), EARLIER_WITH_PUMP);
    await start();
    await editor.open(address('later.encounter'), LATER_WITHOUT_PUMP);
    await editor.open(address('earlier.encounter'), '');
    expect(await undecided()).toBe(true);
    await notifyFile('earlier.encounter', FileChangeType.Changed);
    expect(await undecided()).toBe(true);
    await editor.close(address('earlier.encounter'));
    await editor.until(() => editor.refreshes > 0);
    expect(await undecided()).toBe(false);
  });

  it('are one note however an editor spells their address', async () => {
    writeFileSync(file('two words (1).encounter'), EARLIER_WITH_PUMP);
    await start();
    const { href } = pathToFileURL(folder);
    await editor.open(address('later.encounter'), LATER_WITHOUT_PUMP);
    for (const spelled of [
      `${href}/two%20words%20%281%29.encounter`,
      `${href}/./two%20words%20(1).encounter`,
      `${href}//two%20words%20(1).encounter`,
      `${href.replace('file://', 'file://localhost')}/two%20words%20(1).encounter`,
      `${href.replace('file:', 'FILE:')}/tw%6f%20words%20(1).encounter`,
    ]) {
      await editor.open(spelled, APART);
      expect(await undecided()).toBe(true);
      expect(await editor.connection.sendRequest('encounterNotes/status')).toMatchObject({ notes: 2 });
      await editor.close(spelled);
    }
  });

  it.skipIf(process.platform === 'win32')('are not read through links that leave the folder', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'outside-'));
    writeFileSync(path.join(outside, 'earlier.encounter'), EARLIER_WITH_PUMP);
    symlinkSync(path.join(outside, 'earlier.encounter'), file('earlier.encounter'));
    await start();
    await editor.open(address('later.encounter'), LATER_WITHOUT_PUMP);
    expect(await undecided()).toBe(true);
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: address('earlier.encounter'), type: 1 }],
    });
    expect(await undecided()).toBe(true);
    rmSync(outside, { recursive: true });
  });

  it('move with their folder', async () => {
    mkdirSync(file('a'));
    writeFileSync(file('a/earlier.encounter'), EARLIER_WITH_PUMP);
    await start();
    await editor.open(address('later.encounter'), LATER_WITHOUT_PUMP);
    expect(await undecided()).toBe(false);
    renameSync(file('a'), file('b'));
    await editor.connection.sendNotification('workspace/didRenameFiles', {
      files: [{ oldUri: address('a'), newUri: address('b') }],
    });
    expect(await undecided()).toBe(false);
    rmSync(file('b'), { recursive: true });
    await editor.connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri: address('b') }] });
    expect(await undecided()).toBe(true);
  });

  it('come and go with the folders of the workspace', async () => {
    writeFileSync(file('earlier.encounter'), EARLIER_WITH_PUMP);
    await start({ folders: [] });
    await editor.open('untitled:later.encounter', LATER_WITHOUT_PUMP);
    const untitled = async (): Promise<boolean> =>
      codesOf(await editor.findings('untitled:later.encounter')).includes('code-undecided');
    expect(await untitled()).toBe(true);
    const one = { uri: pathToFileURL(folder).href, name: 'notes' };
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [one], removed: [] },
    });
    await editor.until(() => editor.refreshes === 1);
    expect(await untitled()).toBe(false);
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [one] },
    });
    await editor.until(() => editor.refreshes === 2);
    expect(await untitled()).toBe(true);
  });
});

describe('a file that is no UTF-8 text', () => {
  const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
  it.each([
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(LATER_WITHOUT_PUMP)]), /UTF-16/],
    ['UTF-16 without one', utf16(LATER_WITHOUT_PUMP), /UTF-16/],
    [
      'an old code page',
      Buffer.concat([Buffer.from('2026-10-06 visit P-1\ndose 50 '), Buffer.from([0xb5]), Buffer.from('g/day\n')]),
      /not UTF-8/,
    ],
    [
      'an image',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82]),
      /not a text file/,
    ],
  ])('gives one clear finding: %s', async (_, bytes, message) => {
    writeFileSync(file('odd.encounter'), bytes);
    await start();
    const findings = await editor.findings(address('odd.encounter'));
    expect(findings).toEqual([
      expect.objectContaining({ code: 'unreadable-file', severity: 1, message: expect.stringMatching(message) }),
    ]);
    expect(await editor.connection.sendRequest('encounterNotes/status')).toMatchObject({ notes: 0, unreadable: 1 });
    writeFileSync(file('odd.encounter'), LATER_WITHOUT_PUMP);
    await notifyFile('odd.encounter', FileChangeType.Changed);
    expect(codesOf(await editor.findings(address('odd.encounter')))).not.toContain('unreadable-file');
  });

  it('is warned of in an editor that has opened it all the same, at the first character that is lost', async () => {
    await start();
    await editor.open(address('odd.encounter'), '2026-10-06 visit P-1 @office\nassess: 50 \ufffdg/day, \ufffd\n');
    expect(await editor.findings(address('odd.encounter'))).toMatchObject([
      {
        code: 'unreadable-file',
        severity: 2,
        range: { start: { line: 1, character: 11 }, end: { line: 1, character: 12 } },
      },
    ]);
  });

  it('is not what a file on disk is that holds the sign for a lost character itself', async () => {
    writeFileSync(file('odd.encounter'), '2026-10-06 visit P-1 @office\nassess: 50 \ufffdg/day\n');
    await start();
    expect(codesOf(await editor.findings(address('odd.encounter')))).not.toContain('unreadable-file');
  });

  it('with a byte-order mark is text', async () => {
    writeFileSync(file('later.encounter'), `\ufeff${LATER_WITHOUT_PUMP}`);
    await start();
    expect(await undecided()).toBe(true);
  });
});

describe('settings', () => {
  const other = { uri: 'file:///elsewhere', name: 'elsewhere' };
  const line = '2026-10-06 visit P-333 @office\ntolerated well\n';

  it('change levels without a restart, folder by folder', async () => {
    const own = { uri: pathToFileURL(folder).href, name: 'notes' };
    let level = 'warning';
    await start({
      folders: [own, other],
      settings: scope => {
        const set = new Map([
          [own.uri, level],
          [other.uri, 'off'],
        ]).get(scope ?? '');
        return set === undefined ? {} : { rules: { 'unknown-line': set } };
      },
    });
    await editor.open(address('a.encounter'), line);
    await editor.open('file:///elsewhere/b.encounter', line);
    await editor.open('untitled:c.encounter', line);
    expect(await editor.findings(address('a.encounter'))).toMatchObject([{ code: 'unknown-line', severity: 2 }]);
    expect(await editor.findings('file:///elsewhere/b.encounter')).toEqual([]);
    expect(await editor.findings('untitled:c.encounter')).toMatchObject([{ code: 'unknown-line', severity: 4 }]);
    level = 'error';
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => editor.refreshes === 1);
    expect(await editor.findings(address('a.encounter'))).toMatchObject([{ code: 'unknown-line', severity: 1 }]);
  });

  it('switch hints, lenses and the payer of each folder by itself, at once', async () => {
    const own = { uri: pathToFileURL(folder).href, name: 'notes' };
    let first: unknown = {
      inlayHints: { diagnosisLetters: true, codeMeaning: false },
      codeLens: { findings: false, complete: false },
      profile: { default: '#Medicare' },
    };
    const second = {
      inlayHints: { diagnosisLetters: false, codeMeaning: true },
      codeLens: { claim: false },
      profile: { default: 'aetna' },
    };
    await start({
      folders: [own, other],
      settings: scope => {
        if (scope === own.uri) return first;
        return scope === other.uri ? second : {};
      },
    });
    const note = `${EARLIER_WITH_PUMP}\n${LATER_WITHOUT_PUMP.replace('95991 @AB\n', '95991 @AB\nJ0475-JZ x4 @A\n').replace('prog:', 'drug: baclofen 1000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL\nprog:')}`;
    const seen = async (uri: string): Promise<unknown> => {
      const of = { textDocument: { uri } };
      const hints = await editor.request<InlayHint[]>('textDocument/inlayHint', { ...of, range: WHOLE });
      const lenses = await editor.request<CodeLens[]>('textDocument/codeLens', of);
      return [
        hints.map(({ label }) => label),
        lenses.map(({ data }) => (data as { kind: string }).kind),
        codesOf(await editor.findings(uri)).includes('implanted-pump-modifier'),
      ];
    };
    await editor.open(address('a.encounter'), note);
    await editor.open('file:///elsewhere/b.encounter', note.replaceAll('P-322', 'P-323'));
    const others = [
      ['refill, physician (IT/ventricular)', 'pump baclofen, 10 mg'],
      ['findings', 'complete', 'findings', 'complete'],
      false,
    ];
    expect(await seen(address('a.encounter'))).toEqual([['A', 'B'], ['claim', 'claim'], true]);
    expect(await seen('file:///elsewhere/b.encounter')).toEqual(others);
    first = {};
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(await seen(address('a.encounter'))).toEqual([
      ['A', 'B', ...(others[0] as string[])],
      ['claim', 'findings', 'complete', 'claim', 'findings', 'complete'],
      false,
    ]);
    expect(await seen('file:///elsewhere/b.encounter')).toEqual(others);
  });

  it('that cannot be used are reported once, in full sentences, and the others apply', async () => {
    await start({
      settings: () => ({
        rules: { 'unkown-line': 'off', 'unknown-line': 'loud', 'unknown-field': 'error' },
        inlayHints: { codeMeaning: 'yes' },
        codeLens: { claim: 1 },
        profile: { default: 'medicair' },
      }),
    });
    await editor.open('untitled:a.encounter', `${line}asess: fine\n`);
    await editor.until(() => editor.shown.length > 0);
    expect(editor.shown).toEqual([
      [
        'Encounter Notes: encounterNotes.rules: there is no rule “unkown-line”; did you mean “unknown-line”?',
        'encounterNotes.rules: unknown-line can be error, warning, info, hint or off, nothing else.',
        'encounterNotes.inlayHints.codeMeaning can be true or false, nothing else.',
        'encounterNotes.codeLens.claim can be true or false, nothing else.',
        'encounterNotes.profile.default: there is no payer profile “medicair”, so notes without a payer are checked by national rules only.',
      ].join(' '),
    ]);
    expect(await editor.findings('untitled:a.encounter')).toMatchObject([
      { code: 'unknown-field', severity: 1 },
      { code: 'unknown-line', severity: 4 },
    ]);
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.findings('untitled:a.encounter');
    expect(editor.shown).toHaveLength(1);
  });

  const silent: ClientCapabilities = { ...PULLING, workspace: { diagnostics: { refreshSupport: true } } };

  it('may come with the start and with a change, from clients that cannot be asked', async () => {
    await start({ capabilities: silent, initializationOptions: { rules: { 'unknown-line': 'error' } } });
    await editor.open(address('a.encounter'), line);
    expect(await editor.findings(address('a.encounter'))).toMatchObject([{ code: 'unknown-line', severity: 1 }]);
    await editor.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { encounterNotes: { rules: { 'unknown-line': 'info', x: 'loud' }, profile: 5 } },
    });
    await editor.until(() => editor.refreshes === 1);
    expect(await editor.findings(address('a.encounter'))).toMatchObject([{ code: 'unknown-line', severity: 3 }]);
  });

  it('name the profile of encounters without a payer', async () => {
    const kd = async (profile: string): Promise<boolean> => {
      editor.settings = () => ({ profile: { default: profile } });
      await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      return codesOf(await editor.findings('untitled:a.encounter')).includes('implanted-pump-modifier');
    };
    await start();
    await editor.open(
      'untitled:a.encounter',
      `${EARLIER_WITH_PUMP}\n${LATER_WITHOUT_PUMP.replace('95991 @AB\n', '95991 @AB\nJ0475-JZ x4 @A\n').replace('prog:', 'drug: baclofen 1000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL\nprog:')}`,
    );
    expect(await kd('')).toBe(false);
    expect(await kd(' Medicare ')).toBe(true);
    expect(await kd('national')).toBe(false);
  });
});
