// The host of a browser: dist/browser/extension.js. A web extension host loads one file; the language client in it is not
// run before VS Code has stopped waiting.
import type { ExtensionContext } from 'vscode';
import { startAfterActivation } from './activation';

export function activate(context: ExtensionContext): void {
  startAfterActivation(context, async freeCommands => {
    const { start } = await import('./client.browser');
    return start(context, freeCommands);
  });
}
