/** Words for small numbers: `two passes`, `second attempt`. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
    .map((word, i) => [word, i] as const)
    .concat([
      ['first', 1],
      ['1st', 1],
      ['single', 1],
      ['second', 2],
      ['third', 3],
    ]),
);
