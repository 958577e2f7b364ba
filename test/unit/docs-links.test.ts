// Every link and every file that the documentation names is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

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
