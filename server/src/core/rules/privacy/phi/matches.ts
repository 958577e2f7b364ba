/**
 * Every match of a global pattern. Unlike `matchAll` it makes no copy of the pattern, which would cost more than to
 * search a short text in which nothing is found, and nearly all texts are such.
 */
export function matches(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  let found: RegExpExecArray[] | undefined;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) (found ??= []).push(match);
  return found ?? NONE;
}

const NONE: readonly RegExpExecArray[] = [];
