/** Words in place of a value: `see op note`, `per protocol`, `scanned`, a check mark. */

const PLACEHOLDER =
  /^(?:see\b.*|(?:as|per) (?:protocol|policy|order(?:s|ed)?|above|below|usual|noted|documented)\b.*|(?:same )?as (?:above|below|noted)|same as (?:above|below)|ditto|scanned|illegible|unreadable|pending|on file|in chart|attached|yes|y|ok|done|complete[d]?|wnl|x|\?+|-+|[✓✔☑√]+)$/i;

/** Whether an item refers to a value that is elsewhere, or gives none. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(
    text
      .trim()
      .replace(/\s+only$/i, '')
      .replace(/^[✓✔☑√]\s*(?=\w)/, ''),
  );
}
