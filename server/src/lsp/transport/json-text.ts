import type { Message } from 'vscode-languageserver/node';

/** A value whose JSON is at hand. A stream is given that as it is; to everybody else it is the value. */
export class JsonText<T> {
  #value: T | undefined;

  /** @param bytes JSON in UTF-8 */
  constructor(readonly bytes: Buffer) {}

  get value(): T {
    return (this.#value ??= JSON.parse(this.bytes.toString()) as T);
  }

  toJSON(): T {
    return this.value;
  }
}

/** A message as JSON in UTF-8. The items of an answer that are JSON already are not made anew. */
export function encodeMessage(message: Message): Buffer {
  const { result, ...rest } = message as Message & { readonly result?: { readonly items?: unknown } | null };
  if (!(result?.items instanceof JsonText)) return Buffer.from(JSON.stringify(message));
  const { items, ...others } = result;
  // The last things in the text are the items and the ends of the answer and of the message.
  const around = JSON.stringify({ ...rest, result: { ...others, items: [] } });
  return Buffer.concat([Buffer.from(around.slice(0, -'[]}}'.length)), items.bytes, Buffer.from('}}')]);
}
