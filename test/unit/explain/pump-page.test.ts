import { describe, expect, it } from 'vitest';
import { explainTopic } from '../../../server/src/core/explain/topic';
import { topicsNamed } from '../../../server/src/core/explain/topics-named';
import { workspaceOf } from '../../support/checking';

const workspace = workspaceOf({});
const pageOf = (word: string): string | undefined => {
  const [topic] = topicsNamed(workspace, word, '2026-11-20');
  return topic && explainTopic(workspace, '', topic);
};

describe('the page of a model of pump', () => {
  it.each([
    ['SynchroMed', 'programmable pump'],
    ['SynchroMed II', 'programmable pump, 20 or 40 mL'],
    ['8637-40', '8637-40 (40 mL)'],
    ['prometra', 'programmable pump'],
    ['Intera 3000', 'constant-flow pump'],
    ['Ommaya reservoir', 'reservoir'],
  ])('is found by %s, and says “%s”', (word, text) => {
    expect(pageOf(word)).toContain(text);
  });

  it('names its source, and says what is unverified', () => {
    expect(pageOf('SynchroMed III')).toMatch(/\*\*Unverified:\*\* .+\n\n\*Source: /);
  });

  it('is not made up for a word that is no model', () => {
    expect(topicsNamed(workspace, 'synchrony', '2026-11-20')).toEqual([]);
  });
});
