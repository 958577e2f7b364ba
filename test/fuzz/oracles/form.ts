// Changing only the form, and editing.
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatBlock } from '../../../server/src/core/format/format';
import { readDefaults, readEncounter } from '../../../server/src/core/encounter/read-encounter';
import { factsOf } from '../../../server/src/core/encounter/same-facts';
import { parseBlock, parseNote, splitBlocks } from '../../../server/src/core/syntax/parse';
import type { Block } from '../../../server/src/core/syntax/tree';
import { folds } from '../../../server/src/core/editor/folding';
import { HINT_KINDS, inlayHints } from '../../../server/src/core/editor/inlay-hints';
import { outline } from '../../../server/src/core/editor/outline';
import { semanticTokens } from '../../../server/src/core/editor/semantic-tokens';
import type { Workspace } from '../../../server/src/core/workspace/workspace';
import { language, workspaceOf } from '../../support/checking';
import { someInsertion } from '../inputs/mutate';
import type { Random } from '../inputs/random';
import { allSaid } from './checking';
import { demand, same, type Oracle } from './oracle';

const NOTE = 'note.encounter';

export const formatting: Oracle = {
  name: 'formatting',
  takesLarge: true,
  check(text) {
    const once = formatted(text);
    same(formatted(once), once, 'formatting again changes something');
    same(factsIn(once), factsIn(text), 'formatting changes facts');
    same(once.match(/\r\n|\r|\n/g), text.match(/\r\n|\r|\n/g), 'formatting changes line breaks');
    same(
      keptIn(once),
      keptIn(text),
      'formatting changes a line that a person wrote as text, or one that is not understood',
    );
    if (text.length > 20_000) return;
    const rules = (note: string): string[] =>
      workspaceOf({ [NOTE]: note })
        .findings(NOTE)
        .filter(({ rule }) => rule !== 'date-format')
        .map(({ rule, severity }) => `${rule} ${severity}`)
        .sort();
    same(rules(once), rules(text), 'formatting changes findings');
  },
};

function formatted(text: string): string {
  return splitBlocks(text)
    .map(piece => {
      const block = parseBlock(piece);
      let out = '',
        at = 0;
      for (const edit of formatBlock(block)) {
        demand(
          edit.at.block === block && edit.at.start >= at && edit.at.end >= edit.at.start && edit.at.end <= piece.length,
          () => 'edits of the formatter overlap or leave their block',
        );
        out += piece.slice(at, edit.at.start) + edit.text;
        at = edit.at.end;
      }
      return out + piece.slice(at);
    })
    .join('');
}

function factsIn(text: string): string[] {
  return parseNote(text).blocks.map(block =>
    factsOf(block.header ? readEncounter(block, block.header) : readDefaults(block)),
  );
}

const KEPT: ReadonlySet<string> = new Set([
  'narrative',
  'fenced',
  'stray',
  'comment',
  'blank',
  'fence-open',
  'fence-close',
]);

function keptIn(text: string): string[] {
  const isKept = (line: Block['lines'][number]): boolean =>
    KEPT.has(line.kind) || ((line.kind === 'code' || line.kind === 'header') && !line.complete);
  return parseNote(text).blocks.flatMap(block =>
    block.lines.filter(isKept).map(line => block.text.slice(line.start, line.next)),
  );
}

export const editing: Oracle = {
  name: 'editing',
  check(text, random, corpus) {
    const edited = workspaceOf({ [NOTE]: text, 'other.encounter': random.pick(corpus.notes) });
    const other = edited.file('other.encounter')!.text;
    let expected = TextDocument.create(NOTE, 'encounter-note', 0, text);
    for (let count = random.between(1, 6); count > 0; count--) {
      const range = someRange(random, expected),
        insertion = someInsertion(random, corpus);
      if (random.chance(0.7)) allSaid(edited); // earlier results must not be reused if they no longer apply
      edited.edit(NOTE, range, insertion);
      expected = TextDocument.create(
        NOTE,
        'encounter-note',
        0,
        TextDocument.applyEdits(expected, [{ range, newText: insertion }]),
      );
      same(edited.file(NOTE)!.text, expected.getText(), 'an edit gives another text');
    }
    const fresh = language.createWorkspace();
    fresh.set(NOTE, expected.getText());
    fresh.set('other.encounter', other);
    same(shown(edited), shown(fresh), 'an edited workspace differs from a new one');
  },
};

function shown(workspace: Workspace): unknown {
  const file = workspace.file(NOTE)!;
  return {
    blocks: file.blocks.map(block => [block.text, file.indexOf(block), file.firstLineOf(block)]),
    findings: allSaid(workspace),
    elsewhere: allSaid(workspace, 'other.encounter'),
    outline: outline(workspace, NOTE),
    folds: folds(file),
    tokens: semanticTokens(workspace, file),
    hints: inlayHints(workspace, file, new Set(HINT_KINDS)),
    patients: [...workspace.patients()].sort(),
    stories: [...workspace.patients()]
      .sort()
      .map(patient => workspace.timeline(patient).map(({ block }) => block.text)),
  };
}

/** A range with its start before its end, sometimes past the end of a line or of the text. */
export function someRange(
  random: Random,
  document: TextDocument,
): { start: { line: number; character: number }; end: { line: number; character: number } } {
  const { length } = document.getText();
  const from = random.below(length + 1),
    to = random.chance(0.4) ? from : Math.min(length, from + random.pick([1, 1, 2, 10, 80, 1000]));
  const past = (): number => (random.chance(0.05) ? random.pick([1, 50, 2 ** 31 - 1]) : 0);
  const start = document.positionAt(from),
    end = document.positionAt(to);
  const far = past();
  return {
    start: { line: start.line, character: start.character },
    end: far ? { line: end.line + past(), character: end.character + far } : end,
  };
}
