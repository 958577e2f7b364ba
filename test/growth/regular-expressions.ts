// Every regular expression of the product: those that are in its sources, found without a compiler.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const FOLDERS = ['server/src', 'client/src', 'protocol'];
/** Words after which a slash begins a regular expression. */
const BEFORE_VALUE = new Set(['return', 'typeof', 'case', 'of', 'in', 'yield', 'await']);

export interface Found {
  /** `file:line` */
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

export function regularExpressions(): Found[] {
  return FOLDERS.flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .flatMap(file =>
        literalsIn(
          readFileSync(path.join(root, folder, file), 'utf8'),
          path.posix.join(folder, file.split(path.sep).join('/')),
        ),
      ),
  );
}

/** The regular-expression literals of a TypeScript file. Knows comments, strings, templates and which slash divides. */
export function literalsIn(code: string, file: string): Found[] {
  const found: Found[] = [];
  /** For each template that is open, how many braces are open in its `${`. */
  const templates: number[] = [];
  let before = ''; // the last word or sign in the code
  for (let at = 0; at < code.length;) {
    const c = code[at]!;
    if (c === '/' && code[at + 1] === '/') at = endOr(code.indexOf('\n', at), code);
    else if (c === '/' && code[at + 1] === '*') at = endOr(code.indexOf('*/', at), code) + 2;
    else if (c === "'" || c === '"') {
      at = endOfString(code, at, c);
      before = 'value';
    } else if (c === '`' || (c === '}' && templates.at(-1) === 0)) {
      if (c === '}') templates.pop();
      const end = endOfTemplate(code, at + 1);
      if (code[end - 1] === '{') templates.push(0);
      at = end;
      before = code[end - 1] === '{' ? '{' : 'value';
    } else if (c === '/' && mayBegin(before)) {
      const end = endOfPattern(code, at);
      const flags = /^[a-z]*/.exec(code.slice(end))![0];
      found.push({
        where: `${file}:${code.slice(0, at).split('\n').length}`,
        source: code.slice(at + 1, end - 1),
        flags,
      });
      at = end + flags.length;
      before = 'value';
    } else if (/[\w$]/.test(c)) {
      const word = /^[\w$]+/.exec(code.slice(at, at + 200))![0];
      before = BEFORE_VALUE.has(word) ? 'keyword' : 'value';
      at += word.length;
    } else {
      if (templates.length > 0 && (c === '{' || c === '}')) templates[templates.length - 1]! += c === '{' ? 1 : -1;
      const isAssertion = c === '!' && !mayBegin(before); // `sums[at]! / 2`
      if (!/\s/.test(c) && !isAssertion) before = c;
      at++;
    }
  }
  return found;
}

function mayBegin(before: string): boolean {
  return before !== 'value' && before !== ')' && before !== ']';
}

function endOr(at: number, code: string): number {
  return at < 0 ? code.length : at;
}

function endOfString(code: string, from: number, quote: string): number {
  let at = from + 1;
  while (at < code.length && code[at] !== quote) at += code[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** After the closing quote of a template, or after the next `${`. */
function endOfTemplate(code: string, from: number): number {
  let at = from;
  while (at < code.length && code[at] !== '`' && !(code[at] === '$' && code[at + 1] === '{'))
    at += code[at] === '\\' ? 2 : 1;
  return code[at] === '$' ? at + 2 : at + 1;
}

function endOfPattern(code: string, from: number): number {
  let at = from + 1,
    inClass = false;
  for (; code[at] !== '/' || inClass; at++) {
    if (code[at] === '\\') at++;
    else if (code[at] === '[') inClass = true;
    else if (code[at] === ']') inClass = false;
  }
  return at + 1;
}
