/** Amounts that were drawn several times: `2 x 20 mL` and `20 mL x 2` are 40 mL. */
import { Big } from 'big.js';
import type { Piece } from './item-pieces.js';

export function withProducts(pieces: readonly Piece[], text: string): readonly Piece[] {
  const at = pieces.findIndex(piece => piece.kind === 'quantity');
  const amount = pieces[at];
  if (amount?.kind !== 'quantity') return pieces;
  const before = at >= 2 && isTimes(pieces[at - 1]!) ? countOf(pieces[at - 2]!, text) : undefined;
  const behind = timesBehind(pieces, at, text);
  if (before === undefined && !behind) return pieces;
  const count = before ?? behind!.count;
  const from = before === undefined ? at : at - 2;
  const to = before === undefined ? behind!.end : at + 1;
  const product: Piece = {
    kind: 'quantity',
    value: { ...amount.value, amount: amount.value.amount.times(new Big(count)) },
    start: pieces[from]!.start,
    end: pieces[to - 1]!.end,
  };
  return [...pieces.slice(0, from), product, ...pieces.slice(to)];
}

/** `x 2` and `x2` behind an amount. */
function timesBehind(pieces: readonly Piece[], at: number, text: string): { count: number; end: number } | undefined {
  const next = pieces[at + 1];
  if (!next) return undefined;
  const joined = next.kind === 'word' ? /^x(\d{1,2})$/.exec(next.word) : null;
  if (joined) return { count: +joined[1]!, end: at + 2 };
  const count = isTimes(next) && pieces[at + 2] ? countOf(pieces[at + 2]!, text) : undefined;
  return count === undefined ? undefined : { count, end: at + 3 };
}

function isTimes(piece: Piece): boolean {
  return (
    (piece.kind === 'word' && piece.word === 'x') ||
    (piece.kind === 'sign' && (piece.sign === '×' || piece.sign === '*'))
  );
}

function countOf(piece: Piece, text: string): number | undefined {
  const typed = text.slice(piece.start, piece.end);
  return piece.kind === 'number' && /^\d{1,2}$/.test(typed) ? +typed : undefined;
}
