// What is made of a note: the report, the claim and its form, the next encounter, the answers to a search.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { claimForm } from '../../../server/src/core/claim-form/claim-form';
import { completeClaim } from '../../../server/src/core/editor/assists/complete-claim';
import { textOf } from '../../../server/src/core/editor/completion/suggestion';
import { days } from '../../../server/src/core/editor/day-tree';
import { findTopics } from '../../../server/src/core/explain/search';
import { knownPatients, nextEncounter } from '../../../server/src/core/editor/next-encounter';
import { reportMarkdown } from '../../../server/src/core/report/markdown';
import { report } from '../../../server/src/core/report/report';
import { RULES, ruleById } from '../../../server/src/core/check/catalog';
import { mergeSettings } from '../../../server/src/project/config';
import { configOfFile } from '../../../server/src/project/folder-settings';
import { IgnoreRules } from '../../../server/src/project/gitignore';
import { MAX_FAULTS, type Fault } from '../../../server/src/project/located-json';
import { readProfileText } from '../../../server/src/project/profile-json';
import { workspaceProfiles } from '../../../server/src/project/payer-profiles';
import { applyEdits, language, workspaceOf } from '../../support/checking';
import { mutatedNote } from '../inputs/mutate';
import { HOSTILE_CHARACTERS } from '../inputs/hostile';
import type { Random } from '../inputs/random';
import { demand, demandSentence, same, type Oracle } from './oracle';

const NOTE = 'note.encounter';

export function reporting(root: string): Oracle {
  const schema: object = JSON.parse(readFileSync(path.join(root, 'schemas/report.schema.json'), 'utf8'));
  const validate = new Ajv({ allErrors: true }).compile(schema);
  return {
    name: 'report',
    check(text) {
      const workspace = workspaceOf({ [NOTE]: text });
      const shownFinding = report(workspace, [NOTE]);
      demand(
        validate(shownFinding),
        () => `the report does not follow its schema: ${JSON.stringify(validate.errors?.slice(0, 3))}`,
      );
      same(JSON.parse(JSON.stringify(shownFinding)), shownFinding, 'the report is no JSON');
      const reported = shownFinding.encounters
        .flatMap(({ rules }) => rules.flatMap(rule => rule.findings.map(({ message }) => `${rule.id} ${message}`)))
        .sort();
      const found = workspace
        .encounters(NOTE)
        .flatMap(({ block }) => workspace.verdict(block))
        .flatMap(verdict => verdict.findings);
      for (const { rule, message } of found)
        demand(reported.includes(`${rule} ${message}`), () => `the report leaves out ${rule}: ${message}`);
      demandSentence(reportMarkdown(shownFinding), text, 'the report');
      for (const { counts } of shownFinding.encounters)
        demand(
          Object.values(counts).reduce((a, b) => a + b, 0) === RULES.length,
          () => 'the report does not count every rule once',
        );
    },
  };
}

export const claims: Oracle = {
  name: 'claims',
  check(text) {
    const workspace = workspaceOf({ [NOTE]: text });
    for (const [i, { block }] of workspace.encounters(NOTE).entries()) {
      const visit = workspace.visit(block)!;
      const { diagnoses, forms, remarks } = claimForm(visit);
      demand(
        diagnoses.length <= 12 && forms.every(form => form.length > 0 && form.length <= 6),
        () => 'a form has more lines than boxes',
      );
      for (const place of [...diagnoses, ...forms.flat()].map(one => one.at))
        demand(workspace.locate(place) !== undefined, () => 'a box belongs to no line');
      for (const remark of remarks) demandSentence(remark.text, text, 'a remark of the form');
      const completion = completeClaim(workspace, block);
      if (!completion) continue;
      if ('obstacle' in completion) {
        demandSentence(completion.obstacle, text, 'an obstacle of the claim');
        continue;
      }
      for (const step of completion.steps) demandSentence(step, text, 'a step of completing the claim');
      const after = applyEdits(workspace, NOTE, completion.edits);
      demand(after !== text, () => `completing the claim changes nothing: ${completion.steps.join('; ')}`);
      const fields = (note: string): string[] =>
        workspaceOf({ [NOTE]: note })
          .file(NOTE)!
          .blocks.flatMap(one =>
            one.lines
              .filter(({ kind }) => kind !== 'code' && kind !== 'blank')
              .map(line => one.text.slice(line.start, line.end)),
          );
      same(fields(after), fields(text), 'completing the claim touches other lines than code lines');
      // Another note of the day can hold a line that the completed claim makes part of its own, or one unit too many.
      const errors = (note: string): number => {
        const checked = workspaceOf({ [NOTE]: note });
        const own = checked.encounters(NOTE)[i]!.block;
        return checked
          .findings(NOTE)
          .filter(({ severity, rule }) => severity === 'error' && rule !== 'empty-field')
          .filter(({ at, rule }) => at.block === own || ruleById(rule)?.group !== 'edits').length;
      };
      demand(
        errors(after) <= errors(text),
        () =>
          `completing the claim (${completion.steps.join('; ')}) brings errors: ${workspaceOf({ [NOTE]: after })
            .findings(NOTE)
            .map(({ message }) => message)
            .join(' ')}\n--->\n${after}`,
      );
    }
  },
};

export const searching: Oracle = {
  name: 'search',
  check(text, random) {
    const workspace = workspaceOf({ [NOTE]: text });
    const listed = days(workspace).flatMap(({ encounters }) => encounters);
    demand(
      listed.length === workspace.encounters(NOTE).length,
      () => `the days list ${listed.length} of ${workspace.encounters(NOTE).length} encounters`,
    );
    for (const { patient } of knownPatients(workspace).slice(0, 5)) {
      const next = nextEncounter(workspace, NOTE, { patient, date: '2027-04-20' });
      demand(next !== undefined, () => `there is no next encounter for ${patient}`);
      const typed = textOf(next.typed);
      const now = workspaceOf({ [NOTE]: text });
      now.edit(NOTE, { start: next.at, end: next.at }, typed);
      demand(
        now.encounters(NOTE).length === workspace.encounters(NOTE).length + 1,
        () => `the next encounter is not one:\n${typed}`,
      );
    }
    const at = random.below(text.length + 1);
    for (const query of [
      text.slice(at, at + random.between(1, 12)),
      random.pick(['', 'refill', '62370', 'constructor', '__proto__', 'G80']),
    ]) {
      for (const { label, summary } of findTopics(workspace, NOTE, query, '2026-11-20'))
        demandSentence(`${label} ${summary}`, text + query, 'a topic found');
    }
  },
};

const level = fc.constantFrom('error', 'warning', 'info', 'hint', 'off', 'fatal');
const anything = fc.jsonValue({ maxDepth: 3 });
const date = fc.constantFrom('2026-01-01', '2026-13-01', '2027-01-01', 'soon');

/** Half of a profile that could be, with anything anywhere. */
const profile = fc.record(
  {
    id: fc.oneof(fc.constantFrom('own', 'medicare', 'own plan', '__proto__', 'constructor', ''), anything),
    title: fc.oneof(fc.constant('Own'), anything),
    summary: fc.oneof(fc.constant('Ours.'), anything),
    extends: fc.oneof(fc.constantFrom('medicare', 'national', 'own', 'missing', '__proto__'), anything),
    effective: fc.oneof(fc.record({ from: date, to: date }, { requiredKeys: [] }), anything),
    severity: fc.oneof(
      fc.dictionary(fc.constantFrom(...RULES.map(({ id }) => id), '__proto__', 'constructor', 'no-such'), level),
      anything,
    ),
    notes: fc.oneof(fc.array(fc.record({ text: fc.string() })), anything),
    sources: fc.oneof(fc.array(fc.string()), anything),
    parameters: fc.oneof(
      anything,
      fc.record(
        {
          reprogramRequires: fc.record({ value: fc.oneof(fc.constantFrom('change', 'volume'), anything) }),
          kd: fc.record({ value: fc.oneof(fc.constantFrom('required', 'off'), anything), source: fc.string() }),
          alarmResidual: fc.record({ value: fc.oneof(fc.constantFrom('2', '0', '-1', '1e9', 'x'), anything) }),
          earlyRefillShare: fc.record({ value: fc.oneof(fc.constantFrom('0.8', '0', '2'), anything) }),
          documentation: fc.record({
            value: fc.oneof(
              fc.dictionary(fc.constantFrom('doc-response', 'doc-technique', '__proto__'), level),
              anything,
            ),
          }),
          singleClaim: fc.record({ value: fc.oneof(fc.boolean(), anything) }),
          emModifier25: fc.record({ value: fc.boolean() }),
          residualThreshold: fc.record({
            value: fc.oneof(fc.constant({ default: '2', smallReservoir: { upTo: '20', threshold: '1' } }), anything),
          }),
          compoundCode: fc.record({
            value: fc.oneof(fc.constant({ codes: [{ code: 'J7999' }], perIngredient: false }), anything),
          }),
          wasteModifiers: fc.record({
            value: fc.oneof(
              fc.constant('off'),
              fc.record({
                jwFrom: date,
                jzFrom: date,
                compounds: fc.boolean(),
                notInPlaces: fc.array(fc.constantFrom('11', '24', '99')),
              }),
              anything,
            ),
          }),
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: ['id', 'title', 'summary'] },
);

/**
 * Payer profiles of a workspace: read or refused with reasons that have a place, and no note is checked worse for a
 * broken one.
 */
export function profiles(root: string): Oracle {
  const shipped = ['medicare', 'aetna', 'workers-comp'].map(id =>
    readFileSync(path.join(root, `server/data/profiles/${id}.json`), 'utf8'),
  );
  const mutated = (random: Random): string => {
    let text = random.pick(shipped);
    for (let count = random.between(0, 4); count > 0; count--) {
      const at = random.below(text.length),
        length = random.pick([0, 1, 1, 5, 40]);
      text =
        text.slice(0, at) +
        random.pick(['', '"', '{', '}', ',', 'null', '1e999', '"id":"x",', '[[', '\ud800', ...HOSTILE_CHARACTERS]) +
        text.slice(at + length);
    }
    return random.chance(0.02) ? nested(random) : text;
  };
  return {
    name: 'profiles',
    check(text, random, corpus) {
      const files = [
        mutated(random),
        ...fc.sample(profile, { seed: random.seed(), numRuns: 3 }).map(value => JSON.stringify(value)),
        text,
      ].map((content, i) => ({ uri: `file:///${i}.json`, text: content }));
      for (const { text: content } of files) {
        const read = readProfileText(content, language);
        if ('profile' in read) continue;
        demand(read.faults.length > 0, () => 'a profile is refused without a reason');
        demandFaults(read.faults, content, 'a fault of a profile');
      }
      const own = workspaceProfiles(language, files);
      const workspace = workspaceOf({ [NOTE]: mutatedNote(random, corpus).replace(/#\w[\w-]*/, '#own') });
      workspace.configure({}, own.profiles);
      for (const finding of workspace.findings(NOTE))
        demand(!/failed on this encounter/.test(finding.message), () => finding.message);
      for (const payer of own.profiles.payers()) own.profiles.policyFor(payer.id, '2026-11-20');
    },
  };
}

const SETTINGS = [
  'profile',
  'rules',
  'exclude',
  'failOn',
  'severity',
  '$schema',
  'profiles',
  '__proto__',
  'constructor',
  '',
];
const VALUES: readonly unknown[] = [
  'medicare',
  '#Medicare ',
  'none-such',
  'error',
  'never',
  'off',
  'hint',
  '',
  '*.encounter',
  '!**',
  '[',
  '\\',
  'a/**/b',
  '\0',
  '\ud800',
  null,
  true,
  0,
  -1,
  1e308,
  [],
  {},
];

/**
 * Configurations: for any text, the valid part is used, the rest is reported at its range, and notes are checked with
 * it.
 */
export const configurations: Oracle = {
  name: 'configurations',
  check(text, random, corpus) {
    const value = (depth = 0): unknown => {
      const kind = depth > 2 ? 0 : random.below(6);
      if (kind === 0) return random.pick(VALUES);
      if (kind === 1) return Array.from({ length: random.below(4) }, () => value(depth + 1));
      const names = kind < 4 ? SETTINGS : RULES.map(({ id }) => id);
      return Object.fromEntries(
        Array.from({ length: random.between(1, 5) }, () => [
          random.pick(names),
          random.chance(0.6) ? random.pick(VALUES) : value(depth + 1),
        ]),
      );
    };
    let typed = JSON.stringify(value(), undefined, random.below(3));
    for (let count = random.below(4); count > 0; count--) {
      const at = random.below(typed.length + 1);
      typed =
        typed.slice(0, at) +
        random.pick(['', '"', '{', '}', ',', '// x', '/*', '\r\n', '"rules":', '[[', ...HOSTILE_CHARACTERS]) +
        typed.slice(at + random.below(4));
    }
    if (random.chance(0.02)) typed = `{"exclude":${nested(random)}}`;
    if (random.chance(0.02)) typed = `{"exclude":[${'0,'.repeat(random.between(1000, 60_000))}1]}`;
    for (const content of [typed, text]) {
      const { config, faults } = configOfFile({ uri: 'file:///c.json', text: content }, language, language.profiles);
      demandFaults(faults, content, 'a fault of a configuration');
      for (const level of Object.values(config.rules ?? {}))
        demand(['error', 'warning', 'info', 'hint', 'off'].includes(level), () => `a rule has the level ${level}`);
      demand(
        config.profile === undefined || language.profiles.has(config.profile),
        () => `the payer ${config.profile} is none`,
      );
      const ignored = new IgnoreRules(config.exclude ?? [], false);
      for (const name of ['a.encounter', 'b/c d.encounter']) ignored.ignores(name);
      const workspace = workspaceOf({ [NOTE]: mutatedNote(random, corpus) });
      workspace.configure(mergeSettings({}, config));
      for (const { message, rule } of workspace.findings(NOTE)) {
        demand(!/failed on this encounter/.test(message), () => message);
        demand(config.rules?.[rule] !== 'off', () => `${rule} is off and speaks`);
      }
    }
  },
};

function nested(random: Random): string {
  const depth = random.pick([50, 500, 3000, 4000, 200_000]);
  return '['.repeat(depth) + (random.chance(0.7) ? ']'.repeat(depth) : '');
}

/** Errors are sentences, each in its file, and not more than anyone reads. */
function demandFaults(faults: readonly Fault[], content: string, what: string): void {
  demand(faults.length <= MAX_FAULTS + 1, () => `${faults.length} errors are listed`);
  const lines = content.split(/\r\n|\r|\n/);
  for (const { range, message } of faults) {
    demandSentence(message, content, what);
    for (const { line, character } of [range.start, range.end])
      demand(
        line >= 0 && character >= 0 && character <= (lines[line]?.length ?? -1),
        () => `an error at ${line}:${character} is outside its file: ${message}`,
      );
  }
}
