import { describe, expect, it } from 'vitest';
import { ErrorCodes, type Message } from 'vscode-languageserver/node';
import { filterMessages } from '../../../server/src/lsp/message-filter';

/** What passes of some messages, and what is answered to the others. */
async function filter(...messages: unknown[]): Promise<{ passed: unknown[]; answers: unknown[] }> {
  const passed: unknown[] = [],
    answers: unknown[] = [];
  const { handleMessage } = filterMessages({
    write: message => {
      answers.push(message);
      return Promise.resolve();
    },
  });
  for (const message of messages)
    await handleMessage(message as Message, one => {
      passed.push(one);
      return Promise.resolve();
    });
  return { passed, answers };
}

const request = (id: number, method: string): object => ({ jsonrpc: '2.0', id, method });
const invalid = (id: unknown): unknown =>
  expect.objectContaining({ id, error: expect.objectContaining({ code: ErrorCodes.InvalidRequest }) });

describe('the message filter', () => {
  it('passes requests, notifications and responses', async () => {
    const messages = [
      request(1, 'a'),
      { jsonrpc: '2.0', method: 'b' },
      { jsonrpc: '2.0', id: 2, result: null },
      { jsonrpc: '2.0', id: 3, error: { code: 1, message: '' } },
    ];
    expect(await filter(...messages)).toEqual({ passed: messages, answers: [] });
  });

  it('refuses everything else, and quotes nothing of it', async () => {
    const broken = [null, 42, 'secret', ['secret'], { note: 'secret' }, { id: 7, method: 5, params: 'secret' }];
    const { passed, answers } = await filter(...broken, { jsonrpc: '2.0', id: null, error: { message: 'secret' } });
    expect(passed).toEqual([]);
    expect(answers).toEqual([null, null, null, null, null, 7, null].map(invalid));
    expect(JSON.stringify(answers)).not.toContain('secret');
  });

  it('refuses every request after shutdown, and passes the exit', async () => {
    const exit = { jsonrpc: '2.0', method: 'exit' };
    const { passed, answers } = await filter(
      request(1, 'shutdown'),
      request(2, 'textDocument/hover'),
      request(3, 'shutdown'),
      exit,
    );
    expect(passed).toEqual([request(1, 'shutdown'), exit]);
    expect(answers).toEqual([invalid(2), invalid(3)]);
  });
});
