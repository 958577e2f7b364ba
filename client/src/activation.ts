// What happens while VS Code waits for the extension: its commands get a name, and the rest is put off until VS Code waits
// no longer. The language client takes longer to load than everything else together.
import { Disposable, commands, window, type ExtensionContext } from 'vscode';
import { CLIENT_NAME, COMPLETE_CLAIM } from './names';

/** Frees the names of commands for those that are registered next. */
export type FreeCommands = (isMeant: (command: string) => boolean) => void;

/** The extension, whose own commands are registered. */
export interface Loaded {
  /** The server answers, and its commands are registered too. */
  readonly running: Promise<void>;
}

/** Takes every command of package.json, and loads the rest afterward; a command that is called earlier waits for it. */
export function startAfterActivation(
  context: ExtensionContext,
  load: (freeCommands: FreeCommands) => Promise<Loaded>,
): void {
  const waiting = new Map<string, Disposable>();
  const freeCommands: FreeCommands = isMeant => {
    for (const [command, registered] of waiting) {
      if (!isMeant(command)) continue;
      waiting.delete(command);
      registered.dispose();
    }
  };
  const loaded = new Promise<Loaded>((resolve, reject) => {
    const timer = setTimeout(() => load(freeCommands).then(resolve, reject), 0);
    context.subscriptions.push(new Disposable(() => clearTimeout(timer)));
  });
  for (const command of commandsOf(context))
    waiting.set(
      command,
      commands.registerCommand(command, async (...sent: unknown[]) => {
        const { running } = await loaded;
        if (command === COMPLETE_CLAIM) await running;
        return commands.executeCommand(command, ...sent);
      }),
    );
  context.subscriptions.push(new Disposable(() => freeCommands(() => true)));
  loaded.then(
    ({ running }) => running.catch(() => undefined), // the client has reported it, and the status bar shows it
    (error: unknown) =>
      window.showErrorMessage(
        `${CLIENT_NAME} did not start: ${error instanceof Error ? error.message : 'unknown reason'}`,
      ),
  );
}

/** The commands that package.json declares. */
function commandsOf({ extension }: ExtensionContext): readonly string[] {
  const { contributes } = extension.packageJSON as { contributes: { commands: readonly { command: string }[] } };
  return contributes.commands.map(({ command }) => command);
}
