import { describe, expect, it } from 'vitest';
import { RULES } from '../../../server/src/core/check/catalog';
import { RuleResult } from '../../../server/src/core/check/rule-result';
import { subjectsOf } from '../../../server/src/core/visit/subjects';
import type { Visit } from '../../../server/src/core/visit/visit';
import { encounters } from '../../../bench/corpus.mjs';
import { workspaceOf } from '../../support/checking';

/** Every encounter of the rules' examples and of an invented clinic. */
function visits(): Visit[] {
  const notes = RULES.flatMap(({ examples }) => [examples.wrong, examples.right]);
  for (const { text } of encounters({ count: 60, seed: 3 })) notes.push(text);
  return notes.flatMap(note => {
    const workspace = workspaceOf({ 'note.encounter': note });
    const file = workspace.file(workspace.uris()[0]!)!;
    return file.blocks.flatMap(block => workspace.visit(block) ?? []);
  });
}

describe('what a rule concerns', () => {
  const all = visits();

  for (const rule of RULES) {
    if (!('check' in rule) || !rule.concerns) continue;
    const { concerns } = rule;
    it(`${rule.id} says nothing of a visit without it`, () => {
      const without = all.filter(visit => !concerns.some(subject => subjectsOf(visit).has(subject)));
      expect(without.length, 'visits to test it with').toBeGreaterThan(0);
      for (const visit of without) {
        const result = new RuleResult(rule, undefined, visit.encounter.header).run(rule.check.bind(rule), visit);
        expect(result.outcome, visit.encounter.block.text).toBe('n/a');
      }
    });
  }
});
