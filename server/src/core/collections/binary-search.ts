/**
 * The first index in a sorted sequence that fulfills a condition; `length` if none does.
 * @param fulfills false for every index before that one, true from there on
 */
export function firstIndex(length: number, fulfills: (index: number) => boolean): number {
  let low = 0,
    high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fulfills(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
