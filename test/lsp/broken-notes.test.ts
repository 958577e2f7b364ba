// Every request of an editor during typing, on real encounters with slips: each gets an answer, and none an internal
// error.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CodeLens, CompletionList, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { brokenNote } from '../support/broken-notes';
import { Editor, PULLING } from './client';
import { runs } from '../support/runs';

const uri = 'untitled:broken.encounter';
const textDocument = { uri };
let editor: Editor;
beforeAll(async () => {
  const able = {
    ...PULLING,
    textDocument: { ...PULLING.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
  };
  editor = await Editor.start({ capabilities: able });
  await editor.open(uri, '');
});
afterAll(() => editor.end());

const OF_NOTE = ['documentSymbol', 'foldingRange', 'semanticTokens/full', 'formatting'].map(
  name => `textDocument/${name}`,
);
const OF_POSITION = [
  'hover',
  'definition',
  'references',
  'documentHighlight',
  'prepareRename',
  'rename',
  'codeAction',
  'selectionRange',
  'onTypeFormatting',
].map(name => `textDocument/${name}`);

it('answers them all', async () => {
  let version = 1,
    answers = 0;
  const failed: string[] = [];
  const ask = async <Result>(method: string, params: object): Promise<Result | undefined> => {
    try {
      answers++;
      return await editor.request<Result>(method, { textDocument, ...params });
    } catch (error) {
      // A refusal in a sentence is an answer too.
      if (!(error instanceof Error) || /failed; the log says where/.test(error.message))
        failed.push(`${method}: ${String(error)}`);
      return undefined;
    }
  };
  await fc.assert(
    fc.asyncProperty(
      brokenNote,
      fc.array(fc.tuple(fc.nat(), fc.nat(200), fc.constantFrom('A', 'C', 'P-9', '')), { minLength: 4, maxLength: 4 }),
      async (note, carets) => {
        await editor.change(uri, ++version, [{ text: note }]);
        const lines = note.split(/\r\n|\r|\n/);
        const whole = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
        const found = await ask<DocumentDiagnosticReport>('textDocument/diagnostic', {});
        for (const method of OF_NOTE) await ask(method, { options: {} });
        await ask('textDocument/inlayHint', { range: whole });
        await ask('textDocument/codeAction', {
          range: whole,
          context: { diagnostics: found?.kind === 'full' ? found.items : [] },
        });
        for (const lens of (await ask<CodeLens[]>('textDocument/codeLens', {})) ?? [])
          await ask('codeLens/resolve', lens);
        for (const [line, character, newName] of carets) {
          const position = { line: line % lines.length, character };
          for (const method of OF_POSITION) {
            await ask(method, {
              position,
              positions: [position],
              range: { start: position, end: position },
              newName,
              ch: '\n',
              options: {},
              context: { includeDeclaration: true, diagnostics: [] },
            });
          }
          const offered = await ask<CompletionList | null>('textDocument/completion', { position });
          for (const item of offered?.items.slice(0, 2) ?? []) await ask('completionItem/resolve', item);
          for (const method of [
            'encounterNotes/explainEncounter',
            'encounterNotes/claimPreview',
            'encounterNotes/noteShape',
          ])
            await ask(method, { position });
        }
        expect(failed).toEqual([]);
      },
    ),
    { numRuns: runs(25) },
  );
  console.log(`${answers} requests answered on ${version - 1} broken notes`);
  expect(editor.logged.filter(line => /failed/.test(line))).toEqual([]);
});
