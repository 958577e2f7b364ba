// node scripts/icd10cm-codes.mjs ORDER-FILE…: writes server/data/icd10cm-codes.json from the official order files,
// oldest first. Each is the zip as published, or the order file in it. The fiscal year is read from the name of the
// order file. `april:ZIP` is a half-year release with its addenda: it gives two editions, the one of October with the
// addenda taken back, and its own.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { importTypeScript } from './lib/import-typescript.mjs';

const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'server', 'data', 'icd10cm-codes.json');
const { readIcd10cmOrder } = await importTypeScript(root, 'server/src/core/codes/import/icd10cm-order.ts');
const { encodeDiagnoses } = await importTypeScript(root, 'server/src/core/codes/icd10cm-table.ts');

const ORDER_FILE = /icd10cm_order_(\d{4})\.txt$/;
const ADDENDA = /icd10cm_order_addenda_(\d{4})\.txt$/;
/** Days of FY2027 after which its half-year release may have new codes. */
const COMPLETE_TO = { 2027: '2027-03-31' };

const files = process.argv.slice(2).flatMap(editionsOf);
if (files.length === 0) {
  console.error('usage: node scripts/icd10cm-codes.mjs ORDER-FILE…');
  process.exit(1);
}
const editions = files.map(({ name, from, to, lines }) => ({
  name,
  from,
  complete: { from, to },
  billable: lines.filter(({ billable }) => billable).length,
  headers: lines.filter(({ billable }) => !billable).length,
}));
const blocks = encodeDiagnoses(files.map(({ lines }) => lines));
const table = {
  set: 'ICD-10-CM',
  title: 'ICD-10-CM order files: every header and every billable code',
  edition: editions.at(-1).name,
  source: 'ICD26',
  note: 'Written by scripts/icd10cm-codes.mjs. blocks: first code, and the rows from it on, deflated and in base64 (block-table.ts). Titles are official and public domain.',
  editions,
};
const head = JSON.stringify(table, undefined, 2).slice(0, -2);
const rows = blocks.map(({ first, bytes }) => [first, Buffer.from(bytes).toString('base64')]);
writeFileSync(target, `${head},\n  "blocks": ${JSON.stringify(rows)}\n}\n`); // on one line, because only programs read it
console.log(`icd10cm-codes: ${editions.map(({ name, billable }) => `${name} ${billable} billable`).join(', ')}`);

function editionsOf(argument) {
  const isApril = argument.startsWith('april:');
  const file = argument.replace(/^april:/, '');
  const { year, lines } = orderFile(file);
  const october = {
    name: `FY${year}`,
    from: `${year - 1}-10-01`,
    to: isApril ? `${year}-03-31` : (COMPLETE_TO[year] ?? `${year}-09-30`),
    lines: isApril ? withoutAddenda(lines, textIn(file, ADDENDA).text) : lines,
  };
  if (!isApril) return [october];
  return [october, { name: `FY${year} (April ${year})`, from: `${year}-04-01`, to: `${year}-09-30`, lines }];
}

/** What was in force before the addenda: what they add is left out, and what they delete is put back. */
function withoutAddenda(lines, addenda) {
  const rows = new Map(lines.map(line => [line.code, line]));
  const actions = addenda.split(/\r?\n/).flatMap(line => {
    const match = /^(Add|Delete): +([01]) (\S+) +.{60} (.*\S)/.exec(line.padEnd(80));
    return match ? [{ action: match[1], billable: match[2] === '1', code: withDot(match[3]), title: match[4] }] : [];
  });
  for (const { action, code } of actions) if (action === 'Add') rows.delete(code);
  for (const { action, code, billable, title } of actions)
    if (action === 'Delete') rows.set(code, { code, billable, title });
  return [...rows.values()];
}

function withDot(code) {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

function orderFile(file) {
  const { name, text } = textIn(file, ORDER_FILE);
  return { year: Number(ORDER_FILE.exec(name)[1]), lines: readIcd10cmOrder({ name, text }) };
}

/** The one text of an archive, or of a file by itself, that is called so. */
function textIn(file, called) {
  const bytes = readFileSync(file);
  const entries = file.endsWith('.zip')
    ? Object.entries(unzipSync(bytes, { filter: ({ name }) => called.test(name) }))
    : [[file, bytes]];
  const found = entries.find(([name]) => called.test(name));
  if (!found) throw new Error(`${file}: no ${called.source}`);
  return { name: found[0], text: Buffer.from(found[1]).toString('latin1') };
}
