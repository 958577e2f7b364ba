// How coders and nurses type the fields: each line of test/corpora/wordings.txt states the facts behind its arrow, and
// no other amount and no other work.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ABBREVIATIONS } from '../../../server/src/core/fields/abbreviations';
import { FIELDS } from '../../../server/src/core/fields/fields';
import { factsOfLine } from '../../support/field-facts';

const corpus = readFileSync(path.resolve(import.meta.dirname, '../../corpora/wordings.txt'), 'utf8');
const cases = corpus
  .replaceAll(/\n +==>/g, ' ==>') // a long line has its facts on the next one
  .split('\n')
  .filter(line => line && !line.startsWith('#'))
  .map(line => line.split('==>').map(part => part.trim()) as [line: string, facts: string]);

describe('a field as coders type it', () => {
  it.each(cases)('%s', (line, expected) => {
    const wanted = expected
      .split(';')
      .map(fact => fact.trim())
      .filter(Boolean);
    const { facts, isReported } = factsOfLine(line);
    expect(facts).toEqual(expect.arrayContaining(wanted.filter(fact => fact !== 'UNREAD')));
    expect(isReported, 'reported').toBe(wanted.includes('UNREAD'));
    const amounts = facts.filter(fact =>
      /^(?:out|in|expected|volume|dose|eri|alarmDate|date|alarm|waste|res|attempts|cath|lam)=/.test(fact),
    );
    expect(wanted).toEqual(expect.arrayContaining(amounts));
  });
});

describe('the abbreviations', () => {
  it('are in no wording that is matched word by word', () => {
    const words = FIELDS.filter(({ key }) => key !== 'by' && key !== 'sup').flatMap(({ items }) =>
      items.flatMap(({ wordings = [], weak = [] }) => [...wordings, ...weak].flatMap(wording => wording.split(' '))),
    );
    expect(words.filter(word => ABBREVIATIONS.has(word))).toEqual([]);
  });
});
