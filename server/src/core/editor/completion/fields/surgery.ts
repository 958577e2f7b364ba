/** `prep:`, `stop:`, `catheter:` and `imaging:`: lists of words. */
import { PREPARATIONS } from '../../../syntax/vocabulary.js';
import type { ItemValues } from '../item-values.js';

const flags = (...words: readonly string[]): readonly ItemValues[] => words.map(word => ({ words: word }));
const grouped = (group: string, ...words: readonly string[]): readonly ItemValues[] =>
  words.map(word => ({ words: word, group }));

export const prepChoices = flags(...PREPARATIONS);

export const stopChoices: readonly ItemValues[] = [
  ...grouped('stage', 'after-start', 'before-start', 'after-anesthesia', 'before-anesthesia'),
  { words: 'reason', value: { quoted: true } },
  ...flags('in room', 'anesthesia planned', 'elective'),
];

export const catheterChoices: readonly ItemValues[] = [
  ...flags('new', 'kept', 'revised', 'removed'),
  ...grouped('laminectomy', 'no laminectomy', 'laminectomy'),
];

export const imagingChoices: readonly ItemValues[] = grouped('kind', 'none', 'fluoro', 'ultrasound');
