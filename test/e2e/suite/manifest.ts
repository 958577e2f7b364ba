// What package.json promises, held against the VS Code that reads it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deleteNotes, finding, NURSE_BILLED_AS_PHYSICIAN, open, until } from './notes';

interface Contributes {
  commands: { command: string; title: string; category?: string }[];
  menus: Record<string, { command: string; when?: string }[]>;
  keybindings: { command: string; key: string; mac?: string; when: string; args?: { kind?: string } }[];
  walkthroughs: {
    id: string;
    steps: { id: string; description: string; media: { svg: string; altText: string }; completionEvents: string[] }[];
  }[];
  views: Record<string, { id: string }[]>;
  viewsWelcome: { view: string; contents: string }[];
  configuration: { title: string; properties: Record<string, unknown> }[];
}

function manifest(): { contributes: Contributes; uri: vscode.Uri } {
  const extension = vscode.extensions.getExtension('encounter-notes.encounter-notes');
  assert.ok(extension);
  return {
    contributes: (extension.packageJSON as { contributes: Contributes }).contributes,
    uri: extension.extensionUri,
  };
}

/** VS Code's command that takes a code action; which one, its arguments say. No key has it by default. */
const ACTION = 'editor.action.codeAction';
const isOurAction = (command: string, args: { kind?: string } | undefined): boolean =>
  command === ACTION && (args?.kind?.startsWith('quickfix.encounterNotes.') ?? false);

/** The commands that a text links to. */
const linked = (text: string): string[] =>
  [...text.matchAll(/\(command:([^)?]+)/g)].map(([, command]) => command ?? '');

describe('the manifest', () => {
  afterEach(deleteNotes);
  const { contributes, uri } = manifest();
  const settingNames = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));

  it('names commands that are there, all in one category', async () => {
    await open(NURSE_BILLED_AS_PHYSICIAN).then(note => finding(note, 'performer-level'));
    const commands = new Set(await vscode.commands.getCommands(true));
    for (const { command, title, category } of contributes.commands) {
      assert.ok(commands.has(command), `${command} is not registered`);
      assert.equal(category, 'Encounter Notes');
      assert.match(title, /^[A-Z]/);
    }
    const ours = new Set(contributes.commands.map(({ command }) => command));
    for (const [menu, items] of Object.entries(contributes.menus))
      for (const { command } of items) assert.ok(ours.has(command), `${menu} shows ${command}`);
    for (const { command, args } of contributes.keybindings)
      assert.ok(ours.has(command) || isOurAction(command, args), `a key calls ${command}`);
  });

  it('takes no key away from VS Code', async () => {
    const defaults = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('vscode://defaultsettings/keybindings.json'),
    );
    const bound = [...defaults.getText().matchAll(/"key": "([^"]+)",\s*"command": "([^"]+)"/g)].map(
      ([, key = '', command = '']) => ({ key, command }),
    );
    assert.ok(
      bound.some(({ key }) => key === 'ctrl+s'),
      'the default keys can be read',
    );
    for (const { key, when } of contributes.keybindings) {
      const others = bound
        .filter(one => one.key === key && !one.command.startsWith('encounterNotes.') && one.command !== ACTION)
        .map(({ command }) => command);
      assert.deepEqual(others, [], `${key} does something else by default`);
      assert.match(when, /editorLangId == encounter-note/, `${key} is ours only in a note`);
    }
  });

  it('walks through with pictures, links and events that are there', async () => {
    const commands = new Set(await vscode.commands.getCommands(true));
    const [walkthrough] = contributes.walkthroughs;
    assert.ok(walkthrough && walkthrough.steps.length >= 5);
    for (const { id, description, media, completionEvents } of walkthrough.steps) {
      const svg = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(uri, media.svg)));
      assert.match(svg, /^<svg /, id);
      assert.doesNotMatch(svg, /(fill|stroke)="#|https?:\/\/(?!www\.w3\.org)/, `${id}: every color is the theme's`);
      assert.ok(media.altText.length > 20, `${id} says what its picture shows`);
      assert.ok(linked(description).length > 0, `${id} can be done with one click`);
      for (const command of linked(description)) assert.ok(commands.has(command), `${id}: ${command}`);
      for (const event of completionEvents) {
        const [kind, name = ''] = event.split(':', 2);
        if (kind === 'onSettingChanged') assert.ok(settingNames.includes(name), event);
        else assert.ok(kind === 'onCommand' && commands.has(name), event);
      }
    }
  });

  it('welcomes with commands that are there', async () => {
    const commands = new Set(await vscode.commands.getCommands(true));
    const views = new Set(
      Object.values(contributes.views)
        .flat()
        .map(({ id }) => id),
    );
    for (const { view, contents } of contributes.viewsWelcome) {
      assert.ok(views.has(view));
      for (const command of linked(contents)) assert.ok(commands.has(command), command);
    }
  });

  it('knows the settings that it declares, and no change of one needs a restart', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    const settings = vscode.workspace.getConfiguration('encounterNotes', note.uri);
    for (const name of settingNames) {
      const key = name.replace('encounterNotes.', '');
      assert.notEqual(settings.inspect(key)?.defaultValue, undefined, `${name} has a default`);
    }
    const severity = (): vscode.DiagnosticSeverity | undefined =>
      vscode.languages
        .getDiagnostics(note.uri)
        .find(({ code }) => typeof code === 'object' && code.value === 'performer-level')?.severity;
    try {
      await settings.update('rules', { 'performer-level': 'hint' }, vscode.ConfigurationTarget.WorkspaceFolder);
      await until(
        severity,
        one => one === vscode.DiagnosticSeverity.Hint,
        one => `the level is ${one}`,
      );
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    }
    await until(
      severity,
      one => one === vscode.DiagnosticSeverity.Error,
      one => `the level is ${one}`,
    );
  });
});
