import { parentPort, workerData } from 'node:worker_threads';
import { createLanguage } from '../../core/language.js';
import { judgeGroup } from './judge.js';
import type { Batch, ThreadData } from './judges.js';
import { surroundingsOf } from './surroundings.js';
import { LOADED } from './threads.js';

/** Judges whatever batch it is given, one after the other, until it is told to stop. */
export function serveJudging(): void {
  const language = createLanguage();
  const around = surroundingsOf(language, (workerData as ThreadData).job);
  parentPort!.on('message', (batch: Batch) => {
    void around.then(known => parentPort!.postMessage(batch.map(group => judgeGroup(language, known, group))));
  });
  parentPort!.postMessage(LOADED);
}
