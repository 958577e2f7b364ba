import type { Typed } from '../core/editor/completion/suggestion.js';

/** Gaps as tab stops, in order; what has a meaning in a snippet is escaped. */
export function snippetOf(typed: Exclude<Typed, string>): string {
  const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
  let stop = 0;
  return typed
    .map(part => {
      if (typeof part === 'string') return escaped(part);
      stop++;
      const { gap, choices } = part;
      if (choices)
        return `\${${stop}|${[...new Set([gap, ...choices])]
          .filter(Boolean)
          .map(choice => choice.replace(/[\\,|$}]/g, '\\$&'))
          .join(',')}|}`;
      return gap ? `\${${stop}:${escaped(gap)}}` : `$${stop}`;
    })
    .join('');
}
