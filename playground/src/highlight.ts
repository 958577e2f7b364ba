// The colors of a note, line by line: a smaller copy of the extension's grammar.
import { HighlightStyle, StreamLanguage, syntaxHighlighting, type StreamParser } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { KEYS, SERVICES } from '../../server/src/core/syntax/vocabulary';

interface State {
  isInFence: boolean;
  line: 'header' | 'field' | 'code' | 'other';
}

const CODE = /^(?:\d{4}[0-9A-Z]|[A-Z]\d{4})(?=[-\s]|$)/i;
const FIELD = new RegExp(`^(?:${[...KEYS, 'mac', 'practice', 'payer', 'place'].join('|')}):`, 'i');
const SERVICE = new RegExp(`^(?:${SERVICES.join('|')})(?:\\+(?:${SERVICES.join('|')}))*(?!\\S)`, 'i');
const NUMBER = /^\d[\d,.]*(?:\s?(?:mcg|mg|mL|ml)(?:\/(?:mL|ml|day|hr))?|%|mo|y)?/;

const parser: StreamParser<State> = {
  startState: () => ({ isInFence: false, line: 'other' }),
  token(stream, state) {
    if (stream.sol()) return startOfLine(stream, state);
    if (stream.match(/^\s+/)) return stream.match(/^;.*/) ? 'comment' : null;
    return wordOf(stream, state.line);
  },
};

type Stream = Parameters<typeof parser.token>[0];

function startOfLine(stream: Stream, state: State): string | null {
  if (stream.match(/^\s*"""\s*$/)) {
    state.isInFence = !state.isInFence;
    return 'string';
  }
  if (state.isInFence) return toEnd(stream, 'string');
  state.line = 'other';
  if (stream.match(/^\s*;.*/)) return 'comment';
  if (stream.match(/^\s*\|.*/)) return 'string';
  if (stream.match(/^\d{4}-\d\d-\d\d(?!\S)/)) {
    state.line = 'header';
    return 'heading';
  }
  if (stream.match(FIELD)) {
    state.line = 'field';
    return 'propertyName';
  }
  if (stream.match(CODE)) {
    state.line = 'code';
    return 'keyword';
  }
  return toEnd(stream, null);
}

function wordOf(stream: Stream, line: State['line']): string | null {
  if (stream.match(/^"[^"]*"?/)) return 'string';
  if (stream.match(/^[@#!][\w-]+/)) return 'labelName';
  if (line === 'header' && stream.match(SERVICE)) return 'keyword';
  if (line === 'code' && stream.match(/^-[A-Z0-9]{2}/i)) return 'modifier';
  if (stream.match(NUMBER)) return 'number';
  if (stream.match(/^[\w.]+/)) return line === 'header' ? 'heading' : null;
  stream.next();
  return null;
}

function toEnd(stream: Stream, token: string | null): string | null {
  stream.skipToEnd();
  return token;
}

const style = HighlightStyle.define([
  { tag: tags.heading, class: 'tok-header' },
  { tag: tags.keyword, class: 'tok-code' },
  { tag: tags.modifier, class: 'tok-modifier' },
  { tag: tags.propertyName, class: 'tok-key' },
  { tag: tags.labelName, class: 'tok-tag' },
  { tag: tags.number, class: 'tok-number' },
  { tag: tags.string, class: 'tok-string' },
  { tag: tags.comment, class: 'tok-comment' },
]);

export const noteColors = [StreamLanguage.define(parser), syntaxHighlighting(style)];
