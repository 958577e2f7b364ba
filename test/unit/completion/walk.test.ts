// Walks every token of every example and of every snippet: at its place, missing or half typed, completion must offer it.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { alarmOf } from '../../../server/src/core/claim/alarm';
import { complete } from '../../../server/src/core/editor/completion/complete';
import { textOf, type Proposal } from '../../../server/src/core/editor/completion/proposal';
import type { Workspace } from '../../../server/src/core/workspace/workspace';
import { language, workspaceOf } from '../../support/checking';
import { expand } from '../../support/snippet';
import { isKnowable, tokensOf, type NoteToken } from './tokens';

const root = path.resolve(import.meta.dirname, '../../..');
const examples = readdirSync(path.join(root, 'examples')).filter((name) => name.endsWith('.encounter'))
  .map((name) => ({ name, text: readFileSync(path.join(root, 'examples', name), 'utf8') }));
const snippets = Object.entries(JSON.parse(readFileSync(path.join(root, 'snippets/encounter-note.json'), 'utf8')) as Record<string, { body: string[] }>)
  .map(([name, { body }]) => ({
    name: `snippet ${name}`,
    text: expand(body.join('\n'), {
      variables: { CURRENT_YEAR: '2026', CURRENT_MONTH: '11', CURRENT_DATE: '20' },
      empty: (before) => (/^(by|sup): \S+ $/.test(before) ? 'KL' : / (sn|lot|out) $/.test(before) ? 'NGP0000001' : / exp $/.test(before) ? '2027-06' : / invoice $/.test(before) ? '$684.00' : ''),
    }),
  }));

/** Tokens of the examples that are wrong on purpose: each is what the rule named here reports, and nothing that completion should offer. */
const WRONG: readonly (readonly [line: string, token: string, rule: string])[] = [
  ['95990-11 @AB', '11', 'place-as-modifier'],
  ['J0475-JZ-KD x8 @A', 'x8', 'drug-units'],
];

/** An earlier day of the same patients: what only other notes can tell (tokens, initials, models, unlisted drugs) comes from there. */
const earlier = (text: string): string => text.replace(/^2026-/gm, '2025-');

const isWrong = (workspace: Workspace, note: string, token: NoteToken): boolean => WRONG.some(([line, word, rule]) =>
  word === token.text && note.split('\n')[token.line] === line
    && workspace.findings('note').some((finding) => finding.rule === rule && workspace.locate(finding.at)?.range.start.line === token.line));

/** Whether the alarm in the note is the computed one: another is the coder's own. */
function isComputed(workspace: Workspace, token: NoteToken): boolean {
  const place = workspace.at('note', { line: token.line, character: 0 })!;
  const alarm = alarmOf(workspace.visit(place.block)!);
  return alarm !== undefined && 'date' in alarm && alarm.date === token.text;
}

interface Probe {
  readonly how: string;
  readonly text: string;
  readonly caret: number;
  /** What the line must begin with, once the token is taken. */
  readonly wanted: string;
}

/** The token missing, half typed, or under the caret; with the rest of the note behind it, and as it is typed from top to bottom. */
function probesOf(lines: readonly string[], { line, start, end, text }: NoteToken): Probe[] {
  const whole = lines[line]!;
  const half = Math.ceil(text.length / 2);
  const put = (typed: string, rest: string, behind: readonly string[]): string => [...lines.slice(0, line), whole.slice(0, start) + typed + rest, ...behind].join('\n');
  const wanted = whole.slice(0, end);
  const rest = whole.slice(end), behind = lines.slice(line + 1);
  return [
    { how: 'missing', text: put('', rest, behind), caret: start, wanted },
    { how: 'not yet typed', text: put('', '', []), caret: start, wanted },
    ...(text.length > 1 ? [
      { how: 'half typed', text: put(text.slice(0, half), rest, behind), caret: start + half, wanted },
      { how: 'half typed at the end', text: put(text.slice(0, half), '', []), caret: start + half, wanted },
      { how: 'under the caret', text: put(text, rest, behind), caret: start + half, wanted: whole },
    ] : []),
  ];
}

/** As editors filter: every letter typed so far stands in the proposal, in that order. */
function matches(typed: string, filter: string): boolean {
  let at = 0;
  for (const letter of typed.trimStart().toLowerCase()) {
    at = filter.toLowerCase().indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function isOffered(workspace: Workspace, token: NoteToken, probe: Probe): boolean {
  workspace.set('note', probe.text);
  const position = { line: token.line, character: probe.caret };
  const found = complete(workspace, 'note', position);
  const line = probe.text.split('\n')[token.line]!;
  return found?.proposals.some((proposal: Proposal) => {
    const range = found.spot.file.rangeOf({ block: found.spot.block, ...(proposal.at ?? found.at) });
    const { start: { character: start }, end: { character: end } } = range;
    if (range.start.line !== token.line || range.end.line !== token.line || start > probe.caret || end < probe.caret) return false;
    if (!matches(line.slice(start, probe.caret), proposal.filter ?? proposal.label)) return false;
    const after = line.slice(0, start) + textOf(proposal.typed ?? proposal.label) + line.slice(end);
    if (probe.how === 'under the caret') return after === probe.wanted;
    return after.startsWith(probe.wanted) && (token.kind === 'pointer' || !/^[\w.]/.test(after.slice(probe.wanted.length)));
  }) ?? false;
}

/** `token (kind) how, on line 12: …` of everything that is not offered; and how many tokens were walked. */
function walk(note: string, others: Readonly<Record<string, string>>, skip: (token: NoteToken) => boolean): { walked: number; probes: number; missed: string[] } {
  const workspace = workspaceOf({ note, ...others });
  const lines = note.split('\n');
  const tokens = tokensOf(note).filter((token) =>
    isKnowable(token) && !skip(token) && !isWrong(workspace, note, token) && (token.kind !== 'alarm date' || isComputed(workspace, token)));
  const missed: string[] = [];
  let probes = 0;
  for (const token of tokens) {
    for (const probe of probesOf(lines, token)) {
      probes++;
      if (!isOffered(workspace, token, probe)) missed.push(`${token.text} (${token.kind}) ${probe.how}, on line ${token.line + 1}: ${lines[token.line]}`);
    }
  }
  return { walked: tokens.length, probes, missed };
}

describe.each([...examples, ...snippets])('every token of $name is offered', ({ name, text }) => {
  test('to a clinic that has seen its patients before', () => {
    const { walked, probes, missed } = walk(text, { earlier: earlier(text) }, () => false);
    console.log(`${name}: ${walked} tokens walked in ${probes} positions, ${tokensOf(text).length - walked} cannot be known`);
    expect(missed).toEqual([]);
    expect(walked).toBeGreaterThan(20);
  });

  test('to a clinic that opens its first note, but for what no note has said yet', () => {
    const unseen = (token: NoteToken): boolean => ['patient', 'initials', 'model'].includes(token.kind)
      || (token.kind === 'drug' && !language.codes.drugByName(token.text));
    const { walked, missed } = walk(text, {}, unseen);
    expect(missed).toEqual([]);
    expect(walked).toBeGreaterThan(20);
  });
});

test('what is wrong on purpose is found to be wrong, so that the list above cannot hide what is missing', () => {
  for (const [line, token, rule] of WRONG) {
    const found = examples.some(({ text }) => {
      const workspace = workspaceOf({ note: text });
      return tokensOf(text).some((t) => t.text === token && text.split('\n')[t.line] === line && isWrong(workspace, text, t));
    });
    expect(found, `${rule} on ${line}`).toBe(true);
  }
});
