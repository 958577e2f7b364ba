import aetna from '../../../data/profiles/aetna.json';
import bcbs from '../../../data/profiles/bcbs.json';
import cigna from '../../../data/profiles/cigna.json';
import medicaid from '../../../data/profiles/medicaid.json';
import medicareAdvantage from '../../../data/profiles/medicare-advantage.json';
import medicare from '../../../data/profiles/medicare.json';
import national from '../../../data/profiles/national.json';
import selfPay from '../../../data/profiles/self-pay.json';
import uhc from '../../../data/profiles/uhc.json';
import workersComp from '../../../data/profiles/workers-comp.json';
import { parseProfile } from './parse-profile.js';
import { createPolicy } from './policy.js';
import type { Policy, Profile, Profiles } from './types.js';

const NATIONAL = 'national';

/** In the order in which a coder meets them. */
const SHIPPED: readonly unknown[] = [national, medicare, medicareAdvantage, medicaid, aetna, bcbs, cigna, uhc, workersComp, selfPay];

/**
 * The shipped profiles, and beside or in place of them those of a workspace. A workspace profile with the id of a shipped one
 * replaces it, or refines it where it extends that same id. One that cannot be used is named in `problems`, and the shipped one stands in.
 */
export function createProfiles(extra: readonly Profile[] = []): Profiles {
  const problems: { id: string; path: string; message: string }[] = [];
  const shipped = new Map(SHIPPED.map(shippedProfile).map((profile) => [profile.id, profile]));
  const own = new Map<string, Profile>();
  for (const profile of extra) {
    if (profile.id === NATIONAL) problems.push({ id: profile.id, path: '/id', message: 'the national rules cannot be replaced; choose another id' });
    else if (own.has(profile.id)) problems.push({ id: profile.id, path: '/id', message: `another profile of the workspace is called "${profile.id}" too` });
    else own.set(profile.id, profile);
  }

  /** The profile and what it extends, down to the national rules; or why there is no such chain. */
  function chainOf(profile: Profile): readonly Profile[] | string {
    const chain: Profile[] = [];
    for (let link: Profile | undefined = profile; link; ) {
      chain.push(link);
      if (link.id === NATIONAL) return chain;
      const base: string = link.extends ?? NATIONAL;
      // "medicare" of the workspace may extend "medicare": the shipped one then.
      const next: Profile | undefined = base === link.id ? shipped.get(base) : (own.get(base) ?? shipped.get(base));
      if (!next) return `no profile is called "${base}"`;
      if (chain.includes(next)) return `"${base}" extends this profile in turn`;
      link = next;
    }
    return chain;
  }

  const policies = new Map<string, Policy>();
  for (const id of new Set([...shipped.keys(), ...own.keys()])) {
    for (const candidate of [own.get(id), shipped.get(id)]) {
      if (!candidate) continue;
      const chain = chainOf(candidate);
      if (typeof chain === 'string') {
        problems.push({ id, path: '/extends', message: chain });
        continue;
      }
      policies.set(id, createPolicy(chain));
      break;
    }
  }
  const fallback = policies.get(NATIONAL)!;

  return {
    policyFor: (payerId) => (payerId === undefined ? undefined : policies.get(payerId.toLowerCase())) ?? fallback,
    has: (payerId) => payerId.toLowerCase() !== NATIONAL && policies.has(payerId.toLowerCase()),
    payers: () => [...policies.values()].filter((policy) => policy.id !== NATIONAL),
    problems: () => problems,
  };
}

/** The build checks the shipped profiles, so a fault here is a defect of the program. */
function shippedProfile(json: unknown): Profile {
  const read = parseProfile(json);
  if ('problems' in read) throw new Error(`a shipped profile is faulty: ${read.problems.map(({ path, message }) => `${path} ${message}`).join('; ')}`);
  return read.profile;
}
