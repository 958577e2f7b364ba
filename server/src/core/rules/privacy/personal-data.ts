import type { Block } from '../../syntax/tree.js';
import type { RuleContext, Rule } from '../rule.js';
import { personalDataIn } from './phi/detect-phi.js';
import type { PersonalKind } from './phi/phi-match.js';
import { replace } from '../../edits/builders.js';

const REPLACEMENTS: Readonly<Record<PersonalKind, { what: string; token: string }>> = {
  name: { what: 'name', token: '[name]' },
  'birth date': { what: 'date of birth', token: '[birth date]' },
  phone: { what: 'phone number', token: '[phone]' },
  email: { what: 'e-mail address', token: '[email]' },
  address: { what: 'postal address', token: '[address]' },
  ssn: { what: 'social security number', token: '[ssn]' },
  'record number': { what: 'record number', token: '[record number]' },
};

/** Only in the lines of this block: what its encounter inherits is reported in its own block. */
function check(block: Block, context: RuleContext): void {
  context.applies();
  for (const { kind, at } of personalDataIn(block)) {
    const { what, token } = REPLACEMENTS[kind];
    // The message never repeats what it found: it travels to logs, reports and screens.
    context.report({
      at,
      message: `Replace this ${what} with ${token}: it can identify the patient.`,
      fixes: [{ kind: 'edit', title: `Replace ${what} with ${token}`, edits: [replace(at, token)] }],
    });
  }
}

export const personalData: Rule = {
  id: 'personal-data',
  group: 'privacy',
  severity: 'warning',
  title: 'Personal data in free text',
  description: [
    'Looks through text fields, narrative, strings and comments, and through lines of a pasted chart, for what identifies a person: names (with a',
    'title or a label, with a credential, family name first, at the start of a sentence, in a banner with sex and birth date), dates of birth, phone',
    'numbers, e-mail and postal addresses, social security numbers and record numbers. It never looks at pumps, lots, prescriptions, serials and',
    'provider numbers. Clinical scales, signs and readings pass (Ashworth 2, Babinski, Tuohy needle, BP 120/80, VAS 7/10, 22g), and so do drugs,',
    'pump models, dates of service, procedure codes and initials such as `RN KL`. It cannot be waived; a setting can turn it off.',
  ].join('\n'),
  rationale:
    'A note without names can be shared, kept under version control and shown to an auditor with less harm. No detector is complete, and dates of service remain: treat the file as protected all the same.',
  fixDescription: 'Edit: each finding is replaced by a token in brackets, such as `[name]` or `[phone]`.',
  sources: ['LANG'],
  examples: {
    wrong: [
      '2026-11-20 interrogate P-014 @office',
      'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable',
      'by: RN KL',
      'read: expected 6.2 mL, dose 480 mcg/day, alarms none',
      'dx: G80.0, Z45.1',
      'response: tone stable, daughter will call from 555-201-4488',
      '62367 @AB',
      '',
    ].join('\n'),
    right: [
      '2026-11-20 interrogate P-014 @office',
      'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable',
      'by: RN KL',
      'read: expected 6.2 mL, dose 480 mcg/day, alarms none',
      'dx: G80.0, Z45.1',
      'response: Ashworth 2, BP 120/80, pain 7/10, daughter will call from [phone]',
      '62367 @AB',
      '',
    ].join('\n'),
  },
  check: (visit, context) => check(visit.encounter.block, context),
  checkDefaults: (defaults, context) => check(defaults.block, context),
};
