// The part of docs/language.md that follows from the declared fields: for each its example, its items, and the wordings
// of coders.

import { wrapMarkdown } from './wrap-markdown.mjs';

const HEADING = '## Fields\n';

/**
 * @param {string} page docs/language.md
 * @param {readonly any[]} fields the declared fields
 * @param {ReadonlyMap<string, string>} abbreviations shortened words and what they are read as
 * @returns {string} the page with the part about the fields written again
 */
export function withFields(page, fields, abbreviations) {
  const at = page.indexOf(HEADING);
  if (at < 0) throw new Error('docs/language.md has no heading “Fields”');
  const parts = [HEADING.trimEnd(), abbreviationsOf(abbreviations), ...fields.map(fieldText)];
  return `${page.slice(0, at)}${wrapMarkdown(parts.join('\n\n'))}\n`;
}

function abbreviationsOf(abbreviations) {
  const byWord = new Map();
  for (const [short, word] of abbreviations) {
    if (short.includes('’')) continue; // the same with another apostrophe
    byWord.set(word, [...(byWord.get(word) ?? []), `\`${short}\``]);
  }
  const shown = [...byWord].map(([word, shorts]) => `${shorts.join(', ')} (${word})`);
  return `Abbreviations of charts are read in every field but free text: ${shown.join(', ')}.`;
}

function fieldText({ key, help, repeatable, text, items }) {
  const remarks = [repeatable && 'may be repeated', text && 'free text'].filter(Boolean).join(', ');
  const remark = remarks && ` (${remarks[0].toUpperCase()}${remarks.slice(1)}.)`;
  const about = [help.summary, help.decides].filter(Boolean).join(' ') + remark;
  const list = items.map(itemText).join('\n');
  return [`### \`${key}\``, about, `\`\`\`\n${help.example}\n\`\`\``, list].filter(Boolean).join('\n\n');
}

/** An item, what it states, and what else is read as it. */
function itemText({ name, word, help, wordings = [] }) {
  const title = word ? `\`${word}\`` : `*${name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)}*`;
  const others = wordings.filter(wording => wording !== word.toLowerCase()).map(wording => `\`${wording}\``);
  return `- ${title}: ${help}${others.length > 0 ? ` Also read: ${others.join(', ')}.` : ''}`;
}
