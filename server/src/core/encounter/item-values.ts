/** What a value of an item is, and which item of a field may take it. */
import type { ItemDeclaration } from '../fields/field.js';
import type { Piece } from './item-pieces.js';
import { NUMBER_WORDS } from './number-words.js';

const ALIQUOTS: ReadonlySet<string> = new Set(['aliquot', 'aliquots', 'increments', 'portions', 'pushes', 'steps']);

/** `in 5 mL aliquots`: a part of the volume before it. */
export function isAliquot(pieces: readonly Piece[], at: number): boolean {
  const behind = pieces[at + 1];
  return pieces[at]?.kind === 'quantity' && behind?.kind === 'word' && ALIQUOTS.has(behind.word);
}

/** `two`, `x3` */
export function numberOf(word: string): number | undefined {
  return /^x\d{1,2}$/.test(word) ? +word.slice(1) : NUMBER_WORDS.get(word);
}

export function takesValue(item: ItemDeclaration, value: Piece): boolean {
  if (value.kind === 'quantity') return item.kind === 'quantity' && (item.units?.includes(value.value.unit) ?? false);
  if (value.kind === 'date') return item.kind === 'date';
  return value.kind === 'number' && item.kind === 'count';
}

/** `# G4412`, `no. G4412` → `G4412` */
export function withoutLabel(value: string): string {
  const bare = value.replace(/^(?:#\s*|no\.\s*|(?:no|number|num)\s+(?=\S*\d\S*$))/i, '').replace(/^[:=]\s*/, '');
  return bare.endsWith(')') && !bare.includes('(') ? bare.replace(/\)+$/, '') : bare;
}

export function isStrength(piece: Piece): boolean {
  return piece.kind === 'quantity' && (piece.value.unit.endsWith('/mL') || piece.value.unit === '%');
}

export function isSign(piece: Piece, sign: string): boolean {
  return piece.kind === 'sign' && piece.sign === sign;
}

export function hasValue(pieces: readonly Piece[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (pieces[i]!.kind === 'quantity' || pieces[i]!.kind === 'date') return true;
  return false;
}
