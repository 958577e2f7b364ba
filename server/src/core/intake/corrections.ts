import type { Span } from '../syntax/tree.js';
import type { Segment } from './segments.js';

const CORRECTS =
  /^(?:correction|corrected|erratum|amended|amendment)\b|^(?:this|that|it) (?:was|is) (?:wrong|incorrect|an error|a typo|mistaken)\b|\b(?:correction|(?:is|was|has been|have been)(?: also| now| hereby)? corrected to|should (?:read|be recorded as|have read)|entered in error|transposed)\b|, not \d/;

/** The statements of an addendum that replace earlier ones: `Correction: residual was 3.8 mL, not 8.3 mL`. */
export function correctionsIn(segments: readonly Segment[]): Span[] {
  return segments.filter(({ label, labeled, text }) => CORRECTS.test(labeled ? `${label}: ${text}` : text));
}
