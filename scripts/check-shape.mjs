// npm run check-shape [-- --update] [-- --list]: fails if a file has more functions that are too long, too complex or
// of too many parameters, or more nested ternaries, than .allowed-shape.json allows, or fewer. --list prints each;
// --update shrinks the list.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { holdRatchet } from './lib/ratchet.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { stdout } = spawnSync(
  process.execPath,
  [path.join(root, 'node_modules/oxlint/bin/oxlint'), '-c', '.oxlintrc.shape.json', '--format', 'json'],
  { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
);
const { diagnostics, number_of_files: files } = JSON.parse(stdout);
if (!(files > 100)) throw new Error('oxlint found no files');

const counts = {};
for (const { code, filename, message, labels } of diagnostics) {
  const rule = /\(([^)]+)\)/.exec(code)[1];
  const file = filename.replaceAll('\\', '/');
  counts[rule] ??= {};
  counts[rule][file] = (counts[rule][file] ?? 0) + 1;
  if (process.argv.includes('--list')) console.log(`${file}:${labels[0]?.span.line}: ${message}`);
}
if (!process.argv.includes('--list') && !holdRatchet(root, '.allowed-shape.json', counts)) {
  console.error('See STYLE.md, Code; `npm run check-shape -- --list` names the functions.');
  process.exitCode = 1;
}
