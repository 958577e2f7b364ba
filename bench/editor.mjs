// npm run bench:editor [-- --quick] [-- --write]: what a coder waits for, in a real VS Code.
//
// The packaged extension is installed into the VS Code server that the end-to-end suites use, and a headless browser
// shows its window. In a file of 200 and in one of 20,000 lines, in the middle of it, real key strokes are sent, and
// the page itself takes the time: from the browser's `keydown` event to the first frame in which the outcome is on
// screen. So everything counts: VS Code, its extension host, the way to the server and back, checking, drawing, and
// every delay by which VS Code or the client waits for more keys.
//
//   open          Enter in Quick Open on the closed file → the status bar has counted its findings
//   squiggle      a letter inside a line that makes a pointer wrong → its squiggle is there; Backspace → it is gone.
//                 Half of the samples each
//   completion    a letter at the start of a new line → the list is on screen with entries (VS Code waits 10 ms before
//                 it asks). The same in a style sheet, by VS Code's own CSS support, says what VS Code itself costs here
//   hover         the key of "Show or Focus Hover" on a code → the card is on screen with our text. The mouse would have
//                 to rest 300 ms first, a delay of VS Code that the user can set and that is not in the figure
//
// A frame lasts 16.7 ms, so no figure is finer than that. --quick takes 10 samples instead of 40; --write keeps the
// table in docs/performance-editor.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installVsCode } from '../scripts/lib/vscode-install.mjs';
import { installExtension, startVsCode } from '../scripts/lib/vscode-server.mjs';
import { openBrowser } from '../test/e2e/harness/browser.mjs';
import { cache, root, scratch } from '../test/e2e/harness/paths.mjs';
import { Workbench } from '../test/e2e/harness/workbench.mjs';
import { encounters } from './corpus.mjs';
import { median, quantile } from './lib/statistics.mjs';

const SIZES = [200, 20_000];
const WARM_UP = 4;
const OPENINGS = 5;
/** Milliseconds after which an outcome counts as missing. */
const MAX_WAIT = 60_000;
const FILE = 'year.encounter';
const {
  values: { quick, write },
} = parseArgs({ options: { quick: { type: 'boolean' }, write: { type: 'boolean' } } });
const SAMPLES = quick ? 10 : 40;
/** How many processes wanted a core before we began: on a busy machine all figures are those of the others too. */
const [BUSY] = loadavg();

const build = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (build.status !== 0) process.exit(1);
const profile = scratch('profile'),
  extensions = path.join(profile, 'extensions'),
  vsix = path.join(profile, 'encounter-notes.vsix');
if (
  spawnSync(process.execPath, [path.join(root, 'scripts/package.mjs'), vsix], {
    stdio: ['ignore', 'ignore', 'inherit'],
  }).status !== 0
)
  process.exit(1);
const vscode = installVsCode(cache);
installExtension(vscode, vsix, extensions, profile);
const server = await startVsCode(vscode, profile, { extensions, settings: { 'editor.minimap.enabled': false } });
const browser = await openBrowser(cache);

const rows = [];
for (const lines of SIZES) rows.push(await measure(lines));
const inStyleSheet = await measureStyleSheet();
const { version } = JSON.parse(readFileSync(path.join(path.dirname(vscode.main), '../product.json'), 'utf8'));
await browser.close();
await server.stop();

const table = tableOf(rows);
console.log(table);
if (write) {
  const file = path.join(root, 'docs/performance-editor.md');
  writeFileSync(file, documentOf(table));
  console.log(`\nwritten to ${path.relative(root, file)}`);
}
process.exit(0);

/** The latencies in a file of about so many lines, in milliseconds each. */
async function measure(lines) {
  const text = noteOf(lines);
  const { window, page, bench } = await openWindow(FILE, text);
  await bench.findingCounts.filter({ hasText: /\d+ (error|warning)/ }).waitFor();
  const row = { lines: text.split('\n').length - 1, open: [], squiggle: [], completion: [], hover: [] };
  for (let i = 0; i < OPENINGS; i++) {
    await bench.command('View: Close Editor');
    await bench.findingCounts.waitFor({ state: 'hidden' });
    await bench.openQuickInput('Control+p');
    await page.keyboard.type(FILE);
    await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: FILE }).waitFor();
    row.open.push(await timed(page, 'Enter', 'findings'));
  }
  const line = lineToEdit(text);
  await bench.goToLine(line);
  // Lenses move lines when they come.
  await bench.editor.locator('.codelens-decoration:visible', { hasText: 'Note supports' }).first().waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft'); // at the end of a line, findings of the line wait: it is being typed
  for (let i = 0; i < (SAMPLES + WARM_UP) / 2; i++) {
    row.squiggle.push(await timed(page, 'C', 'squiggle'));
    await page.keyboard.press('Escape'); // the list that typing opened
    row.squiggle.push(await timed(page, 'Backspace', 'noSquiggle'));
  }
  await page.keyboard.press('Home');
  for (let i = 0; i < SAMPLES + WARM_UP; i++) {
    await page.keyboard.press('Control+k');
    row.hover.push(await timed(page, 'Control+i', 'hover'));
    await page.keyboard.press('Escape');
    await page.locator('.monaco-hover:visible').waitFor({ state: 'hidden' });
  }
  row.completion = await completions(page, 'J');
  await window.close();
  for (const kind of ['squiggle', 'hover']) row[kind] = row[kind].slice(WARM_UP);
  return row;
}

/** The milliseconds to a list of VS Code's own CSS support, in a style sheet of 200 lines. */
async function measureStyleSheet() {
  const text = Array.from({ length: 66 }, (_, i) => `.a${i} {\n  color: red;\n}\n`).join('');
  const { window, page, bench } = await openWindow('year.css', text);
  await bench.goToLine(98);
  const times = await completions(page, 'c');
  await window.close();
  return times;
}

/** A new window with one open file. */
async function openWindow(file, text) {
  const folder = path.join(scratch('workspace'), 'clinic');
  mkdirSync(folder);
  writeFileSync(path.join(folder, file), text);
  const window = await browser.newContext({ viewport: { width: 1280, height: 820 } });
  const page = await window.newPage();
  page.setDefaultTimeout(60_000);
  const bench = new Workbench(page, folder);
  await page.goto(server.address(folder));
  await bench.openFromExplorer(file);
  return { window, page, bench };
}

/** The milliseconds from a letter at the start of a new line, below the caret's, to the list. */
async function completions(page, letter) {
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const times = [];
  for (let i = 0; i < SAMPLES + WARM_UP; i++) {
    times.push(await timed(page, letter, 'completion'));
    await page.keyboard.press('Escape');
    await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
    await page.keyboard.press('Backspace');
  }
  return times.slice(WARM_UP);
}

/** As many whole encounters as fit into so many lines. */
function noteOf(lines) {
  let text = 'mac: NGS-JK\n',
    count = 2;
  for (const one of encounters({ count: lines, patients: Math.ceil(lines / 160), seed: 11 })) {
    const more = one.text.split('\n').length;
    if (count + more > lines) break;
    text += `\n${one.text}`;
    count += more;
  }
  return text;
}

/** The line (from 1) next to the middle on which a sound refill is billed with two diagnoses. */
function lineToEdit(text) {
  const lines = text.split('\n');
  const fit = lines.flatMap((line, i) =>
    line === '95990 @AB' && lines.slice(i - 8, i).some(other => other === 'dx: G80.0, Z45.1') ? [i + 1] : [],
  );
  return fit.sort((a, b) => Math.abs(a - lines.length / 2) - Math.abs(b - lines.length / 2))[0];
}

/** Presses a key and gives the milliseconds from its event to the first frame that shows what is waited for. */
async function timed(page, key, outcome) {
  await page.evaluate(
    ([wanted, most]) => {
      const seen = {
        // Squiggles of the caret's line: what the letter makes wrong is on it.
        squiggle: () => squigglesAtCaret() > 0,
        noSquiggle: () => squigglesAtCaret() === 0,
        findings: () => {
          const counts = document.getElementById('encounter-notes.encounter-notes.encounterNotes.findings');
          return counts?.checkVisibility() === true && /\d+ (error|warning)/.test(counts.textContent);
        },
        completion: () => document.querySelectorAll('.suggest-widget.visible .monaco-list-row').length > 0,
        hover: () =>
          [...document.querySelectorAll('.monaco-hover')].some(
            card => card.checkVisibility({ visibilityProperty: true }) && card.textContent.includes('95990'),
          ),
      }[wanted];
      function squigglesAtCaret() {
        const editor = document.querySelector('.editor-group-container.active .editor-instance');
        const { top, bottom } = editor.querySelector('.cursors-layer .cursor').getBoundingClientRect();
        return [...editor.querySelectorAll('.squiggly-error')].filter(one => {
          const box = one.getBoundingClientRect();
          return box.top < bottom && box.bottom > top + 2;
        }).length;
      }
      if (seen()) throw new Error(`${wanted} before the key`);
      globalThis.outcome = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`no ${wanted} after ${most / 1000} s`)), most);
        addEventListener(
          'keydown',
          function pressed(event) {
            if (['Control', 'Shift'].includes(event.key)) return;
            removeEventListener('keydown', pressed, true);
            const look = () => (seen() ? resolve(performance.now() - event.timeStamp) : requestAnimationFrame(look));
            requestAnimationFrame(look);
          },
          true,
        );
      });
    },
    [outcome, MAX_WAIT],
  );
  await page.keyboard.press(key);
  return page.evaluate(() => globalThis.outcome);
}

function tableOf(all) {
  const cell = values => `${Math.round(median(values))} / ${Math.round(quantile(values, 0.9))} ms`;
  return [
    'median / 90th percentile:',
    '',
    '| file | open → findings | key stroke → squiggle updated | key stroke → completion list | key → hover |',
    '|---|---:|---:|---:|---:|',
    ...all.map(
      ({ lines, open, squiggle, completion, hover }) =>
        `| ${lines.toLocaleString('en')} lines | ${[open, squiggle, completion, hover].map(cell).join(' | ')} |`,
    ),
    '',
    `A list of VS Code's own CSS support, in a style sheet of 198 lines: ${cell(inStyleSheet)}.`,
  ].join('\n');
}

function documentOf(measured) {
  const [{ model } = {}] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores (${model?.trim() || 'of unknown kind'}), ${Math.round(totalmem() / 2 ** 30)} GB of memory,`;
  const shared =
    BUSY > cpus().length ? 'They shared the cores, so the figures are higher than on a machine of its own. ' : '';
  return `# Latency in the editor

<!-- Written by \`npm run bench:editor -- --write\`; the head of bench/editor.mjs says what is measured and how. -->

Measured on ${day} with \`npm run bench:editor -- --write\`: VS Code ${version} (its server and a headless browser on one
machine), ${SAMPLES} samples each after ${WARM_UP} to warm up (${OPENINGS} openings), on ${machine}
${process.platform}; on average ${BUSY.toFixed(1)} other processes wanted a core in the minute before. ${shared}
From the browser's key event to the first frame that shows the outcome, ${measured}

The figures hold every delay of VS Code's own: it waits 10 ms before it asks for completions, gathers diagnostics for 50
ms, and draws a frame every 16.7 ms. A hover by mouse takes 300 ms more, which VS Code waits for the mouse to rest.
`;
}
