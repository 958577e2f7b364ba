import type { MeasureWording, PhraseWording } from './wordings/wording.js';

/** A few words before a number, within its clause. */
const GAP_BEFORE = '[^;,.\\d]{0,40}';
/** A few words after a number that do not begin another statement. */
const GAP_AFTER = '(?:(?!\\b(?:and|then|but|before|while|after|with)\\b|-- |[\\u2013\\u2014] )[^;,.\\d(]){0,60}?';

export interface MeasurePattern<Slot extends string> {
  readonly slot: Slot;
  readonly why: string | undefined;
  readonly before: RegExp | undefined;
  readonly after: RegExp | undefined;
  readonly unless: RegExp | undefined;
  readonly among: RegExp | undefined;
  /** Any of the words, in any position in a label. */
  readonly label: RegExp | undefined;
}

export function measurePattern<Slot extends string>(wording: MeasureWording<Slot>): MeasurePattern<Slot> {
  const { slot, why, before, after, next, unless, among, adjacent } = wording;
  const behind = [
    next,
    after && `(?:${GAP_AFTER}\\b|[^;,.\\d(]{0,60}?,? (?:which )?(?:was|were) (?:then )?)(?:${after})(?!\\w)`,
  ]
    .filter(Boolean)
    .join('|');
  const named = [before, after].filter(Boolean).join('|');
  return {
    slot,
    why,
    before: before ? new RegExp(`(?<![\\w-])(?:${before})(?!\\w)${adjacent ? '[ :]{0,3}' : GAP_BEFORE}$`) : undefined,
    after: behind ? new RegExp(`^(?:${behind})`) : undefined,
    unless: unless ? new RegExp(unless) : undefined,
    among: among ? new RegExp(`\\b(?:${among})\\b`) : undefined,
    label: named ? new RegExp(`(?<![\\w-])(?:${named})(?!\\w)`) : undefined,
  };
}

export interface PhrasePattern {
  readonly item: string;
  readonly says: RegExp;
  readonly unless: RegExp | undefined;
  readonly denies: boolean;
}

export function phrasePattern({ item, says, unless, denies }: PhraseWording): PhrasePattern {
  return {
    item,
    says: new RegExp(says, 'g'),
    unless: unless ? new RegExp(unless) : undefined,
    denies: denies ?? false,
  };
}
