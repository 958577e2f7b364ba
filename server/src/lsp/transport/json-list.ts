import type { Message } from 'vscode-languageserver/node';

/** A list whose items are JSON already. A stream is given that as it is; to everybody else it is the list. */
export class JsonList<T> {
  #value: T[] | undefined;
  #bytes: Buffer | undefined;

  /** @param pieces what makes JSON in UTF-8 when it is put together: a brackets' pair, the items, and commas */
  private constructor(readonly pieces: readonly Buffer[]) {}

  /** @param items JSON in UTF-8, each with a comma before it */
  static of<T>(items: readonly Buffer[]): JsonList<T> {
    return new JsonList(items.length ? [OPEN, items[0]!.subarray(1), ...items.slice(1), CLOSE] : [OPEN, CLOSE]);
  }

  get value(): T[] {
    return (this.#value ??= JSON.parse(this.bytes.toString()) as T[]);
  }

  toJSON(): T[] {
    return this.value;
  }

  equals(other: JsonList<T>): boolean {
    return this.bytes.equals(other.bytes);
  }

  private get bytes(): Buffer {
    return (this.#bytes ??= Buffer.concat(this.pieces));
  }
}

const OPEN = Buffer.from('['),
  CLOSE = Buffer.from(']');

/** A message as JSON in UTF-8. The items of an answer that are JSON already are not made anew. */
export function encodeMessage(message: Message): Buffer {
  const { result, ...rest } = message as Message & { readonly result?: { readonly items?: unknown } | null };
  if (!(result?.items instanceof JsonList)) return Buffer.from(JSON.stringify(message));
  const { items, ...others } = result;
  // The last things in the text are the items and the ends of the answer and of the message.
  const around = JSON.stringify({ ...rest, result: { ...others, items: [] } });
  return Buffer.concat([Buffer.from(around.slice(0, -'[]}}'.length)), ...items.pieces, Buffer.from('}}')]);
}
