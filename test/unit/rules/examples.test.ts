import { describe, expect, it } from 'vitest';
import { RULES } from '../../../server/src/core/check/catalog';
import { findingsInDetail, workspaceOf } from '../../support/checking';
import { languageOf } from '../../support/examples';

/** The findings of one rule on a note, as a reader of its page sees them. */
function reported(note: string, rule: string): string[] {
  return findingsInDetail(
    workspaceOf({ 'note.encounter': note }, { today: { date: '2029-12-31', severity: 'hint' } }, languageOf(rule)),
  )
    .filter(({ finding }) => finding.rule === rule)
    .map(({ line, finding }) => `line ${line}: ${finding.message}`);
}

describe('the examples on the rules’ pages', () => {
  for (const { id, examples } of RULES) {
    it(`${id}: the wrong note gives exactly one finding, the right one none`, () => {
      expect(reported(examples.wrong, id), examples.wrong).toHaveLength(1);
      expect(reported(examples.right, id), examples.right).toEqual([]);
    });
  }
});
