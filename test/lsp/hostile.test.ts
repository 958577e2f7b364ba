import fc from 'fast-check';
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
  expect(wire.stderr + JSON.stringify(wire.told.filter(({ method }) => method === 'window/logMessage'))).not.toContain(
    SECRET,
  );
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

describe('a broken message does not make the server deaf', () => {
  const status = JSON.stringify({ jsonrpc: '2.0', id: 'after', method: 'encounterNotes/status' });
  const next = frame(status);
  it.each([
    ['text that is not JSON', frame(`{"${SECRET}`)],
    ['no length', `Content-Type: application/json\r\n\r\n{"jsonrpc":"2.0","method":"${SECRET}"}`],
    ['a header without a colon', `hello\r\n\r\n`],
    ['a length that is no number', `Content-Length: many\r\n\r\n{}`],
    ['a negative length', `Content-Length: -5\r\n\r\n{}`],
    ['a length beyond every note', `Content-Length: 99999999999\r\n\r\n{}`],
    ['a length too small', frame(JSON.stringify({ jsonrpc: '2.0', method: 'x', params: SECRET }), 12)],
    ['a length too large', frame(JSON.stringify({ jsonrpc: '2.0', method: 'x', params: SECRET }), 5000)],
    ['a length a little too large', frame(JSON.stringify({ jsonrpc: '2.0', method: 'x' }), 50)],
    ['an empty body', frame('')],
    ['bytes of nothing', Buffer.from([0, 255, 254, 13, 10, 13, 10, 0]).toString('latin1')],
    ['a megabyte without a header', SECRET.repeat(100_000)],
    ['a list', frame(`[1,"${SECRET}"]`)],
    ['null', frame('null')],
    ['a number', frame('42')],
    ['an object that is nothing', frame(`{"note":"${SECRET}"}`)],
    ['a cancellation of nothing', frame('{"jsonrpc":"2.0","method":"$/cancelRequest"}')],
    ['an answer to no question', frame(`{"jsonrpc":"2.0","id":77,"result":"${SECRET}"}`)],
    ['an answer without an id', frame(`{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"${SECRET}"}}`)],
  ])('%s', async (_, bytes) => {
    wire.raw(bytes);
    wire.raw(next);
    expect(await wire.answer('after')).toMatchObject({ result: { rules: expect.any(Number) } });
    await isAlive();
  });

  it('nor does any mixture of broken ones', async () => {
    const whole = frame(
      JSON.stringify({
        jsonrpc: '2.0',
        method: 'textDocument/didChange',
        params: { textDocument: { uri, version: 1 }, contentChanges: [{ text: `${SECRET}\r\n\r\nContent-Length: 3` }] },
      }),
    );
    const piece = fc.oneof(
      fc.nat(whole.length).map(end => whole.slice(0, end)),
      fc.nat(whole.length).map(from => whole.slice(from)),
      fc.constant(whole),
      fc.string({ maxLength: 30 }),
      fc.uint8Array({ maxLength: 60 }).map(bytes => Buffer.from(bytes).toString('latin1')),
      fc.nat(300).map(length => frame(whole, length)),
      fc.constantFrom(
        '\r\n',
        '\r\n\r\n',
        'Content-Length:',
        'Content-Length: 7\r\n',
        'Content-Length: 7\r\n\r\n',
        '{',
        '"',
        '{}',
      ),
    );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async pieces => {
        const id = `mixed-${++count}`;
        for (const one of pieces) wire.raw(one);
        wire.send({ jsonrpc: '2.0', id, method: 'encounterNotes/status' });
        expect(await wire.answer(id)).toHaveProperty('result');
      }),
      { numRuns: 300 },
    );
    await isAlive();
  });

  it('a request without a method is told so', async () => {
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

describe('cancelling', () => {
  it('a request is answered as cancelled', async () => {
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
    // As long as nobody reads, answers wait to be sent. The library throws at a second cancellation of such a request, and that once made
    // the server read the same messages again and again, and never another one.
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

it('two requests with one id have an answer each', async () => {
  for (let i = 0; i < 3; i++) wire.send({ jsonrpc: '2.0', id: 'twice', method: 'encounterNotes/status' });
  await isAlive();
  const answers = wire.answers.filter(({ id }) => id === 'twice');
  expect(answers).toHaveLength(3);
  expect(answers.filter(({ result }) => result !== undefined).length).toBeGreaterThan(0);
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
  expect(JSON.stringify(wire.told)).not.toMatch(/failed/);
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

it('a text of one endless line, of NUL and of lone surrogates is judged like any other', async () => {
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
