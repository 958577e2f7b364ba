import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { KeptFile } from './kept-file';
import { NURSE_BILLED_AS_PHYSICIAN, actionsAt, deleteNotes, finding, findings, open, until } from './notes';

const run = <T>(name: string, ...args: unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(`encounterNotes.${name}`, ...args);

/** Takes the first entry of the list that a command shows, as soon as there is one; ends when the command does. */
async function takeFirst(command: Thenable<unknown>): Promise<void> {
  let done = false;
  const ended = Promise.resolve(command).finally(() => {
    done = true;
  });
  while (!done) {
    await new Promise(resolve => setTimeout(resolve, 150));
    if (!done) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  await ended;
}

/** What the tabs show: webviews by their kind, texts by their address. */
function tabs(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .map(({ input, label }) => {
      if (input instanceof vscode.TabInputWebview)
        return `${input.viewType.replace('mainThreadWebview-', '')}: ${label}`;
      return input instanceof vscode.TabInputText ? input.uri.toString() : label;
    });
}

/** The text of a page that a command showed. */
async function pageText(title: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument(
    vscode.Uri.from({ scheme: 'encounter-notes', path: `/${title}.md` }),
  );
  return document.getText();
}

describe('commands', () => {
  afterEach(deleteNotes);

  it('explain an encounter and preview its claim, each in one view beside the note', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    await run('explainEncounter');
    await until(
      tabs,
      found => found.includes('encounterNotes.explainEncounter: Explain Encounter'),
      found => found.join(', '),
    );
    await run('claimPreview', note.uri.toString(), { line: 3, character: 0 });
    await run('explainEncounter', {
      encounter: { uri: note.uri.toString(), range: { start: { line: 0, character: 0 } } },
    });
    await until(
      tabs,
      found => found.includes('encounterNotes.claimPreview: Claim Preview'),
      found => found.join(', '),
    );
    assert.equal(
      tabs().filter(tab => tab.startsWith('encounterNotes.')).length,
      2,
      'a second call brings the view back, and opens no other',
    );
    assert.equal(vscode.window.tabGroups.all.length, 2, 'both views share a column');
  });

  it('open an encounter at its header, in the column that has the note', async () => {
    const note = await open(`${NURSE_BILLED_AS_PHYSICIAN}\n2026-12-01 visit P-015 @office\n`);
    await finding(note, 'performer-level');
    const line = note
      .getText()
      .split('\n')
      .findIndex(text => text.includes('P-015'));
    await run('openEncounter', note.uri.toString(), { line, character: 0 });
    await until(
      () => vscode.window.activeTextEditor,
      editor => editor?.document === note && editor.selection.active.line === line,
      editor => `the caret is on line ${editor?.selection.active.line} of ${editor?.document.uri.path}`,
    );
    assert.equal(vscode.window.tabGroups.all.length, 1);
  });

  it('show the report of a note, and of all', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    await run('showReport');
    const name = note.uri.path.slice(note.uri.path.lastIndexOf('/') + 1);
    const one = await pageText(`Report of ${name}`);
    assert.match(one, /## 2026-11-20 P-660 refill\n/);
    assert.match(one, /✗ fail: performer-level/);
    await run('showWorkspaceReport');
    const all = await pageText('Report of all notes');
    assert.ok(all.includes('P-131') && all.includes('P-076'), 'it includes closed notes');
    await until(
      tabs,
      found => found.filter(tab => /markdown\.preview/.test(tab)).length > 0,
      found => found.join(', '),
    );
  });

  it('show what changes on a day', async () => {
    await open(NURSE_BILLED_AS_PHYSICIAN);
    await run('whatChangesOn', '2019-01-01');
    assert.match(await pageText('What changes on 2019-01-01'), /encounters? changes? by the tables of 2019-01-01/);
  });

  it('explain a code by name, or the symbol at the caret', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    await takeFirst(run('explainCode', 'spastic diplegia'));
    assert.match(await pageText('G80.1'), /^# G80\.1\n\n\*\*G80\.1\*\* · Spastic diplegic cerebral palsy/);
    const at = note.positionAt(note.getText().indexOf('95991') + 2);
    const { viewColumn } = vscode.window.visibleTextEditors.find(({ document }) => document === note)!;
    await vscode.window.showTextDocument(note, { viewColumn: viewColumn!, selection: new vscode.Range(at, at) });
    await until(
      () => vscode.window.activeTextEditor,
      editor => editor?.document === note && editor.selection.active.isEqual(at),
      editor => `the caret is at ${editor?.selection.active.line}:${editor?.selection.active.character}`,
    );
    await takeFirst(run('explainCode'));
    assert.match(await pageText('95991'), /^# 95991\n\n\*\*95991\*\* · /);
  });

  it('open the page of a rule', async () => {
    await open(NURSE_BILLED_AS_PHYSICIAN).then(note => finding(note, 'performer-level'));
    await run('openRule', 'performer-level');
    await until(
      tabs,
      found => found.some(tab => /markdown\.preview: .*performer-level/.test(tab)),
      found => found.join(', '),
    );
  });

  it('begin an encounter from the last visit of a patient, on today’s date', async () => {
    const note = await open(
      NURSE_BILLED_AS_PHYSICIAN.replaceAll('P-660', 'P-990').replaceAll('2026-11-20', '2099-11-20'),
    );
    await finding(note, 'performer-level'); // the latest visit of all, so its patient is the first of the list
    await takeFirst(run('newEncounter'));
    const now = new Date();
    const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(n => String(n).padStart(2, '0')).join('-');
    const text = await until(
      () => note.getText(),
      one => one.includes(`${today} refill P-990 @office #medicare`),
      one => one,
    );
    const own = text.slice(text.indexOf(today));
    assert.match(
      own,
      /\nby: \w+ \w+\n[^]*\ndrug: baclofen 2000 mcg\/mL, 40 mL, commercial, practice[^\n]*\ndx: G80\.0, Z45\.1\n/,
    );
    assert.doesNotMatch(own, /95991|J0475/, 'nothing is billed before anything is done');
    await until(
      () => note.lineAt(vscode.window.activeTextEditor?.selection.active.line ?? 0).text,
      line => line === 'pump: ',
      line => `the first gap is the pump, which no earlier visit gives, and the caret is on “${line}”`,
    );
  });

  it('open a new note, and the practice note with what there is to practice', async () => {
    await run('newNote');
    const created = await until(
      () => vscode.window.activeTextEditor,
      editor => editor?.document.languageId === 'encounter-note' && editor.document.isUntitled,
      editor => `${editor?.document.fileName} is open`,
    );
    assert.equal(created?.document.getText(), '');
    assert.match(created.document.fileName, /\d{4}-\d\d-\d\d(-\d+)?\.encounter$/, 'the day is the suggested file name');
    await run('openPracticeNote');
    const practice = await until(
      () => vscode.window.activeTextEditor,
      editor => editor?.document.getText().includes('DEMO1') === true,
      () => 'the practice note is not open',
    );
    assert.ok(practice);
    const found = await findings(practice.document, all => all.length >= 2);
    assert.deepEqual(
      found
        .filter(({ severity }) => severity === 'error')
        .map(({ rule }) => rule)
        .sort(),
      ['drug-waste', 'performer-level'],
    );
    await run('nextFinding');
    await until(
      () => practice.document.lineAt(vscode.window.activeTextEditor?.selection.active.line ?? 0).text,
      text => text.startsWith('95991'),
      text => `the caret is on “${text}”`,
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});

describe('an import of charges', () => {
  const columns = new KeptFile('columns.json');
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
  const write = async (name: string, text: string): Promise<vscode.Uri> => {
    await vscode.workspace.fs.writeFile(at(name), new TextEncoder().encode(text));
    return at(name);
  };
  afterEach(async () => {
    for (const name of ['import-day.csv', 'import-day.hl7', 'import-cut.x12'])
      await vscode.workspace.fs.delete(at(name)).then(undefined, () => undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await deleteNotes();
  });

  it('opens them as a new note, and keeps the columns of a sheet that are confirmed', async () => {
    const sheet = await write(
      'import-day.csv',
      'DOS,MRN,CPT,Mod,Units,DX\n11/20/2026,7700,J0475,"JZ,KD",8,G80.0\n11/20/2026,7700,95990,,1,G80.0\n',
    );
    try {
      await run('importCharges', sheet, true);
      const note = vscode.window.activeTextEditor?.document;
      assert.ok(note?.isUntitled);
      assert.equal(note.languageId, 'encounter-note');
      assert.equal(note.getText(), '2026-11-20 visit P-XXX\ndx: G80.0\nJ0475-JZ-KD x8\n95990\n');
      const kept = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(columns.uri)));
      assert.deepEqual(kept.columns.charges, [{ code: 'CPT', modifiers: ['Mod'], units: 'Units' }]);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await run('importCharges', sheet); // with a mapping there is no question
      assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^J0475-JZ-KD x8$/m);
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await columns.remove();
    }
  });

  it('reads charge messages, and opens nothing for a broken file', async () => {
    const message = await write(
      'import-day.hl7',
      'MSH|^~\\&|A|B|C|D|20261120||DFT^P03|1|T|2.5.1\rFT1|1|||20261120||CG|95990^^C4|||1\r',
    );
    await run('importCharges', message);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), '2026-11-20 visit P-XXX\n95990\n');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    const before = tabs();
    await run('importCharges', await write('import-cut.x12', 'ISA*00*'));
    assert.deepEqual(tabs(), before);
  });
});

describe('an export of charges', () => {
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
  const written = async (name: string): Promise<string | undefined> =>
    vscode.workspace.fs.readFile(at(name)).then(
      bytes => new TextDecoder().decode(bytes),
      () => undefined,
    );
  afterEach(async () => {
    for (const name of ['export-day.csv', 'export-day.837'])
      await vscode.workspace.fs.delete(at(name)).then(undefined, () => undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await deleteNotes();
  });

  it('writes the claims of a checked note as a charge sheet and as a claim file', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN.replace('95991', '95990').replace(/J0475-\S+/, 'J0475-JZ-KD'));
    await findings(note, all => !all.some(({ severity }) => severity === 'error'));
    await run('exportCharges', 'csv', at('export-day.csv'));
    assert.match((await written('export-day.csv')) ?? '', /^Date of Service,Patient,.*\r?\n2026-11-20,P-660,.*,95990,/);
    await run('exportCharges', 'x12', at('export-day.837'));
    assert.match((await written('export-day.837')) ?? '', /~\nSV1\*HC:95990\*/);
  });

  it('writes claims with errors for a reason only, and shows what was overridden', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    await run('exportCharges', 'csv', at('export-day.csv'), 'payer asked for it');
    assert.match((await written('export-day.csv')) ?? '', /,95991,/);
    const name = note.uri.path.slice(note.uri.path.lastIndexOf('/') + 1);
    assert.match(
      await pageText(`Export of ${name}`),
      /## Errors overridden: “payer asked for it”\n\n- Line \d+: Bill 95990: /,
    );
  });
});

describe('the payer', () => {
  afterEach(deleteNotes);

  it('is written into the header of the encounter at the caret', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN.replace(' #medicare', ''));
    await finding(note, 'performer-level');
    await takeFirst(run('choosePayer'));
    await until(
      () => note.lineAt(0).text,
      text => text === '2026-11-20 refill P-660 @office #medicare',
      text => text,
    );
  });
});

describe('claim lines', () => {
  afterEach(deleteNotes);

  it('are copied with their diagnoses, modifiers and units', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    await run('copyClaim');
    const rows = (await vscode.env.clipboard.readText()).trim().split('\n');
    assert.deepEqual(
      rows.map(row => row.split('\t').slice(2, 4)),
      [
        ['95991', 'G80.0 Z45.1'],
        ['J0475-JZ-KD', 'G80.0'],
      ],
    );
    assert.equal(rows[1]?.split('\t').at(-1), '8');
  });
});

describe('a rule', () => {
  afterEach(async () => {
    await vscode.workspace
      .getConfiguration('encounterNotes', vscode.workspace.workspaceFolders?.[0])
      .update('rules', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    await deleteNotes();
  });

  it('is turned off for the folder by a quick fix', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    const { diagnostic } = await finding(note, 'performer-level');
    const action = (await actionsAt(note, diagnostic.range, 'quickfix')).find(
      ({ title }) => title === 'Turn off performer-level in this folder',
    );
    assert.ok(action?.command);
    void vscode.commands.executeCommand(action.command.command, ...(action.command.arguments as unknown[]));
    await findings(note, all => !all.some(({ rule }) => rule === 'performer-level'));
  });
});

describe('a diagnostic report', () => {
  afterEach(deleteNotes);

  it('lists versions, settings, counts, rules and positions, and no note text or name', async () => {
    const settings = vscode.workspace.getConfiguration('encounterNotes');
    const note = await open(`${NURSE_BILLED_AS_PHYSICIAN}| Her daughter Wilhelmina came along.\n`);
    await finding(note, 'performer-level');
    try {
      await settings.update('rules', { npi: 'off', Wilhelmina: 'off' }, vscode.ConfigurationTarget.Workspace);
      await settings.update('profile.default', 'wilhelmina-health', vscode.ConfigurationTarget.Workspace);
      const report = await run<string>('copyDiagnosticReport');
      for (const part of [
        /^# Encounter Notes: diagnostic report/,
        /- VS Code: \d/,
        /- Rules: \d\d/,
        /\| performer-level \| error \| 16:1–16:6 \|/,
        /rules \(workspace[^)]*\): npi off, 1 that name no rule/,
        /profile\.default \(workspace[^)]*\): set/,
      ]) {
        assert.match(report, part);
      }
      for (const secret of [
        'Wilhelmina',
        'wilhelmina',
        'P-660',
        'NGP',
        'baclofen',
        '95991',
        'RN KL',
        'G80',
        'clinic',
        note.uri.path,
        '$684',
      ])
        assert.ok(!report.includes(secret), `it says ${secret}`);
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
      await settings.update('profile.default', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

describe('a check of the workspace', () => {
  afterEach(deleteNotes);

  interface Counts {
    notes: number;
    encounters: number;
    errors: number;
    warnings: number;
  }
  const day = (): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'clinic-day.encounter');
  const rules = (uri: vscode.Uri): string[] =>
    vscode.languages.getDiagnostics(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));

  it('lists the findings of closed notes once each, and keeps them current', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    assert.deepEqual(rules(day()), []);
    const counts = await run<Counts>('checkWorkspace');
    assert.ok(counts.notes >= 3 && counts.encounters >= 19 && counts.errors > 5, JSON.stringify(counts));
    const found = await until(
      () => rules(day()),
      all => all.length > 5,
      all => all.join(', '),
    );
    assert.ok(found.includes('performer-level'));

    const opened = await vscode.window.showTextDocument(day());
    await until(
      () => rules(day()),
      all => all.length === found.length,
      all => `twice or not at all: ${all.join(', ')}`,
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until(
      () => rules(day()),
      all => all.length === found.length,
      all => `after closing: ${all.join(', ')}`,
    );

    const before = opened.document.getText();
    try {
      await vscode.workspace.fs.writeFile(
        day(),
        new TextEncoder().encode(before.replace('62370 @AB\n', '62369 @AB\n')),
      );
      await until(
        () => rules(day()),
        all => all.length > 0 && !all.includes('performer-level'),
        all => `after the file changed: ${all.join(', ')}`,
      );
    } finally {
      await vscode.workspace.fs.writeFile(day(), new TextEncoder().encode(before));
    }
    await until(
      () => rules(day()),
      all => all.includes('performer-level'),
      all => `after the file changed back: ${all.join(', ')}`,
    );
  });
});
