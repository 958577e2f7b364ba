// node bench/subjects.mjs NAME SAMPLES: measures one subject in a process of its own; the corpus comes on standard
// input as JSON, the times of a round go to standard output. A subject is prepared once and then does all files of the
// corpus again and again.
import { readFileSync } from 'node:fs';
import { loadCore } from './lib/core.mjs';
import { toJson } from './lib/json-form.mjs';
import { timed } from './lib/statistics.mjs';

/**
 * Name → from the texts of the files, the work of one round: a number that depends on everything that was done, so that
 * nothing is left out.
 */
const SUBJECTS = {
  'split into lines': texts => () => sum(texts, text => text.split('\n').length),

  'JSON.parse': texts => {
    const documents = jsonOf(texts);
    return () => sum(documents, text => JSON.parse(text).encounters.length);
  },

  'our parser': texts => {
    const { parseNote } = loadCore();
    return () => sum(texts, text => sum(parseNote(text).blocks, block => sum(block.lines, tokens)));
  },

  'our parser and facts': texts => {
    const { parseNote, readDefaults, readEncounters } = loadCore();
    const problems = ([defaults, ...encounters]) =>
      readDefaults(defaults).problems.length + sum(readEncounters(encounters), one => one.problems.length);
    return () => sum(texts, text => problems(parseNote(text).blocks));
  },

  'our whole check': async texts => {
    const { checkBatch, createLanguage, openNote, partition, PlannedBatch, resolveCheckInputs } = loadCore();
    const language = createLanguage();
    const inputs = await resolveCheckInputs(language, { notes: [], settings: {} });
    return () => {
      const batches = [new PlannedBatch()];
      for (const group of partition(texts.map((text, i) => openNote(`${i}.encounter`, text)))) {
        if (batches.at(-1).isFull) batches.push(new PlannedBatch());
        batches.at(-1).add(group);
      }
      const found = ({ groups }) =>
        sum(checkBatch(language, inputs, groups), parts => sum(parts, one => one.found.length));
      return sum(batches, found);
    };
  },

  'JSON language service, parse': async texts => {
    const { parse, documents } = await jsonService(texts);
    return () => sum(documents, document => parse(document).root.children.length);
  },

  'JSON language service, parse and validate': async texts => {
    const { validate, documents } = await jsonService(texts);
    return async () => {
      let found = 0;
      for (const document of documents) found += (await validate(document)).length;
      return found;
    };
  },

  'yaml, parse': async texts => {
    const { parseDocument, stringify } = await import('yaml');
    const documents = jsonOf(texts).map(text => stringify(JSON.parse(text), { lineWidth: 0 }));
    return () => sum(documents, text => parseDocument(text).contents.items.length);
  },

  'Chevrotain, same grammar': async texts => {
    const { parseWithChevrotain } = await import('./lib/chevrotain-grammar.mjs');
    return () => sum(texts, text => parseWithChevrotain(text).children.encounter.length);
  },

  markdownlint: async texts => {
    const { lint } = await import('markdownlint/sync');
    return () => sum(texts, text => lint({ strings: { text } }).text.length);
  },
};

function sum(items, count) {
  let total = 0;
  items.forEach((item, i) => {
    total += count(item, i);
  });
  return total;
}

function tokens(line) {
  return 1 + (line.items?.length ?? line.parts?.length ?? 0);
}

function jsonOf(texts) {
  const { parseNote } = loadCore();
  return texts.map(text => JSON.stringify(toJson(parseNote(text)), undefined, 2));
}

async function jsonService(texts) {
  const service = await import('./lib/json-service.mjs');
  return { ...service, documents: jsonOf(texts).map((text, i) => service.open(`file:///${i}.json`, text)) };
}

const WINDOW_MS = 700,
  MAX_WINDOWS = 15,
  SAMPLE_MS = 40;

/**
 * Does rounds until they no longer get faster, by the same rule for every subject: V8 compiles what stays hot, and that
 * takes a subject of many small functions seconds, and one that is a single loop a moment. Ends when two windows one
 * after the other are not 2 % faster than the fastest before them, in any case after ten seconds or so. Returns the
 * milliseconds that a round took in the last window.
 */
async function warmUp(work) {
  let least = Infinity,
    wall;
  for (let windows = 0, slower = 0; windows < MAX_WINDOWS && slower < 2; windows++) {
    let rounds = 0;
    const start = performance.now();
    const { cpu } = await timed(async () => {
      do await work();
      while (++rounds < 2 || performance.now() - start < WINDOW_MS);
    });
    wall = (performance.now() - start) / rounds;
    slower = cpu / rounds < 0.98 * least ? 0 : slower + 1;
    least = Math.min(least, cpu / rounds);
  }
  return wall;
}

const [name, samples] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(0, 'utf8'));
const work = await SUBJECTS[name](texts);
// A sample is as many rounds as can be timed well.
const repeats = Math.max(1, Math.ceil(SAMPLE_MS / (await warmUp(work))));
let result;
const taken = [];
for (let i = 0; i < +samples; i++) {
  const { wall, cpu } = await timed(async () => {
    for (let k = 0; k < repeats; k++) result = await work();
  });
  taken.push({ wall: wall / repeats, cpu: cpu / repeats });
}
process.stdout.write(JSON.stringify({ result, samples: taken }));
