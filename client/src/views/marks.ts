import { html, type Html } from './html';

/** Shapes that tell outcomes and levels apart without color; the word beside one says the same. */
const SHAPES = {
  // an octagon with a cross
  fail:
    'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2zM5.6 4.5 4.5 5.6 6.9 8l-2.4 2.4 1.1 1.1L8 9.1l2.4 2.4 ' +
    '1.1-1.1L9.1 8l2.4-2.4-1.1-1.1L8 6.9z',
  // a triangle with a bar and a dot
  warning: 'M8 1.3 15.4 14.5H.6zM7.2 6v4.4h1.6V6zm0 5.4V13h1.6v-1.6z',
  // a ring with an i
  info:
    'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.4a5.6 5.6 0 1 0 0 11.2A5.6 5.6 0 0 0 8 2.4zM7.2 ' +
    '7v4.6h1.6V7zm0-2.7v1.6h1.6V4.3z',
  // a ring with nothing in it
  'no data': 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1.5a5 5 0 1 0 0 10A5 5 0 0 0 8 3z',
  // a tick
  pass: 'm13.4 3.2 1.2 1.1-8 9.2-5-4.6 1.1-1.2 3.7 3.4z',
  // a hand-drawn line: signed off
  waived:
    'M1 10.2c2-4.4 4.2-5.6 5.6-3.4 1.2 1.9 2.2 2 3.5.2C11.6 4.9 13 4.4 15 6.8l-1.3 ' +
    '1.1c-1.2-1.4-1.6-1.2-2.6.2-2 2.7-4.3 2.5-5.9-.1-.6-1-1.4-.6-2.7 2.9z',
  // a dot
  hint: 'M8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
} as const;

export type Mark = keyof typeof SHAPES;

/** A shape for the eye only: what it means must be beside it in words. */
export function mark(name: Mark): Html {
  return html`<svg class="mark ${name.replace(' ', '-')}" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path fill-rule="evenodd" d="${SHAPES[name]}"/></svg>`;
}

/** A shape with its word: `✕ error`. */
export function badge(name: Mark, word: string): Html {
  return html`<span class="badge ${name.replace(' ', '-')}">${mark(name)} ${word}</span>`;
}

/** The mark of a finding's level. */
export function markOfLevel(level: string): Mark {
  if (level === 'error') return 'fail';
  return level === 'warning' || level === 'info' || level === 'hint' ? level : 'info';
}
