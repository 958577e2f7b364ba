import { expect, it } from 'vitest';
import { oneFile } from '../../bench/corpus.mjs';
import { claimForm } from '../../server/src/core/claim-form/claim-form';
import { complete } from '../../server/src/core/editor/completion/complete';
import { folds } from '../../server/src/core/editor/folding';
import { formatBlock } from '../../server/src/core/format/format';
import { inlayHints, type HintKind } from '../../server/src/core/editor/inlay-hints';
import { hover } from '../../server/src/core/editor/hover/hover';
import { LENS_KINDS, lensText } from '../../server/src/core/editor/code-lens';
import { outline } from '../../server/src/core/editor/outline';
import { semanticTokens } from '../../server/src/core/editor/semantic-tokens';
import { waive } from '../../server/src/core/editor/assists/waive';
import type { NoteFile } from '../../server/src/core/workspace/note-file';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { language } from '../support/checking';
import { failures, type Sized } from './growth';

const URI = 'file:///a.encounter';
const HINTS: ReadonlySet<HintKind> = new Set([
  'diagnosisLetters',
  'codeMeaning',
  'unitArithmetic',
  'alarmDate',
  'daysSinceFill',
]);

// Two notes of different sizes are looked at in turns here, which no editor does: neither may push the other out.

/** A feature on notes of so many encounters, all of them checked, while they are edited. */
const on =
  (text: (count: number) => string, use: (workspace: Workspace, file: NoteFile) => unknown): Sized =>
  count => {
    const workspace = language.createWorkspace();
    const file = workspace.set(URI, text(count));
    workspace.open(URI);
    workspace.edit(URI, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '\n');
    workspace.findings(URI);
    return () => use(workspace, file);
  };

/** What is asked of a whole note, and what is asked at one place of its last encounter. */
const FEATURES: Readonly<Record<string, (workspace: Workspace, file: NoteFile) => unknown>> = {
  formatter: (_, file) => file.blocks.map(formatBlock),
  outline: workspace => outline(workspace, URI),
  folds: (_, file) => folds(file),
  tokens: semanticTokens,
  hints: (workspace, file) => inlayHints(workspace, file, HINTS),
  hover: (workspace, file) => lastLines(file).map(line => hover(workspace, URI, { line, character: 3 })),
  completion: (workspace, file) => lastLines(file).map(line => complete(workspace, URI, { line, character: 99 })),
  waivers: workspace => workspace.findings(URI).map(({ at, rule }) => waive(at.block, rule)),
  lenses: (workspace, file) => LENS_KINDS.map(kind => lensText(workspace, file.blocks.at(-1)!, kind)),
  'claim form': (workspace, file) => claimForm(workspace.visit(file.blocks.at(-1)!)!),
};

/** As many as an encounter has; of a longer one, which is no note, the last of them. */
function lastLines(file: NoteFile): number[] {
  const block = file.blocks.at(-1)!;
  return block.lines.slice(-40).map(line => file.firstLineOf(block) + line.number);
}

it.each(Object.entries(FEATURES))(
  'the %s takes even time for many encounters, of many patients or of one',
  (_, use) => {
    expect(
      failures(
        {
          'of many patients': on(count => oneFile({ count }), use),
          'of one patient': on(count => oneFile({ count, patients: 1 }), use),
        },
        60,
        { max: 240 },
      ),
    ).toEqual([]);
  },
);

it.each(Object.entries(FEATURES))('the %s takes even time for many lines of one encounter', (_, use) => {
  const lines = [
    '| informed the daughter',
    'drug: baclofen 2000 mcg/mL, 40 mL',
    'asess: fine',
    'ok: nothing',
    '95990 @AB\n62370-25',
    'drug: baclofen 2000 mcg/mL, 40 mL\nJ0475-KD x8 @A',
  ];
  expect(
    failures(
      Object.fromEntries(
        lines.map(line => [
          line,
          on(count => `2026-11-20 refill P-014 @office\ndx: G80.0\n${`${line}\n`.repeat(count)}`, use),
        ]),
      ),
      300,
      { max: 2400 },
    ),
  ).toEqual([]);
});
