import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLanguage } from '../core/language.js';
import { openLanguage } from '../project/code-store/open-language.node.js';
import { UnusableStore } from '../project/code-store/store.node.js';
import { nodeFileSystem } from '../project/file-system.node.js';
import type { Host } from './host.js';

/** @param pages the folder of the rules' pages, `<id>.md` each */
export function createNodeHost(pages: string): Host {
  const rulePages = existsSync(pages) ? new Set(readdirSync(pages)) : new Set<string>();
  return {
    fs: nodeFileSystem,
    openLanguage: (folder, onProblem) => {
      try {
        return openLanguage(folder);
      } catch (error) {
        onProblem(error instanceof UnusableStore ? error.message : 'The folder of code sets cannot be read.');
        return createLanguage();
      }
    },
    rulePage: ruleId =>
      rulePages.has(`${ruleId}.md`) ? pathToFileURL(path.join(pages, `${ruleId}.md`)).href : undefined,
  };
}
