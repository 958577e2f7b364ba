import { describe, expect, it } from 'vitest';
import { requiredBy } from '../../../server/src/core/check/required-by.js';
import { KEYS } from '../../../server/src/core/syntax/vocabulary.js';
import { language, workspaceOf } from '../../support/checking';

/** Every key that a note is required to have, with the rule that requires it. */
function demands(note: string): Record<string, string> {
  const workspace = workspaceOf({ 'note.encounter': `${note}\n` });
  const visit = workspace.visit(workspace.file('note.encounter')!.blocks.at(-1)!)!;
  return Object.fromEntries(
    KEYS.flatMap(key => {
      const by = requiredBy(visit, key);
      return by ? [[key, by.rule.id]] : [];
    }),
  );
}

const PUMP = 'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable';

describe('which rule requires an empty key', () => {
  it('on a refill by staff', () => {
    expect(
      demands(`2026-11-20 refill P-014 @office #medicare\n${PUMP}\nby: RN KL\nfill: out 6 mL, in 40 mL\n95990 @A`),
    ).toEqual({
      pump: 'doc-device',
      sup: 'supervision',
      prep: 'doc-preparation',
      read: 'doc-status-before',
      after: 'doc-status-after',
      exam: 'doc-site',
      assess: 'doc-reassessment',
      response: 'doc-response',
      next: 'doc-next-refill',
    });
  });

  it('on a refill with reprogramming by a physician, and a visit beside it', () => {
    expect(
      demands(
        `2026-11-20 refill P-014 @office #aetna\n${PUMP}\nby: MD AS\nfill: in 40 mL\nprog: dose 6 -> 7 mg/day\n62370 @A\n99214-25 @B\n76942 @A`,
      ),
    ).toEqual({
      pump: 'doc-device',
      prep: 'doc-preparation',
      read: 'analysis-not-documented',
      after: 'doc-status-after',
      exam: 'doc-physician-skill',
      assess: 'doc-reassessment',
      em: 'em-reason',
      response: 'doc-response',
      next: 'doc-next-refill',
      imaging: 'doc-imaging',
      benefits: 'doc-benefits',
    });
  });

  it('on a reading', () => {
    expect(demands(`2026-11-20 interrogate P-014 @office\n${PUMP}\nby: MD AS\n62367 @A`)).toEqual({
      pump: 'doc-device',
      read: 'analysis-not-documented',
      after: 'doc-status-after',
      assess: 'doc-analysis-reason',
    });
  });

  it('on a first implant for a plan', () => {
    expect(
      demands(
        '2026-11-20 implant P-030 @asc #aetna\ndevice: in SynchroMed II, sn NGP5, 40 mL, IT, programmable\ncatheter: new\nfill: in 40 mL\n62362 @A',
      ),
    ).toEqual({
      pump: 'doc-device',
      assess: 'doc-trial',
      benefits: 'doc-benefits',
      auth: 'doc-authorisation',
    });
  });

  it('nothing on a plain visit', () => {
    expect(demands('2026-11-20 visit P-014 @office #medicare\n99213 @A')).toEqual({});
  });

  it('names the element that each documentation rule asks for', () => {
    const unnamed = language.rules.filter(
      rule => rule.group === 'documentation' && 'check' in rule && !('element' in rule && rule.element),
    );
    expect(unnamed.map(({ id }) => id)).toEqual([]);
  });
});
