// node bench/cold.mjs ROUNDS: starts each command again and again, one after the other in turns, on the same small day.
// Prints of each start the milliseconds until its first word, until its end, and of processor.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { encounters } from './corpus.mjs';
import { loadCore } from './lib/core.mjs';
import { toJson } from './lib/json-form.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'encounter-notes-bench-'));
const note = path.join(folder, 'day.encounter'),
  json = path.join(folder, 'day.json');
// Three encounters, and a code mistyped, which every checker finds in its form of the note.
const text = `mac: NGS-JK\n\n${[...encounters({ count: 3, seed: 3 })].map(one => one.text).join('\n')}`.replace(
  /^(\d{5}) @/m,
  (_, code) => `${code.slice(0, 4)}O @`,
);
writeFileSync(note, text);
writeFileSync(json, JSON.stringify(toJson(loadCore().parseNote(text)), undefined, 2));

const SERVER = [path.join(root, 'dist/server.js'), '--stdio'];
const uri = pathToFileURL(note).href;
const INITIALIZE = {
  id: 'initialize',
  method: 'initialize',
  params: { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } },
};
const OPEN_AND_PULL = [
  { method: 'initialized', params: {} },
  { method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'encounter-note', version: 1, text } } },
  { id: 'findings', method: 'textDocument/diagnostic', params: { textDocument: { uri } } },
];
/** Of a server also what it is asked, all at once; its first word is the answer to the last. */
const COMMANDS = {
  'node -e 0': { args: ['-e', '0'] },
  'our command, `check` of a day': { args: [path.join(root, 'dist/cli.js'), 'check', note] },
  'our server, to the answer to `initialize`': { args: SERVER, asks: [INITIALIZE] },
  'our server, to the findings of a day': { args: SERVER, asks: [INITIALIZE, ...OPEN_AND_PULL] },
  'JSON language service, a day': { args: [path.join(root, 'bench/cold/json-check.mjs'), json] },
  'markdownlint, a day': { args: [path.join(root, 'bench/cold/markdownlint-check.mjs'), note] },
};

function start({ args, asks = [] }) {
  const answer = asks.length > 0 ? `"id":"${asks.at(-1).id}"` : '';
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const child = spawn(process.execPath, ['--require', path.join(root, 'bench/lib/report-cpu.cjs'), ...args], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
    });
    let first,
      cpu = '',
      output = '';
    child.stdout.on('data', data => {
      output += data;
      if (first !== undefined || !output.includes(answer)) return;
      first = performance.now() - from;
      child.stdin.end();
    });
    child.stdio[3].on('data', data => {
      cpu += data;
    });
    for (const message of asks) {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    }
    if (asks.length === 0) child.stdin.end();
    child.on('error', reject);
    child.on('close', () => {
      const end = performance.now() - from;
      resolve({ first: first ?? end, end, cpu: Number(cpu), spoke: first !== undefined });
    });
  });
}

const samples = Object.fromEntries(Object.keys(COMMANDS).map(name => [name, []]));
for (let i = -1; i < Number(process.argv[2]); i++) {
  for (const [name, command] of Object.entries(COMMANDS)) {
    const sample = await start(command);
    if (!sample.spoke && name !== 'node -e 0') throw new Error(`${name} printed nothing`);
    if (i >= 0) samples[name].push(sample); // the first one reads the files from disk
  }
}
rmSync(folder, { recursive: true });
process.stdout.write(JSON.stringify(samples));
