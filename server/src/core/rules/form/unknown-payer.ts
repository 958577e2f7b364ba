import { likelyPayer } from '../../encounter/header-synonyms.js';
import type { Fact } from '../../encounter/model.js';
import { checkedBy, notEffective } from '../../policy/effective-dates.js';
import type { RuleContext, Rule } from '../rule.js';
import { list } from '../../text/prose.js';

/** Payers are known by their profiles, the shipped ones and the workspace's own. */
export const unknownPayer: Rule = {
  id: 'unknown-payer',
  group: 'form',
  severity: 'warning',
  title: 'Payer without a profile',
  description:
    'A `#payer` (or the file’s `payer:`) has no profile, neither shipped nor in the workspace. The note ' +
    'is then checked by national rules only. A profile that is not effective on the date of the ' +
    'encounter is not used either: the profile that it extends is used (for a shipped payer the shipped ' +
    'profile), and an information finding reports that.',
  rationale:
    'What a payer asks beyond the national rules (KD, JW and JZ, documentation, the code of a compound) ' +
    'is not checked.',
  fixDescription:
    'Edit: writes the payer that is one letter away, where there is exactly one, or the one that coders ' +
    'call so: `bluecross` becomes `bcbs`.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office #medcare
| Seen for pump questions.
`,
    right: `2026-11-20 visit P-014 @office #medicare
| Seen for pump questions.
`,
  },
  check(visit, context) {
    context.applies();
    for (const payer of visit.encounter.payers) checkPayer(payer, visit.knownPayers, context);
    const inherited = visit.payer;
    if (inherited && inherited.block !== visit.encounter.block && !visit.knownPayers.includes(inherited.value)) {
      context.report({
        at: visit.encounter.header,
        message: `Choose a payer with a profile: “${inherited.value}” of this file has no profile, so only national rules are checked; known are ${list(visit.knownPayers)}.`,
        evidence: [{ at: inherited, text: 'the payer of this file' }],
      });
    }
    const { date, policy } = visit;
    for (const why of date === undefined ? [] : notEffective(policy, date)) {
      const own = visit.encounter.payers[0];
      context.missing({
        at: own ?? visit.encounter.header,
        message: `${why}, so this encounter is checked by ${checkedBy(policy)}.`,
        show: true,
        evidence: [
          ...(inherited && !own ? [{ at: inherited, text: 'the payer of this file' }] : []),
          { at: visit.encounter.header, text: `seen on ${date}` },
        ],
      });
    }
  },
};

function checkPayer(payer: Fact<string>, known: readonly string[], context: RuleContext): void {
  if (known.includes(payer.value)) return;
  const near = likelyPayer(payer.value, known);
  context.report({
    at: payer,
    message: `Choose a payer with a profile: “#${payer.value}” has no profile, so only national rules are checked; known are ${list(known)}.`,
    fixes: near ? [{ kind: 'edit', title: `Write #${near}`, edits: [{ at: payer, text: `#${near}` }] }] : [],
  });
}
