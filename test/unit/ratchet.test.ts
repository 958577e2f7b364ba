import { describe, expect, it } from 'vitest';
import { grows, problemsOf } from '../../scripts/lib/ratchet.mjs';
import { bannedPatterns, bannedWords } from '../../scripts/lib/words.mjs';

describe('a list of what is older than a rule', () => {
  it('allows what it lists', () => {
    expect(problemsOf({ rule: { 'a.ts': 2 } }, { rule: { 'a.ts': 2 } })).toEqual([]);
  });

  it('refuses more than it lists, in a listed file and in another', () => {
    expect(problemsOf({ rule: { 'a.ts': 2 } }, { rule: { 'a.ts': 3, 'b.ts': 1 } })).toHaveLength(2);
  });

  it('refuses an entry that is no longer needed', () => {
    expect(problemsOf({ rule: { 'a.ts': 2 } }, { rule: { 'a.ts': 1 } })).toHaveLength(1);
    expect(problemsOf({ rule: { 'a.ts': 2 } }, {})).toHaveLength(1);
  });

  it('lets a file be renamed, and does not grow', () => {
    expect(grows({ rule: { 'a.ts': 2 } }, { rule: { 'b.ts': 2 } })).toEqual([]);
    expect(grows({ rule: { 'a.ts': 2 } }, { rule: { 'a.ts': 3 } })).toEqual(['rule']);
    expect(grows({}, { rule: { 'a.ts': 1 } })).toEqual(['rule']);
  });
});

describe('the words that STYLE.md bans', () => {
  const list = (heading: string, entries: string): string =>
    `## ${heading}\n\nText.\n\n\`\`\`text\n${entries}\n\`\`\`\n`;
  const patterns = bannedPatterns(
    list('Words not used', 'banned, two words, MOST_') +
      list('British spellings', 'color-, organis~\nprogramme') +
      list('Exceptions', 'oldColorName'),
  );
  const found = (text: string, isNote = false): string[] =>
    bannedWords(text, patterns, isNote).map(({ line, word }: { line: number; word: string }) => `${line} ${word}`);

  it('are found as words, in names, and over a line of blanks', () => {
    expect(found('a Banned b\ntwo  words\nMOST_UNITS')).toEqual(['1 Banned', '2 two  words', '3 MOST_']);
    expect(found('colors\nfontColor organising')).toEqual(['1 color', '2 Color', '2 organising']);
  });

  it('are not found in words that are spelled so in the US', () => {
    expect(found('abandoned programmed programmer organism organist')).toEqual([]);
  });

  it('are not found in exceptions, and in notes only by their spelling', () => {
    expect(found('oldColorName')).toEqual([]);
    expect(found('banned programme', true)).toEqual(['1 programme']);
  });
});
