// The lists that name each rule of a group and each payer profile, written from the files that are there. An entry
// keeps its position, and a new one comes last; the one who wants another order moves the entry.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const RULES = 'server/src/core/rules';
const PROFILES = 'server/data/profiles';
const WIDTH = 120;

/** File → text of each list. */
export function registries(root) {
  const read = file => readFileSync(path.join(root, file), 'utf8');
  const groups = readdirSync(path.join(root, RULES), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name);
  const texts = folder =>
    new Map(
      readdirSync(path.join(root, folder))
        .filter(name => name.endsWith('.ts'))
        .map(name => [name, read(`${folder}/${name}`)]),
    );
  const lists = groups.map(group => [`${RULES}/${group}/index.ts`, ruleList(group, texts(`${RULES}/${group}`))]);
  const profiles = readdirSync(path.join(root, PROFILES)).filter(name => name.endsWith('.json'));
  const shipped = 'server/src/core/policy/shipped-profiles.ts';
  return new Map([
    ...lists,
    [
      shipped,
      profileList(
        profiles.map(name => path.basename(name, '.json')),
        read(shipped),
      ),
    ],
  ]);
}

/**
 * The list of the rules of a group.
 *
 * @param files name → text of every source file of its folder, the list as it is now included
 */
export function ruleList(group, files) {
  const rules = [...files].flatMap(([name, text]) => {
    const id = path.basename(name, '.ts');
    const isRule = new RegExp(`^ *id: '${id}',$`, 'm').test(text);
    const exported = isRule && /^export const (\w+)(?:: Rule\b| = \w*[rR]ule\()/m.exec(text)?.[1];
    return exported ? [{ id, name: exported }] : [];
  });
  const current = files.get('index.ts') ?? '';
  const position = namesIn(current);
  const names = inOrder(
    rules.map(({ name }) => name),
    position,
  );
  const list = `${group.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())}Rules`;
  return [
    "import type { AnyRule } from '../rule.js';",
    ...rules.sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, name }) => `import { ${name} } from './${id}.js';`),
    '',
    '/** The rules of the group in catalog order. `npm run generate` adds the new ones. */',
    arrayOf(`export const ${list}: readonly AnyRule[]`, names),
    '',
  ].join('\n');
}

/** The list of the shipped payer profiles. */
export function profileList(ids, current) {
  const nameOf = id => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  return [
    ...[...ids].sort().map(id => `import ${nameOf(id)} from '../../../data/profiles/${id}.json';`),
    '',
    '/** The shipped payer profiles, in the order in which a coder meets them. `npm run generate` adds the new ones. */',
    arrayOf(
      'export const SHIPPED_PROFILES: readonly { readonly id: string }[]',
      inOrder(ids.map(nameOf), namesIn(current)),
    ),
    '',
  ].join('\n');
}

/** The names between the brackets of the list. */
const namesIn = text => [...(/= \[([^\]]*)\];/.exec(text)?.[1] ?? '').matchAll(/\w+/g)].map(([name]) => name);

function inOrder(names, order) {
  const position = name => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...names].sort((a, b) => position(a) - position(b) || (a < b ? -1 : 1));
}

function arrayOf(declaration, names) {
  const line = `${declaration} = [${names.join(', ')}];`;
  return line.length <= WIDTH ? line : `${declaration} = [\n${names.map(name => `  ${name},\n`).join('')}];`;
}
