// Pages that show what the command prints: every block of a page is run, in order, in one folder.
// `npx vitest run --project deep test/cli/guide.deep.test.ts -u` rewrites a page if something has changed.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLI, Clinic, root } from './clinic';

/** Page → how many commands it runs at least. */
const PAGES = { 'command-line.md': 20, 'tutorial.md': 4, 'how-to.md': 8 };
const commandLine = path.join(root, 'docs/command-line.md');
let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

it.each(Object.entries(PAGES))('%s shows what the command prints', async (name, least) => {
  const page = path.join(root, 'docs', name);
  const tools = path.join(clinic.folder, '.tools');
  mkdirSync(tools);
  writeFileSync(path.join(tools, 'encounter-notes'), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
  chmodSync(path.join(tools, 'encounter-notes'), 0o755);
  const { FORCE_COLOR: _forced, NO_COLOR: _none, COLUMNS: _columns, ...environment } = process.env;
  const shell = (command: string): string => {
    const { stdout, error } = spawnSync('bash', ['--norc', '-c', `{ ${command}\n} 2>&1`], {
      cwd: clinic.folder,
      encoding: 'utf8',
      env: { ...environment, PATH: `${tools}:${process.env['PATH']}` },
    });
    if (error) throw error;
    return stdout;
  };
  clinic.example('clean-day.encounter');
  const written = readFileSync(page, 'utf8');
  const shown = written.replace(
    /^```(encounter|console)(?: (\S+))?\n([^]*?)^```$/gm,
    (block, language: string, file: string | undefined, body: string) => {
      if (language === 'encounter') {
        clinic.write(file!, body);
        return block;
      }
      const commands = body.split('\n').filter(line => line.startsWith('$ '));
      return `\`\`\`console\n${commands.map(line => `${line}\n${shell(line.slice(2)).replace(/\n*$/, '\n').replace(/^\n$/, '')}`).join('')}\`\`\``;
    },
  );
  expect(written.match(/^\$ /gm)!.length).toBeGreaterThanOrEqual(least);
  await expect(shown).toMatchFileSnapshot(page);
});

it('has a part for every command', () => {
  const commands = [...clinic.run(['--help']).out.matchAll(/^ {2}(\w+) /gm)]
    .map(([, name]) => name!)
    .filter(name => name !== 'help');
  const parts = [...readFileSync(commandLine, 'utf8').matchAll(/^## (\w+)$/gm)].map(([, name]) => name!);
  expect(parts).toEqual(commands);
});
