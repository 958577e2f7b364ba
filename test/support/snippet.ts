/**
 * Expands VS Code's snippet syntax as far as our snippets use it: variables, tab stops, placeholders (nested), choices,
 * escapes.
 */
export interface Expansion {
  readonly variables: Readonly<Record<string, string>>;
  /** The option for a choice; undefined: the first one. */
  choose?(stop: number): string | undefined;
  /** What is typed at an empty tab stop, by the text before it on its line; absent: nothing. */
  empty?(before: string): string;
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** `default` is absent if the stop is named again, as `$4` after `${4:40}`, or is empty. */
  | {
      readonly kind: 'stop';
      readonly stop: number;
      readonly default?: readonly Part[];
      readonly options?: readonly string[];
    };

export function expand(snippet: string, expansion: Expansion): string {
  const values = new Map<number, string>();
  let out = '';
  const render = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.kind === 'text') out += part.text;
      else if (part.kind === 'variable') out += expansion.variables[part.name] ?? fail(`no value for $${part.name}`);
      else if (values.has(part.stop)) out += values.get(part.stop);
      else {
        const start = out.length;
        if (part.options) out += expansion.choose?.(part.stop) ?? part.options[0];
        else if (part.default) render(part.default);
        else out += expansion.empty?.(out.slice(out.lastIndexOf('\n') + 1)) ?? '';
        values.set(part.stop, out.slice(start));
      }
    }
  };
  render(parse(snippet));
  return out;
}

/** The tab stops in the order of their first occurrence in the text, outer before inner. */
export function tabStopsOf(snippet: string): number[] {
  return [...new Set(stopsIn(parse(snippet)).map(({ stop }) => stop))];
}

function stopsIn(parts: readonly Part[]): Extract<Part, { kind: 'stop' }>[] {
  return parts.flatMap(part => (part.kind === 'stop' ? [part, ...stopsIn(part.default ?? [])] : []));
}

function parse(snippet: string): Part[] {
  let at = 0;
  const word = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(snippet)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const until = (end: string): Part[] => {
    const parts: Part[] = [];
    while (at < snippet.length && snippet[at] !== end) {
      if (snippet[at] === '$') {
        parts.push(dollar());
        continue;
      }
      if (snippet[at] === '\\') at++;
      parts.push({ kind: 'text', text: snippet[at++] ?? fail('a snippet ends with a backslash') });
    }
    return parts;
  };
  const dollar = (): Part => {
    at++;
    const braced = snippet[at] === '{';
    if (braced) at++;
    const stop = word(/\d+/y);
    const name = stop === undefined ? (word(/[A-Z_]+/y) ?? fail(`a lone $ at ${at}`)) : undefined;
    const part = (more: { default?: readonly Part[]; options?: readonly string[] }): Part =>
      name === undefined ? { kind: 'stop', stop: Number(stop), ...more } : { kind: 'variable', name };
    if (!braced) return part({});
    const mark = snippet[at++];
    if (mark === '}') return part({});
    if (mark === ':') {
      const parts = until('}');
      at++;
      return part({ default: parts });
    }
    if (mark !== '|') return fail(`an unknown form at ${at}`);
    const options = word(/[^|]*/y)!.split(',');
    if (!snippet.startsWith('|}', at)) return fail(`a choice without its end at ${at}`);
    at += 2;
    return part({ options });
  };
  return until('');
}

function fail(message: string): never {
  throw new Error(message);
}
