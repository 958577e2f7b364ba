import { every, isDigit } from '../../syntax/chars.js';

/**
 * A National Drug Code as a note types it: eleven digits (`66794015702`, `66794-0157-02`), or ten as labels print them.
 */
export interface TypedNdc {
  /** `66794-0157-02`; undefined for what no claim can state. */
  readonly full: string | undefined;
  /** Typed in eleven digits already. */
  readonly isFull: boolean;
  /** Ten digits without hyphens: three different products could be meant. */
  readonly isAmbiguous: boolean;
}

export function readNdc(typed: string): TypedNdc {
  const parts = typed.split('-');
  const digits = parts.every(part => every(part, isDigit));
  const lengths = digits ? parts.map(part => part.length).join('-') : '';
  if (lengths === '11')
    return { full: `${typed.slice(0, 5)}-${typed.slice(5, 9)}-${typed.slice(9)}`, isFull: true, isAmbiguous: false };
  return { full: fullForm(parts, lengths), isFull: lengths === '5-4-2', isAmbiguous: lengths === '10' };
}

/** 4-4-2, 5-3-2 and 5-4-1 each lack one leading zero. */
function fullForm([labeler = '', product = '', pack = '']: readonly string[], lengths: string): string | undefined {
  if (!['5-4-2', '4-4-2', '5-3-2', '5-4-1'].includes(lengths)) return undefined;
  return `${labeler.padStart(5, '0')}-${product.padStart(4, '0')}-${pack.padStart(2, '0')}`;
}
