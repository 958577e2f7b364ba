import { getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Language } from '../core/language.js';
import type { Profile, ProfileProblem } from '../core/policy/types.js';
import type { Position, Range } from '../core/workspace/note-file.js';

/** What is wrong with a profile, and where in its text. `message` is a clause without a full stop. */
export interface Fault {
  readonly range: Range;
  readonly message: string;
}

/** A profile as its text gives it: sound, or with every fault; then with its id where that much can be read. */
export type ReadProfile = { readonly profile: Profile } | { readonly faults: readonly Fault[]; readonly id?: string };

/** Reads the text of a profile: strict JSON, each name once, and what the schema of profiles says. */
export function readProfileText(text: string, language: Language): ReadProfile {
  const json = parseJson(text);
  if ('fault' in json) return { faults: [json.fault] };
  const { root } = json;
  const doubles = doubledNames(root).map((name): Fault => ({ range: rangeOf(text, name), message: `“${name.value}” stands here twice` }));
  const value: unknown = getNodeValue(root);
  const read = language.readProfile(value);
  if ('profile' in read && doubles.length === 0) return read;
  const problems = 'problems' in read ? read.problems.map((problem) => faultOf(text, root, problem)) : [];
  return { faults: [...doubles, ...problems], ...idOf(value) };
}

/** A problem that is known by its place in the JSON, in the sound text that holds it. */
export function faultAt(text: string, problem: ProfileProblem): Fault {
  const json = parseJson(text);
  return 'root' in json ? faultOf(text, json.root, problem) : json.fault;
}

function faultOf(text: string, root: Node, { path, message, ofName = false }: ProfileProblem): Fault {
  const steps = stepsOf(path);
  return {
    range: rangeOf(text, pointedAt(nodeAt(root, steps), ofName)),
    message: steps.length > 0 && !ofName ? `${steps.join('.').replace(/\.([0-9]+)(?=\.|$)/g, '[$1]')}: ${message}` : message,
  };
}

function nodeAt(root: Node, steps: readonly string[]): Node {
  let node = root;
  for (const step of steps) {
    const next = node.type === 'array' ? node.children?.[Number(step)] : node.children?.findLast((property) => property.children?.[0]?.value === step)?.children?.[1];
    if (!next) break;
    node = next;
  }
  return node;
}

export const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The tree of a strict JSON text, or its first fault: what follows that is guesswork. */
function parseJson(text: string): { root: Node } | { fault: Fault } {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    return { fault: { range: START, message: 'this is nested too deeply to be read' } };
  }
  const [error] = errors;
  if (root && !error) return { root };
  const { offset, length } = error ?? { offset: 0, length: 0 };
  return { fault: { range: span(text, offset, offset + Math.max(1, length)), message: JSON_FAULTS[error?.error ?? 0] ?? 'this is not JSON' } };
}

/** By the error codes of jsonc-parser. */
const JSON_FAULTS: Readonly<Record<number, string>> = {
  1: 'this word is not JSON', 2: 'this number is not JSON', 3: 'a name in quotes is missing', 4: 'a value is missing', 5: 'a colon is missing',
  6: 'a comma is missing', 7: 'a closing brace is missing', 8: 'a closing bracket is missing', 9: 'nothing may follow the closing brace',
  10: 'JSON has no comments', 11: 'this comment is never closed, and JSON has none', 12: 'a closing quote is missing', 13: 'this number is not JSON',
  14: 'this \\u is incomplete', 15: 'this \\ is none that JSON knows', 16: 'this character is not JSON',
};

/** The names that stand again in one object; readers of JSON drop all but one of them. */
function doubledNames(root: Node): Node[] {
  const found: Node[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    open.push(...(node.children ?? []));
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

/** What to underline: the name where the name is at fault or the value is long, else the value. */
function pointedAt(node: Node, ofName: boolean): Node {
  const isLong = node.type === 'object' || node.type === 'array';
  return (ofName || isLong ? node.parent?.type === 'property' && node.parent.children?.[0] : undefined) || node;
}

function idOf(value: unknown): { id?: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? { id: value.id } : {};
}

/** `/notes/0` as the steps `notes` and `0`. */
function stepsOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** An object without a name is pointed at by its opening brace. */
function rangeOf(text: string, { type, offset, length }: Node): Range {
  return span(text, offset, type === 'object' || type === 'array' ? offset + 1 : offset + length);
}

function span(text: string, start: number, end: number): Range {
  return { start: positionAt(text, start), end: positionAt(text, Math.min(end, text.length)) };
}

function positionAt(text: string, offset: number): Position {
  let line = 0, lineStart = 0;
  for (let i = 0; i < offset; i++) {
    const c = text.charCodeAt(i);
    if (c !== 0x0a && !(c === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) continue;
    line++;
    lineStart = i + 1;
  }
  return { line, character: offset - lineStart };
}
