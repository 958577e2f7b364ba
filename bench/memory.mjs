// node --expose-gc bench/memory.mjs ENCOUNTERS: a workspace holds so many encounters with all their findings. Prints
// the bytes of the heap for each, and those of its text.
import { files } from './corpus.mjs';
import { loadCore } from './lib/core.mjs';

const count = Number(process.argv[2]);
const language = loadCore().createLanguage();
const check = (workspace, options) => {
  let characters = 0;
  for (const { name, text } of files({ perFile: 50, seed: 2, ...options })) {
    characters += text.length;
    workspace.set(`file:///${name}`, text);
  }
  for (const uri of workspace.uris()) workspace.findings(uri);
  return characters;
};
check(language.createWorkspace(), { count: 400 }); // what is made once: tables, policies, compiled code
const heap = () => {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};
const before = heap();
const workspace = language.createWorkspace();
const characters = check(workspace, { count });
process.stdout.write(
  JSON.stringify({ bytes: (heap() - before) / count, text: characters / count, notes: workspace.uris().length }),
);
