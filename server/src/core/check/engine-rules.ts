import type { RuleInfo } from '../rules/rule.js';

/**
 * Findings of the engine itself: they are listed, set and explained as rules are, and follow from what all rules find.
 */

export const emptyField: RuleInfo = {
  id: 'empty-field',
  group: 'form',
  severity: 'info',
  severities: ['info', 'hint', 'warning', 'error'],
  title: 'Field without a value',
  description:
    'A key or an item has no value yet, as quick fixes and snippets leave it. It is reported at the ' +
    'level of the rule that requires it on this visit, and as information if none does; that rule then ' +
    'has no data.',
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
    'An `ok:` line names no rule, names one that cannot be waived, gives no reason, or waives nothing ' +
    'because the rule finds nothing in its encounter.',
  rationale:
    'An auditor reads a waiver as a decision. One without a reason, or one whose cause is gone, hides ' +
    'the next real finding.',
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

export const goodPractice: RuleInfo = {
  id: 'doc-good-practice',
  group: 'documentation',
  severity: 'hint',
  title: 'Good practice in the record',
  description:
    'One hint for each encounter lists the elements of the record that good practice asks for and the note does not have. Elements that the payer demands are findings of their own rules (`doc-…`). Waive or switch off one element by its own rule, or all of them by this one; the report keeps a row for each.',
  rationale: 'A complete record answers an auditor’s questions. No claim is denied for an element that is listed here.',
  fixDescription:
    'Edit: inserts all stubs, or one of them, to fill in. Each stub is reported until it has a value. ' +
    'What a fix cannot insert without stating a fact is left to the coder.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
95991 @A
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
prep: identity, consent, vitals, allergies, anticoagulation
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
prog: volume only
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00
exam: pocket clean; physician needed, pump deep and tilted
assess: spasticity goals met, continue
response: tone stable, Ashworth 2, no withdrawal
next: 2027-04-20, alarm 2027-04-27
95991 @A
`,
  },
};
