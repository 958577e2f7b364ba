/**
 * What a practice must say before amounts of the physician fee schedule can be computed; none of it ships. Decimal
 * texts.
 */
export interface FeeSettings {
  /** The payment locality, for people: `Chicago (06102-16)`. */
  readonly locality: string;
  /** Geographic practice cost indices of the locality. */
  readonly gpci: { readonly work: string; readonly practice: string; readonly malpractice: string };
  /** Dollars for one relative value unit. */
  readonly conversionFactor: string;
}
