import type { Defaults, Fact } from '../../encounter/model.js';
import type { RuleContext, Rule } from '../rule.js';

export const npi: Rule = {
  id: 'npi',
  group: 'provider',
  severity: 'error',
  title: 'NPI is not valid',
  description:
    "Checks the `npi` of `by:`: ten digits, the first 1 or 2, the last a check digit (Luhn's, over `80840` and the number). Whether the number belongs to that person cannot be checked offline.",
  rationale: 'A claim with an NPI whose check digit is wrong is returned unread.',
  sources: ['X222'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office
by: MD AS, npi 1234567890
fill: out 2.9 mL, in 20 mL
95991 @A
`,
    right: `2026-11-20 refill P-022 @office
by: MD AS, npi 1234567893
fill: out 2.9 mL, in 20 mL
95991 @A
`,
  },
  check(visit, context) {
    // A number in the file's defaults is checked once, in the defaults.
    const number = visit.encounter.by?.npi;
    if (number) context.applies();
    checkNumber(number, context);
  },
  checkDefaults: (defaults: Defaults, context: RuleContext) => checkNumber(defaults.by?.npi, context),
};

function checkNumber(fact: Fact<string> | undefined, context: RuleContext): void {
  const problem = fact && npiProblem(fact.value);
  if (problem)
    context.report({
      at: fact,
      message: `Correct the NPI: ${problem}.`,
      evidence: [{ at: fact, text: 'the NPI' }],
    });
}

/** What is wrong with an NPI, as a clause; undefined for a valid one. */
export function npiProblem(number: string): string | undefined {
  if (!/^\d+$/.test(number)) return 'it has ten digits and nothing else';
  if (number.length !== 10) return `it has ${number.length} digits, not ten`;
  if (!/^[12]/.test(number)) return `it begins with ${number[0]}, and every NPI begins with 1 or 2`;
  const due = checkDigit(number.slice(0, 9));
  return due === +number[9]! ? undefined : `its check digit is ${number[9]}, and the digits before it need ${due}`;
}

/** Luhn's check digit of nine digits behind the prefix 80840, which itself adds 24. */
function checkDigit(nine: string): number {
  let sum = 24;
  for (let i = 0; i < 9; i++) {
    const doubled = +nine[i]! * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}
