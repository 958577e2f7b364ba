// Every text on which fuzzing once found something wrong; see test/fuzz/README.md.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runCase, oracles } from '../../fuzz/cases';
import { readCorpus } from '../../fuzz/inputs/corpus';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = path.join(root, 'test/fuzz/regressions');
const corpus = readCorpus(root);
const known = new Map(oracles(root).map(oracle => [oracle.name, oracle]));

it.each(readdirSync(folder).filter(name => name.endsWith('.json')))('%s', name => {
  const { oracle, salt, text } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as {
    oracle: string;
    salt: number;
    text: string[];
  };
  expect(runCase(known.get(oracle)!, { oracle, salt, text: text.join('') }, corpus)).toBeUndefined();
});
