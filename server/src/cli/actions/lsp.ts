import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Becomes the language server. It is a bundle of its own beside this one, so that no other command carries it. */
export async function lsp(args: readonly string[]): Promise<void> {
  const server = path.join(__dirname, 'server.js');
  process.argv = [process.execPath, server, '--stdio', ...args.filter((argument) => argument !== '--stdio')];
  await import(pathToFileURL(server).href);
}
