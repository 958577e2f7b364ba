// The server's other end as bare bytes, for what no client library would send.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { SERVER } from './client';

export interface Answer {
  id: number | string | null;
  result?: unknown;
  error?: { code: number; message: string };
}

export class Wire {
  readonly answers: Answer[] = [];
  readonly notifications: { method: string; params?: unknown }[] = [];
  stderr = '';
  #rest = Buffer.alloc(0);
  #listeners: (() => void)[] = [];
  #id = 0;

  private constructor(readonly server: ChildProcessWithoutNullStreams) {
    server.stdout.on('data', (data: Buffer) => this.#read(data));
    server.stderr.on('data', (data: Buffer) => {
      this.stderr += data.toString();
    });
    server.on('exit', () => this.#wake());
  }

  static start(): Wire {
    return new Wire(spawn(process.execPath, [SERVER, '--stdio']));
  }

  /** A server that a client without any special ability has initialized. */
  static async initialized(): Promise<Wire> {
    const wire = Wire.start();
    await wire.request('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    wire.notify('initialized', {});
    return wire;
  }

  end(): void {
    this.server.kill();
  }

  raw(bytes: string | Buffer): void {
    this.server.stdin.write(bytes);
  }

  send(message: unknown): void {
    this.raw(frame(JSON.stringify(message)));
  }

  notify(method: string, params: unknown): void {
    this.send({ jsonrpc: '2.0', method, params });
  }

  request(method: string, params: unknown): Promise<Answer> {
    const id = ++this.#id;
    this.send({ jsonrpc: '2.0', id, method, params });
    return this.answer(id);
  }

  /** The answer to the request with this id, as soon as it is there. */
  async answer(id: number | string | null): Promise<Answer> {
    for (;;) {
      const known = this.answers.find(answer => answer.id === id);
      if (known) return known;
      if (this.server.exitCode !== null)
        throw new Error(`the server ended with ${this.server.exitCode}: ${this.stderr}`);
      await new Promise<void>(resolve => this.#listeners.push(resolve));
    }
  }

  #wake(): void {
    for (const listener of this.#listeners.splice(0)) listener();
  }

  #read(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (;;) {
      const headerEnd = this.#rest.indexOf('\r\n\r\n');
      const length = Number(
        /Content-Length: (\d+)/.exec(this.#rest.toString('latin1', 0, Math.max(0, headerEnd)))?.[1],
      );
      if (headerEnd < 0 || this.#rest.length < headerEnd + 4 + length) break;
      const message: Answer & { method?: string; params?: unknown } = JSON.parse(
        this.#rest.toString('utf8', headerEnd + 4, headerEnd + 4 + length),
      );
      this.#rest = this.#rest.subarray(headerEnd + 4 + length);
      if (message.method === undefined) this.answers.push(message);
      else this.notifications.push({ method: message.method, params: message.params });
    }
    this.#wake();
  }
}

export function frame(body: string, length = Buffer.byteLength(body)): string {
  return `Content-Length: ${length}\r\n\r\n${body}`;
}
