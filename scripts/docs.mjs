// npm run docs [-- --check]: writes what follows from the rules themselves: docs/rules/, a page for each rule and their index, the rule
// settings of package.json, and the rule ids of the schemas of configurations and payer profiles.
// With --check it writes nothing and fails when a file is stale, missing or left over.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { importTypeScript } from './lib/import-typescript.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = 'docs/rules';
const { rulePages } = await importTypeScript(root, 'server/src/core/rules/rule-page.ts');
const { createLanguage } = await importTypeScript(root, 'server/src/core/language.ts');

const language = createLanguage();
const read = file => readFileSync(path.join(root, file), 'utf8');
const pages = rulePages(language.rules, language.codes, language.profiles);

/** File → text. */
const files = new Map([
  ...Object.entries(pages).map(([name, text]) => [`${folder}/${name}`, text]),
  ['package.json', withRuleSettings(read('package.json'))],
  ...['config', 'profile'].map(name => {
    const file = `server/data/schemas/${name}.schema.json`;
    return [file, withRuleIds(read(file))];
  }),
]);

const there = existsSync(path.join(root, folder)) ? readdirSync(path.join(root, folder)) : [];
const leftOver = there.map(name => `${folder}/${name}`).filter(file => !files.has(file));
const stale = [...files]
  .filter(([file, text]) => !existsSync(path.join(root, file)) || read(file) !== text)
  .map(([file]) => file);

if (process.argv.includes('--check')) {
  for (const file of [...stale, ...leftOver])
    console.error(`docs: ${file} is ${files.has(file) ? 'stale' : 'left over'}; run npm run docs`);
  process.exit(stale.length + leftOver.length ? 1 : 0);
}
mkdirSync(path.join(root, folder), { recursive: true });
for (const file of leftOver) rmSync(path.join(root, file));
for (const file of stale) writeFileSync(path.join(root, file), files.get(file));
console.log(`docs: ${files.size} files, ${stale.length} written, ${leftOver.length} removed`);

/** One setting for each rule, in the order of the catalog. */
function withRuleSettings(text) {
  const manifest = JSON.parse(text);
  const levels = ['error', 'warning', 'info', 'hint', 'off'];
  manifest.contributes.configuration.properties['encounterNotes.rules'].properties = Object.fromEntries(
    language.rules.map(({ id, title }) => [id, { type: 'string', enum: levels, description: title }]),
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The lists of all rule ids, and of those of the documentation group, each found by its first id. */
function withRuleIds(text) {
  const all = language.rules.map(({ id }) => id);
  return [all, all.filter(id => id.startsWith('doc-'))].reduce(
    (schema, ids) =>
      schema.replace(new RegExp(`( *)"enum": \\[\\s*"${ids[0]}"[^\\]]*\\]`), (_, indent) => enumOf(ids, indent)),
    text,
  );
}

/** A list of strings, as many on a line as fit. */
function enumOf(ids, indent) {
  const lines = [''];
  for (const id of ids) {
    const word = `"${id}", `;
    if (`${indent}  ${lines.at(-1)}${word}`.trimEnd().length > 120) lines.push('');
    lines[lines.length - 1] += word;
  }
  const body = lines
    .map(line => `${indent}  ${line.trimEnd()}`)
    .join('\n')
    .replace(/,$/, '');
  return `${indent}"enum": [\n${body}\n${indent}]`;
}
