// node bench/edits.mjs core|server|json LINES ROUNDS: one character of one encounter in the middle of a file is
// changed, until the findings of the file are there. Prints the milliseconds of each edit, and how many characters the
// answer had.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { encounters } from './corpus.mjs';
import { loadCore } from './lib/core.mjs';
import { toJson } from './lib/json-form.mjs';

const root = path.resolve(import.meta.dirname, '..');
const URI = 'file:///year.encounter';
const [kind, lines, rounds] = process.argv.slice(2);
/** Edits before those that count. */
const WARM = Math.min(20, +rounds);
const samples = [];
const answer = await { core, server, json }[kind](textOf(+lines));
process.stdout.write(JSON.stringify({ samples: samples.slice(WARM), answer }));

/** A file of so many lines and no more than the rest of an encounter beyond. */
function textOf(atLeast) {
  const texts = ['mac: NGS-JK\n\n'];
  for (let have = 2, count = Math.ceil(atLeast / 12), all = encounters({ count, seed: 5 }); have < atLeast;) {
    const { text } = all.next().value;
    texts.push(text, '\n');
    have += text.split('\n').length;
  }
  return texts.join('');
}

/** The edits: to and fro between two digits of the residual of a fill in the middle. */
function* editsOf(text) {
  const at = text.indexOf('fill: out ', text.length >> 1) + 'fill: out '.length;
  const before = text.slice(0, at).split('\n');
  const position = { line: before.length - 1, character: before.at(-1).length };
  for (let i = 0; i < WARM + +rounds; i++)
    yield {
      range: { start: position, end: { ...position, character: position.character + 1 } },
      text: String(1 + (i % 9)),
    };
}

async function core(text) {
  const workspace = loadCore().createLanguage().createWorkspace();
  workspace.set(URI, text);
  let findings = workspace.findings(URI).length;
  for (const { range, text: digit } of editsOf(text)) {
    const start = performance.now();
    workspace.edit(URI, range, digit);
    findings = workspace.findings(URI).length;
    samples.push(performance.now() - start);
  }
  return findings;
}

/** The server over its standard input and output, from writing the change to having read the answer to the pull. */
async function server(text) {
  const child = spawn(process.execPath, [path.join(root, 'dist/server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = new Map();
  let rest = Buffer.alloc(0),
    needed = 0,
    pieces = [],
    have = 0;
  child.stdout.on('data', data => {
    pieces.push(data);
    have += data.length;
    if (have < needed) return;
    rest = Buffer.concat(pieces);
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      needed = end < 0 ? 0 : end + 4 + Number(/Content-Length: (\d+)/.exec(rest.toString('latin1', 0, end))[1]);
      if (end < 0 || rest.length < needed) break;
      const body = rest.subarray(end + 4, needed);
      rest = rest.subarray(needed);
      // The id is at the front; what a client does with the rest is its own time.
      const id = /^\{"jsonrpc":"2\.0","id":(\d+)/.exec(body.toString('latin1', 0, 60))?.[1];
      answers.get(Number(id))?.(body);
    }
    pieces = [rest];
    have = rest.length;
  });
  let lastId = 0;
  const write = message => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const ask = (method, params) =>
    new Promise(resolve => {
      answers.set(++lastId, resolve);
      write({ id: lastId, method, params });
    });
  const pull = () => ask('textDocument/diagnostic', { textDocument: { uri: URI } });
  await ask('initialize', { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });
  write({ method: 'initialized', params: {} });
  write({
    method: 'textDocument/didOpen',
    params: { textDocument: { uri: URI, languageId: 'encounter-note', version: 1, text } },
  });
  let body = await pull();
  let version = 1;
  for (const change of editsOf(text)) {
    const start = performance.now();
    write({
      method: 'textDocument/didChange',
      params: { textDocument: { uri: URI, version: ++version }, contentChanges: [change] },
    });
    body = await pull();
    samples.push(performance.now() - start);
  }
  if (!JSON.parse(body.toString()).result?.items) throw new Error('the server gave no findings');
  await ask('shutdown');
  write({ method: 'exit' });
  return body.length;
}

/** The JSON language service, which reads and validates the whole document after each edit. */
async function json(text) {
  const service = await import('./lib/json-service.mjs');
  let document = service.open('file:///year.json', JSON.stringify(toJson(loadCore().parseNote(text)), undefined, 2));
  const at = document.getText().indexOf('"out": "', document.getText().length >> 1) + '"out": "'.length;
  let findings = 0;
  for (let i = 0; i < WARM + +rounds; i++) {
    const start = performance.now();
    document = service.update(
      document,
      { range: { start: document.positionAt(at), end: document.positionAt(at + 1) }, text: String(1 + (i % 9)) },
      i + 2,
    );
    findings = (await service.validate(document)).length;
    samples.push(performance.now() - start);
  }
  return findings;
}
