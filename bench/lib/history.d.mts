export function worsened(
  ratios: Readonly<Record<string, number>>,
  runs: readonly { readonly ratios: Readonly<Record<string, number>> }[],
): string[];
