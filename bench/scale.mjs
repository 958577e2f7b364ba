// node bench/scale.mjs [cores] [year] [file] [stream N…]: how the command line does with an archive. Prints a table of what was measured.
//
// cores: the same notes by one thread and by two, by turns, medians of three.
// year: 100,000 encounters in 2,000 files, with history across the files.
// file: one file of 100 MB.
// stream N: N encounters as objects on standard input, sorted by patient; memory looked at every half second.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { encounters, files } from './corpus.mjs';

const CLI = path.resolve(import.meta.dirname, '../dist/cli.js');
const work = mkdtempSync(path.join(tmpdir(), 'encounter-notes-scale-'));
process.once('exit', () => rmSync(work, { recursive: true, force: true }));

const words = process.argv.slice(2);
console.log(`${cpus().length} cores, ${cpus()[0].model}, Node ${process.version}\n`);
console.log('| what | encounters | MB | seconds | CPU seconds | encounters a second | peak memory, MB |\n|---|--:|--:|--:|--:|--:|--:|');
for (let i = 0; i < words.length; i++) {
  if (words[i] === 'cores') await cores(Number(words[i + 1]) || 20_000);
  else if (words[i] === 'year') await year();
  else if (words[i] === 'file') await oneLargeFile();
  else if (words[i] === 'stream') while (/^\d+$/.test(words[i + 1] ?? '')) await stream(Number(words[++i]));
}

async function cores(count) {
  const folder = put({ count, perFile: 50 });
  const runs = { 1: [], 2: [] };
  for (let round = 0; round < 3; round++) for (const jobs of [1, 2]) runs[jobs].push(await run(['check', folder, '--jobs', String(jobs), '--format', 'jsonl']));
  const of = (jobs, what) => runs[jobs].map((one) => one[what]);
  for (const jobs of [1, 2]) {
    print(`${jobs} thread${jobs > 1 ? 's' : ''} (median of 3)`, count, sizeOf(folder), { seconds: median(of(jobs, 'seconds')), cpu: median(of(jobs, 'cpu')), memory: Math.max(...of(jobs, 'memory')) });
  }
  console.log(`\ntwo threads are ${(median(of(1, 'seconds')) / median(of(2, 'seconds'))).toFixed(2)} times as fast as one (by turns: ${of(1, 'seconds').map((one, i) => (one / of(2, 'seconds')[i]).toFixed(2)).join(', ')})\n`);
}

async function year() {
  const folder = put({ count: 100_000, perFile: 50, patients: 9000 });
  print('a year of a clinic: 2,000 files', 100_000, sizeOf(folder), await run(['check', folder, '--format', 'jsonl']));
}

async function oneLargeFile() {
  const file = path.join(work, 'large.encounter');
  const out = createWriteStream(file);
  let count = 0, bytes = 0;
  for (const { text } of encounters({ count: 1_000_000, patients: 15_000 })) {
    if (bytes >= 100 * 1024 * 1024) break;
    if (!out.write(`${text}\n`)) await new Promise((resolve) => { out.once('drain', resolve); });
    bytes += text.length + 1;
    count++;
  }
  await new Promise((resolve) => { out.end(resolve); });
  print('one file', count, bytes, await run(['check', file, '--format', 'jsonl']));
}

async function stream(count) {
  const seen = [];
  const result = await run(['check', '--input', 'jsonl', '--format', 'jsonl'], sortedByPatient(count), (memory) => seen.push(memory));
  print('a stream', count, result.bytes, result);
  const at = (part) => seen[Math.min(seen.length - 1, Math.floor(seen.length * part))];
  console.log(`\nmemory of the stream of ${count} at a quarter, half, three quarters, end: ${[0.25, 0.5, 0.75, 1].map((part) => mb(at(part))).join(', ')} MB\n`);
}

/** Patient after patient, as a sort would give them, made as they are asked for. */
function* sortedByPatient(count) {
  const each = 10;
  for (let patient = 0; patient * each < count; patient++) {
    for (const { date, text } of encounters({ count: Math.min(each, count - patient * each), patients: 1, seed: 1 + patient })) {
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

async function run(args, input, watch) {
  const start = performance.now();
  const child = spawn(process.execPath, [CLI, ...args], { stdio: [input ? 'pipe' : 'ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => { child.once('exit', resolve); });
  let memory = 0, cpu = 0, bytes = 0;
  const look = setInterval(() => {
    try {
      const now = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) * 1024;
      memory = Math.max(memory, now);
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
      cpu = (Number(user) + Number(system)) / 100;
      watch?.(now);
    } catch { /* it has ended */ }
  }, 500);
  for (const line of input ?? []) {
    bytes += line.length;
    if (!child.stdin.write(line)) await new Promise((resolve) => { child.stdin.once('drain', resolve); });
  }
  child.stdin?.end();
  const code = await ended;
  clearInterval(look);
  if (code > 1) throw new Error(`the command ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, cpu, memory, bytes };
}

function print(what, count, bytes, { seconds, cpu, memory }) {
  console.log(`| ${what} | ${count} | ${mb(bytes)} | ${seconds.toFixed(1)} | ${cpu === undefined ? '' : cpu.toFixed(1)} | ${Math.round(count / seconds)} | ${memory === undefined ? '' : mb(memory)} |`);
}

function mb(bytes) {
  return (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0);
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
