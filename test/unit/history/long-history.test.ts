import { describe, expect, it } from 'vitest';
import { language } from '../../support/checking';

const day = (i: number): string => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10);
const FIRST = `${day(0)} refill P-014 @office\npump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable\nfill: out 2 mL, in 40 mL\n`;
const LATER = Array.from({ length: 40 }, (_, i) => `${day(i + 1)} visit P-014 @office\n99213\n`);

/** For each of 41 visits of a patient, asked in this order, the pump that it is checked by. */
function pumps(
  workspace: ReturnType<typeof language.createWorkspace>,
  order: (of: readonly number[]) => readonly number[],
): (string | undefined)[] {
  const blocks = workspace.file('file:///a.encounter')!.blocks.slice(1);
  const found: (string | undefined)[] = [];
  for (const i of order(blocks.map((_, i) => i))) found[i] = workspace.visit(blocks[i]!)?.pump?.model;
  return found;
}

describe('a history of many visits that say nothing of the pump', () => {
  it.each([
    ['oldest first', (of: readonly number[]) => of],
    ['newest first', (of: readonly number[]) => [...of].reverse()],
    ['here and there', (of: readonly number[]) => [...of.filter(i => i % 7 === 3), ...of]],
  ])('uses the pump of the first, asked %s, as long as it is stated there', (_, order) => {
    const workspace = language.createWorkspace();
    workspace.set('file:///a.encounter', [FIRST, ...LATER].join('\n'));
    expect(new Set(pumps(workspace, order))).toEqual(new Set(['SynchroMed II 8637-40']));
    // Another pump in the middle is found by those after it, and none by those before it when the first falls silent.
    const twentieth = `${day(20)} visit P-014 @office\npump: Prometra II, 20 mL, IT, programmable\n99213\n`;
    workspace.set(
      'file:///a.encounter',
      [FIRST.replace(/pump:.*\n/, ''), ...LATER.map((note, i) => (i === 19 ? twentieth : note))].join('\n'),
    );
    expect(pumps(workspace, order)).toEqual(Array.from({ length: 41 }, (_, i) => (i < 20 ? undefined : 'Prometra II')));
    workspace.set('file:///a.encounter', LATER.join('\n'));
    expect(new Set(pumps(workspace, order))).toEqual(new Set([undefined]));
  });

  it('finds the last fill and the last dose of the pump behind them', () => {
    const workspace = language.createWorkspace();
    const first = `${FIRST}after: dose 480 mcg/day\n`;
    workspace.set(
      'file:///a.encounter',
      [
        first,
        ...LATER,
        `${day(60)} refill P-014 @office\nread: expected 6 mL, dose 310 mcg/day, alarms none\nfill: out 6 mL, in 40 mL\n`,
      ].join('\n'),
    );
    const dose = workspace.findings('file:///a.encounter').filter(({ rule }) => rule === 'dose-continuity');
    expect(dose.map(({ message }) => message)).toEqual([
      expect.stringContaining('the visit of 2026-01-01 left 480 mcg/day'),
    ]);
  });
});
