import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Position, Range } from '../core/workspace/note-file.js';

/** An error in a JSON text and its range. `message` is a clause without a period. */
export interface Fault {
  readonly range: Range;
  readonly message: string;
}

export const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * The tree of a JSON text, or its first error; errors after that would be guesses.
 * @param comments whether comments and trailing commas are allowed
 */
export function parseJson(text: string, comments: boolean): { root: Node } | { fault: Fault } {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: !comments, allowTrailingComma: comments });
  } catch {
    return TOO_DEEP;
  }
  const [error] = errors;
  if (root && !error) return isTooDeep(root) ? TOO_DEEP : { root };
  const { offset, length } = error ?? { offset: 0, length: 0 };
  return {
    fault: {
      range: span(text, offset, offset + Math.max(1, length)),
      message: JSON_FAULTS[error?.error ?? 0] ?? 'this is not JSON',
    },
  };
}

const TOO_DEEP = { fault: { range: START, message: 'this is nested too deeply to be read' } };
/** The maximum depth, far below the stack limit of a recursive reader. */
const DEEPEST = 200;

function isTooDeep(root: Node): boolean {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap(({ children = [] }) => children);
  }
  return false;
}

/** By the error codes of jsonc-parser. */
const JSON_FAULTS: Readonly<Record<number, string>> = {
  1: 'this word is not JSON',
  2: 'this number is not JSON',
  3: 'a name in quotes is missing',
  4: 'a value is missing',
  5: 'a colon is missing',
  6: 'a comma is missing',
  7: 'a closing brace is missing',
  8: 'a closing bracket is missing',
  9: 'nothing may follow the closing brace',
  10: 'JSON has no comments',
  11: 'this comment is never closed',
  12: 'a closing quote is missing',
  13: 'this number is not JSON',
  14: 'this \\u is incomplete',
  15: 'this \\ is none that JSON knows',
  16: 'this character is not JSON',
};

/** The repeated names of objects; JSON readers drop all but one. */
export function doubledNames(root: Node): Node[] {
  const found: Node[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const child of node.children ?? []) open.push(child);
    if (node.type !== 'object') continue;
    const seen = new Set<unknown>();
    for (const property of node.children ?? []) {
      const name = property.children?.[0];
      if (name && seen.has(name.value)) found.push(name);
      seen.add(name?.value);
    }
  }
  return found;
}

/** The maximum number of errors per file; the others show after these are fixed. */
export const MAX_FAULTS = 100;

/** @param count the number of errors beyond those that are reported */
export function moreFaults(count: number): Fault[] {
  return count > 0
    ? [{ range: START, message: `this file has ${MAX_FAULTS + count} errors; the first ${MAX_FAULTS} are listed` }]
    : [];
}

/** The range of a node; for an object, its opening brace. */
export function rangeOf(text: string, { type, offset, length }: Node): Range {
  return span(text, offset, type === 'object' || type === 'array' ? offset + 1 : offset + length);
}

function span(text: string, start: number, end: number): Range {
  return { start: positionAt(text, start), end: positionAt(text, Math.min(end, text.length)) };
}

function positionAt(text: string, offset: number): Position {
  let line = 0,
    lineStart = 0;
  for (let i = 0; i < offset; i++) {
    const c = text.charCodeAt(i);
    if (c !== 0x0a && !(c === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) continue;
    line++;
    lineStart = i + 1;
  }
  return { line, character: offset - lineStart };
}
