import { createRequire } from 'node:module';
import path from 'node:path';

/** Becomes the language server. It is a bundle of its own beside this one, so that no other command carries it. */
export function lsp(args: readonly string[]): void {
  const server = path.join(__dirname, 'server.js');
  process.argv = [process.execPath, server, '--stdio', ...args.filter((argument) => argument !== '--stdio')];
  createRequire(server)(server);
}
