export interface BannedPatterns {
  readonly words: RegExp;
  readonly spellings: RegExp;
  readonly exceptions: readonly string[];
}
export interface BannedWord {
  readonly line: number;
  readonly word: string;
}
export function bannedPatterns(guide: string): BannedPatterns;
export function textFiles(root: string, folder?: string): string[];
export function bannedWords(text: string, patterns: BannedPatterns, isNote?: boolean): BannedWord[];
export function wordsOfProject(root: string): Map<string, BannedWord[]>;
