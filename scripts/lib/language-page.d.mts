export function withFields(
  page: string,
  fields: readonly unknown[],
  abbreviations: ReadonlyMap<string, string>,
): string;
