import { frame } from '../../lsp/wire';
import type { Random } from '../inputs/random';

/** Every request that the server answers. */
export const METHODS: readonly string[] = [
  ...[
    'diagnostic',
    'codeAction',
    'hover',
    'completion',
    'inlineCompletion',
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
    'inlineCompletion',
  ].map(name => `textDocument/${name}`),
  'completionItem/resolve',
  'codeLens/resolve',
  ...[
    'status',
    'explainEncounter',
    'report',
    'claimPreview',
    'days',
    'day',
    'findTopics',
    'explainTopic',
    'codeSheet',
    'rules',
    'patients',
    'nextEncounter',
    'payer',
    'payers',
    'worklist',
    'patientTimeline',
    'choosePayer',
    'checkWorkspace',
    'noteShape',
    'redactNote',
  ].map(name => `encounterNotes/${name}`),
];

export const NOTIFICATIONS: readonly string[] = [
  'textDocument/didChange',
  'textDocument/didSave',
  'textDocument/willSave',
  'workspace/didChangeConfiguration',
  'workspace/didChangeWatchedFiles',
  'workspace/didChangeWorkspaceFolders',
  'workspace/didRenameFiles',
  'workspace/didDeleteFiles',
  '$/setTrace',
  '$/cancelRequest',
  '$/progress',
  'initialized',
  'encounterNotes/workspaceTrusted',
  'no/such',
  'constructor',
];

const value = (random: Random, canary: string): unknown =>
  random.pick<unknown>([
    undefined,
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    1e308,
    '',
    canary,
    [],
    [null],
    {},
    { uri: canary },
    { uri: 5 },
    { uri: null },
    { line: -1, character: -1 },
    { line: 2 ** 31 - 1, character: 2 ** 31 - 1 },
    { line: 1e308, character: 0 },
    { line: 0.5, character: '0' },
    { line: null },
    { start: { line: 5, character: 5 }, end: { line: 0, character: 0 } },
    { start: null, end: 7 },
    { kind: canary, word: 5 },
    [{ uri: canary, type: 9 }],
    { added: [], removed: [] },
    { added: 1 },
    [{ oldUri: 'file:///nowhere/x', newUri: 5 }],
    { encounterNotes: { rules: canary } },
    [canary, null, { range: {} }],
    { triggerKind: 'x' },
    { diagnostics: [{ data: { fixes: [{}] } }, null] },
    '2026-99-99',
  ]);

/** Parameters in which nothing can be relied on. */
export function brokenParams(random: Random, canary: string): unknown {
  if (random.chance(0.2)) return random.pick<unknown>([undefined, null, [], [1, 2], {}, 7, canary]);
  const names = [
    'textDocument',
    'position',
    'positions',
    'range',
    'context',
    'newName',
    'ch',
    'options',
    'query',
    'date',
    'patient',
    'topic',
    'uri',
    'known',
    'id',
    'changes',
    'files',
    'event',
    'settings',
    'contentChanges',
    'data',
    'label',
    'workDoneToken',
    'command',
    'previousResultId',
    'value',
    'token',
  ];
  return Object.fromEntries(
    Array.from({ length: random.between(1, 8) }, () => [
      random.pick(names),
      random.chance(0.3) ? { uri: 'untitled:a.encounter' } : value(random, canary),
    ]),
  );
}

/** A frame whose header is well-formed and whose body is not a message. */
export function brokenFrame(random: Random, canary: string): Buffer {
  switch (random.below(5)) {
    case 0: {
      // sound in form, with bytes that are no UTF-8
      const body = Buffer.concat([
        Buffer.from(`{"jsonrpc":"2.0","method":"no/such","params":"${canary}`),
        Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
        Buffer.from('"}'),
      ]);
      return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
    }
    case 1:
      return Buffer.from(
        frame(
          random.pick([
            'null',
            '[]',
            '[1]',
            '42',
            '""',
            '{}',
            `{"${canary}":1}`,
            '{"jsonrpc":"2.0"}',
            '{"jsonrpc":"1.0","method":"x"}',
            '',
            '{',
            '{"jsonrpc":"2.0","id":{},"method":"x"}',
            `{"jsonrpc":"2.0","id":null,"result":"${canary}"}`,
          ]),
        ),
      );
    case 2:
      return Buffer.from(frame(JSON.stringify({ jsonrpc: '2.0', id: `never-${random.below(99)}`, result: canary })));
    case 3:
      return Buffer.from(frame('['.repeat(random.pick([10, 100_000]))));
    default:
      return Buffer.from(
        frame(JSON.stringify({ jsonrpc: '2.0', method: random.pick(NOTIFICATIONS), params: value(random, canary) })),
      );
  }
}
