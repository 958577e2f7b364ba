// The server in a web worker against the server of a process, to the byte, over every note of the specification and the
// examples: one folder of notes, in which patients have histories.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Editor, SERVER, WORKER } from './client';

const root = path.resolve(import.meta.dirname, '../..');
const rulePages = pathToFileURL(path.join(root, 'docs/rules')).href;
let folder: string;
const names: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'worker-'));
  const put = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
    names.push(name);
  };
  for (const name of readdirSync(path.join(root, 'examples')).filter(file => file.endsWith('.encounter')))
    put(name, readFileSync(path.join(root, 'examples', name), 'utf8'));
  const specifications = readdirSync(path.join(root, 'test/spec'), { recursive: true, encoding: 'utf8' });
  for (const page of specifications.filter(file => file.endsWith('.md')).sort()) {
    const blocks = readFileSync(path.join(root, 'test/spec', page), 'utf8').matchAll(
      /^```encounter\b.*\n([^]*?)^```$/gm,
    );
    for (const [n, [, note]] of [...blocks].entries()) put(`${page.replace(/\.md$/, '')}/${n}.encounter`, note!);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The findings of each note, as they are sent. */
async function findingsOf(command: readonly string[]): Promise<string[]> {
  const editor = await Editor.start({
    command,
    folders: [{ uri: pathToFileURL(folder).href, name: 'notes' }],
    initializationOptions: { rulePages },
  });
  try {
    const found: string[] = [];
    for (const name of names)
      found.push(`${name} ${JSON.stringify(await editor.findings(pathToFileURL(path.join(folder, name)).href))}`);
    return found;
  } finally {
    editor.end();
  }
}

it('gives the same findings for every note of the specification', async () => {
  expect(names.length).toBeGreaterThan(1000);
  const inProcess = await findingsOf([SERVER, '--stdio']);
  expect(inProcess.filter(line => !line.endsWith(' []')).length).toBeGreaterThan(500);
  expect(await findingsOf([WORKER])).toEqual(inProcess);
});
