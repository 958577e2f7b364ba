// A bundle that server/src/launch.node.ts runs: how it is written, and the code that V8 makes of it, kept beside it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What makes of a bundle a function of what Node gives a module. */
export const AS_FUNCTION = {
  banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
  footer: { js: '})' },
};

/**
 * Writes every character beyond ASCII of a bundle as an escape, which esbuild leaves undone in regular expressions: V8 keeps a text without
 * them in half the memory, and it can be read without decoding. Returns the name of the bundle's code: another bundle never meets it.
 */
export function toAscii(file) {
  const text = readFileSync(file, 'utf8').replace(
    /[^\0-\x7f]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  writeFileSync(file, text);
  return path.basename(file).replace('main.js', createHash('sha256').update(text).digest('hex').slice(0, 16));
}

/**
 * Runs a bundle on an example, so that V8 compiles what a run takes, and keeps that code. Throws where the run fails.
 * @param said what is written to it; each text but the last one is followed by waiting for what it answers
 */
export async function keepCode(dist, name, code, { args, said, cwd }) {
  for (const old of readdirSync(dist))
    if (old.startsWith(`${name}.`) && old.endsWith('.code')) rmSync(path.join(dist, old));
  const file = path.join(dist, `${code}-${process.versions.v8}-${process.platform}-${process.arch}.code`);
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'keep-code.cjs'), path.join(dist, `${name}.main.js`), file, ...args],
    { cwd },
  );
  const waiting = [...said];
  let heard = '',
    errors = '';
  const speak = () => {
    const { text, until } = waiting.shift();
    if (until === undefined) child.stdin.end(text);
    else child.stdin.write(text);
    return until;
  };
  let until = speak();
  child.stdout.setEncoding('utf8').on('data', part => {
    heard += part;
    if (until !== undefined && heard.includes(until)) until = speak();
  });
  child.stderr.setEncoding('utf8').on('data', part => {
    errors += part;
  });
  const [status] = await once(child, 'close');
  if (status === null || status > 1 || waiting.length > 0)
    throw new Error(`dist/${name}.main.js does not run: ${errors}`);
}
