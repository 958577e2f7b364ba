/** `95990`, `95990 and 62367`, `95990, 62367 and 62368`: for messages. */
export function list(words: readonly string[], join = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${join} ${words.at(-1)}`;
}

/** A text with its first letter in capitals. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
