import { describe, expect, it } from 'vitest';
import { requiredBy } from '../../../server/src/core/rules/documentation/required-by.js';
import { KEYS } from '../../../server/src/core/syntax/vocabulary.js';
import { language, workspaceOf } from '../../support/checking';

/** Every key that a note demands, with the rule that demands it. */
function demands(note: string): Record<string, string> {
  const workspace = workspaceOf({ 'note.encounter': `${note}\n` });
  const visit = workspace.visit(workspace.file('note.encounter')!.blocks.at(-1)!)!;
  return Object.fromEntries(
    KEYS.flatMap(key => {
      const by = requiredBy(visit, key);
      return by ? [[key, by.rule]] : [];
    }),
  );
}

const PUMP = 'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable';

describe('what an empty key is demanded by', () => {
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
      exam: 'doc-site',
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

  it('names rules that exist', () => {
    const ids = new Set(language.rules.map(rule => rule.id));
    const named = [
      'doc-device',
      'supervision',
      'doc-preparation',
      'analysis-not-documented',
      'doc-status-before',
      'doc-status-after',
      'doc-site',
      'doc-physician-skill',
      'doc-reassessment',
      'doc-trial',
      'doc-analysis-reason',
      'em-reason',
      'doc-response',
      'doc-next-refill',
      'doc-imaging',
      'doc-benefits',
      'doc-authorisation',
    ];
    expect(named.filter(id => !ids.has(id))).toEqual([]);
  });
});
