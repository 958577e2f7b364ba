import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ErrorCodes, LSPErrorCodes } from 'vscode-languageserver/node';
import { frame, Wire } from './wire';

const uri = 'untitled:secret.encounter';
const SECRET = 'Xylophonia';
let wire: Wire;
beforeEach(async () => {
  wire = await Wire.initialized();
});
afterEach(() => {
  wire.end();
  expect(
    wire.stderr + JSON.stringify(wire.notifications.filter(({ method }) => method === 'window/logMessage')),
  ).not.toContain(SECRET);
});

const open = (text: string): void =>
  wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'encounter-note', version: 1, text } });
const pull = { textDocument: { uri } };
const isAlive = async (): Promise<void> => {
  open(`${SECRET} was here\n`);
  expect(await wire.request('textDocument/diagnostic', pull)).toMatchObject({
    result: { kind: 'full', items: [{ code: 'unknown-line' }] },
  });
};

const status = JSON.stringify({ jsonrpc: '2.0', id: 'after', method: 'encounterNotes/status' });
const next = frame(status);

describe('a broken message', () => {
  it.each([
    ['text that is not JSON', frame(`{"${SECRET}`)],
    ['an empty body', frame('')],
    ['a list', frame(`[1,"${SECRET}"]`)],
    ['null', frame('null')],
    ['a number', frame('42')],
    ['an object that is not a message', frame(`{"note":"${SECRET}"}`)],
    ['a cancellation of nothing', frame('{"jsonrpc":"2.0","method":"$/cancelRequest"}')],
    ['a cancellation of null', frame('{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}')],
    ['a request whose id is null', frame(`{"jsonrpc":"2.0","id":null,"method":"${SECRET}"}`)],
    ['a request whose id is an object', frame(`{"jsonrpc":"2.0","id":{},"method":"${SECRET}"}`)],
    ['an answer to no request', frame(`{"jsonrpc":"2.0","id":77,"result":"${SECRET}"}`)],
    ['an answer without an id', frame(`{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"${SECRET}"}}`)],
  ])('is skipped and not logged: %s', async (_, bytes) => {
    wire.raw(bytes);
    wire.raw(next);
    expect(await wire.answer('after')).toMatchObject({ result: { rules: expect.any(Number) } });
    await isAlive();
  });

  it.each([
    ['no length', `Content-Type: application/json\r\n\r\n{"jsonrpc":"2.0","method":"${SECRET}"}`],
    ['a header without a colon', `${SECRET}\r\n\r\n`],
    ['a length that is not a number', `Content-Length: ${SECRET}\r\n\r\n{}`],
    ['a length too small', frame(JSON.stringify({ jsonrpc: '2.0', method: 'x', params: SECRET }), 12)],
  ])('ends the server without a word of it if its header cannot be read: %s', async (_, bytes) => {
    const exit = new Promise<number | null>(resolve => wire.server.once('exit', resolve));
    wire.raw(bytes);
    wire.raw(next);
    expect(await exit).toBe(1);
    expect(wire.stderr).toMatch(/^The header of a message cannot be read/);
  });

  it('that is a request without a method is answered as invalid', async () => {
    wire.send({ jsonrpc: '2.0', id: 9, method: 5, params: SECRET });
    expect(await wire.answer(9)).toMatchObject({ error: { code: ErrorCodes.InvalidRequest } });
    await isAlive();
  });

  it('messages may come in pieces of any size, many at once, and hold any character', async () => {
    const bytes = Buffer.from(
      frame(
        JSON.stringify({
          jsonrpc: '2.0',
          method: 'textDocument/didOpen',
          params: { textDocument: { uri, languageId: 'encounter-note', version: 1, text: `µg “${SECRET}” 😀\n` } },
        }),
      ) +
        frame(JSON.stringify({ jsonrpc: '2.0', id: 'pieces', method: 'textDocument/diagnostic', params: pull })) +
        next,
    );
    for (let at = 0, size = 1; at < bytes.length; at += size, size = (size % 7) + 1) {
      wire.raw(bytes.subarray(at, at + size));
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(await wire.answer('pieces')).toMatchObject({
      result: { items: [{ code: 'unknown-line', range: { end: { character: `µg “${SECRET}” 😀`.length } } }] },
    });
    await wire.answer('after');
  });
});

describe('a request with broken parameters is answered, and the server goes on', () => {
  const garbage: unknown[] = [
    undefined,
    null,
    {},
    [],
    [1],
    { textDocument: null },
    { textDocument: { uri: 5 } },
    { textDocument: { uri } },
    { textDocument: { uri }, position: { line: -1 } },
    { textDocument: { uri }, position: { line: 1e9, character: 1e9 } },
    { textDocument: { uri }, position: 'top', range: 'all', context: 7 },
    { textDocument: { uri }, range: null, context: { diagnostics: [null, 5, { data: SECRET }], only: 'quickfix' } },
  ];

  it('for every method that it serves', async () => {
    open(`2026-10-06 visit P-333 @office\n${SECRET}\n`);
    const methods = [
      'diagnostic',
      'codeAction',
      'hover',
      'completion',
      'formatting',
      'rangeFormatting',
      'onTypeFormatting',
      'documentSymbol',
      'foldingRange',
      'selectionRange',
      'definition',
      'references',
      'documentHighlight',
      'prepareRename',
      'rename',
      'semanticTokens/full',
      'semanticTokens/range',
      'inlayHint',
      'codeLens',
      'no such',
    ]
      .map(method => `textDocument/${method}`)
      .concat('encounterNotes/status', 'shutdown/not');
    const answers = await Promise.all(methods.flatMap(method => garbage.map(params => wire.request(method, params))));
    expect(answers.every(({ error, result }) => (error === undefined) !== (result === undefined))).toBe(true);
    expect(JSON.stringify(answers.map(({ error }) => error))).not.toContain(SECRET);
    await isAlive();
  });

  it('for every notification', async () => {
    const methods = [
      'textDocument/didOpen',
      'textDocument/didChange',
      'textDocument/didSave',
      'textDocument/didClose',
      'workspace/didChangeConfiguration',
      'workspace/didChangeWatchedFiles',
      'workspace/didChangeWorkspaceFolders',
      'workspace/didRenameFiles',
      'workspace/didDeleteFiles',
      '$/setTrace',
      '$/cancelRequest',
      'initialized',
      'no/such',
    ];
    for (const method of methods)
      for (const params of [...garbage, { changes: [null] }, { files: 'x' }, { event: {} }, { settings: SECRET }])
        wire.notify(method, params);
    await isAlive();
  });
});

describe('canceling', () => {
  it('a request is answered as canceled', async () => {
    open('2026-10-06 visit P-333 @office\n');
    const pulls = Array.from({ length: 20 }, (_, i) => ({
      jsonrpc: '2.0',
      id: `pull-${i}`,
      method: 'textDocument/diagnostic',
      params: pull,
    }));
    const messages = pulls.flatMap(one => [one, { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: one.id } }]);
    wire.raw(messages.map(message => frame(JSON.stringify(message))).join(''));
    for (const { id } of pulls)
      expect(await wire.answer(id)).toMatchObject({ error: { code: LSPErrorCodes.RequestCancelled } });
    await isAlive();
  });

  it('everything, again and again, leaves each request with one answer', async () => {
    open('2026-10-06 visit P-333 @office\n');
    const ids = Array.from(
      { length: 1500 },
      (_, i) => `${['textDocument/hover', 'textDocument/diagnostic', 'no/such'][i % 3]} ${i}`,
    );
    const cancelAll = (): void =>
      wire.raw(
        ids.map(id => frame(JSON.stringify({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id } }))).join(''),
      );
    // While the client does not read, answers wait to be sent; the library throws at a second cancellation of such a
    // request.
    wire.server.stdout.pause();
    wire.raw(
      ids
        .map(id =>
          frame(
            JSON.stringify({
              jsonrpc: '2.0',
              id,
              method: id.split(' ')[0],
              params: { ...pull, position: { line: 0, character: 3 } },
            }),
          ),
        )
        .join(''),
    );
    for (let round = 0; round < 4; round++) {
      cancelAll();
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    wire.server.stdout.resume();
    await isAlive();
    for (const id of ids) expect(wire.answers.filter(answer => answer.id === id)).toHaveLength(1);
    expect(wire.stderr).toBe('');
  });

  it('what is done or was never asked changes nothing', async () => {
    for (const id of [1, 'x', 12345]) wire.notify('$/cancelRequest', { id });
    await isAlive();
  });
});

it('what is broken in a list of files or folders is left out, and nothing fails outside of its handler', async () => {
  for (const broken of [
    null,
    {},
    'x',
    5,
    [null],
    [5],
    [{}],
    [{ uri: 7 }],
    [{ oldUri: 'file:///a', newUri: 5 }],
    { added: 1 },
    { removed: [null] },
  ]) {
    wire.notify('workspace/didChangeWatchedFiles', { changes: broken });
    wire.notify('workspace/didRenameFiles', { files: broken });
    wire.notify('workspace/didDeleteFiles', { files: broken });
    wire.notify('workspace/didChangeWorkspaceFolders', { event: broken });
    wire.notify('textDocument/didChange', { textDocument: { uri }, contentChanges: broken });
    for (const method of ['didOpen', 'didChange', 'didSave', 'didClose'])
      wire.notify(`textDocument/${method}`, { textDocument: broken });
  }
  await isAlive();
  expect(wire.stderr).toBe('');
  expect(JSON.stringify(wire.notifications)).not.toMatch(/failed/);
});

it('closing, changing and closing again what is not open changes nothing', async () => {
  wire.notify('textDocument/didClose', { textDocument: { uri } });
  wire.notify('textDocument/didChange', { textDocument: { uri, version: 4 }, contentChanges: [{ text: SECRET }] });
  expect(await wire.request('textDocument/diagnostic', pull)).toMatchObject({ result: { kind: 'full', items: [] } });
  open(SECRET);
  open(`${SECRET} again`);
  wire.notify('textDocument/didClose', { textDocument: { uri } });
  wire.notify('textDocument/didClose', { textDocument: { uri } });
  await isAlive();
});

it('a text of one endless line, of NUL and of lone surrogates is checked like any other', async () => {
  for (const text of [
    'x'.repeat(1_000_000),
    '\u0000'.repeat(1000),
    '\ud800\udc00\ud800',
    'dx: '.repeat(100_000),
    '"""'.repeat(50_000),
    `95990${'-KX'.repeat(50_000)}`,
    '2026-10-06 visit '.repeat(20_000),
  ]) {
    open(text);
    expect((await wire.request('textDocument/diagnostic', pull)).result).toMatchObject({ kind: 'full' });
  }
  await isAlive();
});
