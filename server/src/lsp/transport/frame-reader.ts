import {
  AbstractMessageReader,
  Disposable,
  type DataCallback,
  type Message,
  type MessageReader,
} from 'vscode-languageserver/node';

/** Larger than any note that an editor would open; a length above it is a broken header, not a message to wait for. */
const LARGEST_BODY = 1 << 29;
/** Bytes without any header that are worth keeping, in case a header starts in them. */
const LONGEST_HEADER = 1 << 12;
const HEADER_END = '\r\n\r\n';

/**
 * Reads JSON-RPC messages from a byte stream, and gets back into step after a broken one. The library's own reader goes deaf for good
 * after a header without a length or with a wrong one, since every later header is then read as part of something else. This one
 * relies on JSON never holding a raw line break inside a string: a `Content-Length` line inside a body proves that the body's own
 * length was wrong.
 *
 * Errors say that something was skipped, never what it held.
 */
export class FrameReader extends AbstractMessageReader implements MessageReader {
  #chunks: Buffer[] = [];
  #size = 0;
  /** How many bytes must be there before it is worth looking again. */
  #wanted = 1;

  constructor(private readonly stream: NodeJS.ReadableStream) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    const receive = (chunk: Buffer | string): void =>
      this.#receive(typeof chunk === 'string' ? Buffer.from(chunk) : chunk, callback);
    this.stream.on('data', receive);
    this.stream.on('error', error => this.fireError(error));
    this.stream.on('close', () => this.fireClose());
    return Disposable.create(() => this.stream.off('data', receive));
  }

  #receive(chunk: Buffer, callback: DataCallback): void {
    const seam = Buffer.concat([this.#chunks.at(-1)?.subarray(-3) ?? Buffer.alloc(0), chunk.subarray(0, 3)]);
    const mayHoldHeader = chunk.includes(HEADER_END) || seam.includes(HEADER_END);
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#wanted && !mayHoldHeader) return;
    const data = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const rest = data.subarray(this.#readAll(data, callback));
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
  }

  /** Delivers every whole message and answers where the first incomplete one starts. */
  #readAll(data: Buffer, callback: DataCallback): number {
    let at = 0;
    for (;;) {
      this.#wanted = 1;
      const headerEnd = data.indexOf(HEADER_END, at);
      if (headerEnd < 0) return data.length - at > LONGEST_HEADER ? data.length - LONGEST_HEADER : at;
      const start = headerEnd + 4;
      const length = bodyLength(data.toString('latin1', Math.max(at, headerEnd - LONGEST_HEADER), headerEnd));
      if (length === undefined) {
        this.fireError(new Error('A message without a usable length was skipped.'));
        at = start;
        continue;
      }
      const end = start + length;
      if (end > data.length) {
        const next = headerInside(data, start, data.length);
        if (next === undefined) {
          this.#wanted = end - at;
          return at;
        }
        this.fireError(new Error('A message with a wrong length was skipped.'));
        at = next;
        continue;
      }
      let message: Message;
      try {
        message = JSON.parse(data.toString('utf8', start, end)) as Message;
      } catch {
        this.fireError(new Error('A message that is not JSON was skipped.'));
        at = headerInside(data, start, end) ?? end;
        continue;
      }
      at = end;
      try {
        callback(message);
      } catch {
        // Left to itself it would leave this loop, and every message so far would be read again with the next bytes, for ever.
        this.fireError(new Error('A message could not be handled.'));
      }
    }
  }
}

/** The last `Content-Length` of a header: what stands before it is the rest of a broken message. */
function bodyLength(header: string): number | undefined {
  let length: number | undefined;
  for (const line of header.split('\r\n')) {
    const at = line.toLowerCase().lastIndexOf('content-length:');
    if (at < 0) continue;
    const digits = line.slice(at + 'content-length:'.length).trim();
    length = /^\d{1,9}$/.test(digits) && Number(digits) <= LARGEST_BODY ? Number(digits) : undefined;
  }
  return length;
}

/** Where the first header starts within what was taken for a body; it may end behind that. */
function headerInside(data: Buffer, from: number, to: number): number | undefined {
  let since = from;
  for (
    let headerEnd = data.indexOf(HEADER_END, from);
    headerEnd >= 0 && since < to;
    headerEnd = data.indexOf(HEADER_END, headerEnd + 1)
  ) {
    const begin = Math.max(since, headerEnd - LONGEST_HEADER);
    const at = data.toString('latin1', begin, headerEnd).toLowerCase().lastIndexOf('content-length:');
    if (at >= 0 && begin + at < to) return begin + at;
    since = headerEnd;
  }
  return undefined;
}
