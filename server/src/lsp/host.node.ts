import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeFileSystem } from '../project/file-system.node.js';
import type { Host } from './host.js';

/** @param pages the folder of the rules' pages, `<id>.md` each */
export function createNodeHost(pages: string): Host {
  const rulePages = existsSync(pages) ? new Set(readdirSync(pages)) : new Set<string>();
  return {
    fs: nodeFileSystem,
    rulePage: ruleId =>
      rulePages.has(`${ruleId}.md`) ? pathToFileURL(path.join(pages, `${ruleId}.md`)).href : undefined,
  };
}
