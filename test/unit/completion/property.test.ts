// Completion on random notes: it never throws, and its edits stay on the line and around the caret.
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { complete, TRIGGERS } from '../../../server/src/core/editor/completion/complete';
import { textOf } from '../../../server/src/core/editor/completion/suggestion';
import { explainTopic } from '../../../server/src/core/explain/topic';
import type { Position } from '../../../server/src/core/workspace/note-file';
import type { Workspace } from '../../../server/src/core/workspace/workspace';
import { noteEdit, noteText } from '../../support/arbitrary';
import { workspaceOf } from '../../support/checking';
import { visitsOf } from './walking';
import { isDeep, runs } from '../../support/runs';

const folder = path.resolve(import.meta.dirname, '../../../examples');
const examples: readonly string[] = readdirSync(folder)
  .filter(name => name.endsWith('.encounter'))
  .map(name => readFileSync(path.join(folder, name), 'utf8'));

/** Each encounter of the examples, with the defaults of its file. */
const visits = examples.flatMap(example => {
  const { defaults, visits: all } = visitsOf(example);
  return all.map(visit => defaults + visit);
});

/** An example with a few edits as a coder makes them, or lines in any order. */
const text = fc.oneof(
  noteText,
  fc
    .record({
      example: fc.constantFrom(...examples),
      from: fc.nat(160),
      lines: fc.integer({ min: 1, max: 40 }),
      edits: fc.array(noteEdit, { maxLength: 4 }),
    })
    .map(({ example, from, lines, edits }) => {
      const workspace = workspaceOf({
        note: example
          .split('\n')
          .slice(from, from + lines)
          .join('\n'),
      });
      for (const { startLine, startCharacter, lines: count, endCharacter, text: put } of edits) {
        workspace.edit(
          'note',
          {
            start: { line: startLine % lines, character: startCharacter },
            end: { line: (startLine % lines) + count, character: endCharacter },
          },
          put,
        );
      }
      return workspace.file('note')!.text;
    }),
);
const trigger = fc.option(fc.constantFrom(...TRIGGERS), { nil: undefined });

/** What is wrong with the answer at a position; empty if nothing is. */
function wrongAt(workspace: Workspace, position: Position, typed: string | undefined): string[] {
  const found = complete(workspace, 'note', position, { trigger: typed });
  if (!found) return [];
  const { file, block, offset } = found.spot;
  const caret = file.rangeOf({ block, start: offset, end: offset }).start;
  return found.proposals.flatMap(proposal => {
    const { start, end } = file.rangeOf({ block, ...(proposal.at ?? found.at) });
    const say = (what: string): string => `${proposal.label} at ${position.line}:${position.character} ${what}`;
    if (start.line !== caret.line || end.line !== caret.line) return [say('leaves the line')];
    if (start.character > caret.character || end.character < caret.character) return [say('is not around the caret')];
    const isOneLine = proposal.kind === 'visit' || !/[\r\n]/.test(textOf(proposal.typed ?? proposal.label));
    return isOneLine ? [] : [say('breaks the line')];
  });
}

test('never throws, and stays on the line of the caret', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(fc.tuple(fc.nat(60), fc.nat(80), trigger), { minLength: 1, maxLength: 12 }),
      (note, asked) => {
        const workspace = workspaceOf({ note });
        for (const [line, character, typed] of asked)
          expect(wrongAt(workspace, { line, character }, typed)).toEqual([]);
      },
    ),
    { numRuns: runs(300) },
  );
});

test('answers at every position of the examples, and explains everything it offers', () => {
  for (const note of examples) {
    const workspace = workspaceOf({ note });
    const topics = new Map<string, NonNullable<ReturnType<typeof explainTopic>> | undefined>();
    note.split('\n').forEach((line, number) => {
      for (let character = 0; character <= line.length; character += isDeep ? 3 : 24) {
        expect(wrongAt(workspace, { line: number, character }, undefined)).toEqual([]);
        for (const { about, label } of complete(workspace, 'note', { line: number, character })?.proposals.slice(
          0,
          3,
        ) ?? []) {
          if (!about || topics.has(JSON.stringify(about))) continue;
          topics.set(JSON.stringify(about), explainTopic(workspace, 'note', about));
          if (about.kind !== 'keyword') expect(topics.get(JSON.stringify(about)), label).toMatch(/\S/);
        }
      }
    });
    expect(topics.size).toBeGreaterThan(50);
  }
});

test('what is taken leaves no broken line behind', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...visits),
      fc.nat(60),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(400),
      (visit, number, share, choice) => {
        const lines = visit.split('\n');
        const line = lines[number % lines.length]!;
        // As a coder types it: the line up to here, at a word's end or within one, and nothing behind it.
        const caret = Math.floor(line.length * share);
        const before = [...lines.slice(0, number % lines.length), line.slice(0, caret)].join('\n');
        const workspace = workspaceOf({ note: before });
        const found = complete(workspace, 'note', { line: number % lines.length, character: caret });
        const typedWord = (start: number): string => line.slice(start, caret).trim().toLowerCase();
        const fitting =
          found?.proposals.filter(proposal => {
            if (proposal.kind === 'visit') return false; // many lines, each with a gap; the snippets' tests check them
            const { start } = found.spot.file.rangeOf({ block: found.spot.block, ...(proposal.at ?? found.at) });
            return (proposal.filter ?? proposal.label).toLowerCase().startsWith(typedWord(start.character));
          }) ?? [];
        const proposal = fitting[choice % fitting.length];
        if (!found || !proposal) return;
        const { start } = found.spot.file.rangeOf({ block: found.spot.block, ...(proposal.at ?? found.at) });
        const typed = proposal.typed ?? proposal.label;
        // A gap is filled with what belongs there, so that only what was put in around it is checked.
        const filled =
          typeof typed === 'string'
            ? typed
            : typed.map(part => (typeof part === 'string' ? part : part.gap || '1')).join('');
        const taken = before.slice(0, before.length - (caret - start.character)) + filled;
        const broken = (note: string): string[] =>
          workspaceOf({ note })
            .findings('note')
            .filter(({ rule }) =>
              [
                'unknown-line',
                'malformed-code',
                'unknown-field',
                'unknown-service',
                'unknown-place',
                'unknown-payer',
                'unknown-flag',
                'unclosed-string',
              ].includes(rule),
            )
            .map(({ rule, message }) => `${rule}: ${message}`);
        const isDate = proposal.kind === 'date'; // a date alone is a header only once its service follows
        if (!isDate)
          expect(
            broken(taken).filter(one => !broken(before).includes(one)),
            taken.split('\n').at(-1),
          ).toEqual([]);
      },
    ),
    { numRuns: runs(400) },
  );
});
