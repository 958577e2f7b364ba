import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npiProblem } from '../../../server/src/core/rules/provider/npi.js';

/**
 * Luhn over all fifteen digits, as the standard words it: from the right, every second digit doubled, the sum a
 * multiple of ten.
 */
function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = +digit * (i % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

describe('the check digit of an NPI', () => {
  it('is Luhn’s behind the prefix 80840, for numbers that begin with 1 or 2', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{10}$/), number => {
        expect(npiProblem(number) === undefined).toBe(luhn(`80840${number}`) && /^[12]/.test(number));
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[12]\d{8}$/), nine => {
        expect([...'0123456789'].filter(digit => npiProblem(nine + digit) === undefined)).toHaveLength(1);
      }),
    );
  });

  it('accepts the published sample and no neighbor of it', () => {
    expect(npiProblem('1234567893')).toBeUndefined();
    for (const digit of '012456789') expect(npiProblem(`123456789${digit}`)).toContain('check digit');
  });

  it.each(['', '123456789', '12345678930', '123456789a', '１２３４５６７８９３', ' 1234567893'])(
    'refuses “%s”',
    number => {
      expect(npiProblem(number)).toBeDefined();
    },
  );
});
