import { lazy } from '../codes/lazy.js';
import { isEffective as holdsOn } from './effective-dates.js';
import { parseProfile } from './parse-profile.js';
import { createPolicy } from './policy.js';
import { SHIPPED_PROFILES } from './shipped-profiles.js';
import type { Policy, Profile, Profiles, UnusableProfile } from './types.js';
import type { IsoDate } from '../syntax/iso-day.js';

const NATIONAL = 'national';

/**
 * The shipped profiles, and beside or in place of them those of a workspace. A workspace profile with the id of a
 * shipped one replaces it, also for those that extend it, or refines it where it extends that same id. One that cannot
 * be used is named in `problems`, and the shipped one is used.
 * @param unread ids of workspace profiles that are invalid in themselves, and therefore not among `extra`
 */
export function createProfiles(extra: readonly Profile[] = [], unread: ReadonlySet<string> = new Set()): Profiles {
  const { own, problems } = usable(extra, unread);
  const ids = new Set([...shipped.keys(), ...own.keys()]);
  const policies = new Map([...ids].map(id => [id, byDate(() => own.get(id) ?? shippedProfile(id)!, own)]));
  const policyFor = (payerId: string | undefined, date?: IsoDate): Policy =>
    ((payerId === undefined ? undefined : policies.get(payerId.toLowerCase())) ?? policies.get(NATIONAL)!)(date);
  const payerIds = [...policies.keys()].filter(id => id !== NATIONAL);
  return {
    policyFor,
    has: payerId => payerId.toLowerCase() !== NATIONAL && policies.has(payerId.toLowerCase()),
    payers: lazy(() => payerIds.map(id => policyFor(id))),
    payerIds: () => payerIds,
    problems: () => problems,
  };
}

type ById = ReadonlyMap<string, Profile>;

/** Each is read when it is first asked for: a day's notes name few payers. */
const shipped = new Map(SHIPPED_PROFILES.map(json => [json.id, lazy(() => readShipped(json))]));

function shippedProfile(id: string): Profile | undefined {
  return shipped.get(id)?.();
}

/** What a profile extends: a workspace's profile is used before the shipped one of its name, but never for itself. */
function baseOf(profile: Profile, own: ById): Profile | undefined {
  const id = profile.extends ?? NATIONAL;
  return (own.get(id) === profile ? undefined : own.get(id)) ?? shippedProfile(id);
}

/** The profiles of a workspace that can be used, by id, and why the others cannot. */
function usable(
  extra: readonly Profile[],
  unread: ReadonlySet<string>,
): { own: ById; problems: readonly UnusableProfile[] } {
  const problems: UnusableProfile[] = [];
  const own = new Map<string, Profile>();
  for (const profile of extra) {
    if (profile.id === NATIONAL)
      problems.push({ profile, path: '/id', message: 'the national rules cannot be replaced; choose another id' });
    else if (own.has(profile.id))
      problems.push({
        profile,
        path: '/id',
        message: `another profile of the workspace is called “${profile.id}” too`,
      });
    else own.set(profile.id, profile);
  }
  // One that falls out may take the base of others away, so all are looked at again.
  const fallen = new Set(unread);
  for (let found = -1; found !== problems.length;) {
    found = problems.length;
    const invalid = [...own.values()].flatMap((profile): UnusableProfile[] => {
      const message = faultOf(profile, own, fallen);
      return message === undefined ? [] : [{ profile, path: '/extends', message }];
    });
    for (const { profile } of invalid) {
      own.delete(profile.id);
      fallen.add(profile.id);
    }
    problems.push(...invalid);
  }
  return { own, problems };
}

function faultOf(profile: Profile, own: ById, fallen: ReadonlySet<string>): string | undefined {
  const base = baseOf(profile, own);
  const id = profile.extends ?? NATIONAL;
  if (!base) return fallen.has(id) ? `“${id}” cannot be used itself` : `no profile is called “${id}”`;
  const seen = new Set<Profile>();
  for (
    let link: Profile | undefined = base;
    link && link.id !== NATIONAL && !seen.has(link);
    link = baseOf(link, own)
  ) {
    if (link === profile) return `“${id}” extends this profile in turn`;
    seen.add(link);
  }
  return undefined;
}

/** The policy of a profile on a day; made once for each set of profiles that hold. */
function byDate(profileOf: () => Profile, own: ById): (date?: IsoDate) => Policy {
  const made = new Map<string, Policy>();
  const policyOf = (chain: readonly Link[]): Policy => {
    const key = chain.map(({ holds }) => Number(holds)).join('');
    let policy = made.get(key);
    if (!policy)
      made.set(
        key,
        (policy = createPolicy(
          chain.filter(({ holds }) => holds).map(link => link.profile),
          chain.filter(({ holds }) => !holds).map(link => link.profile),
        )),
      );
    return policy;
  };
  const policyOn = lazy((): ((date?: IsoDate) => Policy) => {
    const profile = profileOf(),
      undated = chainOn(undefined, profile, own);
    const always = policyOf(undated);
    return undated.some(link => link.profile.effective) ? date => policyOf(chainOn(date, profile, own)) : () => always;
  });
  return date => policyOn()(date);
}

/** A profile of a chain, and whether it holds on the day. */
interface Link {
  readonly profile: Profile;
  readonly holds: boolean;
}

/**
 * The profile and what it extends, down to the national rules, and whether each holds on the day. If one that replaces
 * a shipped profile does not hold, the shipped one follows it.
 */
function chainOn(date: IsoDate | undefined, profile: Profile, own: ById): readonly Link[] {
  const chain: Link[] = [];
  for (let link = profile; ;) {
    const holds = date === undefined || holdsOn(link.effective ?? {}, date);
    const isNew = chain.every(earlier => earlier.profile !== link);
    if (isNew) chain.push({ profile: link, holds });
    if (link.id === NATIONAL) return chain;
    const replaced = own.get(link.id) === link ? shippedProfile(link.id) : undefined;
    link = (!holds && isNew ? replaced : undefined) ?? baseOf(link, own)!;
  }
}

/** The build checks the shipped profiles, so an error here is a defect of the program. */
function readShipped(json: unknown): Profile {
  const read = parseProfile(json);
  if ('problems' in read)
    throw new Error(
      `a shipped profile is invalid: ${read.problems.map(({ path, message }) => `${path} ${message}`).join('; ')}`,
    );
  return read.profile;
}
