export function registries(root: string): Map<string, string>;
export function ruleList(group: string, files: ReadonlyMap<string, string>): string;
export function profileList(ids: readonly string[], current: string): string;
