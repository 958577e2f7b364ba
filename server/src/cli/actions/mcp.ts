import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { UsageError } from '../usage-error.js';

/**
 * Turns this process into a server for AI agents, which is a bundle of its own beside this one.
 * @param folder whose notes an agent may have checked
 * @param codes the folder with the releases that are loaded
 * @throws {@link UsageError} if there is no such folder, or the bundle is missing
 */
export function mcp(folder: string, codes: string | undefined): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${folder} is not a folder; name the folder whose notes an agent may check`);
  const bundle = path.join(__dirname, 'mcp.js');
  if (!existsSync(bundle))
    throw new UsageError(`the server for agents is missing: ${bundle}; install Encounter Notes again`);
  const { serveAgents } = createRequire(bundle)(bundle) as {
    serveAgents(folder: string, codes: string | undefined): void;
  };
  serveAgents(path.resolve(folder), codes);
}
