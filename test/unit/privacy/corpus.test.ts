// The labeled corpus: what is personal is found, and what is clinical stays silent.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { scoreCorpus } from '../../support/personal-data-corpus';

const score = scoreCorpus(path.resolve(import.meta.dirname, '../../..'));

describe('personal data in the labeled corpus', () => {
  it('has lines of both kinds in plenty', () => {
    expect(score.lines).toBeGreaterThanOrEqual(400);
    expect(score.silentLines).toBeGreaterThanOrEqual(200);
    expect(score.labels).toBeGreaterThanOrEqual(200);
  });

  it('is found, and nothing else', () => {
    expect(score.faults.filter(fault => fault.includes('wrong'))).toEqual([]);
    expect(score.found / score.labels).toBeGreaterThan(0.98);
  });
});
