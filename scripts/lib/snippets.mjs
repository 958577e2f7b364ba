// The static snippets, from the visit templates of the core.

const DATE = '$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE ';

/** The text of snippets/encounter-note.json. */
export function snippetsOf(templates) {
  const snippets = Object.fromEntries(
    templates.map(({ words, name, description, lines }) => [name, { prefix: words, description, body: bodyOf(lines) }]),
  );
  return `${JSON.stringify(snippets, null, 2)}\n`;
}

/** Gaps become tab stops in the order of the text. */
function bodyOf(lines) {
  let stop = 0;
  const numbered = line => line.replace(/…/g, () => `$${++stop}`);
  return [DATE + numbered(lines[0]), ...lines.slice(1).map(numbered), '$0'];
}
