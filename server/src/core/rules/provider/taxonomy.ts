import { nameOf } from '../../claim/services/service-facts.js';
import type { Rule } from '../rule.js';
import { list } from '../../text/prose.js';

/** Nine letters or digits and a final X. */
const TAXONOMY = /^[0-9A-Z]{9}X$/i;

export const taxonomy: Rule = {
  id: 'taxonomy',
  group: 'provider',
  severity: 'warning',
  title: 'Taxonomy code does not fit the credential',
  description:
    'Compares the `taxonomy` of `by:` with the credential of who performed: the code of a registered ' +
    'nurse beside an MD does not fit, nor does that of an organization beside a person. A code that is ' +
    'not ten characters ending in X does not exist. A code that is not in the edition we hold may be ' +
    'newer and decides nothing.',
  rationale:
    'Payers match the taxonomy code with the enrollment of the provider, and reject or underpay a claim ' +
    'where the two are of different professions.',
  sources: ['NUCC'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office
by: MD AS, npi 1234567893, taxonomy 163W00000X
fill: out 2.9 mL, in 20 mL
95991 @A
`,
    right: `2026-11-20 refill P-022 @office
by: MD AS, npi 1234567893, taxonomy 208VP0014X
fill: out 2.9 mL, in 20 mL
95991 @A
`,
  },
  check(visit, context) {
    const { by, codes, encounter } = visit;
    const fact = by?.taxonomy;
    if (!fact) return;
    const who = by.main ?? by.read ?? by.prog;
    const at = fact.block === encounter.block ? fact : encounter.header;
    if (!TAXONOMY.test(fact.value)) {
      context.applies();
      context.report({
        at,
        message: `Correct the taxonomy code ${fact.value}: each has nine letters or digits and ends in X.`,
        evidence: [{ at: fact, text: 'the taxonomy code' }],
      });
      return;
    }
    const entry = codes.taxonomy(fact.value);
    const credential = who && codes.credential(who.credential);
    if (!entry || !who || !credential?.known) {
      const missing = !entry
        ? `The taxonomy code ${fact.value} is not in our edition (${codes.edition('taxonomy')})`
        : 'The note gives no known credential for the taxonomy code';
      context.missing({ at, message: `${missing}, so it cannot be compared.`, show: false });
      return;
    }
    context.applies();
    if (entry.credentials.includes(credential.word)) return;
    const fits = entry.credentials.length
      ? `fits ${list(entry.credentials, 'or')}`
      : 'fits none of the credentials of a note';
    context.report({
      at,
      message: `Correct the taxonomy code or the credential: ${entry.code} (${entry.title}) ${fits}, not ${nameOf(who)}.`,
      evidence: [
        { at: fact, text: `${entry.code}: ${entry.title}` },
        { at: who, text: `performed: ${nameOf(who)}` },
      ],
    });
  },
};
