// The repository's own chart texts, against what they should be read as; `npm run intake-score -- --verbose` names
// every difference.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCodeSets } from '../../../server/src/core/codes/code-sets';
import { goldFiles } from '../../support/intake/gold';
import { scoreFile, sumOf } from '../../support/intake/score';

const codes = createCodeSets();
const files = goldFiles(path.join(import.meta.dirname, 'charts'));
const scores = files.map(file => ({ name: file.name, score: scoreFile(file, codes) }));

describe('the chart texts of the repository', () => {
  it('are there, each with its gold facts', () => {
    expect(files.length).toBeGreaterThanOrEqual(14);
  });

  it.each(scores)('$name: nothing forbidden and nothing that names the patient', ({ score: { forbidden, leaks } }) => {
    expect({ forbidden, leaks }).toEqual({ forbidden: [], leaks: [] });
  });

  it('are read nearly whole, and what is proposed as sure is right', () => {
    const { facts, found, sure, right, evidence, evidenced } = sumOf(scores.map(({ score }) => score));
    expect(found / facts).toBeGreaterThan(0.95);
    expect(right / sure).toBeGreaterThan(0.98);
    expect(evidenced / evidence).toBeGreaterThan(0.98);
  });
});
