import { getNodeValue, type Node } from 'jsonc-parser';
import type { Language } from '../core/language.js';
import type { Profile, ProfileProblem } from '../core/policy/types.js';
import { doubledNames, moreFaults, MAX_FAULTS, parseJson, rangeOf, type Fault } from './located-json.js';

/** A profile as its text gives it: sound, or with every error; then with its id where that much can be read. */
export type ReadProfile = { readonly profile: Profile } | { readonly faults: readonly Fault[]; readonly id?: string };

/** Reads the text of a profile: strict JSON, each name once, and what the schema of profiles says. */
export function readProfileText(text: string, language: Language): ReadProfile {
  const json = parseJson(text, false);
  if ('fault' in json) return { faults: [json.fault] };
  const { root } = json;
  const doubles = doubledNames(root);
  const value: unknown = getNodeValue(root);
  const read = language.readProfile(value);
  if ('profile' in read && doubles.length === 0) return read;
  const problems = 'problems' in read ? read.problems : [];
  const faults = [
    ...doubles
      .slice(0, MAX_FAULTS)
      .map((name): Fault => ({ range: rangeOf(text, name), message: `“${name.value}” is written twice` })),
    ...problems.slice(0, MAX_FAULTS).map(problem => faultOf(text, root, problem)),
  ].slice(0, MAX_FAULTS);
  return { faults: [...faults, ...moreFaults(doubles.length + problems.length - MAX_FAULTS)], ...idOf(value) };
}

/** A problem that is known by its place in the JSON, in the sound text that holds it. */
export function faultAt(text: string, problem: ProfileProblem): Fault {
  const json = parseJson(text, false);
  return 'root' in json ? faultOf(text, json.root, problem) : json.fault;
}

function faultOf(text: string, root: Node, { path, message, ofName = false }: ProfileProblem): Fault {
  const steps = stepsOf(path);
  return {
    range: rangeOf(text, pointedAt(nodeAt(root, steps), ofName)),
    message:
      steps.length > 0 && !ofName ? `${steps.join('.').replace(/\.([0-9]+)(?=\.|$)/g, '[$1]')}: ${message}` : message,
  };
}

function nodeAt(root: Node, steps: readonly string[]): Node {
  let node = root;
  for (const step of steps) {
    const next =
      node.type === 'array'
        ? node.children?.[Number(step)]
        : node.children?.findLast(property => property.children?.[0]?.value === step)?.children?.[1];
    if (!next) break;
    node = next;
  }
  return node;
}

/** What to underline: the name if the error is in the name or the value is long, else the value. */
function pointedAt(node: Node, ofName: boolean): Node {
  const isLong = node.type === 'object' || node.type === 'array';
  return (ofName || isLong ? node.parent?.type === 'property' && node.parent.children?.[0] : undefined) || node;
}

function idOf(value: unknown): { id?: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? { id: value.id }
    : {};
}

/** `/notes/0` as the steps `notes` and `0`. */
function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
