// The edit that brings a claim to what the facts support, and the lens that tells of it.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { completeClaim, type ClaimCompletion } from '../../../server/src/core/editor/assists/complete-claim';
import { claimLines } from '../../../server/src/core/editor/claim-lines';
import {
  claimSentence,
  firstFinding,
  lensPlaces,
  lensText,
  type LensKind,
} from '../../../server/src/core/editor/code-lens';
import type { Block } from '../../../server/src/core/syntax/tree';
import type { Workspace } from '../../../server/src/core/workspace/workspace';
import { applyEdits, workspaceOf } from '../../support/checking';
import { exampleOf } from '../../support/examples';
import { readSpec } from '../../support/literate';
import { isDeep, swept } from '../../support/runs';

const root = path.resolve(import.meta.dirname, '../../..');
const REFILL = `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL
sup: MD AS, in suite
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00
dx: G80.0, Z45.1
`;

function completionOf(workspace: Workspace, block: Block): ClaimCompletion | undefined {
  const completion = completeClaim(workspace, block);
  return completion && 'edits' in completion ? completion : undefined;
}

/** The note once the claim of its last encounter is completed; undefined if there is nothing to complete. */
function completed(text: string, others: Readonly<Record<string, string>> = {}): string | undefined {
  const workspace = workspaceOf({ note: text, ...others });
  const completion = completionOf(workspace, workspace.file('note')!.blocks.at(-1)!);
  return completion && applyEdits(workspace, 'note', completion.edits);
}

const claimOf = (text: string | undefined): string[] | undefined =>
  text?.split('\n').filter(line => /^[0-9A-Z]\d{4}/.test(line) || /^\d{5}/.test(line));

describe('the claim is completed', () => {
  test('with the lines that it lacks, below the others', () => {
    expect(completed(REFILL)).toBe(`${REFILL}95990 @AB\nJ0475-JZ-KD x8 @A\n`);
    expect(completed(`${REFILL}95990 @AB\n| fine\n`)).toBe(`${REFILL}95990 @AB\nJ0475-JZ-KD x8 @A\n| fine\n`);
  });

  test('with other codes, units and modifiers where the facts say so', () => {
    expect(claimOf(completed(`${REFILL}95991 @AB\nJ0475-KD x4 @A\n`))).toEqual(['95990 @AB', 'J0475-JZ-KD x8 @A']);
    expect(claimOf(completed(`${REFILL}95990 @AB\n62367 @B\nJ0475-JZ-KD x8 @A\n`))).toEqual([
      '95990 @AB',
      'J0475-JZ-KD x8 @A',
    ]);
  });

  test('and keeps comments, line breaks and the end of the text', () => {
    expect(completed(`${REFILL}95991 @AB  ; as last time\nJ0475-JZ-KD x8 @A`)).toBe(
      `${REFILL}95990 @AB  ; as last time\nJ0475-JZ-KD x8 @A`,
    );
    expect(completed(REFILL.replaceAll('\n', '\r\n'))).toBe(
      `${REFILL}95990 @AB\nJ0475-JZ-KD x8 @A\n`.replaceAll('\n', '\r\n'),
    );
    expect(completed(REFILL.trimEnd())).toBe(`${REFILL}95990 @AB\nJ0475-JZ-KD x8 @A`);
  });

  test('by taking the question mark from a code that the facts support', () => {
    expect(claimOf(completed(`${REFILL}? 95990 @AB\n`))).toEqual(['95990 @AB', 'J0475-JZ-KD x8 @A']);
  });

  test('with nothing that the facts do not decide, or that is waived', () => {
    expect(completed(`${REFILL}95990 @AB\nJ0475-JZ-KD x8 @A\n`)).toBeUndefined();
    expect(completed('2026-11-20 refill P-014 @office\n95990\n')).toBeUndefined();
    expect(claimOf(completed(REFILL.replace('by: RN KL\n', '')))).toEqual(['J0475-JZ-KD x8 @A']);
    // Whether the drug went into a pump or was a trial decides its code.
    expect(
      completed(
        '2026-11-20 visit P-014 @office\nby: MD AS\ndrug: baclofen 50 mcg/mL, 20 mL, commercial, practice, mdv\ndx: G80.0\n',
      ),
    ).toBeUndefined();
    expect(
      completed(`${REFILL}ok: performer-level "payer agreed in writing", KL\n95991 @AB\nJ0475-JZ-KD x8 @A\n`),
    ).toBeUndefined();
  });

  test('with nothing that would bring an error', () => {
    // Staff work in a facility is not the professional's to bill, and its drug is not either.
    expect(completed(REFILL.replace('@office', '@opd'))).toBeUndefined();
    // Medicare pays for staff work only under supervision: that has to be in the note before the service can be billed.
    const workspace = workspaceOf({ note: REFILL.replace(/sup: .*\n/, '') });
    expect(completeClaim(workspace, workspace.file('note')!.blocks[1]!)).toEqual({
      obstacle: 'Write who supervised in sup:',
    });
  });
});

/** An encounter of the specifications of the rules on services and drugs. */
const specified = ['service-selection', 'drugs'].flatMap(folder =>
  readdirSync(path.join(root, 'test/spec', folder)).flatMap(file =>
    readSpec(path.join(root, 'test/spec', folder, file), exampleOf).map(one => ({
      ...one,
      name: `${file}:${one.line}`,
    })),
  ),
);
const examples = readdirSync(path.join(root, 'examples'))
  .filter(name => name.endsWith('.encounter'))
  .map(name => ({
    name,
    notes: { note: readFileSync(path.join(root, 'examples', name), 'utf8') } as Readonly<Record<string, string>>,
  }));

test('a code that another note of the day bills is not added again', () => {
  const other = '2026-11-20 visit P-014 @office #medicare\nby: MD AS\ndx: G80.0\n95990 @A\nJ0475-JZ-KD x8 @A\n';
  expect(completed(REFILL)).toContain('J0475');
  expect(completed(REFILL, { other })).toBeUndefined();
});

test('completing never brings an error, touches only code lines, and is done in one go', () => {
  let done = 0;
  const broken: string[] = [];
  for (const { name, notes } of [...examples, ...swept(specified, 4)]) {
    const workspace = workspaceOf(notes);
    for (const uri of workspace.uris()) {
      workspace.file(uri)!.blocks.forEach((block, index) => {
        const completion = completionOf(workspace, block);
        if (!completion) return;
        done++;
        const after = applyEdits(workspace, uri, completion.edits);
        const then = workspaceOf({ ...notes, [uri]: after });
        const say = (what: string): void =>
          void broken.push(`${name}: “${completion.steps.join(' · ')}” ${what}\n${after}`);
        const errors = (one: Workspace): string[] =>
          one
            .findings(uri)
            .filter(({ severity }) => severity === 'error')
            .map(({ rule }) => rule);
        if (errors(then).length > errors(workspace).length) say(`brings ${errors(then).join(', ')}`);
        if (rest(then.file(uri)!.blocks[index]) !== rest(block)) say('touches another line');
        if (completionOf(then, then.file(uri)!.blocks[index]!)) say('leaves something to complete');
      });
    }
  }
  expect(broken).toEqual([]);
  expect(done).toBeGreaterThan(isDeep ? 60 : 20);
});

function rest(block: Block | undefined): string | undefined {
  return block?.lines
    .filter(({ kind }) => kind !== 'code')
    .map(({ start, end }) => block.text.slice(start, end))
    .join('\n')
    .trimEnd();
}

test('each line that changes is an edit of its own', () => {
  const edits = (text: string): string[][] => {
    const workspace = workspaceOf({ note: text });
    return completionOf(workspace, workspace.file('note')!.blocks[1]!)!.edits.map(({ at, text: typed }) => [
      at.block.text.slice(at.start, at.end),
      typed,
    ]);
  };
  expect(edits(`${REFILL}95991 @AB\n62367 @B\n`)).toEqual([
    ['95991 @AB', '95990 @AB'],
    ['62367 @B', 'J0475-JZ-KD x8 @A'],
  ]);
  expect(edits(`${REFILL}95990 @AB\n| fine\n| seen again\n| sent home\n`)).toEqual([['', 'J0475-JZ-KD x8 @A\n']]);
  expect(edits(`${REFILL}95991 @AB\n| fine\n| seen again\n| sent home\n`)).toEqual([
    ['95991 @AB', '95990 @AB'],
    ['', 'J0475-JZ-KD x8 @A\n'],
  ]);
});

test('a new line points to no diagnosis of the visit beside it', () => {
  const visit = REFILL.replace('dx: G80.0, Z45.1\n', 'dx: G80.0, M17.11\nem: other complaint, examined\n');
  expect(claimOf(completed(`${visit}99213-25 @B\n`))).toEqual(['99213-25 @B', '95990 @A', 'J0475-JZ-KD x8 @A']);
});

describe('a lens', () => {
  const workspace = (text: string): { workspace: Workspace; block: Block } => {
    const made = workspaceOf({ note: text });
    return { workspace: made, block: made.file('note')!.blocks.at(-1)! };
  };
  const lens = (text: string, kind: LensKind) => {
    const { workspace: made, block } = workspace(text);
    return lensText(made, block, kind);
  };

  test('is above every header, one of each enabled kind', () => {
    const file = workspaceOf({ note: `mac: NGS-JK\n${REFILL}\n${REFILL.replace('P-014', 'P-015')}` }).file('note')!;
    const places = lensPlaces(file, new Set<LensKind>(['claim', 'complete']));
    expect(places.map(({ kind, at }) => `${file.rangeOf(at).start.line} ${kind}`)).toEqual([
      '1 claim',
      '1 complete',
      '10 claim',
      '10 complete',
    ]);
    expect(lensPlaces(file, new Set())).toEqual([]);
  });

  test('tells the claim that the facts support, and what they leave open', () => {
    expect(lens(REFILL, 'claim')!.title).toBe('Note supports 95990, J0475-JZ-KD x8');
    expect(lens(REFILL.replace('by: RN KL\n', ''), 'claim')!.title).toBe(
      'Note supports J0475-JZ-KD x8; 95990 or 95991? Fill in by:',
    );
    expect(lens('2026-11-20 visit P-1 @office\n', 'claim')!.title).toBe('No code supported yet');
    expect(
      lens(
        '2026-11-20 trial P-1 @office\nby: MD AS\ndrug: baclofen 50 mcg/mL, 1 mL, commercial, practice, mdv\ndx: G80.0\n',
        'claim',
      )!.title,
    ).toBe('Note supports 62322, J0476 x1');
    expect(lens(REFILL.replace('baclofen 2000 mcg/mL', 'baclofen'), 'claim')!.title).toBe(
      'Note supports 95990, J0475-KD (units not known)',
    );
  });

  test('tells the findings in words, and leads to the most severe', () => {
    const text = `${REFILL}95991 @AB\n`;
    const { workspace: made, block } = workspace(text);
    expect(lensText(made, block, 'findings')!.title).toMatch(/^\d+ errors?, \d+ warnings?/);
    const at = firstFinding(made, block)!;
    expect(made.verdict(block).findings.find(finding => finding.at === at)!.severity).toBe('error');
    expect(lens('2026-11-20 visit P-1 @office\n| seen\n', 'findings')).toEqual({ title: 'No claim yet' });
    expect(lens(`${REFILL}ok: performer-level "agreed", KL\n95991 @AB\n`, 'findings')!.title).toContain('1 waived');
  });

  test('offers to complete the claim, and says how', () => {
    expect(lens(REFILL, 'complete')).toEqual({
      title: 'Complete the claim (1 change)',
      click: 'complete',
    });
    expect(lens(`${REFILL}95990 @AB\nJ0475-JZ-KD x8 @A\n`, 'complete')).toEqual({ title: 'Claim matches the note' });
    expect(lens(`${REFILL}95990-73 @AB\nJ0475-JZ-KD x8 @A\n`, 'complete')?.title).not.toBe('Claim matches the note');
    expect(lens('2026-11-20 visit P-014 @office\n95990, @AB\n', 'complete')).toEqual({
      title: 'Resolve the findings to complete the claim',
    });
    expect(lens('2026-11-20 visit P-014 @office\n', 'complete')).toEqual({ title: 'Nothing to complete yet' });
  });

  test('tells of no encounter nothing', () => {
    const { workspace: made } = workspace(REFILL);
    expect(lensText(made, made.file('note')!.blocks[0]!, 'claim')).toBeUndefined();
  });
});

test('the derived claim is the same object until something that it depends on changes', () => {
  const workspace = workspaceOf({ note: REFILL });
  const visit = workspace.visit(workspace.file('note')!.blocks[1]!)!;
  expect(claimLines(visit)).toBe(claimLines(visit));
  expect(claimSentence(visit)).toContain('95990');
});
