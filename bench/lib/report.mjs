// The tables of a run, for the terminal and as docs/performance.md. Every number comes from the run; only the prose
// around them is here.
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { median, quantile } from './statistics.mjs';
import { wrapMarkdown } from '../../scripts/lib/wrap-markdown.mjs';

const PEERS = ['chevrotain', 'markdownlint', 'vscode-json-languageservice', 'yaml'];

/** What a run says, as Markdown that reads well on a terminal too. */
export function tableOf(results) {
  return [aimsOf(results), throughputOf(results), editsOf(results), coldOf(results), memoryOf(results)].join('\n\n');
}

/** docs/performance.md */
export function documentOf(results, command) {
  return wrapMarkdown(`# Performance

<!-- Written by \`${command}\`; the prose is in bench/lib/report.mjs. -->

${environmentOf(results)}

${tableOf(results).replace(/^(\S.*):$/gm, '## $1')}

${PROSE}
`);
}

function environmentOf({ corpus, editions }) {
  const [{ model } = {}] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `Measured on ${date} with \`npm run bench\` on ${cpus().length} cores (${model?.trim() || 'of unknown kind'}), ${Math.round(totalmem() / 2 ** 30)} GB of memory, Node ${process.version}, ${process.platform}.
Peers: ${PEERS.map(name => `${name} ${versionOf(name)}`).join(', ')}. Data: ${editions}.

The content is the same for all: ${corpus.encounters} invented encounters (\`bench/corpus.mjs\`, fixed seed; about every fourth holds a slip) in files of twenty, ${corpus.lines} lines,
${corpus.note.toFixed(0)} kB as notes and ${corpus.json.toFixed(0)} kB as JSON. The run proves that the JSON holds every word of the notes, and that the Chevrotain grammar reads as many
encounters, fields, items and codes as our parser. Each subject runs in a process of its own, in turns with the others, and is timed once its rounds no longer get faster
(two windows of 0.7 s without 2 % of gain, ten seconds at most: the same rule for all); a figure is the median of all samples.
Processor time is that of all threads of the process; wall time grows with the load of the machine, and on average ${loadavg()[2].toFixed(1)} processes wanted its ${cpus().length} cores meanwhile.`;
}

function versionOf(name) {
  return JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../node_modules', name, 'package.json'), 'utf8'))
    .version;
}

/** Rows of columns, as a Markdown table. */
function table(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map(row => row[i].length)));
  const line = cells =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  return [
    line(head),
    `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`,
    ...rows.map(line),
  ].join('\n');
}

/** What we want of ourselves, and what this run says of it. */
function aimsOf({ throughput, edits, cold, memory }) {
  const cpu = name => median(throughput[name].map(sample => sample.cpu));
  const longest = edits.filter(({ kind }) => kind === 'server').at(-1);
  const inProcess = edits.filter(({ kind }) => kind === 'core').at(-1);
  const [few, many] = memory;
  const rows = [
    [
      'parse at least 5 times faster than the JSON language service parses',
      `${number(cpu('JSON language service, parse') / cpu('our parser'))} times`,
    ],
    ['a whole check at most 9 times the parse', `${number(cpu('our whole check') / cpu('our parser'))} times`],
    [
      'parse and all rules faster than it parses and validates',
      `${number(cpu('JSON language service, parse and validate') / cpu('our whole check'))} times as fast`,
    ],
    [
      `edit to findings in ${longest.lines.toLocaleString('en')} lines under 10 ms`,
      `${number(median(longest.samples))} ms with transport, ${number(median(inProcess.samples))} ms in process`,
    ],
    [
      'cold start of the command under 150 ms',
      `${number(median(cold['our command, `check` of a day'].map(({ first }) => first)))} ms, of which Node itself ${number(median(cold['node -e 0'].map(({ first }) => first)))} ms`,
    ],
    [
      'flat memory per encounter',
      `${number(few.bytes / 1000)} kB each of ${few.count.toLocaleString('en')}, ${number(many.bytes / 1000)} kB each of ${many.count.toLocaleString('en')}`,
    ],
  ];
  return `Aims, and what this run says of them:\n\n${table(['aim', 'this run'], rows)}`;
}

function throughputOf({ throughput, encounters }) {
  const per = (samples, kind, q) =>
    (quantile(
      samples.map(sample => sample[kind]),
      q,
    ) /
      encounters) *
    1000;
  const cpu = name => per(throughput[name], 'cpu', 0.5);
  const rows = Object.entries(throughput).map(([name, samples]) => [
    name,
    number(cpu(name)),
    number(per(samples, 'cpu', 0.9)),
    number(per(samples, 'wall', 0.5)),
    `${number(cpu(name) / cpu('our parser'))} ×`,
    `${number(cpu(name) / cpu('our whole check'))} ×`,
  ]);
  return `Per encounter, in microseconds:\n\n${table(['', 'processor', 'p90', 'wall', 'our parser = 1', 'our check = 1'], rows)}`;
}

const EDIT_NAMES = {
  core: 'ours, in process',
  server: 'our server: change written → answer of the pull read',
  json: 'JSON language service, in process: parse and validate again',
};

function editsOf({ edits }) {
  const rows = edits.map(({ kind, lines, samples, answer }) => [
    `${EDIT_NAMES[kind]}, ${lines.toLocaleString('en')} lines`,
    number(median(samples)),
    number(quantile(samples, 0.9)),
    number(Math.min(...samples)),
    kind === 'server' ? `${number(answer / 1000)} kB` : `${answer} findings`,
  ]);
  return `From one edited character to the findings of the file, in milliseconds of wall time:\n\n${table(['', 'median', 'p90', 'least', 'answer'], rows)}`;
}

function coldOf({ cold }) {
  const rows = Object.entries(cold).map(([name, samples]) => {
    const of = (kind, q) =>
      number(
        quantile(
          samples.map(sample => sample[kind]),
          q,
        ),
      );
    return [name, of('first', 0), of('first', 0.5), of('first', 0.9), of('cpu', 0.5)];
  });
  return `Cold start to the first word, in milliseconds:\n\n${table(['', 'least', 'median', 'p90', 'processor'], rows)}`;
}

function memoryOf({ memory }) {
  const rows = memory.map(({ count, bytes, text }) => [
    `${count.toLocaleString('en')} encounters`,
    number(bytes / 1000),
    number(text / 1000),
  ]);
  const [few, many] = memory;
  rows.push([
    'each further one',
    number((many.bytes * many.count - few.bytes * few.count) / (many.count - few.count) / 1000),
    '',
  ]);
  return `Memory of a workspace with all its findings, in kilobytes of heap per encounter:\n\n${table(['', 'heap', 'its text'], rows)}`;
}

/** Three digits that count. */
function number(value) {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}

const PROSE = `## What the rows mean

- **split into lines**, **JSON.parse**: floors. The one finds line breaks and nothing else; the other is native code and
  keeps no places, so nothing it reads could be shown in an editor.
- **our parser**: text → lines → tokens with their places, every line of every encounter asked for (lines are read on
  demand otherwise), and dropped with its file, as the peers drop theirs.
- **our parser and facts**: and each value read: dates, amounts with units, people, codes, and what is wrong with their
  form. The encounters of a file are read side by side, as a check reads them.
- **our whole check**: as the command does it in one thread, from the texts to each finding as JSON: notes cut into
  encounters and put together by patient, the patients' histories, all rules, and each offered fix tried on the
  encounter, so that none is offered that brings a new error. Encounters take each step together, 64 at a time. Reading
  files and printing are not in it.
- **JSON language service**: the same encounters as indented JSON; validated against a schema that states the same keys,
  forms, word lists and which lines a service asks for (\`bench/lib/json-schema.mjs\`). What codes mean, arithmetic,
  dates and histories no schema can say, so its validation does far less than a check.
- **yaml**: \`parseDocument\` of the same as YAML, with places. **Chevrotain**: lexer and concrete tree of the note
  language, offsets only, without error recovery. **markdownlint**: its default rules on the text of the notes.
- **our server**: the bundled server over its standard input and output, incremental changes and pulled diagnostics as
  VS Code uses them, so writing, transport and reading of the answer are in it.
- **cold start**: \`node dist/cli.js check\` of a day of three encounters, the peers as commands of a few lines over
  their library, \`node -e 0\` as the floor of anything that runs in Node.

## What limits us now

- **A check**: of its time, reading facts out of items takes about two fifths, the rules and what they derive a third, the
  trial of fixes and garbage collection most of the rest. The profile is flat: no single rule takes a twentieth, no
  single function a fortieth. The code of all readers and rules together does not stay in the caches of a processor, so
  64 encounters take each step together: one field of each is read after the other, then one rule looks at each. The aim
  of 9 times the parse is far away: the facts alone, read from every wording that coders use, take about 20 times.
- **A cold start** is Node's own start first (the floor row), then reading the bundle and the first, not yet compiled
  run of every reader and rule. A Node that has a compile cache (22.1 and newer) keeps the compiled code between starts;
  Node 20 compiles it each time.
- **An edit in a very large file** reads and checks only the encounter that it touched and the later ones of its
  patient, and replaces only the findings of these. What remains is checking, and sending the most severe findings again
  (setting \`maxFindings\`), as the protocol has it.
- **Memory**: of most encounters only the text and the verdict are kept; facts and lines are read again when asked for.`;
