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
import { ASSISTANTS, WITHOUT_SWITCH, isOff, keptOff, type Assistant } from './known-assistants';
import { CLIENT_ID, LANGUAGE_ID } from './names';

export function watchAssistants(): Disposable {
  const item = languages.createLanguageStatusItem(`${CLIENT_ID}.assistants`, { language: LANGUAGE_ID });
  item.name = 'Encounter Notes: AI assistants';
  const show = (): void => {
    const { text, detail, mayRead, hasSwitch } = statusOf(installed());
    item.text = text;
    item.detail = detail;
    item.severity = mayRead ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    item.command = hasSwitch ? { title: 'Keep off notes', command: `${CLIENT_ID}.keepAssistantsOff` } : undefined;
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
  /** The command can keep one of them off. */
  readonly hasSwitch: boolean;
}

function statusOf(found: readonly Assistant[]): AssistantStatus {
  const reading = readingOf(found);
  const unstoppable = withoutSwitch();
  if (reading.length > 0 || unstoppable.length > 0)
    return {
      text: `${[...reading.map(({ name }) => name), ...unstoppable].join(', ')} may read notes`,
      detail: reading.length > 0 ? 'An assistant may send the open file' : 'Disable the extension in this workspace',
      mayRead: true,
      hasSwitch: reading.length > 0,
    };
  const off = { mayRead: false, hasSwitch: false };
  if (found.length > 0) return { text: 'AI assistants are kept off notes', detail: namesOf(found), ...off };
  return { text: 'No known AI assistant', detail: `Looked for ${allNames()}`, ...off };
}

/** Those whose completions are on in notes. */
function readingOf(found: readonly Assistant[]): readonly Assistant[] {
  const isEditorQuiet = workspace.getConfiguration('chat').get('disableAIFeatures') === true;
  return found.filter(one => !isOff(one, valueOf(one)) && !(one.isPartOfEditor && isEditorQuiet));
}

function withoutSwitch(): readonly string[] {
  return WITHOUT_SWITCH.filter(({ extension }) => extensions.getExtension(extension)).map(({ name }) => name);
}

function allNames(): string {
  return [...ASSISTANTS, ...WITHOUT_SWITCH].map(({ name }) => name).join(', ');
}

const namesOf = (assistants: readonly Assistant[]): string => assistants.map(({ name }) => name).join(', ');

/** @returns the names of the assistants that were switched off */
async function keepAssistantsOff(): Promise<readonly string[]> {
  const found = installed();
  const reading = readingOf(found);
  if (found.length === 0 && withoutSwitch().length === 0) {
    void window.showInformationMessage(
      `No known AI assistant is installed here (${allNames()}). Another one may have a switch of its own.`,
    );
    return [];
  }
  if (reading.length > 0 && !workspace.workspaceFolders?.length) {
    void window.showWarningMessage('Open a folder first: assistants are switched off in the settings of a workspace.');
    return [];
  }
  for (const assistant of reading) await switchOff(assistant);
  const still = [...readingOf(found).map(({ name }) => name), ...withoutSwitch()];
  if (still.length > 0)
    void window.showWarningMessage(
      `${still.join(', ')} may still read notes: disable the extension in this workspace, or use its own ` +
        `settings. ${CHATS}`,
    );
  else void window.showInformationMessage(`${namesOf(found)}: no completions in notes of this workspace. ${CHATS}`);
  return reading.map(({ name }) => name);
}

const CHATS = 'Chats are not switched off: a file that you attach is sent.';

async function switchOff(assistant: Assistant): Promise<void> {
  const { setting } = assistant;
  const own = workspace.getConfiguration().inspect(setting)?.workspaceValue;
  try {
    await workspace
      .getConfiguration()
      .update(setting, keptOff(assistant, own, valueOf(assistant)), ConfigurationTarget.Workspace);
  } catch {
    // A setting that only the user can change: its value is read again below and reported.
  }
}
