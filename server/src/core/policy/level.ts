import type { Level, LevelInForce, Policy } from './types.js';

/** Rule id → level. */
export type Levels = Readonly<Record<string, Level>>;

/** Levels that win over the payer's profile and the rule. */
export interface OwnLevels {
  /** What the user has set; it wins over the configuration too. */
  readonly levels?: Levels | undefined;
  /** What the configuration file of the folder says. */
  readonly configured?: Levels | undefined;
}

/** Says the level at which a rule reports, if one is set; undefined leaves the rule its own. */
type LevelSetter = (ruleId: string) => Level | undefined;

/** What the user, the configuration and the policy set. */
export function levelSetter(policy: Policy, { levels, configured }: OwnLevels): LevelSetter {
  return ruleId => levels?.[ruleId] ?? configured?.[ruleId] ?? policy.severity(ruleId)?.level;
}

/** At what level a rule reports, and who set it: `profile` names the payer profile of the chain. */
export type LevelOfRule = { readonly level: Level } & (
  | { readonly setBy: 'user' | 'configuration' | 'rule' }
  | { readonly setBy: 'profile'; readonly profile: string }
);

export function levelOf(
  rule: { readonly id: string; readonly severity: Level },
  own: OwnLevels = {},
  policy?: Pick<Policy, 'severity'>,
): LevelOfRule {
  const users = own.levels?.[rule.id],
    configured = own.configured?.[rule.id];
  if (users !== undefined) return { level: users, setBy: 'user' };
  if (configured !== undefined) return { level: configured, setBy: 'configuration' };
  const set: LevelInForce | undefined = policy?.severity(rule.id);
  return set ? { level: set.level, setBy: 'profile', profile: set.setBy } : { level: rule.severity, setBy: 'rule' };
}

/** Who set it, for people. */
export function setByWords(level: LevelOfRule): string {
  switch (level.setBy) {
    case 'user':
      return 'set in the settings';
    case 'configuration':
      return 'set in .encounter/config.json';
    case 'profile':
      return level.profile === 'national' ? 'set by the national rules' : `set by the payer profile ${level.profile}`;
    default:
      return 'rule default';
  }
}
