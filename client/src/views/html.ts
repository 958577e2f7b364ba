/** HTML that may be put into a page as it is: made by {@link html}, which escapes everything that is not. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

/**
 * A template whose values are escaped, except for HTML; `null`, `undefined` and `false` are nothing, and lists are
 * joined.
 */
export function html(literals: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(literals.map((literal, i) => literal + (i < values.length ? toText(values[i]) : '')).join(''));
}

function toText(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(toText).join('');
  return String(part).replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);
}
