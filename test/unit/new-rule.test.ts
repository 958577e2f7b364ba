import { describe, expect, it } from 'vitest';
import { profileList, ruleList } from '../../scripts/lib/registries.mjs';
import { ruleSkeleton } from '../../scripts/lib/rule-skeleton.mjs';
import { parseSpec } from '../support/literate';

const files = new Map(ruleSkeleton('drugs', 'lot-reused'));
const source = files.get('server/src/core/rules/drugs/lot-reused.ts')!;
const specification = files.get('test/spec/drugs/lot-reused.md')!;

describe('npm run new-rule', () => {
  it('writes a rule and its specification', () => {
    expect([...files.keys()]).toHaveLength(2);
    expect(source).toMatch(/^export const lotReused: Rule = \{$/m);
  });

  it('writes a specification of a wrong, a right and a waived note', () => {
    const cases = parseSpec(specification, 'lot-reused.md', (_, which) => `${which}\n`);
    expect(cases.map(({ rule, outcomes }) => [rule, outcomes[0]?.outcome])).toEqual([
      ['lot-reused', 'fail'],
      ['lot-reused', 'pass'],
      ['lot-reused', 'waived'],
    ]);
  });
});

describe('npm run generate', () => {
  const rule = (id: string, name: string): [string, string] => [
    `${id}.ts`,
    `export const helper = 1;\nexport const ${name}: Rule = {\n  id: '${id}',\n};\n`,
  ];

  it('lists the rules of a group: the known ones in their order, a new one last, no helper', () => {
    const index = 'export const drugsRules: readonly AnyRule[] = [\n  drugUnits,\n  drugCode,\n  gone,\n];\n';
    const list = ruleList(
      'drugs',
      new Map([
        rule('drug-code', 'drugCode'),
        rule('drug-units', 'drugUnits'),
        ['lot-reused.ts', source],
        ['evidence.ts', 'export const x = 1;'],
        ['index.ts', index],
      ]),
    );
    expect(list).toContain('export const drugsRules: readonly AnyRule[] = [drugUnits, drugCode, lotReused];');
    expect(list.match(/^import \{/gm)).toHaveLength(3);
  });

  it('names a list after its group', () => {
    expect(ruleList('code-sets', new Map())).toContain('export const codeSetsRules: readonly AnyRule[] = [];');
  });

  it('lists the payer profiles: the known ones in their order, a new one last', () => {
    const current = 'export const SHIPPED_PROFILES = [national, medicare];';
    expect(profileList(['acme-health', 'medicare', 'national'], current)).toMatch(
      /= \[\s*national,\s*medicare,\s*acmeHealth,?\s*\];/,
    );
  });
});
