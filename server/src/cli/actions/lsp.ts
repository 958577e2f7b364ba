import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { UsageError } from '../usage-error.js';

/**
 * Turns this process into the language server, which is a bundle of its own beside this one, so that other commands
 * need not load it.
 * @throws {@link UsageError} if a file of it is missing
 */
export function lsp(args: readonly string[]): void {
  const server = path.join(__dirname, 'server.js');
  for (const name of ['server.js', 'server.main.js', 'icd10cm-codes.js']) {
    const file = path.join(__dirname, name);
    if (!existsSync(file))
      throw new UsageError(`the language server is incomplete: ${file} is missing; install Encounter Notes again`);
  }
  process.argv = [process.execPath, server, '--stdio', ...args.filter(argument => argument !== '--stdio')];
  createRequire(server)(server);
}
