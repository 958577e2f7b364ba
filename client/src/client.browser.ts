// The client of a browser: the language server is a web worker, which reads the workspace's files through this extension.
import { Uri, type ExtensionContext } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { CodeSetFolder } from './code-sets';
import type { FreeCommands, Loaded } from './activation';
import { run } from './extension';
import { importByServer } from './import.browser';
import { serveFiles } from './files';
import { CLIENT_ID, CLIENT_NAME } from './names';

/** As much of a browser's Worker as every web extension host has: in some, a worker has no `addEventListener`. */
declare class Worker {
  constructor(url: string);
  onmessage: unknown;
  onerror: unknown;
  postMessage(message: unknown): void;
  terminate(): void;
}

export function start(context: ExtensionContext, freeCommands: FreeCommands): Promise<Loaded> {
  const inExtension = (path: string): string => Uri.joinPath(context.extensionUri, path).toString();
  const folder = new CodeSetFolder(context);
  return run(
    { context, freeCommands },
    options => {
      const initializationOptions = (): object => ({
        ...(options.initializationOptions as () => object)(),
        rulePages: inExtension('docs/rules'),
      });
      const client = new WorkerClient(inExtension('dist/browser/server.js'), { ...options, initializationOptions });
      context.subscriptions.push(serveFiles(client));
      return client;
    },
    client => ({
      importFiles: importByServer(client, folder),
      serverOptions: async () => ({ codeFiles: await folder.read() }),
    }),
  );
}

class WorkerClient extends LanguageClient {
  readonly #endWorker: () => void;

  constructor(server: string, options: ConstructorParameters<typeof LanguageClient>[3]) {
    let worker: Worker | undefined;
    super(
      CLIENT_ID,
      CLIENT_NAME,
      () => {
        worker?.terminate();
        worker = new Worker(server);
        return Promise.resolve(transportsOf(worker));
      },
      options,
    );
    this.#endWorker = () => worker?.terminate();
  }

  override async stop(timeout?: number): Promise<void> {
    await super.stop(timeout);
    this.#endWorker();
  }

  /** A client of Node can be restarted by itself, one of a browser cannot. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}

function transportsOf(worker: Worker): MessageTransports {
  const port = {
    postMessage: (message: unknown) => worker.postMessage(message),
    set onmessage(listener: unknown) {
      // oxlint-disable-next-line unicorn/prefer-add-event-listener -- not every worker here has it
      worker.onmessage = listener;
    },
    addEventListener: (_: 'error', listener: unknown) => {
      // oxlint-disable-next-line unicorn/prefer-add-event-listener
      worker.onerror = listener;
    },
  };
  return { reader: new BrowserMessageReader(port), writer: new BrowserMessageWriter(port) };
}
