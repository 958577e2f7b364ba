/** A short refill by a physician, for examples: each shows it with and without the line that its rule is about. */
export function refillExample(...lines: readonly string[]): string {
  return [
    '2026-11-20 refill P-014 @office #medicare',
    'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable',
    'by: MD AS',
    ...(lines.some(line => line.startsWith('fill:'))
      ? []
      : ['fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic']),
    ...lines,
    '95991 @A',
    '',
  ].join('\n');
}
