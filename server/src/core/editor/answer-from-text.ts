/**
 * A finding that an element of the record is missing, where chart text in a fence of the encounter states it: it can be
 * taken over.
 */
import { ruleById } from '../check/catalog.js';
import type { Finding } from '../check/finding.js';
import { at } from '../edits/builders.js';
import type { Edit, Fix } from '../edits/fix.js';
import { readChartText } from '../intake/read-chart.js';
import { noteLines } from '../intake/to-note.js';
import type { IntakeEncounter, ProposedField } from '../intake/types.js';
import type { Documents, Rule } from '../rules/rule.js';
import type { Block, FieldLine, Line } from '../syntax/tree.js';
import { isTextKey, REPEATABLE_KEYS, type Key } from '../syntax/vocabulary.js';
import { list } from '../text/prose.js';
import { insertField } from '../visit/note-edits.js';
import type { Visit } from '../visit/visit.js';
import type { Workspace } from '../workspace/workspace.js';

/**
 * The finding as it is shown: the same, or with the line of the chart text that states the element, and a fix that
 * takes it over.
 */
export type AnswerFromText = (finding: Finding) => Finding;

/** Texts that are kept as they were read: those of the notes on screen. */
const MAX_TEXTS = 16;

interface Passage {
  /** Offset of the text in its block. */
  readonly start: number;
  readonly source: string;
}

/** What a text states of the element that a rule asks for. */
interface Statement {
  readonly element: string;
  /** Where in the block the first of its words are. */
  readonly start: number;
  readonly end: number;
  readonly fix: Fix;
}

export function createAnswersFromText(workspace: Workspace): AnswerFromText {
  const texts = new Map<string, readonly IntakeEncounter[]>();
  const statements = new WeakMap<Finding, readonly Statement[]>();

  function read(source: string): readonly IntakeEncounter[] {
    const known = texts.get(source) ?? readChartText(source, workspace.codes).encounters;
    texts.delete(source);
    texts.set(source, known);
    for (const oldest of texts.keys()) if (texts.size > MAX_TEXTS) texts.delete(oldest);
    return known;
  }

  return finding => {
    if (ruleById(finding.rule)?.group !== 'documentation') return finding;
    const passages = passagesOf(finding.at.block);
    const visit = passages.length ? workspace.visit(finding.at.block) : undefined;
    if (!visit) return finding;
    const known = statements.get(finding);
    const stated =
      known ??
      (finding.gathered ?? [finding]).flatMap(one => statementIn({ workspace, visit, passages, read }, one) ?? []);
    statements.set(finding, stated);
    return stated.length ? answered(workspace, finding, stated) : finding;
  };
}

/** The texts in the fences of an encounter. */
function passagesOf(block: Block): readonly Passage[] {
  const passages: Passage[] = [];
  let open: Line | undefined;
  for (const line of block.lines) {
    if (line.kind === 'fence-open') open = line;
    if (line.kind === 'fence-close' && open) {
      passages.push({ start: open.next, source: block.text.slice(open.next, line.start) });
      open = undefined;
    }
  }
  return passages;
}

function answered(workspace: Workspace, finding: Finding, stated: readonly Statement[]): Finding {
  const { block } = finding.at;
  const [first] = stated;
  const line = (workspace.locate(at(block, first!.start, first!.end))?.range.start.line ?? 0) + 1;
  const elements = list([...new Set(stated.map(({ element }) => element))]);
  return {
    ...finding,
    message: `Take over line ${line}: the chart text there states ${elements}. ${finding.message}`,
    evidence: [
      ...stated.map(({ start, end, element }) => ({ at: at(block, start, end), text: `states ${element}` })),
      ...finding.evidence,
    ],
    fixes: [...stated.map(({ fix }) => fix), ...finding.fixes],
  };
}

/** The note that is asked about, and how its texts are read. */
interface Asked {
  readonly workspace: Workspace;
  readonly visit: Visit;
  readonly passages: readonly Passage[];
  readonly read: (source: string) => readonly IntakeEncounter[];
}

function statementIn({ workspace, visit, passages, read }: Asked, finding: Finding): Statement | undefined {
  const rule = ruleById(finding.rule) as Rule | undefined;
  if (!rule?.documents) return undefined;
  for (const { source, start } of passages) {
    const encounters = read(source);
    // A text without a date of its own is read as this visit, unless it holds several.
    const own = encounters.find(({ date }) => date === visit.date) ?? encounters.find(({ date }) => date === null);
    const sure = own?.fields.filter(field => field.sure) ?? [];
    for (const wanted of [rule.documents, rule.documents.map(({ key }): Documents => ({ key }))]) {
      const taken = takenOver(visit, sure, wanted);
      if (!taken || !settles(workspace, visit, finding.rule, taken.edits)) continue;
      const { start: from, end: to } = taken.fields[0]!;
      const title = `Take over ${list(taken.lines.map(line => `\`${line}\``))}`;
      return {
        element: rule.element ?? rule.title,
        start: start + from,
        end: start + to,
        fix: { kind: 'edit', title, edits: taken.edits },
      };
    }
  }
  return undefined;
}

interface Taken {
  readonly fields: readonly ProposedField[];
  readonly edits: readonly Edit[];
  /** What is added, as it reads in the note. */
  readonly lines: readonly string[];
}

/** The stated items that the encounter lacks, under the keys that a rule asks for. */
function takenOver(visit: Visit, sure: readonly ProposedField[], wanted: readonly Documents[]): Taken | undefined {
  const keys = [...new Set(wanted.map(({ key }) => key))];
  const parts = keys.flatMap(key => {
    const line = visit.encounter.fields.get(key)?.findLast(use => !use.empty)?.line;
    const items = wanted.filter(one => one.key === key).flatMap(({ item }) => item ?? []);
    const stated = sure.filter(
      field => field.key === key && (!line || !items.length || items.includes(wordOf(field.item))),
    );
    return stated.length ? (added(visit, key, line, stated) ?? []) : [];
  });
  if (!parts.length) return undefined;
  return {
    fields: parts.flatMap(({ fields }) => fields),
    edits: parts.map(({ edit }) => edit),
    lines: parts.map(({ text }) => text),
  };
}

interface Added {
  readonly fields: readonly ProposedField[];
  readonly edit: Edit;
  readonly text: string;
}

function added(
  visit: Visit,
  key: Key,
  line: FieldLine | undefined,
  stated: readonly ProposedField[],
): Added | undefined {
  return line ? addedItems(visit, key, line, stated) : addedLine(visit, key, stated);
}

/** A whole line, in the place of an empty one of the key. */
function addedLine(visit: Visit, key: Key, fields: readonly ProposedField[]): Added | undefined {
  const empty = visit.encounter.fields.get(key)?.at(-1)?.line;
  const [text] = noteLines({ fields, codes: [] });
  if (!text || (empty && REPEATABLE_KEYS.has(key))) return undefined;
  const edit = empty ? { at: at(visit.encounter.block, empty.start, empty.end), text } : insertField(visit, key, text);
  return { fields, edit, text };
}

/** Items of which the line has none of the kind. */
function addedItems(visit: Visit, key: Key, line: FieldLine, stated: readonly ProposedField[]): Added | undefined {
  const isOneOfSeveral = REPEATABLE_KEYS.has(key) && visit.encounter.fields.get(key)!.length > 1;
  const last = line.items.at(-1);
  if (isTextKey(key) || isOneOfSeveral || !last || last.unclosed) return undefined;
  const present = new Set(line.items.map(({ text }) => wordOf(text)));
  const fields = stated.filter(({ item }) => !present.has(wordOf(item)));
  if (!fields.length) return undefined;
  const text = fields.map(({ item }) => item).join(', ');
  const edit = { at: at(visit.encounter.block, last.end, last.end), text: `, ${text}` };
  return { fields, edit, text: `${key}: …, ${text}` };
}

/** What an item is about: its first word, or that it begins with an amount. */
function wordOf(item: string): string {
  const [word = ''] = item.trim().toLowerCase().split(/\s+/, 1);
  return /^\d/.test(word) ? 'amount' : word;
}

/** Whether the rule finds less once the items are in the note. */
function settles(workspace: Workspace, visit: Visit, rule: string, edits: readonly Edit[]): boolean {
  const { block } = visit.encounter;
  let text = block.text;
  for (const edit of [...edits].sort((a, b) => b.at.start - a.at.start))
    text = text.slice(0, edit.at.start) + edit.text + text.slice(edit.at.end);
  const after = workspace.wouldBe(block, text)?.verdict;
  const count = (findings: readonly Finding[]): number =>
    findings.flatMap(one => [one, ...(one.gathered ?? [])]).filter(one => one.rule === rule).length;
  return after !== undefined && count(after.findings) < count(workspace.verdict(block).findings);
}
