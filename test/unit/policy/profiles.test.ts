import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHIPPED_PROFILES } from '../../../server/src/core/policy/shipped-profiles.js';
import { parseProfile } from '../../../server/src/core/policy/parse-profile.js';
import { createProfiles } from '../../../server/src/core/policy/profiles.js';
import type { Profile } from '../../../server/src/core/policy/types.js';
import { RULES } from '../../../server/src/core/check/catalog.js';

const profiles = createProfiles();
const SHIPPED = SHIPPED_PROFILES.map(({ id }) => id).filter(id => id !== 'national');

/** A workspace's profile, as it would be read from JSON. */
function profile(json: object): Profile {
  const read = parseProfile({ title: 'A plan', ...json });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.profile;
}

describe('the shipped profiles', () => {
  it('are the files of server/data/profiles, and a header may name each but the national rules', () => {
    const files = readdirSync('server/data/profiles').map(file => path.basename(file, '.json'));
    expect([...SHIPPED, 'national'].sort()).toEqual(files.sort());
    expect(profiles.payers().map(({ id }) => id)).toEqual(SHIPPED);
    expect(profiles.problems()).toEqual([]);
    for (const id of SHIPPED) {
      expect(profiles.has(id)).toBe(true);
      expect(profiles.has(id.toUpperCase())).toBe(true);
      expect(profiles.policyFor(id).chain.at(-1)).toBe('national');
    }
    expect(profiles.has('national')).toBe(false);
    expect(profiles.has('constructor')).toBe(false);
  });

  it('fall back to the national rules without a payer, or with an unknown one', () => {
    for (const id of [undefined, 'no-such-payer', '']) expect(profiles.policyFor(id).id).toBe('national');
  });

  it('call Medicare what is Medicare or extends it', () => {
    expect(SHIPPED.filter(id => profiles.policyFor(id).isMedicare)).toEqual(['medicare', 'medicare-advantage']);
    expect(profiles.policyFor(undefined).isMedicare).toBe(false);
    expect(profiles.policyFor('medicare-advantage').chain).toEqual(['medicare-advantage', 'medicare', 'national']);
  });

  it('demand Medicare’s list of record elements from Medicare with warnings, and everything else as hints', () => {
    const list = [
      'doc-status-before',
      'doc-status-after',
      'doc-response',
      'doc-change-reason',
      'doc-reassessment',
      'doc-drug-cost',
    ];
    const elements = RULES.filter(rule => 'element' in rule).map(({ id }) => id);
    expect(elements).toHaveLength(20);
    for (const id of [undefined, ...SHIPPED]) {
      const policy = profiles.policyFor(id);
      for (const rule of elements) {
        const level = policy.isMedicare && list.includes(rule) ? 'warning' : 'hint';
        expect(policy.severity(rule)?.level, `${id} ${rule}`).toBe(level);
        expect(policy.parameters.documentation.value[rule], `${id} ${rule}`).toBe(level);
      }
    }
    expect(profiles.policyFor('medicare-advantage').severity('doc-response')?.setBy).toBe('medicare');
    expect(profiles.policyFor('medicare-advantage').severity('doc-site')?.setBy).toBe('national');
  });

  it('raise what is an error for Medicare only', () => {
    for (const id of [undefined, ...SHIPPED]) {
      const policy = profiles.policyFor(id);
      const level = (rule: string): string | undefined => policy.severity(rule)?.level;
      expect([level('compounded-drug-code'), level('drug-waste'), level('supervision')]).toEqual(
        policy.isMedicare ? ['error', 'error', 'error'] : ['warning', 'warning', 'hint'],
      );
      expect(level('bundled-pair'), 'national edits keep their own level').toBeUndefined();
    }
  });

  it('ask for KD and one claim if a text asks for them', () => {
    for (const id of [undefined, ...SHIPPED]) {
      const { parameters, isMedicare } = profiles.policyFor(id);
      expect(parameters.kd.value).toBe(isMedicare ? 'required' : 'off');
      expect(parameters.singleClaim.value).toBe(isMedicare);
    }
  });

  it('bill compounds by the code of the date', () => {
    expect(profiles.policyFor('medicare').parameters.compoundCode.value).toEqual({
      codes: [
        { code: 'J7799', to: '2015-06-30' },
        { code: 'Q9977', from: '2015-07-01', to: '2015-12-31' },
        { code: 'J7999', from: '2016-01-01' },
      ],
      perIngredient: false,
    });
    expect(profiles.policyFor('cigna').parameters.compoundCode.value).toEqual({
      codes: [{ code: 'J3490' }],
      perIngredient: true,
    });
  });

  it('keep the numbers of the catalog', () => {
    const { parameters } = profiles.policyFor('medicare');
    expect(parameters.alarmResidual.value).toBe('2');
    expect(parameters.earlyRefillShare.value).toBe('0.7');
    expect(parameters.residualThreshold.value).toEqual({
      default: '2',
      smallReservoir: { upTo: '20', threshold: '1' },
    });
    expect(parameters.wasteModifiers.value).toEqual({
      jwFrom: '2017-01-01',
      jzFrom: '2023-07-01',
      compounds: false,
      notInPlaces: ['50', '72'],
    });
    expect(parameters.audioVideoSupervision.value).toEqual({
      from: '2020-03-01',
      notWithGlobalDaysFrom: '2026-01-01',
    });
    expect(parameters.reprogramRequires.value).toBe('change');
  });

  it('say of every parameter who set it and on what ground', () => {
    for (const id of [undefined, ...SHIPPED]) {
      const policy = profiles.policyFor(id);
      for (const [name, { setBy, source, unverified }] of Object.entries(policy.parameters)) {
        expect(policy.chain, name).toContain(setBy);
        expect(source ?? unverified, `${id} ${name}`).toBeTruthy();
      }
    }
    expect(profiles.policyFor('aetna').parameters.compoundCode.unverified).toMatch(/Aetna/);
    expect(profiles.policyFor('medicare').parameters.kd.unverified).toBeUndefined();
  });

  it('name no rule that does not exist', () => {
    const rules = new Set(RULES.map(({ id }) => id));
    for (const id of [undefined, ...SHIPPED]) {
      for (const rule of Object.keys(profiles.policyFor(id).parameters.documentation.value))
        expect(rules).toContain(rule);
    }
    for (const rule of ['compounded-drug-code', 'drug-waste', 'supervision']) expect(rules).toContain(rule);
  });
});

describe('a workspace’s profiles', () => {
  it('are beside the shipped ones', () => {
    const own = createProfiles([
      profile({
        id: 'acme',
        extends: 'medicare',
        parameters: { kd: { value: 'off', source: 'Contract 7' } },
        severity: { 'drug-waste': 'info' },
      }),
    ]);
    const policy = own.policyFor('acme');
    expect(policy.chain).toEqual(['acme', 'medicare', 'national']);
    expect(policy.isMedicare).toBe(true);
    expect(policy.parameters.kd).toEqual({ value: 'off', source: 'Contract 7', setBy: 'acme' });
    expect(policy.severity('drug-waste')).toEqual({ level: 'info', setBy: 'acme' });
    expect(policy.severity('supervision')).toEqual({ level: 'error', setBy: 'medicare' });
    expect(own.payers().map(({ id }) => id)).toEqual([...SHIPPED, 'acme']);
    expect(own.policyFor('medicare').parameters.kd.value).toBe('required');
  });

  it('extend the national rules if they name nothing else', () => {
    expect(createProfiles([profile({ id: 'acme' })]).policyFor('acme').chain).toEqual(['acme', 'national']);
  });

  it('replace a shipped one, or refine it', () => {
    const replaced = createProfiles([profile({ id: 'aetna' })]).policyFor('aetna');
    expect(replaced.chain).toEqual(['aetna', 'national']);
    expect(replaced.parameters.compoundCode.setBy).toBe('national');
    const refined = createProfiles([
      profile({ id: 'aetna', extends: 'aetna', parameters: { kd: { value: 'required' } } }),
    ]).policyFor('aetna');
    expect(refined.chain).toEqual(['aetna', 'aetna', 'national']);
    expect(refined.parameters.kd).toEqual({
      value: 'required',
      unverified: 'The profile names no source.',
      setBy: 'aetna',
    });
    expect(refined.parameters.compoundCode.value.perIngredient).toBe(true);
  });

  it('merge the elements of the record one by one', () => {
    const policy = createProfiles([
      profile({
        id: 'acme',
        extends: 'medicare',
        parameters: {
          documentation: { value: { 'doc-device': 'error', 'doc-response': 'off' }, source: 'Contract 7' },
        },
      }),
    ]).policyFor('acme');
    expect(policy.severity('doc-device')).toEqual({ level: 'error', setBy: 'acme' });
    expect(policy.severity('doc-response')).toEqual({ level: 'off', setBy: 'acme' });
    expect(policy.severity('doc-status-before')).toEqual({ level: 'warning', setBy: 'medicare' });
    expect(policy.parameters.documentation.value).toMatchObject({
      'doc-device': 'error',
      'doc-response': 'off',
      'doc-status-before': 'warning',
      'doc-site': 'hint',
    });
  });

  it('are what a shipped profile of another name extends, too', () => {
    const own = createProfiles([
      profile({ id: 'medicare', extends: 'medicare', parameters: { kd: { value: 'off', source: 'Contract 7' } } }),
    ]);
    expect(own.policyFor('medicare-advantage').chain).toEqual([
      'medicare-advantage',
      'medicare',
      'medicare',
      'national',
    ]);
    expect(own.policyFor('medicare-advantage').parameters.kd.value).toBe('off');
  });

  it('are named if they cannot be used, and the shipped one is used', () => {
    const own = createProfiles([
      profile({ id: 'aetna', extends: 'missing' }),
      profile({ id: 'one', extends: 'two' }),
      profile({ id: 'two', extends: 'one' }),
      profile({ id: 'national' }),
      profile({ id: 'twin' }),
      profile({ id: 'twin', extends: 'medicare' }),
    ]);
    expect(
      own
        .problems()
        .map(({ profile, path }) => `${profile.id} ${path}`)
        .sort(),
    ).toEqual(['aetna /extends', 'national /id', 'one /extends', 'twin /id', 'two /extends']);
    expect(own.policyFor('aetna').parameters.compoundCode.value.perIngredient).toBe(true);
    expect(own.has('one')).toBe(false);
    expect(own.policyFor('one').id).toBe('national');
    expect(own.policyFor('twin').isMedicare).toBe(false);
    expect(own.policyFor(undefined).title).toBe('National rules');
  });

  it('do not extend themselves when nothing of that name is shipped', () => {
    expect(createProfiles([profile({ id: 'acme', extends: 'acme' })]).problems()).toMatchObject([
      { profile: { id: 'acme' }, path: '/extends' },
    ]);
  });

  it('leave the shipped profiles alone when they fall out themselves', () => {
    const own = createProfiles([
      profile({ id: 'medicare', extends: 'missing' }),
      profile({ id: 'aetna', extends: 'aetna-gold' }),
      profile({ id: 'aetna-gold', extends: 'aetna' }),
    ]);
    expect(
      own
        .problems()
        .map(({ profile: { id }, message }) => `${id}: ${message}`)
        .sort(),
    ).toEqual([
      'aetna-gold: “aetna” extends this profile in turn',
      'aetna: “aetna-gold” extends this profile in turn',
      'medicare: no profile is called “missing”',
    ]);
    expect(own.payers().map(({ id }) => id)).toEqual(SHIPPED);
    for (const id of SHIPPED)
      expect(own.policyFor(id)).toMatchObject({
        id,
        chain: profiles.policyFor(id).chain,
        summary: profiles.policyFor(id).summary,
      });
  });

  it('may not go in circles by way of a shipped one either', () => {
    const own = createProfiles([profile({ id: 'medicare', extends: 'medicare-advantage' })]);
    expect(own.problems()).toMatchObject([{ profile: { id: 'medicare' }, path: '/extends' }]);
    expect(own.policyFor('medicare-advantage').chain).toEqual(['medicare-advantage', 'medicare', 'national']);
  });

  it('fall with the one that they extend, and say so', () => {
    const own = createProfiles(
      [
        profile({ id: 'gold', extends: 'silver' }),
        profile({ id: 'silver', extends: 'bronze' }),
        profile({ id: 'on-aetna', extends: 'aetna' }),
      ],
      new Set(['bronze', 'aetna']),
    );
    expect(own.problems().map(({ profile: { id }, message }) => `${id}: ${message}`)).toEqual([
      'silver: “bronze” cannot be used itself',
      'gold: “silver” cannot be used itself',
    ]);
    expect(own.policyFor('on-aetna').chain).toEqual(['on-aetna', 'aetna', 'national']);
  });

  it('are the same regardless of their order', () => {
    const all = [
      profile({ id: 'a', extends: 'b' }),
      profile({ id: 'b', extends: 'c' }),
      profile({ id: 'c', extends: 'medicare' }),
      profile({ id: 'x', extends: 'y' }),
      profile({ id: 'y', extends: 'x' }),
      profile({ id: 'z', extends: 'x' }),
    ];
    const seen = (order: readonly Profile[]): unknown => {
      const own = createProfiles(order);
      return [
        own
          .payers()
          .map(({ id, chain }) => `${id} ${chain.join()}`)
          .sort(),
        own
          .problems()
          .map(({ profile: { id }, message }) => `${id} ${message}`)
          .sort(),
      ];
    };
    for (const order of [[...all].reverse(), [3, 0, 5, 1, 4, 2].map(i => all[i]!)])
      expect(seen(order)).toEqual(seen(all));
  });
});

describe('a profile that holds for a time', () => {
  const acme = {
    id: 'acme',
    extends: 'medicare',
    effective: { from: '2026-01-01', to: '2026-12-31' },
    parameters: { kd: { value: 'off' } },
  };

  it('checks on its first and last day, and on no other', () => {
    const own = createProfiles([profile(acme)]);
    for (const [date, chain] of [
      ['2025-12-31', 'medicare national'],
      ['2026-01-01', 'acme medicare national'],
      ['2026-12-31', 'acme medicare national'],
      ['2027-01-01', 'medicare national'],
    ] as const) {
      const policy = own.policyFor('acme', date);
      expect(policy.chain.join(' '), date).toBe(chain);
      expect(policy.id).toBe(chain.split(' ')[0]);
      expect(policy.parameters.kd.value).toBe(policy.id === 'acme' ? 'off' : 'required');
      expect(policy.notInForce.map(({ id }) => id)).toEqual(policy.id === 'acme' ? [] : ['acme']);
    }
    expect(own.policyFor('acme').id, 'of a note without a date').toBe('acme');
    expect(own.has('acme')).toBe(true);
  });

  it('is left out of the middle of a chain', () => {
    const own = createProfiles([profile(acme), profile({ id: 'acme-gold', extends: 'acme' })]);
    expect(own.policyFor('acme-gold', '2025-06-01')).toMatchObject({
      id: 'acme-gold',
      chain: ['acme-gold', 'medicare', 'national'],
      notInForce: [{ id: 'acme', effective: acme.effective }],
    });
  });

  it('leaves the days before and after to the shipped profile that it replaces', () => {
    const own = createProfiles([
      profile({ id: 'medicare', effective: { from: '2026-01-01' }, parameters: { kd: { value: 'off' } } }),
    ]);
    expect(own.policyFor('medicare', '2026-01-01')).toMatchObject({
      chain: ['medicare', 'national'],
      parameters: { kd: { value: 'off' } },
    });
    expect(own.policyFor('medicare', '2025-12-31')).toMatchObject({
      chain: ['medicare', 'national'],
      parameters: { kd: { value: 'required' } },
      notInForce: [{ id: 'medicare' }],
    });
    expect(own.policyFor('medicare-advantage', '2025-12-31').parameters.kd.value).toBe('required');
  });

  it('comes to an end also if a replaced profile leads back to it', () => {
    const own = createProfiles([
      profile({ id: 'medicare-advantage', effective: { from: '2026-01-01' } }),
      profile({ id: 'medicare', extends: 'medicare-advantage' }),
    ]);
    expect(own.problems()).toEqual([]);
    expect(own.policyFor('medicare', '2025-01-01').chain.at(-1)).toBe('national');
    expect(own.policyFor('medicare-advantage', '2025-01-01').chain).toEqual([
      'medicare-advantage',
      'medicare',
      'national',
    ]);
  });
});
