import type { Finding } from '../../check/finding.js';
import { levelOf, setByWords, type OwnLevels } from '../../policy/level.js';
import type { Policy } from '../../policy/types.js';
import { ruleById } from '../../check/catalog.js';

/**
 * Under what is explained at a place: which rules have a finding there, at what level, and who set it. Each rule once.
 */
export function findingsNote(findings: readonly Finding[], own: OwnLevels, policy: Policy): string | undefined {
  const rows = new Map<string, string>();
  for (const finding of findings)
    if (!rows.has(finding.rule)) rows.set(finding.rule, `- \`${finding.rule}\`: ${inForce(finding, own, policy)}`);
  return rows.size ? `**Rules with a finding here**\n\n${[...rows.values()].join('\n')}` : undefined;
}

function inForce(finding: Finding, own: OwnLevels, policy: Policy): string {
  if (finding.outcome === 'no data') return `${finding.severity} (a fact is missing)`;
  const rule = ruleById(finding.rule);
  const by = rule ? setByWords(levelOf(rule, own, policy)) : 'rule default';
  return `${finding.severity} (${by})${finding.waivedBy ? `; waived${finding.waivedBy.initials ? ` by ${finding.waivedBy.initials.value}` : ''}` : ''}`;
}
