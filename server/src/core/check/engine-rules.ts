import type { RuleInfo } from '../rules/rule.js';

/** Findings of the engine itself: they are listed, set and explained as rules are, and follow from what all rules find. */

export const emptyField: RuleInfo = {
  id: 'empty-field',
  group: 'form',
  severity: 'info',
  maxSeverity: 'error',
  title: 'Field without a value',
  description:
    'A key or an item has no value yet, as quick fixes and snippets leave it. It is reported at the level of the rule that requires it on this visit, and as information if none does; that rule then has no data.',
  rationale: 'An empty field proves nothing: an auditor reads it as not done.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
assess:
`,
    right: `2026-11-20 visit P-014 @office
assess: goals met, continue
`,
  },
};

export const waiver: RuleInfo = {
  id: 'waiver',
  group: 'form',
  severity: 'warning',
  title: 'Waiver has no effect',
  description:
    'An `ok:` line names no rule, names one that cannot be waived, gives no reason, or waives nothing because the rule finds nothing in its encounter.',
  rationale:
    'An auditor reads a waiver as a decision. One without a reason, or one whose cause is gone, hides the next real finding.',
  fixDescription: 'Edit: deletes the line, or writes the rule id that is one letter away.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
ok: bundled-pair "payer agreed in writing", KL
| Seen for pump questions.
`,
    right: `2026-11-20 visit P-014 @office
| Seen for pump questions.
`,
  },
};
