// One version everywhere: the release workflow publishes that of package.json, and the changelog begins with it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const read = (file: string): string => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8');

const { version } = JSON.parse(read('package.json')) as { version: string };

it.each([
  ['CHANGELOG.md', /^## (\S+)/m],
  ['package-lock.json', /^ {2}"version": "([^"]+)"/m],
  ['action.yml', /^ {4}default: (\d+\.\d+\.\d+)$/m],
  ['docs/pipelines.md', /encounter-notes@v(\S+)/],
  ['docs/pipelines.md', /rev: v(\S+)/],
])('%s names the version of package.json', (file, pattern) => {
  expect(pattern.exec(read(file))?.[1]).toBe(version);
});
