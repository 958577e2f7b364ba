/**
 * Marks that change the direction or hide the place of the text around them: left-to-right and right-to-left marks,
 * embeddings, isolates, zero-width signs.
 */
const HIDDEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Text of a note for display: marks that hide or reorder it are named, `[U+202E]`. */
export function visible(text: string): string {
  return text.replace(HIDDEN, mark => `[U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
}
