import denials from '../../../data/denials.json';
import { lazy } from '../codes/lazy.js';

/** For which reasons of a remittance which rules look, first the one that looks for it most. */
export interface DenialCodes {
  /** CARC → rule ids. */
  readonly adjustments: ReadonlyMap<string, readonly string[]>;
  /** RARC → rule ids. */
  readonly remarks: ReadonlyMap<string, readonly string[]>;
  /** CARC of the ordinary difference between charge and payment: deductible, fee schedule, sequestration. */
  readonly payments: ReadonlySet<string>;
  /** Why the table is not verified. */
  readonly unverified: string;
  /** All rules that look for a denial. */
  readonly rules: ReadonlySet<string>;
}

export const denialCodes = lazy((): DenialCodes => {
  const byCode = (rows: readonly { readonly code: string; readonly rules: readonly string[] }[]) =>
    new Map(rows.map(({ code, rules }) => [code, rules]));
  return {
    adjustments: byCode(denials.adjustments),
    remarks: byCode(denials.remarks),
    payments: new Set(denials.payments),
    unverified: denials.unverified,
    rules: new Set([...denials.adjustments, ...denials.remarks].flatMap(({ rules }) => rules)),
  };
});
