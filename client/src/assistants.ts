// Whether AI assistants in this window may read along in notes, and the command that keeps them off. Only the entry of
// notes is changed, in the workspace: other languages, and the user's own settings, stay as they are.
import {
  ConfigurationTarget,
  Disposable,
  LanguageStatusSeverity,
  commands,
  extensions,
  languages,
  window,
  workspace,
} from 'vscode';
import { ASSISTANTS, isOff, keptOff, type Assistant } from './known-assistants';
import { CLIENT_ID, LANGUAGE_ID } from './names';

export function watchAssistants(): Disposable {
  const item = languages.createLanguageStatusItem(`${CLIENT_ID}.assistants`, { language: LANGUAGE_ID });
  item.name = 'Encounter Notes: AI assistants';
  const show = (): void => {
    const { text, detail, mayRead } = statusOf(installed());
    item.text = text;
    item.detail = detail;
    item.severity = mayRead ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    item.command = mayRead ? { title: 'Keep off notes', command: `${CLIENT_ID}.keepAssistantsOff` } : undefined;
  };
  show();
  return Disposable.from(
    item,
    commands.registerCommand(`${CLIENT_ID}.keepAssistantsOff`, keepAssistantsOff),
    workspace.onDidChangeConfiguration(show),
    extensions.onDidChange(show),
  );
}

/** The assistants whose setting this window knows. */
function installed(): readonly Assistant[] {
  return ASSISTANTS.filter(({ setting }) => workspace.getConfiguration().inspect(setting)?.defaultValue !== undefined);
}

const valueOf = ({ setting }: Assistant): unknown => workspace.getConfiguration().get(setting);

interface AssistantStatus {
  readonly text: string;
  readonly detail: string;
  readonly mayRead: boolean;
}

function statusOf(found: readonly Assistant[]): AssistantStatus {
  const reading = found.filter(one => !isOff(one, valueOf(one))).map(({ name }) => name);
  if (reading.length > 0)
    return {
      text: `${reading.join(', ')} may read notes`,
      detail: 'An assistant may send the open file',
      mayRead: true,
    };
  if (found.length > 0) return { text: 'AI assistants are kept off notes', detail: namesOf(found), mayRead: false };
  return { text: 'No known AI assistant', detail: `Looked for ${namesOf(ASSISTANTS)}`, mayRead: false };
}

const namesOf = (assistants: readonly Assistant[]): string => assistants.map(({ name }) => name).join(', ');

/** @returns the names of the assistants that were switched off */
async function keepAssistantsOff(): Promise<readonly string[]> {
  const found = installed();
  const reading = found.filter(one => !isOff(one, valueOf(one)));
  if (found.length === 0) {
    void window.showInformationMessage(
      `No known AI assistant is installed here (${namesOf(ASSISTANTS)}). Another one may have a switch of its own.`,
    );
    return [];
  }
  if (reading.length > 0 && !workspace.workspaceFolders?.length) {
    void window.showWarningMessage('Open a folder first: assistants are switched off in the settings of a workspace.');
    return [];
  }
  for (const assistant of reading) {
    const own = workspace.getConfiguration().inspect(assistant.setting)?.workspaceValue;
    await workspace
      .getConfiguration()
      .update(assistant.setting, keptOff(assistant, own), ConfigurationTarget.Workspace);
  }
  const still = found.filter(one => !isOff(one, valueOf(one)));
  if (still.length > 0)
    void window.showWarningMessage(
      `${namesOf(still)} may still read notes: a setting of a folder allows it. Chats are not switched off: a file that you attach is sent.`,
    );
  else
    void window.showInformationMessage(
      `${namesOf(found)}: no completions in notes of this workspace. Chats are not switched off: a file that you attach is sent.`,
    );
  return reading.map(({ name }) => name);
}
