import { KEYS, REPEATABLE_KEYS, isTextKey, type Key } from '../syntax/vocabulary.js';
import { maskIdentifiers } from './mask.js';
import type { IntakeEncounter, IntakeResult, ProposedField } from './types.js';

/**
 * The result as a note: header, the sure items as fields, every unsure one as a comment below its field, and the source
 * in a fence, so that the words that were read are the evidence. What identifies the patient is masked, character by
 * character, so that columns stay in line.
 * @param source undefined leaves the fence out, as for a source that is no text to read
 */
export function toNote(result: IntakeResult, source: string | undefined): string {
  const encounters = result.encounters.map(encounterText);
  const fence = source === undefined ? '' : `\n"""\n${fenceText(source)}\n"""\n`;
  return `${encounters.join('\n')}${fence}`;
}

function encounterText(encounter: IntakeEncounter): string {
  return `${[encounter.header, ...noteLines(encounter)].join('\n')}\n`;
}

/**
 * The lines below a header that an encounter's proposals make.
 * @param present keys that the note already has; they stay unchanged
 */
export function noteLines(
  encounter: Pick<IntakeEncounter, 'fields' | 'codes'>,
  present: ReadonlySet<string> = new Set(),
): string[] {
  const lines = KEYS.filter(key => !present.has(key)).flatMap(key =>
    fieldLines(
      key,
      encounter.fields.filter(field => field.key === key),
    ),
  );
  return [...lines, ...encounter.codes.map(({ line, sure }) => (sure ? line : `? ${line}`))];
}

function fieldLines(key: Key, fields: readonly ProposedField[]): string[] {
  if (!fields.length) return [];
  const groups = REPEATABLE_KEYS.has(key) ? groupsOf(fields) : [fields];
  return groups.flatMap(group => {
    const sure = group.filter(field => field.sure).map(({ item }) => item);
    const unsure = group.filter(field => !field.sure).map(({ item }) => item);
    const present = isTextKey(key) ? sure.join('; ') : sure.join(', ');
    return [...(present ? [`${key}: ${present}`] : []), ...unsure.map(item => `; ${key}: ${item} ?`)];
  });
}

/** One line for each drug; a device that came out and one that went in are two. */
function groupsOf(fields: readonly ProposedField[]): ProposedField[][] {
  const groups = new Map<string, ProposedField[]>();
  for (const field of fields) {
    const name = field.key === 'device' && field.item.startsWith('out ') ? 'out' : String(field.line ?? 1);
    groups.set(name, [...(groups.get(name) ?? []), field]);
  }
  return [...groups.values()];
}

/** The source as the text of a fence: masked, and without a line that would end the fence. */
export function fenceText(source: string): string {
  return maskIdentifiers(source)
    .replaceAll(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map(line => (/^\s*"""|^\s*\d{4}-\d{2}-\d{2}\s+\w+(?:\+\w+)*\s+\S*[-\d]/.test(line) ? `> ${line}` : line))
    .join('\n');
}
