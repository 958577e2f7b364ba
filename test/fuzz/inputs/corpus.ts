import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { oneFile } from '../../../bench/corpus.mjs';
import { RULES } from '../../../server/src/core/check/catalog';
import { splitBlocks } from '../../../server/src/core/syntax/parse';

/**
 * Real notes, to be mutated: the examples, those of the specification and of the rules' pages, and a few invented days.
 */
export interface Corpus {
  readonly notes: readonly string[];
  /** Their lines, each once. */
  readonly lines: readonly string[];
}

export function readCorpus(root: string): Corpus {
  const read = (...names: string[]): string => readFileSync(path.join(root, ...names), 'utf8');
  const below = (folder: string, end: string): string[] =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith(end))
      .sort();
  const days = below('examples', '.encounter').map(name => read('examples', name));
  const specified = ['test/spec', 'test/unit'].flatMap(folder =>
    below(folder, '.md').flatMap(name => notesIn(read(folder, name))),
  );
  const notes = new Set([
    ...days.flatMap(day => splitBlocks(day)),
    ...days,
    ...specified,
    ...RULES.flatMap(({ examples }) => [examples.wrong, examples.right]),
    ...[1, 2, 3].map(seed => oneFile({ count: 4, patients: 2, seed })),
    ...splitBlocks(oneFile({ count: 40, seed: 4 })),
  ]);
  notes.delete('');
  return { notes: [...notes], lines: [...new Set([...notes].flatMap(note => note.split('\n')))] };
}

/** The notes in a text of Markdown. */
function notesIn(markdown: string): string[] {
  return [...markdown.matchAll(/^```encounter[^\n]*\n([^]*?)^```/gm)].map(([, note]) => note!);
}
