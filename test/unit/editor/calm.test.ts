import { expect, it } from 'vitest';
import { isHeld } from '../../../server/src/core/editor/calm';
import { look, workspaceOf } from '../../support/checking';

/** `line rule` of each finding that shows when this much of a note is typed. */
function shownAfter(typed: string): string[] {
  const workspace = workspaceOf({ note: typed });
  const end = { line: typed.split('\n').length - 1, character: typed.length - typed.lastIndexOf('\n') - 1 };
  const typing = { ...workspace.file('note')!.locate(end), isLineWritten: false };
  return workspace
    .findings('note')
    .filter(finding => !isHeld(finding, typing))
    .map(finding => look(workspace, finding))
    .map(({ line, finding }) => `${line} ${finding.rule}`);
}

const typed = `2026-11-20 refill P-014 @office #medicare
by: XYZ KL
dx: G89, Z45.1
drug: baclofen 2000 mcg/mL, 20 mL, commercial, practice, sdv 1 x 20 mL, exp 2026-01-31
`;

it('shows what no later line can resolve, once its line is written', () => {
  expect(shownAfter(typed)).toEqual(['2 performer-not-recognised', '3 diagnosis-not-billable', '4 drug-expired']);
  expect(shownAfter(typed.trimEnd())).toEqual(['2 performer-not-recognised', '3 diagnosis-not-billable']);
});

it('shows what is missing once the encounter has a code line', () => {
  expect(shownAfter(typed)).not.toContainEqual(expect.stringContaining('analysis'));
  expect(shownAfter(`${typed}62370 @A\n`)).toContain('5 analysis-not-documented');
});

it('asks for the lines that a claim lacks once the caret is no longer right below it', () => {
  const claim = `${typed}fill: in 20 mL\n62370 @A\n`;
  expect(shownAfter(claim)).not.toContainEqual(expect.stringContaining('drug-claim'));
  expect(shownAfter(`${claim}\n2026-11-21 visit P-015 @office\n`)).toContainEqual(
    expect.stringContaining('6 drug-claim'),
  );
});
