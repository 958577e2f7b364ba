// The two ways in which a client speaks to the server that it started: over streams, as most editors do, and over
// Node's own channel, as VS Code does.
import { fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { PULLING, SERVER } from './client';

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples');
const DAY = readFileSync(path.join(EXAMPLES, 'clinic-day.encounter'), 'utf8');
const uri = 'file:///day.encounter';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function overStreams(): ProtocolConnection {
  const server = spawn(process.execPath, [SERVER, '--stdio']);
  ends.push(() => server.kill());
  return createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
}

function overIpc(): ProtocolConnection {
  const server = fork(SERVER, ['--node-ipc'], { silent: true });
  ends.push(() => server.kill());
  return createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
}

/** The reports of a day: after opening, asked again unchanged, and after an edit. */
async function reports(connection: ProtocolConnection): Promise<DocumentDiagnosticReport[]> {
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: PULLING,
    workspaceFolders: null,
  });
  await connection.sendNotification('initialized', {});
  const pull = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'encounter-note', version: 1, text: DAY },
  });
  const first = await pull();
  const again = await pull(first.resultId);
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [
      { range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: 'what „day“ is it 🙂\n' },
    ],
  });
  return [first, again, await pull(again.resultId)];
}

it('tell the same of a note, to the letter', async () => {
  const [streams, ipc] = await Promise.all([reports(overStreams()), reports(overIpc())]);
  for (const reports of [streams, ipc]) expect(reports.map(({ kind }) => kind)).toEqual(['full', 'unchanged', 'full']);
  const findings = (all: readonly DocumentDiagnosticReport[]): Diagnostic[] =>
    all.flatMap(report => (report.kind === 'full' ? report.items : []));
  const items = findings(ipc);
  expect(items).toEqual(findings(streams));
  expect(items.length).toBeGreaterThan(5);
  expect(items.every(({ message }) => typeof message === 'string' && message.includes('\nSource: '))).toBe(true);
});
