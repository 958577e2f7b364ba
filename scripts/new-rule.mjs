// npm run new-rule GROUP ID: begins a rule: its source, its specification, and everything that lists it.
// CONTRIBUTING.md goes on from there.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ruleSkeleton } from './lib/rule-skeleton.mjs';

const root = path.resolve(import.meta.dirname, '..');
const RULES = path.join(root, 'server/src/core/rules');
const groups = readdirSync(RULES, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name);
const [group, id] = process.argv.slice(2);

const problem = problemOf();
if (problem) {
  console.error(`new-rule: ${problem}\nusage: npm run new-rule GROUP ID\ngroups: ${groups.join(', ')}`);
  process.exit(2);
}
const files = ruleSkeleton(group, id);
for (const [file, text] of files) writeFileSync(path.join(root, file), text);
const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/generate.mjs')], { stdio: 'inherit' });
console.log(`Now write ${[...files.keys()].join(' and ')}; then:
  SPEC_UPDATE=1 npx vitest run --project spec   # the findings that the rule gives; read the diff
  npm run generate
  npm test`);
process.exitCode = status ?? 1;

function problemOf() {
  if (!groups.includes(group)) return group ? `no group is called ${group}` : 'the group is missing';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id ?? '')) return 'an id is lower case words with hyphens';
  const same = groups.find(name => existsSync(path.join(RULES, name, `${id}.ts`)));
  return same ? `${id} is there, in ${same}` : undefined;
}
