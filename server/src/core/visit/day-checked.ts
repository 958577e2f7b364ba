import type { Visit } from './visit.js';

/** The day whose tables decide, as messages name it: that of the visit, unless another one was asked about. */
export function dayChecked({ date, codes }: Visit): string {
  return codes.date === undefined || codes.date === date ? `this visit of ${date}` : codes.date;
}
