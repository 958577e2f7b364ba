// npm run docs [-- --check]: writes docs/rules/, a page for each rule and their index, from the rules themselves.
// With --check it writes nothing and fails when a page is stale, missing or left over.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { importTypeScript } from './lib/import-typescript.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'docs', 'rules');
const { rulePages } = await importTypeScript(root, 'server/src/core/rules/rule-page.ts');
const { createLanguage } = await importTypeScript(root, 'server/src/core/language.ts');

const language = createLanguage();
/** File name → text. */
const pages = new Map(Object.entries(rulePages(language.rules, language.codes, language.profiles)));

const there = existsSync(folder) ? readdirSync(folder) : [];
const leftOver = there.filter(name => !pages.has(name));
const stale = [...pages]
  .filter(([name, text]) => !there.includes(name) || readFileSync(path.join(folder, name), 'utf8') !== text)
  .map(([name]) => name);

if (process.argv.includes('--check')) {
  for (const name of [...stale, ...leftOver])
    console.error(`docs: docs/rules/${name} is ${pages.has(name) ? 'stale' : 'left over'}; run npm run docs`);
  process.exit(stale.length + leftOver.length ? 1 : 0);
}
mkdirSync(folder, { recursive: true });
for (const name of leftOver) rmSync(path.join(folder, name));
for (const name of stale) writeFileSync(path.join(folder, name), pages.get(name));
console.log(`docs: ${pages.size} pages, ${stale.length} written, ${leftOver.length} removed`);
