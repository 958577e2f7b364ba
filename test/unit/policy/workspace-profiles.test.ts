import { describe, expect, it } from 'vitest';
import type { JsonFile } from '../../../server/src/project/json-file';
import { workspaceProfiles } from '../../../server/src/project/payer-profiles';
import { language } from '../../support/checking';

const files = (texts: Readonly<Record<string, string>>): JsonFile[] =>
  Object.entries(texts).map(([uri, text]) => ({ uri, text }));
/** `file:line:column text that is underlined: message`, 1-based as people count. */
const faults = (texts: Readonly<Record<string, string>>): string[] =>
  workspaceProfiles(language, files(texts)).faults.map(({ uri, range: { start, end }, message }) => {
    const lines = texts[uri]!.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
    const underlined = start.line === end.line ? lines[start.line]!.slice(start.character, end.character) : '…';
    return `${uri}:${start.line + 1}:${start.character + 1} ${underlined} · ${message}`;
  });
const payer = (id: string, ...rest: string[]): string =>
  ['{', [`  "id": "${id}"`, '  "title": "A plan"', ...rest].join(',\n'), '}'].join('\n');

describe('the profiles of a workspace', () => {
  it('hold beside the shipped ones', () => {
    const { profiles, faults: none } = workspaceProfiles(
      language,
      files({ 'acme.json': payer('acme', '  "extends": "medicare"', '  "severity": { "drug-waste": "hint" }') }),
    );
    expect(none).toEqual([]);
    expect(profiles.policyFor('acme').severity('drug-waste')).toEqual({ level: 'hint', setBy: 'acme' });
    expect(profiles.payers()).toHaveLength(language.profiles.payers().length + 1);
  });

  it.each<[string, string, string]>([
    [
      'an unknown parameter at its name',
      payer('acme', '  "parameters": { "kdd": { "value": "off" } }'),
      'a.json:4:19 "kdd" · "kdd" is not one of reprogramRequires, kd, ndc, documentation, singleClaim, emModifier25, alarmResidual, earlyRefillShare, compoundCode, wasteModifiers, residualThreshold, audioVideoSupervision. This profile is not used, and #acme has none.',
    ],
    [
      'an unknown rule at its name',
      payer('acme', '  "severity": { "drug-wast": "hint" }'),
      'a.json:4:17 "drug-wast" · No rule is called "drug-wast". This profile is not used, and #acme has none.',
    ],
    [
      'a wrong level at the level',
      payer('acme', '  "severity": { "drug-waste": "fatal" }'),
      'a.json:4:31 "fatal" · severity.drug-waste: must be error, warning, info, hint, off. This profile is not used, and #acme has none.',
    ],
    [
      'a wrong date at the date',
      payer('acme', '  "effective": { "from": "2026-02-30" }'),
      'a.json:4:26 "2026-02-30" · effective.from: there is no day 2026-02-30. This profile is not used, and #acme has none.',
    ],
    [
      'an item of a list by its number',
      payer('acme', '  "notes": [{ "text": "x" }, 3]'),
      'a.json:4:30 3 · notes[1]: must be an object. This profile is not used, and #acme has none.',
    ],
    [
      'a duplicate name at its second place',
      payer('acme', '  "parameters": { "kd": { "value": "off", "value": "required" } }'),
      'a.json:4:43 "value" · “value” is written twice. This profile is not used, and #acme has none.',
    ],
    [
      'what is missing at the object that lacks it',
      payer('acme', '  "parameters": { "kd": {} }'),
      'a.json:4:19 "kd" · parameters.kd: "value" is missing. This profile is not used, and #acme has none.',
    ],
    [
      'a missing title at the opening brace',
      '{ "id": "acme" }',
      'a.json:1:1 { · "title" is missing. This profile is not used, and #acme has none.',
    ],
    [
      'broken JSON where it breaks',
      '{\n  "id": "acme"\n  "title": "A"\n}',
      'a.json:3:3 "title" · A comma is missing. This profile is not used.',
    ],
    [
      'a comment, which JSON has not',
      '{ // mine\n  "id": "acme" }',
      'a.json:1:3 // mine · JSON has no comments. This profile is not used.',
    ],
    ['an empty file', '', 'a.json:1:1  · A value is missing. This profile is not used.'],
    ['a list', '[]', 'a.json:1:1 [ · Must be an object. This profile is not used.'],
    [
      'a base that does not exist',
      payer('acme', '  "extends": "medicar"'),
      'a.json:4:14 "medicar" · extends: no profile is called “medicar”. This profile is not used, and #acme has none.',
    ],
    [
      'itself as its base',
      payer('acme', '  "extends": "acme"'),
      'a.json:4:14 "acme" · extends: no profile is called “acme”. This profile is not used, and #acme has none.',
    ],
    [
      'the national rules',
      payer('national'),
      'a.json:2:9 "national" · id: the national rules cannot be replaced; choose another id. This profile is not used.',
    ],
    [
      'a shipped profile used instead',
      payer('aetna', '  "extends": 7'),
      'a.json:4:14 7 · extends: must be the id of a profile. This profile is not used; the shipped “aetna” is.',
    ],
  ])('name %s', (_, text, fault) => expect(faults({ 'a.json': text })).toEqual([fault]));

  it('name every member of a cycle, and profiles that extend one', () => {
    expect(
      faults({
        'one.json': payer('one', '  "extends": "two"'),
        'two.json': payer('two', '  "extends": "one"'),
        'three.json': payer('three', '  "extends": "one"'),
      }),
    ).toEqual([
      'one.json:4:14 "two" · extends: “two” extends this profile in turn. This profile is not used, and #one has none.',
      'two.json:4:14 "one" · extends: “one” extends this profile in turn. This profile is not used, and #two has none.',
      'three.json:4:14 "one" · extends: “one” cannot be used itself. This profile is not used, and #three has none.',
    ]);
  });

  it('name the second of two with one id, regardless of the order of the files', () => {
    const texts = { 'b.json': payer('acme', '  "extends": "medicare"'), 'a.json': payer('acme') };
    const { profiles } = workspaceProfiles(language, files(texts));
    expect(faults(texts)).toEqual([
      'b.json:2:9 "acme" · id: another profile of the workspace is called “acme” too. This profile is not used; the other “acme” is.',
    ]);
    expect(profiles.policyFor('acme').isMedicare).toBe(false);
    expect(workspaceProfiles(language, files(texts).reverse()).profiles.policyFor('acme').isMedicare).toBe(false);
  });

  it('are read with a byte-order mark and any line breaks, by the lines that an editor shows', () => {
    const text = `\ufeff${payer('acme', '  "extends": "medicar"').replaceAll('\n', '\r\n')}`;
    expect(faults({ 'a.json': text })).toEqual([
      'a.json:4:14 "medicar" · extends: no profile is called “medicar”. This profile is not used, and #acme has none.',
    ]);
  });

  it('survive any content of a profile file', () => {
    const deep = `{"id":"acme","title":"x","notes":${'['.repeat(200_000)}`;
    expect(
      workspaceProfiles(language, [
        { uri: 'a.json', text: deep },
        { uri: 'b.json', problem: 'This file is UTF-16.' },
      ]).faults.map(({ uri }) => uri),
    ).toEqual(['b.json', 'a.json']);
    for (const text of [
      'null',
      '7',
      '"x"',
      '{"__proto__":{"id":"acme"}}',
      '{"id":"constructor","title":"x"}',
      '{"id":"acme","title":"x","severity":{"constructor":"off"}}',
    ]) {
      const { profiles } = workspaceProfiles(language, [{ uri: 'a.json', text }]);
      expect(profiles.policyFor('acme').id).toBe('national');
    }
  });
});
