// The desktop and remote host: dist/extension.js. VS Code waits for this file, so it holds what VS Code asks for at once;
// the rest is a bundle of its own, dist/client.js.
import type { ExtensionContext } from 'vscode';
import { startAfterActivation } from './activation';
import { offerTasks } from './tasks';

export function activate(context: ExtensionContext): void {
  context.subscriptions.push(offerTasks(context.asAbsolutePath('dist/cli.js')));
  startAfterActivation(context, async freeCommands => {
    const { start } = await import('./client.node');
    return start(context, freeCommands);
  });
}
