// The corpus of a run, and the proof that each peer gets the same: what would compare different contents is an error.
import { files } from '../corpus.mjs';
import { countsOf, parseWithChevrotain } from './chevrotain-grammar.mjs';
import { loadCore } from './core.mjs';
import { lostWords, toJson } from './json-form.mjs';

/**
 * Clinic days of twenty encounters.
 * @returns their texts, and how many encounters, lines, and kilobytes as a note and as JSON these are
 */
export function corpusOf(encounters) {
  const { parseNote } = loadCore();
  const texts = [...files({ count: encounters, perFile: 20, seed: 7 })].map(({ text }) => text);
  const sizes = { encounters: 0, lines: 0, note: 0, json: 0 };
  for (const text of texts) {
    const note = parseNote(text),
      json = toJson(note);
    const lost = lostWords(text, json);
    if (lost.length > 0) throw new Error(`the JSON form has lost ${lost.join(', ')}`);
    const ours = countsOfOurs(note),
      theirs = countsOf(parseWithChevrotain(text));
    if (JSON.stringify(ours) !== JSON.stringify(theirs))
      throw new Error(`Chevrotain reads ${JSON.stringify(theirs)} where we read ${JSON.stringify(ours)}`);
    sizes.encounters += ours.encounters;
    sizes.lines += text.split('\n').length;
    sizes.note += Buffer.byteLength(text) / 1000;
    sizes.json += Buffer.byteLength(JSON.stringify(json, undefined, 2)) / 1000;
  }
  return { texts, sizes };
}

function countsOfOurs({ blocks }) {
  const lines = blocks.flatMap(block => block.lines);
  const fields = lines.filter(({ kind }) => kind === 'field');
  return {
    encounters: blocks.length - 1,
    fields: fields.length,
    items: fields.reduce((sum, { items }) => sum + items.length, 0),
    codes: lines.filter(({ kind }) => kind === 'code').length,
  };
}
