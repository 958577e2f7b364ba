import { Uri, commands, window, workspace, type ExtensionContext } from 'vscode';

const FILE = 'medical-coder.code-profile';

/** Saves the profile that hides what only programmers need, and leads to where VS Code imports it. */
export async function saveCoderProfile({ extensionUri }: ExtensionContext): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const chosen = await window.showSaveDialog({
    title: 'Save the coder’s profile',
    filters: { 'VS Code profile': ['code-profile'] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, FILE) } : {}),
  });
  if (!chosen) return;
  await workspace.fs.writeFile(chosen, await workspace.fs.readFile(Uri.joinPath(extensionUri, 'media', FILE)));
  const OPEN = 'Open Profiles';
  const answer = await window.showInformationMessage(
    'The profile is saved. Import it with Profiles › New Profile › Import Profile…; you can switch back at any time.',
    OPEN,
  );
  if (answer === OPEN) await commands.executeCommand('workbench.profiles.actions.manageProfiles');
}
