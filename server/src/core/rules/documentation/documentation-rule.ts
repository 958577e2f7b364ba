import { statedInText } from '../../visit/stated-in-text.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit, Fix } from '../../edits/fix.js';
import type { FieldLine, Item } from '../../syntax/tree.js';
import type { Key } from '../../syntax/vocabulary.js';
import type { Evidence, RuleContext, Rule } from '../rule.js';
import { isOpen } from '../undecided.js';
import { isUndecided, type Requirement, type Undecided } from './required-when.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { at } from '../../edits/builders.js';
import { isStub } from '../../visit/acceptance.js';
import { insertField } from '../../visit/note-edits.js';

/**
 * What the rules of this group have in common: the level of each is the profile's, and a hint if no profile sets it.
 */
export const SHARED = {
  group: 'documentation',
  severity: 'hint',
  parameters: ['documentation'],
} as const satisfies Partial<Rule>;

/** An element that a key of its own documents, regardless of its value. */
export interface KeyElement extends Pick<
  Rule,
  'id' | 'title' | 'description' | 'rationale' | 'sources' | 'examples' | 'element'
> {
  readonly key: Key;
  /** Where it is due; undefined: not on this visit. */
  readonly demand: (visit: Visit) => Requirement | Undecided | undefined;
  /** `how the pump was before the refill`: completes `Write … under …`. */
  readonly says: string;
}

/**
 * The rule of an element that its key documents: due and absent fails, due and empty has no data (the empty key is
 * reported itself).
 */
export function keyRule(element: KeyElement): Rule {
  const { id, title, description, rationale, sources, examples, key } = element;
  return {
    ...SHARED,
    id,
    title,
    description,
    rationale,
    sources,
    examples,
    ...(element.element === undefined ? {} : { element: element.element }),
    documents: [{ key, when: visit => isDue(element.demand(visit)) }],
    fixDescription: `Edit: inserts an empty \`${key}:\` line to fill in; it is reported until it has a value.`,
    check(visit, context) {
      const demanded = element.demand(visit);
      if (!demanded) return;
      context.applies();
      if (isStated(visit, key)) return;
      if (isStub(visit, key)) stillEmpty(context, demanded.at, `\`${key}:\` is still to be filled in.`);
      else if (isUndecided(demanded))
        stillEmpty(
          context,
          demanded.at,
          `The note does not say ${demanded.unknown}, which decides whether \`${key}:\` is due.`,
        );
      else if (isOpen(visit, context, { at: demanded.at, keys: [key], what: 'whether the element is there' })) return;
      else if (statedInText(visit, key)) {
        context.missing({
          at: demanded.at,
          message: `Write ${element.says} under \`${key}:\`: the text is about it, and no line states it.`,
          evidence: [{ at: statedInText(visit, key)!, text: 'in the text' }],
          fixes: [stubLine(visit, key)],
          show: isDemandedByProfile(visit, id),
        });
      } else {
        missing(
          visit,
          context,
          { rule: id, demand: demanded },
          {
            message: `Write ${element.says} under \`${key}:\`: ${demanded.of} needs it.`,
            fixes: [stubLine(visit, key)],
          },
        );
      }
    },
  };
}

/** Whether the payer's profile demands the element; what is only good practice is not asked for beside a text. */
function isDemandedByProfile(visit: Visit, rule: string): boolean {
  const level = visit.severityOf(rule);
  return level === 'warning' || level === 'error';
}

/** Whether an element is known to be due. */
export function isDue(required: Requirement | Undecided | undefined): boolean {
  return required !== undefined && !isUndecided(required);
}

/** Whether the key has a value; of a key that may be once, the last one counts. */
function isStated(visit: Visit, key: Key): boolean {
  const uses = visit.encounter.fields.get(key) ?? [];
  return key === 'auth' ? uses.some(use => !use.empty) : uses.at(-1)?.empty === false;
}

/** What a rule says of an element that is due and absent. */
export interface MissingElement {
  readonly message: string;
  readonly fixes?: readonly Fix[];
  readonly evidence?: readonly Evidence[];
  /** The keys in which it would be stated: an item there that was not read may state it. */
  readonly keys?: readonly Key[];
}

/** Reports an element that is due and absent. */
export function missing(
  visit: Visit,
  context: RuleContext,
  { rule, demand }: { readonly rule: string; readonly demand: Requirement },
  { keys = [], ...element }: MissingElement,
): void {
  if (isOpen(visit, context, { at: demand.at, keys, what: 'whether the element is there' })) return;
  const unverified = doubtOf(visit, rule);
  context.report({ at: demand.at, evidence: demand.evidence, ...element, ...(unverified ? { unverified } : {}) });
}

/**
 * Why the demand itself rests on no text that was read: what is marked of the rule, else what the profile says that put
 * it on its list.
 */
function doubtOf(visit: Visit, rule: string): string | undefined {
  const { documentation } = visit.policy.parameters;
  const listed = visit.policy.severity(rule)?.setBy === documentation.setBy ? documentation.unverified : undefined;
  return visit.codes.unverifiedAbout(`rule:${rule}`)[0]?.reason ?? listed;
}

/** A value that is still to be filled in, or that cannot be read: reported as such, so this rule only has no data. */
export function stillEmpty(context: RuleContext, place: SourceRange, message: string): void {
  context.missing({ at: place, message, show: false });
}

export function stubLine(visit: Visit, key: Key): Fix {
  return { kind: 'edit', title: `Insert \`${key}:\` to fill in`, edits: [insertField(visit, key, `${key}:`)] };
}

/** The line of a key that counts. */
export function lineOf(visit: Visit, key: Key): FieldLine | undefined {
  return visit.encounter.fields.get(key)?.at(-1)?.line;
}

/** The item of a line that starts with a word, with or without a value behind it. */
export function itemWith(line: FieldLine | undefined, word: string): Item | undefined {
  return line?.items.find(
    ({ text }) => text.toLowerCase().startsWith(word) && (text.length === word.length || /\s/.test(text[word.length]!)),
  );
}

/**
 * Adds items without a value to a line, to fill in: `, lot, exp`. A value that is not there yet is reported as one that
 * cannot be read.
 * @returns undefined if the line ends in a string that is never closed
 */
export function stubItems(visit: Visit, line: FieldLine | undefined, ...words: readonly string[]): Fix | undefined {
  const last = line?.items.at(-1);
  if (!line || !last || last.unclosed || words.length === 0) return undefined;
  const edit: Edit = {
    at: at(visit.encounter.block, last.end, last.end),
    text: words.map(word => `, ${word}`).join(''),
  };
  return {
    kind: 'edit',
    title: `Add ${words.map(word => `\`${word}\``).join(', ')} to ${line.key.text.toLowerCase()}: to fill in`,
    edits: [edit],
  };
}
