import { expect, it } from 'vitest';
import { explainTopic } from '../../../server/src/core/explain/topic';
import { findTopics } from '../../../server/src/core/explain/search';
import { RULES } from '../../../server/src/core/check/catalog';
import { language, workspaceOf } from '../../support/checking';
import { isDeep } from '../../support/runs';

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
  for (const [i, name] of names.entries()) {
    if (i % (isDeep ? 1 : 10) > 0) continue; // all of them in the deep run
    const found = find(name).find(({ label }) => label === name);
    expect(found, name).toBeDefined();
    const page = explainTopic(workspace, '', found!.topic);
    expect(page, name).toContain(name);
    expect(page).not.toMatch(/undefined|\*\* on :/);
  }
});

it.each([
  ['pump refill', ['95990', '95991', '62369', '62370']],
  ['intrathecal pump refills', ['95990', '95991', '62369', '62370']],
  ['nurse refill', ['95990', '62369']],
  ['refill by a nurse', ['95990', '62369']],
  ['catheter revision', ['62350', '62351']],
  ['cathter revision', ['62350', '62351']],
  ['pump removal', ['62365']],
  ['removing the pump', ['62365']],
  ['screening dose', ['62322', '62323']],
  ['pump pocket infection', ['T85.738A']],
  ['infected pump pocket', ['T85.738A']],
  ['CAP procedure', ['61070', '75809']],
  ['rotor study', ['61070', '75809']],
  ['interrogation', ['62367']],
  ['ultrasound guidance', ['76942']],
  ['pump replacement', ['62362', '62361']],
  ['battery end of life', ['62362', 'Z45.1']],
  ['relocate the pump', ['64999']],
  ['patient-controlled boluses', ['62368']],
  ['clonidine', ['clonidine', 'J0735']],
  ['spastic diplegia', ['G80.1']],
])('finds by a coder’s words: %s', (words, expected) => {
  expect(
    find(words)
      .map(({ label }) => label)
      .slice(0, expected.length),
  ).toEqual(expected);
});

it('knows every code that a term leads to', () => {
  const codes = language.codes.on('2026-11-20');
  const unknown = language.codes.coderTerms.flatMap(({ codes: leadTo }) =>
    leadTo.filter(code => !codes.procedure(code) && !codes.diagnosis(code) && !codes.modifier(code)),
  );
  expect(unknown).toEqual([]);
});
