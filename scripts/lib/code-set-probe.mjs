// What `npm run measure-codes` runs in a process of its own: starts as a check does, looks codes up, and searches.
// Prints one line of JSON.
import { createLanguage } from '../../server/src/core/language.js';
import { BlockTable } from '../../server/src/core/codes/block-table.js';
import { loadedReleases, storedReleases } from '../../server/src/project/code-store/store.node.js';

const NOTE = `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 3.0 mL, in 40 mL
dx: G80.1, Z45.1
95991 @A
97110 @B
97140 @B
`;
const [folder, part] = process.argv.slice(2);

const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

function startAndLookUp() {
  const started = performance.now();
  const language = folder ? createLanguage(loadedReleases(folder)) : createLanguage();
  const workspace = language.createWorkspace();
  workspace.set('note', NOTE);
  workspace.findings('note');
  const start = performance.now() - started;
  const memory = process.memoryUsage().rss;
  const codes = language.codes.on('2026-11-20');
  const numbers = Array.from({ length: 20_000 }, (_, i) => String(90_000 + ((i * 7919) % 10_000)));
  // Each pass looks up 20,000 codes or pairs: the first opens blocks, the others find them open.
  const perLookUp = look => {
    const passes = Array.from({ length: 5 }, () => {
      const from = performance.now();
      for (let i = 0; i < numbers.length; i++) look(i);
      return ((performance.now() - from) / numbers.length) * 1000;
    });
    return median(passes);
  };
  const pair = perLookUp(i => codes.pair('97110', numbers[i]));
  const code = perLookUp(i => codes.procedure(numbers[i]));
  const diagnosis = perLookUp(i => codes.diagnosisStatus(`G80.${i % 10}`));
  const first = performance.now();
  codes.search('spastic diplegia', 20);
  const firstSearch = performance.now() - first;
  const searches = [
    'spatsic diplega',
    'chf',
    'heart attack',
    'pump refill',
    'femur fx',
    'wheelchair',
    'J0475',
    'diabetes',
  ];
  for (const words of searches) codes.search(words, 20);
  const search = searches.map(words => {
    const from = performance.now();
    codes.search(words, 20);
    return performance.now() - from;
  });
  return {
    start,
    memory,
    pair,
    code,
    diagnosis,
    firstSearch,
    search: median(search),
    slowest: Math.max(...search),
    all: process.memoryUsage().rss,
  };
}

/** The pairs in other forms: a sorted file of fixed width, and a map in memory. */
function compareStorage() {
  const release = loadedReleases(folder).find(({ set }) => set === 'NCCI');
  const bytes = storedReleases(folder).find(({ set }) => set === 'NCCI')?.bytes;
  if (!release) return {};
  const WIDTH = 30;
  const fixed = Buffer.alloc(release.rows * WIDTH, ' ');
  const map = new Map();
  const before = process.memoryUsage().heapUsed;
  const SAMPLE = 250_000;
  let at = 0;
  for (const { key, info } of new BlockTable(release.blocks()).all()) {
    fixed.latin1Write(`${key}${info.replaceAll('-', '').replace(/,/g, ' ')}`, at * WIDTH, WIDTH);
    // A key of its own: a slice would keep the block that it was read from.
    if (at++ < SAMPLE) map.set(Buffer.from(key).toString('latin1'), Buffer.from(info).toString('latin1'));
  }
  const mapBytes = ((process.memoryUsage().heapUsed - before) / SAMPLE) * release.rows;
  const find = key => {
    let [low, high] = [0, release.rows];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (fixed.latin1Slice(middle * WIDTH, middle * WIDTH + 10) < key) low = middle + 1;
      else high = middle;
    }
    return fixed.latin1Slice(low * WIDTH, low * WIDTH + 10) === key;
  };
  const from = performance.now();
  for (let i = 0; i < 20_000; i++) find(`97110${90_000 + ((i * 7919) % 10_000)}`);
  return {
    rows: release.rows,
    blocks: bytes,
    fixed: fixed.length,
    fixedLookUp: ((performance.now() - from) / 20_000) * 1000,
    mapBytes,
  };
}

console.log(JSON.stringify(part === 'storage' ? compareStorage() : startAndLookUp()));
