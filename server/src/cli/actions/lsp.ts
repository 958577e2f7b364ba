import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { UsageError } from '../usage-error.js';

/**
 * Becomes the language server. It is a bundle of its own beside this one, so that no other command carries it.
 * @throws {@link UsageError} where it is not there
 */
export function lsp(args: readonly string[]): void {
  const server = path.join(__dirname, 'server.js');
  for (const file of [server, path.join(__dirname, 'server.main.js')]) {
    if (!existsSync(file))
      throw new UsageError(`the language server is not whole: ${file} is not there; install Encounter Notes anew`);
  }
  process.argv = [process.execPath, server, '--stdio', ...args.filter(argument => argument !== '--stdio')];
  createRequire(server)(server);
}
