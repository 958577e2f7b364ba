// What a chart text should be read as: `NAME.txt` and beside it `NAME.gold.json`; docs/intake.md describes the layout.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface Quote {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

export interface GoldFact extends Quote {
  readonly key: string;
  readonly item: string;
  readonly line?: number;
  readonly also?: readonly Quote[];
  /** Other items that are as right, as `key: item`. */
  readonly alt?: readonly string[];
}

type Member = string | null | { readonly any: readonly (string | null)[] };

export interface GoldEncounter {
  readonly header: Partial<Record<'date' | 'services' | 'place' | 'payer', Member>>;
  readonly gold: readonly GoldFact[];
  readonly optional: readonly GoldFact[];
  readonly mustBeUnsure: readonly GoldFact[];
}

export interface GoldFile {
  readonly name: string;
  readonly source: string;
  readonly encounters: readonly GoldEncounter[];
  readonly forbidden: readonly (Quote & { readonly key: string; readonly item: string; readonly why: string })[];
  readonly identifiers: readonly string[];
}

export function goldFiles(folder: string): GoldFile[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.txt') && readdirSync(folder).includes(name.replace(/txt$/, 'gold.json')))
    .sort()
    .map(name => {
      const gold = JSON.parse(readFileSync(path.join(folder, name.replace(/txt$/, 'gold.json')), 'utf8'));
      return {
        name: name.replace(/\.txt$/, ''),
        source: readFileSync(path.join(folder, name), 'utf8'),
        encounters: gold.encounters ?? [gold],
        forbidden: gold.forbidden,
        identifiers: gold.identifiers,
      };
    });
}
