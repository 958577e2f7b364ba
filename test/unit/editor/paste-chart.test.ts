import { describe, expect, it } from 'vitest';
import { pasteChart } from '../../../server/src/core/editor/assists/paste-chart';
import { textOf } from '../../../server/src/core/editor/completion/suggestion';
import { language, workspaceOf } from '../../support/checking';

const CHART = `Date of service: 11/20/2026
Performed by: Kara Lindqvist, RN
Expected residual 6.2 mL, dose 480 mcg/day, no alarms.
Aspirated 6.0 mL. Log sheet: removed 7.0 mL. Filled with 40 mL of baclofen 2000 mcg/mL, lot G4412, exp 06/2027.
No dose change. Dx: G80.0, Z45.1
`;

/** Chart text as it is pasted at the end of a note, gaps as `‸`. */
function pasted(note: string, chart = CHART): string | undefined {
  const workspace = workspaceOf({ note });
  const line = note.split('\n').length - 1;
  const { block, offset } = workspace.at('note', { line, character: 0 })!;
  const found = pasteChart(block, offset, chart, language.codes);
  return found?.typed.map(part => (typeof part === 'string' ? part : `‸${part.gap}`)).join('');
}

describe('pasted chart text', () => {
  it('becomes header and fields, with a gap where it is in doubt or says nothing, and the text below', () => {
    const note = pasted('')!;
    expect(note).toMatch(/^2026-11-20 refill ‸P-XXX\n/);
    expect(note).toContain('\nfill: in 40 mL, out ‸\n; fill: out 6.0 mL ?\n; fill: out 7.0 mL ?\n');
    for (const key of ['sup', 'prep', 'after', 'exam', 'assess', 'response', 'next'])
      expect(note).toContain(`\n${key}: ‸\n`);
    for (const key of ['by: RN KL', 'dx: G80.0, Z45.1']) expect(note).toContain(`\n${key}\n`);
    expect(note).toMatch(/\n"""\nDate of service: 11\/20\/2026\n[^]*\n"""\n$/);
  });

  it('fills an encounter that is begun, also at the very end of the note', () => {
    expect(pasted('2026-11-20 refill P-014 @office\n')).toMatch(/^by: RN KL\n/);
    expect(pasted('2026-11-20 refill P-014 @office\nby: RN KL\n')).toMatch(/^2026-11-20 refill ‸P-XXX\n/);
  });

  it('asks for no supervisor of a physician', () => {
    expect(pasted('', CHART.replace('Kara Lindqvist, RN', 'Alma Sorrel, MD'))).not.toContain('sup:');
  });

  it('is taken as plain text inside a line, and where it is no chart', () => {
    expect(pasted('2026-11-20 refill P-014')).toBeUndefined();
    expect(pasted('', 'dear all,\nsee you\ntomorrow\n')).toBeUndefined();
  });

  it('leaves a note without its gaps that is read as it was proposed', () => {
    const workspace = workspaceOf({ note: '' });
    const { block, offset } = workspace.at('note', { line: 0, character: 0 })!;
    workspace.set('note', textOf(pasteChart(block, offset, CHART, language.codes)!.typed));
    const [encounter] = workspace.encounters('note');
    expect(encounter!.fill?.in?.value.amount.toFixed()).toBe('40');
    expect(encounter!.fill?.out).toBeUndefined();
  });
});
