import { visible } from '../text/visible.js';
import type { Vocabulary, Unverified } from '../codes/types.js';

/** Parts of a hover: the first is its headline; each other one is a paragraph below it. */
export function page(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join('\n\n');
}

export function bullets(rows: readonly (readonly [label: string, text: string | undefined])[]): string {
  return rows.flatMap(([label, text]) => (text ? [`- **${label}:** ${text}`] : [])).join('\n');
}

/** Text of a note or profile inside Markdown: nothing in it formats, links, loads or hides anything. */
export function escape(text: string): string {
  return visible(text)
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]<>|~!#&]|\$(?=\()/g, '\\$&')
    .replace(/:(?=\/\/)|\.(?=\S)(?<=\bwww\.)|@(?=\S+\.\S)/gi, '\\$&');
}

export function trap(text: string | undefined): string | undefined {
  return text && `**Beware:** ${text}`;
}

export function unverifiedNote(marks: readonly Unverified[] | undefined): string | undefined {
  return marks?.length ? marks.map(mark => `**Unverified:** ${mark.reason}`).join('\n\n') : undefined;
}

/** The last line of every hover about data: sources, with address if there is one, and the edition. */
export function sourceNote(codes: Vocabulary, ids: readonly string[], edition?: string): string {
  const sources = [...new Set(ids)].map(id => {
    const source = codes.source(id);
    const title = source.edition ? `${source.title}, ${source.edition}` : source.title;
    return source.url ? `[${title.replace(/[[\]]/g, '')}](${encodeURI(decodeURI(source.url))})` : title;
  });
  return `*Source: ${sources.join(' · ')}${edition ? `. Edition: ${edition}` : ''}*`;
}

export function dates(from: string | undefined, to: string | undefined): string | undefined {
  if (from && to) return `${from} to ${to}`;
  if (from) return `since ${from}`;
  return to ? `until ${to}` : undefined;
}
