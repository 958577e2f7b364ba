// node markdownlint-check.mjs FILE: the same with markdownlint.
import { lint } from 'markdownlint/sync';

const [file] = process.argv.slice(2);
for (const { lineNumber, ruleDescription } of lint({ files: [file] })[file])
  console.log(`${lineNumber}: ${ruleDescription}`);
