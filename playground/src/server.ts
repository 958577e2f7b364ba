// The language server of the extension for browsers, in a worker that is made from text inside this page: so it has the
// page's content security policy, and can open no connection either.
import workerText from '../../dist/browser/server.js?text';

type Handler = (params: never) => unknown;

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** JSON-RPC to the server: its requests and notifications are answered by handlers, by method. */
export class Server {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  readonly #handlers = new Map<string, Handler>();
  #lastId = 0;

  constructor() {
    this.#worker = new Worker(URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' })));
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Message>) => this.#receive(data));
  }

  on(method: string, handler: Handler): void {
    this.#handlers.set(method, handler);
  }

  notify(method: string, params: unknown): void {
    this.#worker.postMessage({ jsonrpc: '2.0', method, params });
  }

  request<Result>(method: string, params: unknown): Promise<Result> {
    const id = ++this.#lastId;
    this.#worker.postMessage({ jsonrpc: '2.0', id, method, params });
    return new Promise<Result>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (method !== undefined) {
      const answer = this.#handlers.get(method)?.(params as never) ?? null;
      if (id !== undefined) this.#worker.postMessage({ jsonrpc: '2.0', id, result: answer });
      return;
    }
    const waiting = typeof id === 'number' ? this.#waiting.get(id) : undefined;
    if (!waiting) return;
    this.#waiting.delete(id as number);
    if (error) waiting.reject(new Error(error.message));
    else waiting.resolve(result as never);
  }
}
