// What an AI agent gets from `encounter-notes mcp`: rules, lines and the rules' own words, and no text of a note.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clinic, CLI } from './clinic';

const NOTE = `2026-11-20 refill SECRET-7 @office #medicare
pump: SynchroMed II 8637-40, sn NGPSECRET, IT
by: RN ZQ
fill: out 6.0 mL, in 40 mL
exam: secretexam
| secretnarrative: John Smith, 555-0100
dx: G80.0, Z45.1
95991 @AB
secretstray line
`;

interface Answer {
  readonly result?: { readonly content?: readonly { readonly text: string }[]; readonly isError?: boolean };
}

let clinic: Clinic;
let agent: ChildProcessWithoutNullStreams;
const answers = new Map<number, (answer: Answer) => void>();
let asked = 0;
let printed = '';

function request(method: string, params: object): Promise<Answer> {
  const id = ++asked;
  agent.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
  return new Promise(resolve => {
    answers.set(id, resolve);
  });
}

async function call(name: string, args: object): Promise<{ text: string; isError: boolean }> {
  const { result } = await request('tools/call', { name, arguments: args });
  return { text: result?.content?.[0]?.text ?? '', isError: result?.isError ?? false };
}

beforeAll(async () => {
  clinic = new Clinic();
  clinic.write('notes/day.encounter', NOTE);
  clinic.write('outside.encounter', NOTE);
  symlinkSync(path.join(clinic.folder, 'outside.encounter'), path.join(clinic.folder, 'notes/link.encounter'));
  agent = spawn(process.execPath, [CLI, 'mcp', path.join(clinic.folder, 'notes')]);
  createInterface({ input: agent.stdout }).on('line', line => {
    printed += `${line}\n`;
    const answer = JSON.parse(line) as Answer & { id: number };
    answers.get(answer.id)?.(answer);
  });
  agent.stderr.on('data', (data: Buffer) => (printed += data.toString()));
  await request('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  });
  agent.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
});
afterAll(() => {
  agent.kill();
  clinic.leave();
});

describe('an agent', () => {
  it('gets the findings of a note by rule and line', async () => {
    const { text, isError } = await call('check_note', { file: 'day.encounter' });
    expect(isError).toBe(false);
    expect(JSON.parse(text)).toContainEqual({
      rule: 'performer-level',
      severity: 'error',
      line: 8,
      about: 'Performer and code do not match',
      hasFix: true,
    });
  });

  it('has a code explained, and the rules listed', async () => {
    expect((await call('explain', { word: '95990', date: '2026-11-20' })).text).toContain('staff');
    expect((await call('explain', { word: 'nonsense', date: '2026-11-20' })).isError).toBe(true);
    const rules = JSON.parse((await call('list_rules', {})).text) as { id: string }[];
    expect(rules.map(({ id }) => id)).toContain('performer-level');
  });

  it.each(['../outside.encounter', 'link.encounter', '/etc/passwd', 'none.encounter', 'day.txt', ''])(
    'gets nothing of %j',
    async file => {
      const answer = await request('tools/call', { name: 'check_note', arguments: { file } });
      expect(JSON.stringify(answer)).not.toContain('performer-level');
    },
  );

  it('sees no word of a note, in no answer and no error', async () => {
    await call('check_note', { file: 'day.encounter' });
    agent.stdin.write('{"jsonrpc":"2.0","id":"secretid" broken\n');
    await call('list_rules', {});
    expect(printed).not.toMatch(/secret|smith|555-0100|\bZQ\b|NGP/i);
  });
});

it('the command names a folder that is not there', () => {
  expect(clinic.run(['mcp', 'nowhere'])).toMatchObject({ code: 2, out: '' });
});
