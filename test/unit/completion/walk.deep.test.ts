// Walks every token of every example, of every snippet and of notes of all services, payers and pumps: at its place,
// missing or half typed, completion must offer it.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../../server/src/core/workspace/workspace';
import { language, workspaceOf } from '../../support/checking';
import { expand } from '../../support/snippet';
import { isKnowable, tokensOf, type NoteToken } from './tokens';
import { visitsOf, walk } from './walking';

const root = path.resolve(import.meta.dirname, '../../..');
const examples = readdirSync(path.join(root, 'examples'))
  .filter(name => name.endsWith('.encounter'))
  .map(name => ({ name, text: readFileSync(path.join(root, 'examples', name), 'utf8') }));
const notes = readdirSync(path.join(import.meta.dirname, 'notes')).map(name => ({
  name,
  text: readFileSync(path.join(import.meta.dirname, 'notes', name), 'utf8'),
}));

/** What a coder types into the gaps of a snippet, by what is before the gap on its line; the first that fits. */
const GAPS: readonly (readonly [before: RegExp, typed: string])[] = [
  [/^20\S+ [a-z+]+ $/, 'P-014'],
  [/^20.* @$/, 'office'],
  [/^20.* #$/, 'medicare'],
  [/^pump: $/, 'SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo'],
  [/^by: $/, 'MD AS'],
  [/^sup: $/, 'MD AS, in suite'],
  [/^prep: $/, 'identity, consent, vitals, allergies, anticoagulation'],
  [/^read: .*expected $/, '6.2 mL'],
  [/^prog: dose $/, '480 -> 520 mcg/day'],
  [/ dose $/, '480 mcg/day'],
  [/ alarms $/, 'none'],
  [/^fill: out $/, '6.0 mL'],
  [/^fill: .*in $/, '40 mL'],
  [/ needle $/, '22g'],
  [/ attempts $/, '3'],
  [/ reason "$/, 'more spasms'],
  [/^prog: $/, 'volume only'],
  [/^after: volume $/, '40 mL'],
  [
    /^drug: $/,
    'baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00',
  ],
  [/^dx: $/, 'G80.0, Z45.1'],
  [/^(exam|assess|response): $/, 'as expected'],
  [/^next: $/, '2027-04-20, alarm 2027-04-27'],
  [/^device: .*in $/, 'SynchroMed II 8637-40'],
  [/ (out|sn) $/, 'NGP0000001'],
  [/^imaging: $/, 'none'],
  [/^benefits: $/, 'verified 2026-11-02'],
  [/^auth: $/, 'A-12, 62362, through 2027-01-01'],
  [/^\d{5}(-\d\d)? @$/, 'AB'],
];

function typedAt(before: string): string {
  const gap = GAPS.find(([pattern]) => pattern.test(before));
  if (!gap) throw new Error(`nothing to type behind “${before}”`);
  return gap[1];
}

const VARIABLES = { CURRENT_YEAR: '2026', CURRENT_MONTH: '11', CURRENT_DATE: '20' };
const snippets = Object.entries(
  JSON.parse(readFileSync(path.join(root, 'snippets/encounter-note.json'), 'utf8')) as Record<
    string,
    { body: string[] }
  >,
).map(([name, { body }]) => ({
  name: `snippet ${name}`,
  text: expand(body.join('\n').replace(/\n\$0$/, '\n'), { variables: VARIABLES, empty: typedAt }),
}));

/**
 * Tokens of the examples that are wrong on purpose: each is what the rule named here reports, and nothing that
 * completion should offer.
 */
const WRONG: readonly (readonly [line: string, token: string, rule: string])[] = [
  ['95990-11 @AB', '11', 'place-as-modifier'],
  ['J0475-JZ-KD x8 @A', 'x8', 'drug-units'],
];

/**
 * An earlier day of the same patients: what only other notes can tell (tokens, initials, models, unlisted drugs) comes
 * from there.
 */
const earlier = (text: string): string => text.replace(/^2026-/gm, '2025-');

const isWrong = (workspace: Workspace, note: string, token: NoteToken): boolean =>
  WRONG.some(
    ([line, word, rule]) =>
      word === token.text &&
      note.split('\n')[token.line] === line &&
      workspace
        .findings('note')
        .some(finding => finding.rule === rule && workspace.locate(finding.at)?.range.start.line === token.line),
  );

interface Walked {
  walked: number;
  probes: number;
  readonly missed: string[];
}

/**
 * Walks one encounter after the other, each in a note of its own with the defaults of the file; the rest of the file is
 * in another one.
 */
function walkAll(
  text: string,
  others: Readonly<Record<string, string>>,
  skip: (token: NoteToken) => boolean,
  needsLetters?: (token: NoteToken) => boolean,
): Walked {
  const { defaults, visits } = visitsOf(text);
  const all: Walked = { walked: 0, probes: 0, missed: [] };
  for (const visit of visits) {
    const note = defaults + visit;
    const { walked, probes, missed } = walk(
      note,
      { ...others, rest: text.replace(visit, '') },
      {
        skip: (token, workspace) => skip(token) || isWrong(workspace, note, token),
        ...(needsLetters ? { needsLetters } : {}),
      },
    );
    all.walked += walked - (visit === visits[0] ? 0 : walkedIn(defaults, skip));
    all.probes += probes;
    all.missed.push(...missed);
  }
  return all;
}

/** The tokens of the defaults are walked with each encounter, but counted once. */
function walkedIn(defaults: string, skip: (token: NoteToken) => boolean): number {
  return tokensOf(defaults).filter(token => isKnowable(token) && !skip(token)).length;
}

const total = { walked: 0, probes: 0 };

describe.each([...examples, ...notes, ...snippets])('every token of $name is offered', ({ name, text }) => {
  test('to a clinic that has seen its patients before', () => {
    const { walked, probes, missed } = walkAll(text, { earlier: earlier(text) }, () => false);
    total.walked += walked;
    total.probes += probes;
    console.log(
      `${name}: ${walked} of ${tokensOf(text).length} tokens walked in ${probes} positions; ${total.walked} tokens in ${total.probes} positions so far`,
    );
    expect(missed).toEqual([]);
    expect(walked).toBeGreaterThan(20);
  });

  test('to a clinic that opens its first note, except for words from notes', () => {
    const unseen = (token: NoteToken): boolean =>
      ['patient', 'initials', 'model'].includes(token.kind) ||
      (token.kind === 'drug' && !language.codes.drugByName(token.text)) ||
      (token.kind === 'diagnosis' && language.codes.on('2026-11-20').diagnosisStatus(token.text) === 'unknown') ||
      (token.kind === 'code' && !language.codes.on('2026-11-20').procedure(token.text)) ||
      (token.kind === 'charge' && !text.includes(`invoice ${token.text}`));
    // Of all diagnoses only those of pump clinics are listed before a letter is typed.
    const isOneOfThousands = (token: NoteToken): boolean =>
      token.kind === 'diagnosis' &&
      !language.codes
        .on('2026-11-20')
        .diagnoses()
        .some(({ code }) => code === token.text);
    const { walked, missed } = walkAll(text, {}, unseen, isOneOfThousands);
    expect(missed).toEqual([]);
    expect(walked).toBeGreaterThan(20);
  });
});

test('what is wrong on purpose is found to be wrong, so that the list above cannot hide what is missing', () => {
  for (const [line, token, rule] of WRONG) {
    const found = examples.some(({ text }) => {
      const workspace = workspaceOf({ note: text });
      return tokensOf(text).some(
        t => t.text === token && text.split('\n')[t.line] === line && isWrong(workspace, text, t),
      );
    });
    expect(found, `${rule} on ${line}`).toBe(true);
  }
});
