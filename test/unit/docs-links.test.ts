// Every link, file and command that the documentation names is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../server/src/cli/program';

const root = path.resolve(import.meta.dirname, '../..');
const pages = [
  ...readdirSync(root).filter(name => name.endsWith('.md')),
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => path.join('docs', name)),
];
/** Not fences, whose text is a note, a terminal or code. */
const proseOf = (page: string): string => readFileSync(path.join(root, page), 'utf8').replace(/^```[^]*?^```/gm, '');

describe.each(pages)('%s', page => {
  it('links only to pages that are there', () => {
    const links = [...proseOf(page).matchAll(/\]\((?!https?:|mailto:|command:|#)([^)\s#]+)(?:#[^)]*)?\)/g)];
    const missing = links
      .map(([, link]) => decodeURIComponent(link!))
      .filter(link => !existsSync(path.join(root, path.dirname(page), link)));
    expect(missing).toEqual([]);
  });

  it('names only files that are there', () => {
    // The walkthrough of CONTRIBUTING.md adds a rule of its own.
    const named = [
      ...proseOf(page).matchAll(
        /`((?:server|client|test|scripts|bench|schemas|docs|examples|protocol)\/[\w./-]*\w\/?)`/g,
      ),
    ];
    const missing = named
      .map(([, file]) => file!)
      .filter(file => !file.includes('lot-reused') && !existsSync(path.join(root, file)));
    expect(missing).toEqual([]);
  });
});

describe('commands that a page names', () => {
  const whole = pages.map(page => [page, readFileSync(path.join(root, page), 'utf8')] as const);
  const { scripts, contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
    contributes: { commands: { title: string }[] };
  };

  it('of npm are scripts of this project', () => {
    const named = whole.flatMap(([page, text]) =>
      [...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, script]) => `${page}: ${script}`),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(one => !Object.hasOwn(scripts, one.split(': ')[1]!))).toEqual([]);
  });

  it('of encounter-notes are there, with these options', () => {
    const program = createProgram();
    const faults = whole
      .filter(([page]) => page !== 'CHANGELOG.md')
      .flatMap(([page, text]) =>
        [...text.matchAll(/(?:`|^\$ |^|\| )encounter-notes ([a-z][^`\n|>]*)/gm)].flatMap(([, words]) =>
          faultsOf(program, words!).map(fault => `${page}: ${fault}`),
        ),
      );
    // The page of the command line shows what a wrong word gives.
    expect(faults).toEqual(['docs/command-line.md: chek']);
    expect(faultsOf(program, 'chek .')).toEqual(['chek']);
    expect(faultsOf(program, 'check . --formt sarif')).toEqual(['check --formt']);
  });

  it('of the editor have these titles', () => {
    const titles = contributes.commands.map(({ title }) => title);
    const named = whole.flatMap(([, text]) =>
      [...text.matchAll(/\*Encounter Notes: ([^*]+?)…?\*/g)].map(([, title]) => title!.replace(/\s+/g, ' ')),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(words => !titles.some(title => title.startsWith(words)))).toEqual([]);
  });
});

/** The words of a command line that its program does not know. */
function faultsOf(program: Command, words: string): string[] {
  const [name = '', ...rest] = words.trim().split(/\s+/);
  let command = program.commands.find(one => one.name() === name);
  if (!command) return [name];
  const below = command.commands.find(one => one.name() === rest[0]);
  command = below ?? command;
  const known = new Set(['--help', ...command.options.map(({ long }) => long)]);
  return rest
    .filter(word => word.startsWith('--') && word !== '--' && !known.has(word.replace(/=.*$/, '')))
    .map(word => `${name} ${word}`);
}
