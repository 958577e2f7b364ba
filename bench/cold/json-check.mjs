// node json-check.mjs FILE: reads a JSON file, validates it and prints what it finds, as a command built on the JSON
// language service would.
import { readFileSync } from 'node:fs';
import { open, validate } from '../lib/json-service.mjs';

for (const { message, range } of await validate(open('file:///day.json', readFileSync(process.argv[2], 'utf8')))) {
  console.log(`${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`);
}
