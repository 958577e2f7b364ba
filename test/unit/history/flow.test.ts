import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysOf, floorDivide, infusionRate, isUnknown } from '../../../server/src/core/claim/history/infusion-rate.js';
import type { Encounter, Fact, Quantity, Unit } from '../../../server/src/core/encounter/model.js';
import type { ReservoirStrength } from '../../../server/src/core/claim/drugs/reservoir-content.js';
import { formatQuantity, mgPerMl } from '../../../server/src/core/encounter/quantity.js';
import { language, workspaceOf } from '../../support/checking';

const workspace = workspaceOf({ 'note.encounter': '2026-11-20 visit P-014 @office\n' });
const block = workspace.file('note.encounter')!.blocks.at(-1)!;
const encounter: Encounter = workspace.visit(block)!.encounter;
const stated = (amount: string, unit: Unit): Fact<Quantity> => ({
  block,
  start: 0,
  end: 0,
  value: { amount: new Big(amount), unit },
});

const holding = (amount: string, unit: Unit): ReservoirStrength => {
  const strength = stated(amount, unit);
  return {
    mass: mgPerMl(strength.value)!,
    measure: 'mg',
    volume: new Big(1),
    text: formatQuantity(strength.value),
    from: [strength],
  };
};

/** Days that a volume lasts at a dose of a strength, as `12.5 mg/day` and `25 mg/mL`. */
function days(volume: string, [dose, per]: [string, Unit], [strength, density]: [string, Unit]): number {
  const flow = infusionRate(encounter, stated(dose, per), holding(strength, density));
  if (isUnknown(flow)) throw new Error(flow.unknown);
  return daysOf(new Big(volume), flow);
}

describe('how long a fill lasts', () => {
  it('follows the worked example: 20 mL, alarm at 2 mL, morphine 25 mg/mL at 5 mg/day, 0.2 mL/day, 90 days', () => {
    expect(days('18', ['5', 'mg/day'], ['25', 'mg/mL'])).toBe(90);
  });

  it.each<[string, [string, Unit], [string, Unit], number]>([
    ['38', ['480', 'mcg/day'], ['2000', 'mcg/mL'], 158],
    ['38', ['0.48', 'mg/day'], ['2', 'mg/mL'], 158],
    ['38', ['480', 'mcg/day'], ['0.2', '%'], 158],
    ['18', ['0.2', 'mL/day'], ['25', 'mg/mL'], 90],
    ['18', ['6.6', 'mg/day'], ['20', 'mg/mL'], 54],
    // Quotients whose decimals never end: whole where the division comes out even, one less where it falls short by a
    // hair.
    ['0.7', ['0.1', 'mL/day'], ['1', 'mg/mL'], 7],
    ['21', ['7', 'mg/day'], ['30', 'mg/mL'], 90],
    ['20.9999999999999999999999', ['7', 'mg/day'], ['30', 'mg/mL'], 89],
  ])('%s mL at %s of %s last %i days', (volume, dose, strength, expected) => {
    expect(days(volume, dose, strength)).toBe(expected);
  });

  it('rounds down exactly, regardless of the decimals', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.integer({ min: 0, max: 9 }))
      .map(([digits, places]) => ({ digits, places, big: new Big(digits.toString()).div(new Big(10).pow(places)) }));
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const scale = BigInt(Math.max(a.places, b.places));
        const whole = (x: typeof a): bigint => x.digits * 10n ** (scale - BigInt(x.places));
        fc.pre(whole(a) / whole(b) < 10n ** 15n);
        expect(BigInt(floorDivide(a.big, b.big))).toBe(whole(a) / whole(b));
      }),
    );
  });

  it('is unknown where the dose or the strength is', () => {
    expect(infusionRate(encounter, undefined, holding('25', 'mg/mL'))).toHaveProperty('unknown');
    expect(infusionRate(encounter, stated('5', 'mg/day'), undefined)).toHaveProperty('unknown');
    expect(infusionRate(encounter, stated('0', 'mg/day'), holding('25', 'mg/mL'))).toHaveProperty('unknown');
  });

  it('is shown with its arithmetic, and says where it is rounded', () => {
    expect(infusionRate(encounter, stated('480', 'mcg/day'), holding('2000', 'mcg/mL'))).toHaveProperty(
      'text',
      '0.24 mL/day (480 mcg/day ÷ 2,000 mcg/mL)',
    );
    expect(infusionRate(encounter, stated('7', 'mg/day'), holding('30', 'mg/mL'))).toHaveProperty(
      'text',
      'about 0.2333 mL/day (7 mg/day ÷ 30 mg/mL)',
    );
  });
});

describe('the rules of arithmetic and history', () => {
  it('read the numbers of the payer’s profile', () => {
    expect(
      language.rules
        .filter(rule => rule.group === 'history')
        .flatMap(rule => rule.parameters ?? [])
        .sort(),
    ).toEqual(['alarmResidual', 'alarmResidual', 'earlyRefillShare', 'residualThreshold']);
  });
});
