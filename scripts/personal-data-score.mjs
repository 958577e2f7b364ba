// npm run personal-data-score [-- --verbose]: what personal-data finds in the labeled lines of
// test/corpora/personal-data.txt, and what it reads as personal that is not. --verbose names each error.
import path from 'node:path';
import { importTypeScript } from './lib/import-typescript.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { scoreCorpus } = await importTypeScript(root, 'test/support/personal-data-corpus.ts');

const { lines, silentLines, labels, found, findings, right, faults } = scoreCorpus(root);
const share = (part, whole) => `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;
if (process.argv.includes('--verbose')) for (const fault of faults) console.log(fault);
console.log(`${lines} lines, ${silentLines} of them without personal data`);
console.log(`recall     ${share(found, labels)}`);
console.log(`precision  ${share(right, findings)}`);
