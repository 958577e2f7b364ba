/**
 * Moving a diagnosis to another letter: the `dx:` line in its new order, and every pointer of the encounter to where
 * its diagnosis went.
 */
import type { Diagnosis } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit } from '../../edits/fix.js';
import { rearrangeDiagnoses } from '../../visit/rearrange-diagnoses.js';

/** The last letter that a code line can point to. */
const LAST_POINTER = 11;

/**
 * @param to counted from 0, among the diagnoses of the encounter
 * @returns undefined if a pointer would have to name a letter past L
 */
export function moveDiagnosis(visit: Visit, moved: Diagnosis, to: number): readonly Edit[] | undefined {
  const { dx, codes } = visit.encounter;
  const order = dx.filter(other => other !== moved);
  order.splice(to, 0, moved);
  const isPointedTo = ({ letter }: Diagnosis): boolean => codes.some(({ pointers }) => pointers.includes(letter));
  if (order.some((one, i) => i > LAST_POINTER && isPointedTo(one))) return undefined;
  return rearrangeDiagnoses(visit, order);
}

export interface Move {
  /** `Move G80.0 first, to A`. */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** The ways of a diagnosis to another place: to the front, and one place either way. */
export function movesOf(visit: Visit, moved: Diagnosis): readonly Move[] {
  const { dx } = visit.encounter;
  const at = dx.indexOf(moved);
  const ways: (readonly [way: string, to: number])[] = [
    ['first', 0],
    ...(at > 1 ? [['left', at - 1] as const] : []),
    ['right', at + 1],
  ];
  return ways
    .filter(([, to]) => to !== at && to < dx.length)
    .flatMap(([way, to]): Move[] => {
      const edits = moveDiagnosis(visit, moved, to);
      return edits ? [{ title: `Move ${moved.code} ${way}, to ${dx[to]!.letter}`, edits }] : [];
    });
}
