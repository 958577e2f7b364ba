import type { SourceRange } from '../syntax/source-range.js';

/**
 * Replaces the text of a place by `text`; an empty place is an insertion. All edits of a fix lie in the note of its
 * finding.
 */
export interface Edit {
  readonly at: SourceRange;
  readonly text: string;
}

/**
 * *repair*: form only, safe to apply in bulk and on save. *edit*: changes the claim or the note; applied one at a time,
 * by choice, its title saying exactly what changes.
 */
export interface Fix {
  readonly kind: 'repair' | 'edit';
  readonly title: string;
  readonly edits: readonly Edit[];
}
