/** Arrows between the old and the new value of an item of `prog:` that are typed in other ways. */
import type { Piece } from './item-pieces.js';

/** `6.0 mg/day x 1.1 = 6.6 mg/day`: the arithmetic between two doses is an arrow. */
function withoutFactor(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findIndex(piece => piece.kind === 'sign' && piece.sign === '=');
  const [before, times, factor, equals, after] = at < 3 ? [] : pieces.slice(at - 3, at + 2);
  const isTimes =
    (times?.kind === 'word' && times.word === 'x') || (times?.kind === 'sign' && '×*'.includes(times.sign));
  if (!isTimes || !before || !isAmount(before) || factor?.kind !== 'number' || after?.kind !== 'quantity')
    return pieces;
  const arrow: Piece = { kind: 'arrow', start: times.start, end: equals!.end };
  return [...pieces.slice(0, at - 2), arrow, ...pieces.slice(at + 1)];
}

/** `6.0 > 6.6 mg/day`, `6.0 - 6.6 mg/day`: a sign between two amounts, with blanks around it, is an arrow. */
export function withArrows(typed: readonly Piece[], text: string): readonly Piece[] {
  const pieces = withoutFactor(typed);
  return pieces.map((piece, i): Piece => {
    const [before, behind] = [pieces[i - 1], pieces[i + 1]];
    if (piece.kind !== 'sign' || !'>-–'.includes(piece.sign) || !before || !behind) return piece;
    const isBetween = isAmount(before) && isAmount(behind) && text[piece.start - 1] === ' ' && text[piece.end] === ' ';
    return isBetween ? { kind: 'arrow', start: piece.start, end: piece.end } : piece;
  });
}

export function isAmount({ kind }: Piece): boolean {
  return kind === 'quantity' || kind === 'number';
}
