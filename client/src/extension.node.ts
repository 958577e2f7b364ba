// The desktop and remote host: the language server is a Node process of its own, spoken to over IPC.
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { run } from './extension';
import { CLIENT_ID, CLIENT_NAME } from './names';

export function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.js');
  const server = { module, transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009', '--enable-source-maps'] } };
  return run(context, options => new LanguageClient(CLIENT_ID, CLIENT_NAME, { run: server, debug }, options));
}
