// Inlay hints and lenses, and the switch of each kind.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { NURSE_BILLED_AS_PHYSICIAN, deleteNotes, finding, open, until } from './notes';

const KINDS = ['diagnosisLetters', 'codeMeaning', 'unitArithmetic', 'alarmDate', 'daysSinceFill'] as const;
/** What only a hint of that kind says of the second of these visits. */
const SAYS: Readonly<Record<(typeof KINDS)[number], RegExp>> = {
  diagnosisLetters: /^A$/,
  codeMeaning: /refill|pump baclofen/,
  unitArithmetic: /^x8 = 80 mg ÷ 10 mg$/,
  alarmDate: /^alarm due \d{4}-\d\d-\d\d$/,
  daysSinceFill: /^91 d since fill$/,
};
const VISITS = `${NURSE_BILLED_AS_PHYSICIAN.replaceAll('2026-11-20 refill', '2026-08-21 refill')}\n${NURSE_BILLED_AS_PHYSICIAN}`;

const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('encounterNotes');
/** Writing a setting takes its time, so only what is another one is written. */
const set = async (name: string, value: boolean): Promise<void> => {
  if (settings().get(name) !== value) await settings().update(name, value, vscode.ConfigurationTarget.Workspace);
};
const unset = async (name: string): Promise<void> => {
  if (settings().inspect(name)?.workspaceValue !== undefined)
    await settings().update(name, undefined, vscode.ConfigurationTarget.Workspace);
};

async function hints(note: vscode.TextDocument): Promise<{ text: string; position: vscode.Position }[]> {
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    note.uri,
    new vscode.Range(0, 0, note.lineCount, 0),
  );
  return found.map(({ label, position }) => ({
    text: typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    position,
  }));
}

const lenses = async (note: vscode.TextDocument): Promise<vscode.CodeLens[]> =>
  vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', note.uri, 50);
const titles = (found: vscode.CodeLens[]): string[] => found.map(({ command }) => command?.title ?? '');

describe('inlay hints', () => {
  afterEach(async () => {
    for (const kind of KINDS) await unset(`inlayHints.${kind}`);
    await deleteNotes();
  });

  for (const kind of KINDS) {
    it(`of the kind ${kind} show alone when only they are on, without a restart`, async () => {
      const note = await open(VISITS);
      await finding(note, 'performer-level');
      for (const one of KINDS) await set(`inlayHints.${one}`, one === kind);
      const found = await until(
        () => hints(note),
        all =>
          all.some(({ text }) => SAYS[kind].test(text)) &&
          all.every(({ text }) => KINDS.every(other => other === kind || !SAYS[other].test(text))),
        all => all.map(({ text }) => text).join(' · '),
      );
      for (const { position, text } of found) {
        const rest = note.lineAt(position.line).text.slice(position.character);
        assert.match(rest, /^$|^,|^ {2};/, `"${text}" is behind what it explains`);
      }
      await set(`inlayHints.${kind}`, false);
      await until(
        () => hints(note),
        all => all.length === 0,
        all => all.map(({ text }) => text).join(' · '),
      );
    });
  }
});

describe('lenses', () => {
  afterEach(async () => {
    for (const kind of ['claim', 'findings', 'complete']) await unset(`codeLens.${kind}`);
    await deleteNotes();
  });

  it('tell the claim, the findings by severity and what completes the claim; each kind has a switch', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    const [claim, counts, complete] = titles(
      await until(
        () => lenses(note),
        all => all.length === 3,
        all => titles(all).join(' | '),
      ),
    );
    assert.equal(claim, 'Note supports 95990, J0475-JZ-KD x8');
    assert.match(counts ?? '', /^1 error/);
    assert.match(complete ?? '', /^Complete the claim \(\d changes?\)$/);
    for (const [kind, left] of [
      ['claim', /^1 error|^Complete/],
      ['findings', /^Complete/],
    ] as const) {
      await set(`codeLens.${kind}`, false);
      await until(
        () => lenses(note),
        all => titles(all).every(title => left.test(title)),
        all => titles(all).join(' | '),
      );
    }
    await set('codeLens.complete', false);
    await until(
      () => lenses(note),
      all => all.length === 0,
      all => titles(all).join(' | '),
    );
  });

  it('lead to the most severe finding', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    const counts = (
      await until(
        () => lenses(note),
        all => all.length === 3,
        all => titles(all).join(' | '),
      )
    )[1]!.command!;
    await vscode.commands.executeCommand(counts.command, ...(counts.arguments ?? []));
    await until(
      () => vscode.window.activeTextEditor?.selection,
      chosen => chosen !== undefined && note.getText(chosen) === '95991',
      chosen => `selected: ${chosen && note.getText(chosen)}`,
    );
  });
});
