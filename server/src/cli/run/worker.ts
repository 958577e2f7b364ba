import { parentPort, workerData } from 'node:worker_threads';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { checkGroup } from './check-batch.js';
import type { Batch } from './worker-pool.js';
import type { ThreadData } from './worker-threads.js';
import { resolveCheckInputs } from './check-inputs.js';

/** WorkerPool whatever batch it is given, one after the other, until it is told to stop. */
export function serveWorker(): void {
  const language = openLanguage();
  const around = resolveCheckInputs(language, (workerData as ThreadData).job);
  parentPort!.on('message', (batch: Batch) => {
    void around.then(known => parentPort!.postMessage(batch.map(group => checkGroup(language, known, group))));
  });
}
