import { parentPort, workerData } from 'node:worker_threads';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { checkBatch } from './check-batch.js';
import type { Batch } from './batch.js';
import type { ThreadData } from './worker-threads.js';
import { resolveCheckInputs } from './check-inputs.js';

/** The loop of a worker thread: checks each batch that it receives until the port closes. */
export function serveWorker(): void {
  const language = openLanguage();
  const around = resolveCheckInputs(language, (workerData as ThreadData).job);
  parentPort!.on('message', (batch: Batch) => {
    void around.then(known => parentPort!.postMessage(checkBatch(language, known, batch)));
  });
}
