// Writes snippets/encounter-note.json from the visit templates of the core; `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { importTypeScript } from './lib/import-typescript.mjs';

const root = path.resolve(import.meta.dirname, '..');
const file = path.join(root, 'snippets/encounter-note.json');
const { VISIT_TEMPLATES } = await importTypeScript(root, 'server/src/core/editor/completion/visit-templates.ts');

const DATE = '$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE ';
let stop = 0;
const numbered = line => line.replace(/…/g, () => `$${++stop}`);
const snippets = Object.fromEntries(
  VISIT_TEMPLATES.map(({ words, name, description, lines }) => {
    stop = 0;
    return [
      name,
      { prefix: words, description, body: [DATE + numbered(lines[0]), ...lines.slice(1).map(numbered), '$0'] },
    ];
  }),
);
const text = `${JSON.stringify(snippets, null, 2)}\n`;

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('snippets/encounter-note.json is not what the visit templates give: run `node scripts/snippets.mjs`');
  process.exitCode = 1;
}
