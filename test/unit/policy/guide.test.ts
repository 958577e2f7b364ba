// What docs/payer-profiles.md shows is true.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readData } from '../../../scripts/validate-data.mjs';
import { workspaceProfiles } from '../../../server/src/project/payer-profiles';
import { language } from '../../support/checking';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/payer-profiles.md'), 'utf8');

it('shows a profile that is sound and does what it says', () => {
  const text = /```json\n([^]*?)```/.exec(guide)![1]!;
  const { profiles, faults } = workspaceProfiles(language, [{ uri: 'acme.json', text }]);
  expect(faults).toEqual([]);
  const policy = profiles.policyFor('acme', '2026-11-20');
  expect(policy).toMatchObject({
    id: 'acme',
    isMedicare: true,
    parameters: { kd: { value: 'off' }, compoundCode: { unverified: 'Confirmed by phone.' } },
  });
  expect(policy.severity('refill-early')?.level).toBe('error');
  expect(profiles.policyFor('acme', '2027-01-01').id).toBe('medicare');
});

it('lists every parameter, and every shipped payer', () => {
  const listed = [...guide.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(listed).toEqual(Object.keys(readData().schemas['profile.schema'].properties.parameters.properties));
  for (const { id } of language.profiles.payers()) expect(guide).toContain(`\`${id}\``);
});
