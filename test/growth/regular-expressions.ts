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
  return new LiteralFinder(code, file).find();
}

class LiteralFinder {
  private readonly found: Found[] = [];
  /** For each template that is open, how many braces are open in its `${`. */
  private readonly templates: number[] = [];
  /** The last word or sign in the code. */
  private before = '';
  private at = 0;

  constructor(
    private readonly code: string,
    private readonly file: string,
  ) {}

  find(): Found[] {
    while (this.at < this.code.length)
      if (!this.skipComment() && !this.readText() && !this.readPattern() && !this.readWord()) this.readSign();
    return this.found;
  }

  private skipComment(): boolean {
    const begin = this.code.slice(this.at, this.at + 2);
    if (begin === '//') this.at = endOr(this.code.indexOf('\n', this.at), this.code);
    else if (begin === '/*') this.at = endOr(this.code.indexOf('*/', this.at), this.code) + 2;
    else return false;
    return true;
  }

  /** A string, or a template up to its end or its next `${`. */
  private readText(): boolean {
    const c = this.code[this.at]!;
    if (c === "'" || c === '"') {
      this.at = endOfString(this.code, this.at, c);
      this.before = 'value';
      return true;
    }
    if (c !== '`' && (c !== '}' || this.templates.at(-1) !== 0)) return false;
    if (c === '}') this.templates.pop();
    this.at = endOfTemplate(this.code, this.at + 1);
    const isOpen = this.code[this.at - 1] === '{';
    if (isOpen) this.templates.push(0);
    this.before = isOpen ? '{' : 'value';
    return true;
  }

  private readPattern(): boolean {
    const { code, at } = this;
    if (code[at] !== '/' || !mayBegin(this.before)) return false;
    const end = endOfPattern(code, at);
    const flags = /^[a-z]*/.exec(code.slice(end))![0];
    const where = `${this.file}:${code.slice(0, at).split('\n').length}`;
    this.found.push({ where, source: code.slice(at + 1, end - 1), flags });
    this.at = end + flags.length;
    this.before = 'value';
    return true;
  }

  private readWord(): boolean {
    const word = /^[\w$]+/.exec(this.code.slice(this.at, this.at + 200))?.[0];
    if (word === undefined) return false;
    this.before = BEFORE_VALUE.has(word) ? 'keyword' : 'value';
    this.at += word.length;
    return true;
  }

  private readSign(): void {
    const c = this.code[this.at]!;
    const open = this.templates.length - 1;
    if (open >= 0 && (c === '{' || c === '}')) this.templates[open]! += c === '{' ? 1 : -1;
    const isAssertion = c === '!' && !mayBegin(this.before); // `sums[at]! / 2`
    if (!/\s/.test(c) && !isAssertion) this.before = c;
    this.at++;
  }
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
