// The server in a web worker finds what the server of a Node process finds, to the byte, and reads the folder through
// its client.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Editor, SERVER, WORKER } from './client';
import { EARLIER_WITH_PUMP, LATER_WITHOUT_PUMP, NURSE_BILLED_AS_PHYSICIAN } from './notes';

const root = path.resolve(import.meta.dirname, '../..');
const rulePages = pathToFileURL(path.join(root, 'docs/rules')).href;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'worker-'));
  for (const name of readdirSync(path.join(root, 'examples')).filter(file => file.endsWith('.encounter')))
    copyFileSync(path.join(root, 'examples', name), path.join(folder, name));
  mkdirSync(path.join(folder, '.encounter/profiles'), { recursive: true });
  const own = {
    'later é.encounter': LATER_WITHOUT_PUMP,
    'earlier.encounter': EARLIER_WITH_PUMP,
    'acme [2].encounter': NURSE_BILLED_AS_PHYSICIAN.replace('@office', '@office #acme'),
    '.encounter/config.json': '{ "exclude": ["left-out.encounter"] }',
    'left-out.encounter': NURSE_BILLED_AS_PHYSICIAN,
    '.encounter/profiles/acme.json': JSON.stringify({
      id: 'acme',
      title: 'Acme Health',
      severity: { 'performer-level': 'hint' },
    }),
  };
  for (const [name, text] of Object.entries(own)) writeFileSync(path.join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Address → findings as they are sent. */
async function findingsOf(command: readonly string[]): Promise<Map<string, string>> {
  const editor = await Editor.start({
    command,
    folders: [{ uri: pathToFileURL(folder).href, name: 'notes' }],
    initializationOptions: { rulePages },
  });
  try {
    const found = new Map<string, string>();
    for (const name of readdirSync(folder).filter(file => file.endsWith('.encounter') && file !== '.encounter')) {
      const uri = pathToFileURL(path.join(folder, name)).href;
      found.set(name, JSON.stringify(await editor.findings(uri)));
    }
    return found;
  } finally {
    editor.end();
  }
}

describe('the server in a web worker', () => {
  it('finds what the server of a process finds, with the history, profiles and configuration of the folder', async () => {
    const inProcess = await findingsOf([SERVER, '--stdio']);
    const inWorker = await findingsOf([WORKER]);
    expect([...inWorker.keys()]).toEqual([...inProcess.keys()]);
    for (const [name, findings] of inProcess) expect(inWorker.get(name), name).toBe(findings);
    const acme = JSON.parse(inWorker.get('acme [2].encounter')!) as { code: string; severity: number }[];
    expect(acme).toContainEqual(expect.objectContaining({ code: 'performer-level', severity: 4 }));
  });

  it('leads from a finding to the page of its rule, as it ships with the extension', async () => {
    const findings = JSON.parse((await findingsOf([WORKER])).get('clinic-day.encounter')!) as {
      codeDescription: { href: string };
    }[];
    for (const { codeDescription } of findings) expect(codeDescription.href.startsWith(`${rulePages}/`)).toBe(true);
  });
});
