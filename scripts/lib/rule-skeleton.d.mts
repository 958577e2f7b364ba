export function ruleSkeleton(group: string, id: string): Map<string, string>;
