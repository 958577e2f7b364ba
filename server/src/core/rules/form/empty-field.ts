import { troubleRule } from './trouble-rule.js';
import type { Rule } from '../rule.js';

const stub = troubleRule({
  id: 'empty-field',
  severity: 'info',
  title: 'A key without a value',
  what: 'A key stands there and its value is still to be filled in, as quick fixes and snippets leave it. It is reported at the level of the rule that demands the key on this visit, and as information where none does; the rule itself then has no data.',
  why: 'An empty field proves nothing: an auditor reads it as not done.',
  sources: [],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
assess:
`,
    right: `2026-11-20 visit P-014 @office
assess: goals met, continue
`,
  },
});

export const emptyField: Rule = stub;
