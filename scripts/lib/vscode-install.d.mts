export function nodeOf(version: string, cache: string): string;
