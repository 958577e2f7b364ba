import { memo } from '../collections/memo.js';
import { memoByVisit } from './memo.js';
import { diagnosisOf } from '../encounter/diagnosis-letter.js';
import type { BilledCode } from '../encounter/model.js';
import type { Visit } from './visit.js';
import type { Edit } from '../edits/fix.js';
import type { Block, Line } from '../syntax/tree.js';
import { KEYS, type Key } from '../syntax/vocabulary.js';
import { at, insertBelow } from '../edits/builders.js';
import { setModifiers } from '../encounter/code-line-edits.js';

/** Edits that need the visit: where a field or code line belongs, and in which order modifiers are. */

/** Puts a field line where a coder would type it: in the usual order of keys, never inside a fence. */
export function insertField(visit: Visit, key: Key, text: string): Edit {
  const { block } = visit.encounter;
  return insertBelow(block, linesAbove(block)[KEYS.indexOf(key)]!, text);
}

/**
 * The line that each key belongs below, in the usual order of keys: the last field of a key that comes before it, else
 * the header.
 */
const linesAbove = memo((block: Block): readonly Line[] => {
  const last = new Map<string, Line>();
  for (const line of block.lines) if (line.kind === 'field') last.set(line.key.text.toLowerCase(), line);
  let above = block.lines[0]!;
  return KEYS.map(key => {
    const own = last.get(key);
    if (own && own.number > above.number) above = own;
    return above;
  });
});

/** Puts a code line below the last one, or below the last field where the encounter bills nothing yet. */
export function insertCode(visit: Visit, text: string): Edit {
  const { block } = visit.encounter;
  const below =
    visit.encounter.codes.at(-1)?.line ?? block.lines.findLast(line => line.kind === 'field') ?? block.lines[0]!;
  return insertBelow(block, below, text);
}

/** Adds a tag at the end of the header. */
export function tagHeader(visit: Visit, tag: string): Edit {
  const { block, end } = visit.encounter.header;
  return { at: at(block, end, end), text: ` ${tag}` };
}

/**
 * Modifiers with one more where it belongs: what changes the amount first, then what decides payment, then what
 * informs.
 */
export function withModifier(visit: Visit, modifiers: readonly string[], modifier: string): string[] {
  const rank = (m: string): number => visit.codes.modifier(m)?.position ?? 3;
  const all = [...modifiers];
  const index = all.findIndex(m => rank(m) > rank(modifier));
  all.splice(index < 0 ? all.length : index, 0, modifier);
  return all;
}

/** Adds a modifier where it belongs; see {@link withModifier}. */
export function addModifier(visit: Visit, billed: BilledCode, modifier: string): Edit {
  return setModifiers(
    billed,
    withModifier(
      visit,
      billed.modifiers.map(m => m.value),
      modifier,
    ),
  );
}

/** The codes of the diagnoses: none of them is offered once more. */
export const listedDiagnoses = memoByVisit(
  (visit): ReadonlySet<string> => new Set(visit.encounter.dx.map(({ code }) => code)),
);

/**
 * Pointers for a new line beside another one: those of the other that lead somewhere, at most four, else to the first
 * diagnosis.
 */
export function pointersBeside(visit: Visit, beside: BilledCode | undefined): string {
  const { dx } = visit.encounter;
  const sound = [...(beside?.pointers ?? '')]
    .filter(letter => diagnosisOf(letter, dx))
    .slice(0, 4)
    .join('');
  return sound || (dx.length && visit.bill === 'pro' ? 'A' : '');
}
