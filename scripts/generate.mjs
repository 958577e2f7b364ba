// npm run generate [-- --check]: writes what follows from the rules and payer profiles: the lists of rules and
// profiles, docs/rules/, the rule settings of package.json, the fields in docs/language.md, the ids in the schemas, the
// lists of payers, the snippets, and the coder's profile. With --check it writes nothing and fails if a file is stale, missing or left over.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { coderProfile } from './lib/coder-profile.mjs';
import { importTypeScript } from './lib/import-typescript.mjs';
import { withFields } from './lib/language-page.mjs';
import { registries } from './lib/registries.mjs';
import { snippetsOf } from './lib/snippets.mjs';
import { wrapMarkdown } from './lib/wrap-markdown.mjs';

const root = path.resolve(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');
const RULE_PAGES = 'docs/rules';
const read = file => readFileSync(path.join(root, file), 'utf8');
const isStale = ([file, text]) => !existsSync(path.join(root, file)) || read(file) !== text;

const written = [];
const lists = registries(root);
write(lists); // first, as the rest is read from the rules that they name
const derived = await derivedFiles();
write(derived);
const leftOver = existsSync(path.join(root, RULE_PAGES))
  ? readdirSync(path.join(root, RULE_PAGES))
      .map(name => `${RULE_PAGES}/${name}`)
      .filter(file => !derived.has(file))
  : [];

if (isCheck) {
  for (const file of [...written, ...leftOver])
    console.error(`generate: ${file} is ${leftOver.includes(file) ? 'left over' : 'stale'}; run npm run generate`);
  process.exitCode = written.length + leftOver.length > 0 ? 1 : 0;
} else {
  for (const file of leftOver) rmSync(path.join(root, file));
  console.log(`generate: ${lists.size + derived.size} files, ${written.length} written, ${leftOver.length} removed`);
}

/** Writes those of the files that are stale; with --check only remembers them. */
function write(files) {
  for (const [file, text] of [...files].filter(isStale)) {
    written.push(file);
    if (isCheck) continue;
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

async function derivedFiles() {
  const { rulePages } = await importTypeScript(root, 'server/src/core/rules/rule-page.ts');
  const { createLanguage } = await importTypeScript(root, 'server/src/core/language.ts');
  const { VISIT_TEMPLATES } = await importTypeScript(root, 'server/src/core/editor/completion/visit-templates.ts');
  const { FIELDS } = await importTypeScript(root, 'server/src/core/fields/fields.ts');
  const { ABBREVIATIONS } = await importTypeScript(root, 'server/src/core/fields/abbreviations.ts');
  const language = createLanguage();
  const ids = language.rules.map(({ id }) => id);
  const payers = language.profiles.payers().map(({ id }) => id);
  const schema = name => `server/data/schemas/${name}.schema.json`;
  const pages = Object.entries(rulePages(language.rules, language.codes, language.profiles));
  return new Map([
    ...pages.map(([name, text]) => [`${RULE_PAGES}/${name}`, wrapMarkdown(text)]),
    ['package.json', withSettings(read('package.json'), language.rules, payers)],
    [schema('config'), withPayers(withRuleIds(read(schema('config')), ids), payers)],
    [schema('profile'), withPayers(withRuleIds(read(schema('profile')), ids), ['national', ...payers])],
    [
      'docs/payer-profiles.md',
      withPayersInText(read('docs/payer-profiles.md'), payers, /(?<=Shipped are )[^.]*?(?=, over)/),
    ],
    ['docs/language.md', withFields(read('docs/language.md'), FIELDS, ABBREVIATIONS)],
    ['README.md', withPayerTags(read('README.md'), payers)],
    ['snippets/encounter-note.json', snippetsOf(VISIT_TEMPLATES)],
    ['media/medical-coder.code-profile', coderProfile(JSON.parse(read('package.json')))],
  ]);
}

/** One setting for each rule, in the order of the catalog, and the payers as examples of the default profile. */
function withSettings(text, rules, payers) {
  const manifest = JSON.parse(text);
  const settings = Object.assign({}, ...manifest.contributes.configuration.map(({ properties }) => properties));
  const levels = ['error', 'warning', 'info', 'hint', 'off'];
  settings['encounterNotes.rules'].properties = Object.fromEntries(
    rules.map(({ id, title }) => [id, { type: 'string', enum: levels, description: title }]),
  );
  settings['encounterNotes.profile.default'].examples = payers;
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The lists of all rule ids, and of those of the documentation group, each found by its first id. */
function withRuleIds(text, ids) {
  return [ids, ids.filter(id => id.startsWith('doc-'))].reduce(
    (schema, list) =>
      schema.replace(new RegExp(`( *)"enum": \\[\\s*"${list[0]}"[^\\]]*\\]`), (_, indent) => enumOf(list, indent)),
    text,
  );
}

function withPayers(schema, payers) {
  const examples = JSON.stringify(payers).replaceAll(',', ', ');
  return schema.replace(/"examples": \["(?:national|medicare)"[^\]]*\]/, `"examples": ${examples}`);
}

function withPayersInText(text, payers, place) {
  const words = payers.map(id => `\`${id}\``);
  return text.replace(place, `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);
}

function withPayerTags(text, payers) {
  const tags = payers.map(id => `\`#${id}\``).join(', ');
  return text.replace(/^(?:`#[a-z-]+`,? ?)+(?=;)/m, tags);
}

/** A list of strings, as many on a line as fit. */
function enumOf(ids, indent) {
  const lines = [''];
  for (const id of ids) {
    const word = `"${id}", `;
    if (`${indent}  ${lines.at(-1)}${word}`.trimEnd().length > 120) lines.push('');
    lines[lines.length - 1] += word;
  }
  const body = lines.map(line => `${indent}  ${line.trimEnd()}`).join('\n');
  return `${indent}"enum": [\n${body.replace(/,$/, '')}\n${indent}]`;
}
