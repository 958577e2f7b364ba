import { groupBy } from '../collections/group-by.js';
import { insertionsInOneEdit } from '../edits/builders.js';
import type { Fix } from '../edits/fix.js';
import type { Rule, RuleInfo } from '../rules/rule.js';
import { list } from '../text/prose.js';
import { KEYS } from '../syntax/vocabulary.js';
import type { Visit } from '../visit/visit.js';
import { goodPractice } from './engine-rules.js';
import type { Finding } from './finding.js';
import { RuleResult } from './rule-result.js';

/**
 * Whether a finding is an element of the record that only good practice asks for: it is shown in the one hint of its
 * encounter.
 */
export function isGoodPractice(rule: RuleInfo, finding: Finding): boolean {
  return (
    rule.group === 'documentation' &&
    rule.id !== goodPractice.id &&
    finding.severity === 'hint' &&
    finding.outcome === 'fail'
  );
}

/**
 * One hint on the header for all elements of the record that good practice asks for and no payer demands.
 * @param results of the documentation rules whose findings it lists, none of them waived
 */
export function gatherGoodPractice(visit: Visit, results: readonly RuleResult[]): RuleResult {
  const level = visit.severityOf(goodPractice.id);
  const { header } = visit.encounter;
  const result = new RuleResult(goodPractice, level === 'off' ? undefined : level, header);
  if (level === 'off') return result;
  const missing = results
    .flatMap(({ rule, findings }) =>
      findings
        .filter(finding => isGoodPractice(rule, finding))
        .map(finding => ({ finding, element: elementOf(rule), position: positionOf(rule) })),
    )
    .sort((a, b) => a.position - b.position);
  result.run((_, context) => {
    if (results.some(({ outcome }) => outcome !== 'n/a')) context.applies();
    if (missing.length === 0) return;
    const elements = [...new Set(missing.map(({ element }) => element))];
    context.report({
      at: header,
      message: `Add ${list(elements)}: good practice, not demanded by ${visit.payer ? 'this payer' : 'a payer'}.`,
      evidence: [...groupBy(missing, ({ finding }) => finding.at.start).values()].map(here => ({
        at: here[0]!.finding.at,
        text: list(here.map(({ element }) => element)),
      })),
      fixes: fixesFor(missing.map(({ finding }) => finding)),
    });
  }, visit);
  return result.gather(missing.map(({ finding }) => finding));
}

function elementOf(rule: RuleInfo | Rule): string {
  return 'element' in rule && rule.element !== undefined ? rule.element : rule.title;
}

/** In the order in which a note is typed: stubs that go to one place follow each other so. */
function positionOf(rule: RuleInfo | Rule): number {
  const key = 'documents' in rule ? rule.documents?.[0]?.key : undefined;
  return key === undefined ? KEYS.length : KEYS.indexOf(key);
}

/** One fix that inserts every stub, and each of them by itself. */
function fixesFor(findings: readonly Finding[]): readonly Fix[] {
  const single = [
    ...groupBy(
      findings.flatMap(({ fixes }) => fixes),
      ({ title }) => title,
    ).values(),
  ].map(inOne);
  if (single.length < 2) return single;
  const all: Fix = {
    kind: 'edit',
    title: `Insert all ${single.length} to fill in`,
    edits: insertionsInOneEdit(single.flatMap(({ edits }) => edits)),
  };
  return [all, ...single];
}

/** Fixes of one title as one: two rules that ask for one key offer the same stub, and two drugs each need their own. */
function inOne(fixes: readonly Fix[]): Fix {
  const edits = groupBy(
    fixes.flatMap(fix => fix.edits),
    ({ at, text }) => `${at.start} ${at.end} ${text}`,
  );
  return { ...fixes[0]!, edits: [...edits.values()].map(([edit]) => edit!) };
}
