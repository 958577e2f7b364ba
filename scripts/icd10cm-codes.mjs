// node scripts/icd10cm-codes.mjs ORDER-FILE…: writes server/data/icd10cm-codes.json from the official order files,
// oldest first. Each is the zip as published, or the order file in it. The fiscal year is read from the name of the
// order file.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { importTypeScript } from './lib/import-typescript.mjs';

const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'server', 'data', 'icd10cm-codes.json');
const { readIcd10cmOrder } = await importTypeScript(root, 'server/src/core/codes/import/icd10cm-order.ts');
const { encodeDiagnoses } = await importTypeScript(root, 'server/src/core/codes/icd10cm-table.ts');

const ORDER_FILE = /icd10cm_order_(\d{4})\.txt$/;
/** Days of FY2027 after which its half-year release may have new codes. */
const COMPLETE_TO = { 2027: '2027-03-31' };

const files = process.argv.slice(2).map(orderFile);
if (files.length === 0) {
  console.error('usage: node scripts/icd10cm-codes.mjs ORDER-FILE…');
  process.exit(1);
}
const editions = files.map(({ year, lines }) => ({
  name: `FY${year}`,
  from: `${year - 1}-10-01`,
  complete: { from: `${year - 1}-10-01`, to: COMPLETE_TO[year] ?? `${year}-09-30` },
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
const rows = blocks.map(({ first, bytes }) => `    ${JSON.stringify([first, Buffer.from(bytes).toString('base64')])}`);
writeFileSync(target, `${head},\n  "blocks": [\n${rows.join(',\n')}\n  ]\n}\n`);
console.log(`icd10cm-codes: ${editions.map(({ name, billable }) => `${name} ${billable} billable`).join(', ')}`);

function orderFile(file) {
  const bytes = readFileSync(file);
  const entries = file.endsWith('.zip')
    ? Object.entries(unzipSync(bytes, { filter: ({ name }) => ORDER_FILE.test(name) }))
    : [[file, bytes]];
  const [name, content] = entries[0] ?? [file, bytes];
  const year = Number(ORDER_FILE.exec(name)?.[1]);
  if (!year) throw new Error(`${file}: no order file icd10cm_order_YYYY.txt`);
  return { year, lines: readIcd10cmOrder({ name, text: Buffer.from(content).toString('latin1') }) };
}
