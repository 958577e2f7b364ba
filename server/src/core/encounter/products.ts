/** Amounts that were drawn several times: `2 x 20 mL` and `20 mL x 2` are 40 mL. */
import { Big } from 'big.js';
import type { Piece } from './item-pieces.js';

export function withProducts(pieces: readonly Piece[], text: string): readonly Piece[] {
  const joined: Piece[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const amount = pieces[at]!;
    const before = joined.length >= 2 && isTimes(joined.at(-1)!) ? countOf(joined.at(-2)!, text) : undefined;
    const behind = amount.kind === 'quantity' ? timesBehind(pieces, at, text) : undefined;
    const count = before ?? behind?.count;
    if (amount.kind !== 'quantity' || count === undefined) {
      joined.push(amount);
      continue;
    }
    const first = before === undefined ? amount : joined.at(-2)!;
    if (before !== undefined) joined.splice(-2);
    else at = behind!.end - 1;
    const value = { ...amount.value, amount: amount.value.amount.times(new Big(count)) };
    joined.push({ kind: 'quantity', value, start: first.start, end: pieces[at]!.end });
  }
  return joined;
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
