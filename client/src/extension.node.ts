// The desktop and remote host: the language server is a Node process of its own, spoken to over IPC.
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { CodeSetFolder, type CodeSetStorage } from './code-sets';
import { run } from './extension';
import { importByCommand } from './import.node';
import { CLIENT_ID, CLIENT_NAME } from './names';
import { offerTasks } from './tasks';

export function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.js');
  const server = { module, transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009', '--enable-source-maps'] } };
  const command = context.asAbsolutePath('dist/cli.js');
  context.subscriptions.push(offerTasks(command));
  const folder = new CodeSetFolder(context);
  const storage: CodeSetStorage = {
    importFiles: importByCommand(command, folder),
    serverOptions: async () => ((await folder.hasReleases()) ? { codes: folder.uri.fsPath } : {}),
  };
  return run(
    context,
    options => new LanguageClient(CLIENT_ID, CLIENT_NAME, { run: server, debug }, options),
    () => storage,
  );
}
