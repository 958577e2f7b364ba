import type { Level, LevelInForce, Policy } from './types.js';

/** The user's own levels, rule id → level; they win over the payer's profile and the rule. */
export type Levels = Readonly<Record<string, Level>>;

/** At what level a rule reports, and who set it: `profile` names the payer profile of the chain. */
export type LevelOfRule = { readonly level: Level } & (
  | { readonly setBy: 'user' | 'rule' }
  | { readonly setBy: 'profile'; readonly profile: string }
);

export function levelOf(rule: { readonly id: string; readonly severity: Level }, user: Levels = {}, policy?: Pick<Policy, 'severity'>): LevelOfRule {
  const own = user[rule.id];
  if (own !== undefined) return { level: own, setBy: 'user' };
  const set: LevelInForce | undefined = policy?.severity(rule.id);
  return set ? { level: set.level, setBy: 'profile', profile: set.setBy } : { level: rule.severity, setBy: 'rule' };
}

/** Who set it, for people. */
export function setByWords(level: LevelOfRule): string {
  switch (level.setBy) {
    case 'user': return 'set in the settings';
    case 'profile': return level.profile === 'national' ? 'set by the national rules' : `set by the payer profile ${level.profile}`;
    default: return 'the rule’s own';
  }
}
