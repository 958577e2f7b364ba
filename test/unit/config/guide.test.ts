// What docs/configuration.md says is true.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readData } from '../../../scripts/validate-data.mjs';
import { readConfig } from '../../../server/src/project/config';
import { language } from '../../support/checking';

const root = path.resolve(import.meta.dirname, '../../..');
const guide = readFileSync(path.join(root, 'docs/configuration.md'), 'utf8');
const schema = readData().schemas['config.schema'];
const rows = (pattern: RegExp): string[][] => [...guide.matchAll(pattern)].map(([, ...cells]) => cells);

it('shows a configuration that is sound', () => {
  const text = /```json\n([^]*?)```/.exec(guide)![1]!;
  expect(readConfig(text, language, language.profiles)).toEqual({
    faults: [],
    config: {
      profile: 'medicare',
      rules: { 'reprogram-not-documented': 'hint', 'doc-imaging': 'off' },
      exclude: ['archive/', 'drafts/*.encounter'],
      failOn: 'error',
      severity: 'info',
    },
  });
});

it('lists every name of the file, with its default', () => {
  const listed = rows(/^\| `(\w+)` \|.*\| (.*) \|$/gm);
  expect(listed.map(([name]) => name)).toEqual(Object.keys(schema.properties).filter(name => name !== '$schema'));
  for (const [name, without] of listed)
    if (schema.properties[name!].default) expect(without).toBe(`\`${schema.properties[name!].default}\``);
});

it('lists every setting of the editor, with its default', () => {
  const groups: { properties: Record<string, { default: unknown }> }[] = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  ).contributes.configuration;
  const settings = groups.flatMap(({ properties }) => Object.entries(properties));
  expect(Object.fromEntries(rows(/^\| `(encounterNotes\.[\w.]+)` \| `(.*?)` \|/gm))).toEqual(
    Object.fromEntries(settings.map(([name, setting]) => [name, JSON.stringify(setting.default)])),
  );
});

it('the schema knows the rules', () => {
  expect(schema.definitions.rule.enum).toEqual(language.rules.map(({ id }) => id));
});
