import { fork, spawnSync } from 'node:child_process';
import { afterEach, expect, it } from 'vitest';
import {
  createProtocolConnection,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  TextDocumentSyncKind,
  type InitializeResult,
  type ResponseError,
} from 'vscode-languageserver/node';
import { Editor, PULLING, PUSHED_TO, SERVER } from './client';
import { Wire } from './wire';

const started: { end(): void }[] = [];
afterEach(() => started.splice(0).forEach(one => one.end()));

async function start(...options: Parameters<typeof Editor.start>): Promise<Editor> {
  const editor = await Editor.start(...options);
  started.push(editor);
  return editor;
}

it('says what it can do', async () => {
  const { capabilities, serverInfo } = (await start()).initialized;
  expect(serverInfo?.name).toBe('Encounter Notes');
  expect(capabilities.positionEncoding).toBe('utf-16');
  expect(capabilities.textDocumentSync).toEqual({
    openClose: true,
    change: TextDocumentSyncKind.Incremental,
    willSave: true,
    save: true,
  });
  expect(capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true, workspaceDiagnostics: false });
  expect(capabilities.codeActionProvider).toMatchObject({
    codeActionKinds: [
      'quickfix',
      'refactor.rewrite',
      'refactor.move',
      'refactor.explain',
      'source.fixAll.encounterNotes',
    ],
  });
});

it('offers pulling only to clients that can pull', async () => {
  expect((await start({ capabilities: PULLING })).initialized.capabilities).toHaveProperty('diagnosticProvider');
  expect((await start({ capabilities: PUSHED_TO })).initialized.capabilities).not.toHaveProperty('diagnosticProvider');
});

it('tells its editions and its number of rules', async () => {
  const status = await (
    await start()
  ).connection.sendRequest<{ editions: string; rules: number }>('encounterNotes/status');
  expect(status.rules).toBeGreaterThan(20);
  expect(status.editions).toMatch(/ICD-10-CM .+ · HCPCS .+ · NCCI/);
  const wire = await Wire.initialized();
  started.push(wire);
  for (const params of [undefined, null, {}, [], [1]])
    expect(await wire.request('encounterNotes/status', params)).toMatchObject({ result: status });
});

it('ends with 0 after a shutdown', async () => {
  expect(await (await start()).stop()).toBe(0);
});

it('refuses requests after a shutdown', async () => {
  const wire = await Wire.initialized();
  started.push(wire);
  expect(await wire.request('shutdown', undefined)).toMatchObject({ result: null });
  for (const method of ['encounterNotes/status', 'textDocument/hover', 'no/such', 'shutdown'])
    expect((await wire.request(method, {})).error?.code).toBe(ErrorCodes.InvalidRequest);
});

it('ends with 1 when the client leaves without a shutdown', async () => {
  const editor = await start();
  const exit = new Promise(resolve => editor.server.once('exit', resolve));
  editor.server.stdin.end();
  expect(await exit).toBe(1);
});

it('takes no request before it is initialized, and is initialized once', async () => {
  const wire = Wire.start();
  started.push(wire);
  const early = await wire.request('textDocument/hover', {
    textDocument: { uri: 'file:///a.encounter' },
    position: { line: 0, character: 0 },
  });
  expect(early.error?.code).toBe(ErrorCodes.ServerNotInitialized);
  expect(
    (await wire.request('initialize', { processId: null, rootUri: null, capabilities: {} })).result,
  ).toHaveProperty('capabilities');
  expect((await wire.request('initialize', { processId: null, rootUri: null, capabilities: {} })).error?.code).toBe(
    ErrorCodes.InvalidRequest,
  );
});

it('answers a method that it does not know', async () => {
  const editor = await start();
  const answer = editor.request('textDocument/prophecy', {});
  await expect(answer).rejects.toSatisfy((error: ResponseError) => error.code === ErrorCodes.MethodNotFound);
});

it("speaks over Node's own channel, as VS Code starts it, and ends when that is cut", async () => {
  const server = fork(SERVER, ['--node-ipc'], { silent: true });
  const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  connection.listen();
  const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  expect(capabilities.hoverProvider).toBe(true);
  connection.dispose();
  const exit = new Promise(resolve => server.once('exit', resolve));
  server.disconnect();
  expect(await exit).toBe(1);
});

it('says how it is started when it is started wrongly', () => {
  const { status, stderr } = spawnSync(process.execPath, [SERVER], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('--stdio');
});
