// npm run intake-score [-- FOLDER… [--verbose]]: how well chart texts are read against their gold facts; see
// docs/intake.md. Without a folder it scores the repository's own texts.
import path from 'node:path';
import { importTypeScript } from './lib/import-typescript.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { createCodeSets, goldFiles, scoreAll, scoreFile, summary } = await importTypeScript(
  root,
  'test/support/intake/main.ts',
);

const verbose = process.argv.includes('--verbose');
const folders = process.argv.slice(2).filter(word => !word.startsWith('--'));
const codes = createCodeSets();
for (const folder of folders.length ? folders : [path.join(root, 'test', 'unit', 'intake', 'charts')]) {
  const files = goldFiles(path.resolve(folder));
  if (verbose) for (const file of files) report(file);
  console.log(`${path.relative('.', folder) || folder}: ${files.length} texts\n${summary(scoreAll(files, codes))}\n`);
}

function report(file) {
  const score = scoreFile(file, codes);
  const lines = [
    ...score.missed.map(line => `  missed     ${line}`),
    ...score.wrong.map(line => `  wrong      ${line}`),
    ...score.misplaced.map(line => `  misplaced  ${line}`),
    ...score.forbidden.map(line => `  forbidden  ${line}`),
    ...score.leaks.map(line => `  leak       ${line}`),
  ];
  console.log(
    [`${file.name}: ${score.found} of ${score.facts}, ${score.right} of ${score.sure} sure`, ...lines].join('\n'),
  );
}
