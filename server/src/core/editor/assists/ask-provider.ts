/**
 * A question to the provider about what a note does not state: what the record shows, what is missing, and lines to
 * complete.
 */
import { ruleById } from '../../check/catalog.js';
import type { Finding } from '../../check/finding.js';
import type { Edit } from '../../edits/fix.js';
import type { Documents, Rule } from '../../rules/rule.js';
import { KEYS, type Key } from '../../syntax/vocabulary.js';
import { list } from '../../text/prose.js';
import { insertField } from '../../visit/note-edits.js';
import type { Visit } from '../../visit/visit.js';
import type { Workspace } from '../../workspace/workspace.js';

export interface ProviderQuery {
  readonly title: string;
  /** The question as it is sent, with the choices on lines of their own. It names no code, no payment and no answer. */
  readonly text: string;
  /** Puts the question in the note as `query:`. */
  readonly edits: readonly Edit[];
}

/** Marks what the provider fills in. */
export const BLANK = '___';
/** How the first line of a question begins, by which an answer is recognized. */
export const QUERY_HEAD = 'Query to the provider';
/** How the value of a `query:` line of this file begins. */
export const NOT_STATED = 'Not stated: ';

/** The lines to complete, by key; of a key with several, each is a choice. */
const WHOLE: Readonly<Partial<Record<Key, readonly string[]>>> = {
  pump: [`pump: ${BLANK}, sn ${BLANK}, ${BLANK} mL`],
  by: [`by: ${BLANK}`],
  sup: [`sup: ${BLANK}, in suite`, `sup: ${BLANK}, in building`, `sup: ${BLANK}, virtual`],
  prep: ['identity', 'consent', 'vitals', 'allergies', 'anticoagulation'].map(check => `prep: ${check} ${BLANK}`),
  read: [`read: expected ${BLANK} mL, dose ${BLANK}, alarms ${BLANK}`],
  fill: [`fill: out ${BLANK} mL, in ${BLANK} mL, needle ${BLANK}`],
  prog: ['prog: none', 'prog: volume only', `prog: dose ${BLANK} -> ${BLANK}`],
  after: [`after: volume ${BLANK} mL, dose ${BLANK}, alarms ${BLANK}`],
  drug: [`drug: ${BLANK}`],
  imaging: ['imaging: none', `imaging: fluoro ${BLANK}`, `imaging: ultrasound ${BLANK}`],
  next: [`next: ${BLANK}, alarm ${BLANK}`],
  benefits: [`benefits: verified ${BLANK}`],
  auth: [`auth: ${BLANK}`],
};
const UNITS: Readonly<Record<string, string>> = { expected: ' mL', out: ' mL', in: ' mL', waste: ' mL', volume: ' mL' };

/** Lines of the record that bear on a key. */
const BESIDE: Readonly<Partial<Record<Key, readonly Key[]>>> = {
  read: ['fill', 'after'],
  fill: ['read', 'drug'],
  prog: ['read', 'after'],
  after: ['read', 'fill', 'prog'],
  drug: ['fill', 'drug'],
  exam: ['by', 'fill'],
  sup: ['by'],
  pump: ['read', 'fill', 'device'],
  imaging: ['device', 'catheter', 'fill'],
  next: ['fill', 'after'],
  assess: ['read', 'prog', 'response'],
  response: ['read', 'prog'],
};

/** Whether a line is one that was offered and not completed. */
export function isUntouched(line: string): boolean {
  return line.includes(BLANK) && Object.values(WHOLE).some(lines => lines.includes(line));
}

/** Undefined where the finding is about something other than a fact that the note lacks. */
export function askProvider(workspace: Workspace, finding: Finding): ProviderQuery | undefined {
  const visit = workspace.visit(finding.at.block);
  const missing = visit ? missingOf(finding, visit) : [];
  if (!visit || !missing.length) return undefined;
  const elements = list([...new Set(missing.map(({ element }) => element))]);
  const choices = [...new Set(missing.flatMap(({ documents }) => documents.flatMap(linesFor)))];
  const keys = missing.flatMap(({ documents }) => documents.map(({ key }) => key));
  return {
    title: `Ask the provider about ${elements}`,
    text: [
      ...heading(visit),
      '',
      'The record shows:',
      ...shown(visit, keys),
      '',
      `Not stated: ${elements}.`,
      '',
      'Complete the lines that apply, from the record or your own knowledge of this visit. Leave out the others.',
      ...choices.map(line => (line.includes(BLANK) ? line : `[ ] ${line}`)),
      '',
      '[ ] It was not done.',
      '[ ] Other:',
      '[ ] It cannot be determined.',
      '',
    ].join('\n'),
    edits: [
      insertField(visit, 'query', `query: ${NOT_STATED}${elements}. Complete or leave out: ${choices.join(' / ')}`),
    ],
  };
}

interface Missing {
  readonly element: string;
  readonly documents: readonly Documents[];
}

function missingOf(finding: Finding, visit: Visit): readonly Missing[] {
  return (finding.gathered ?? [finding]).flatMap((one): Missing[] => {
    const rule = ruleById(one.rule) as Rule | undefined;
    const isAbsence = rule?.group === 'documentation' || one.outcome === 'no data';
    const documents = rule?.documents?.filter(({ when }) => when?.(visit) ?? true) ?? [];
    return rule && isAbsence && documents.length ? [{ element: rule.element ?? rule.title, documents }] : [];
  });
}

function linesFor({ key, item }: Documents): readonly string[] {
  if (item === 'reason') return [`${key}: reason "${BLANK}"`];
  if (item === 'invoice') return [`${key}: invoice $${BLANK}`];
  if (item === 'needle') return [`${key}: needle ${BLANK}`, `${key}: aseptic`];
  if (item !== undefined) return [`${key}: ${item} ${BLANK}${UNITS[item] ?? ''}`];
  return WHOLE[key] ?? [`${key}: ${BLANK}`];
}

function heading({ encounter }: Visit): string[] {
  const { date, services, patient } = encounter;
  const what = services.map(({ value }) => value).join(' and ') || 'visit';
  return [`${QUERY_HEAD}: ${patient?.value ?? 'patient'}, ${what} on ${date ?? 'a day without a date'}`];
}

/** What the note has of the same subject, as it is written; never a code line. */
function shown({ encounter }: Visit, keys: readonly Key[]): string[] {
  const wanted = new Set<Key>(keys.flatMap(key => [key, ...(BESIDE[key] ?? [])]));
  const lines = KEYS.filter(key => wanted.has(key) && key !== 'query').flatMap(key =>
    (encounter.fields.get(key) ?? []).filter(({ empty }) => !empty).map(({ line }) => line),
  );
  const { block } = encounter;
  return lines.length
    ? lines.map(({ start, end }) => `- ${block.text.slice(start, end).trim()}`)
    : ['- nothing on this subject'];
}
