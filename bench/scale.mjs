// node bench/scale.mjs [cores [N]] [year] [file] [stream N…]: how the command line does with an archive. Prints a table
// of what was measured.
//
// cores [N]: the same notes by one thread and by two, by turns, medians of five; and by one thread that is held to one
// core. One thread is
//   more than one core: V8 compiles and collects garbage beside it. Ratios are medians of those of the turns, since a machine is not as fast all the time.
// year: 100,000 encounters in 2,000 files, with history across the files.
// file: one file of 100 MB.
// stream N: N encounters as objects on standard input, sorted by patient; memory, rate and processor time looked at
// every half second.
import { spawn, spawnSync } from 'node:child_process';
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { encounters, files } from './corpus.mjs';

/** How often one, one and two threads take turns. */
const ROUNDS = 5;

const CLI = path.resolve(import.meta.dirname, '../dist/cli.js');
const work = mkdtempSync(path.join(tmpdir(), 'encounter-notes-scale-'));
process.once('exit', () => rmSync(work, { recursive: true, force: true }));

const words = process.argv.slice(2);
console.log(`${cpus().length} cores, ${cpus()[0].model}, Node ${process.version}\n`);
console.log(
  '| what | encounters | MB | seconds | CPU seconds | encounters a second | peak memory, MB |\n|---|--:|--:|--:|--:|--:|--:|',
);
for (let i = 0; i < words.length; i++) {
  if (words[i] === 'cores') await cores(Number(words[i + 1]) || 20_000);
  else if (words[i] === 'year') await year();
  else if (words[i] === 'file') await oneLargeFile();
  else if (words[i] === 'stream') while (/^\d+$/.test(words[i + 1] ?? '')) await stream(Number(words[++i]));
}

async function cores(count) {
  const folder = put({ count, perFile: 50 });
  const ways = [
    ...(hasTaskset() ? [{ what: 'one thread, held to one core', jobs: '1', core: '0' }] : []),
    { what: 'one thread', jobs: '1' },
    { what: 'two threads', jobs: '2' },
  ].map(way => ({ ...way, runs: [] }));
  for (let round = 0; round < ROUNDS; round++)
    for (const { jobs, core, runs } of ways)
      runs.push(await run(['check', folder, '--jobs', jobs, '--format', 'jsonl'], { core }));
  const of = ({ runs }, key) => runs.map(one => one[key]);
  for (const way of ways) {
    print(`${way.what} (median of ${ROUNDS})`, count, sizeOf(folder), {
      seconds: median(of(way, 'seconds')),
      cpu: median(of(way, 'cpu')),
      memory: Math.max(...of(way, 'memory')),
    });
  }
  console.log('');
  const two = ways.pop();
  for (const way of ways) {
    const times = of(way, 'seconds').map((one, i) => one / of(two, 'seconds')[i]);
    console.log(
      `two threads are ${median(times).toFixed(2)} times as fast as ${way.what} (turn by turn: ${times.map(one => one.toFixed(2)).join(', ')})`,
    );
  }
  if (ways.length === 1) console.log('one thread, held to one core: not measured, for lack of taskset');
  console.log('');
}

/** Whether a process can be held to the first core, so that nothing of it runs beside it on another. */
function hasTaskset() {
  return spawnSync('taskset', ['-c', '0', 'true']).status === 0;
}

async function year() {
  const folder = put({ count: 100_000, perFile: 50, patients: 9000 });
  print('a year of a clinic: 2,000 files', 100_000, sizeOf(folder), await run(['check', folder, '--format', 'jsonl']));
}

async function oneLargeFile() {
  const file = path.join(work, 'large.encounter');
  const out = createWriteStream(file);
  let count = 0,
    bytes = 0;
  for (const { text } of encounters({ count: 1_000_000, patients: 15_000 })) {
    if (bytes >= 100 * 1024 * 1024) break;
    if (!out.write(`${text}\n`))
      await new Promise(resolve => {
        out.once('drain', resolve);
      });
    bytes += text.length + 1;
    count++;
  }
  await new Promise(resolve => {
    out.end(resolve);
  });
  print('one file', count, bytes, await run(['check', file, '--format', 'jsonl']));
}

async function stream(count) {
  const seen = [];
  const result = await run(['check', '--input', 'jsonl', '--format', 'jsonl'], {
    input: sortedByPatient(count),
    watch: look => seen.push(look),
  });
  print('a stream', count, result.bytes, result);
  const quarters = [0, 0.25, 0.5, 0.75, 1].map(part => seen[Math.floor((seen.length - 1) * part)]);
  const of = (what, per) =>
    quarters.slice(1).map((to, i) => (to[what] - quarters[i][what]) / (to[per] - quarters[i][per]));
  console.log(
    `\nthe stream of ${count}, quarter by quarter of the time: ${of('taken', 'seconds').map(Math.round).join(', ')} encounters a second, ${of(
      'cpu',
      'taken',
    )
      .map(each => (each * 1000).toFixed(2))
      .join(', ')} ms of processor time each; at their ends ${quarters
      .slice(1)
      .map(({ memory }) => mb(memory))
      .join(', ')} MB\n`,
  );
}

/** Patient after patient, as a sort would give them, made as they are asked for. */
function* sortedByPatient(count) {
  const each = 10;
  for (let patient = 0; patient * each < count; patient++) {
    for (const { date, text } of encounters({
      count: Math.min(each, count - patient * each),
      patients: 1,
      seed: 1 + patient,
    })) {
      yield `${JSON.stringify({ file: `P${patient}/${date}`, patient: `P-${patient}`, text: text.replaceAll('P-001', `P-${patient}`) })}\n`;
    }
  }
}

function put(options) {
  const folder = path.join(work, 'notes');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of files(options)) writeFileSync(path.join(folder, name), text);
  return folder;
}

function sizeOf(folder) {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

/**
 * @param watch called every half second with how much memory and processor time the command has taken, and how many
 *   lines of the input in how many seconds
 */
async function run(args, { core, input, watch } = {}) {
  const start = performance.now();
  const command = [...(core === undefined ? [] : ['taskset', '-c', core]), process.execPath, CLI, ...args];
  const child = spawn(command[0], command.slice(1), { stdio: [input ? 'pipe' : 'ignore', 'ignore', 'inherit'] });
  const ended = new Promise(resolve => {
    child.once('exit', resolve);
  });
  let memory = 0,
    cpu = 0,
    bytes = 0,
    taken = 0;
  const look = setInterval(() => {
    try {
      const now = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) * 1024;
      memory = Math.max(memory, now);
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
      cpu = (Number(user) + Number(system)) / 100;
      watch?.({ memory: now, cpu, taken, seconds: (performance.now() - start) / 1000 });
    } catch {
      /* it has ended */
    }
  }, 500);
  for (const line of input ?? []) {
    bytes += line.length;
    taken++;
    if (!child.stdin.write(line))
      await new Promise(resolve => {
        child.stdin.once('drain', resolve);
      });
  }
  child.stdin?.end();
  const code = await ended;
  clearInterval(look);
  if (code > 1) throw new Error(`the command ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, cpu, memory, bytes };
}

function print(what, count, bytes, { seconds, cpu, memory }) {
  console.log(
    `| ${what} | ${count} | ${mb(bytes)} | ${seconds.toFixed(1)} | ${cpu === undefined ? '' : cpu.toFixed(1)} | ${Math.round(count / seconds)} | ${memory === undefined ? '' : mb(memory)} |`,
  );
}

function mb(bytes) {
  return (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0);
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
