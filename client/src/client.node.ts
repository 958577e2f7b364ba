// The client of the desktop and remote host, dist/client.js: the language server is a Node process of its own, spoken to
// over IPC.
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { CodeSetFolder, type CodeSetStorage } from './code-sets';
import type { FreeCommands, Loaded } from './activation';
import { run } from './extension';
import { importByCommand } from './import.node';
import { CLIENT_ID, CLIENT_NAME } from './names';

export function start(context: ExtensionContext, freeCommands: FreeCommands): Promise<Loaded> {
  const module = context.asAbsolutePath('dist/server.js');
  const server = { module, transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009', '--enable-source-maps'] } };
  const command = context.asAbsolutePath('dist/cli.js');
  const folder = new CodeSetFolder(context);
  const storage: CodeSetStorage = {
    importFiles: importByCommand(command, folder),
    serverOptions: async () => ((await folder.hasReleases()) ? { codes: folder.uri.fsPath } : {}),
  };
  return run(
    { context, freeCommands },
    options => new LanguageClient(CLIENT_ID, CLIENT_NAME, { run: server, debug }, options),
    () => storage,
  );
}
