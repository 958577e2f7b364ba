import { expect, it } from 'vitest';
import { explainTopic } from '../../../server/src/core/explain/topic';
import { findTopics } from '../../../server/src/core/explain/search';
import { RULES } from '../../../server/src/core/check/catalog';
import { language, workspaceOf } from '../../support/checking';

const workspace = workspaceOf({});
const find = (query: string) => findTopics(workspace, '', query, '2026-11-20');
const first = (query: string): string => find(query).map(({ kind, label }) => `${kind} ${label}`)[0] ?? 'nothing';

it('finds things by their names', () => {
  expect(
    ['62370', 'jz', 'KD', 'G80.1', 'performer-level', '#medicare', 'office', 'RN', 'baclofen', 'mcg/mL', 'fill:'].map(
      first,
    ),
  ).toEqual([
    'code 62370',
    'modifier JZ',
    'modifier KD',
    'diagnosis G80.1',
    'rule performer-level',
    'payer #medicare',
    'place @office',
    'credential RN',
    'drug baclofen',
    'unit mcg/mL',
    'key fill:',
  ]);
});

it('finds things by what they are', () => {
  expect(first('spastic diplegia')).toMatch(/^diagnosis G80\.1/);
  expect(find('lioresal').map(({ label }) => label)).toContain('baclofen');
  expect(find('failed back')).toMatchObject([
    { label: 'M96.1', summary: expect.stringContaining('failed back: postlaminectomy syndrome') },
  ]);
  expect(find('no such thing at all')).toEqual([]);
});

it('offers something before anything is typed, and never more than can be read', () => {
  expect(find('').length).toBeGreaterThan(20);
  expect(find('p').length).toBeLessThanOrEqual(60);
});

it('finds every code, modifier and rule by its own name first, and explains it', () => {
  const codes = language.codes.on('2026-11-20');
  const names = [
    ...codes.procedures().map(({ code }) => code),
    ...codes.modifiers().map(({ modifier }) => modifier),
    ...RULES.map(({ id }) => id),
  ];
  for (const name of names) {
    const found = find(name).find(({ label }) => label === name);
    expect(found, name).toBeDefined();
    const page = explainTopic(workspace, '', found!.topic);
    expect(page, name).toContain(name);
    expect(page).not.toMatch(/undefined|\*\* on :/);
  }
});
