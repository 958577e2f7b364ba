import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { Language } from '../../core/language.js';
import type { Batch, BatchResults } from './batch.js';
import type { Job } from './job.js';
import { checkBatch } from './check-batch.js';
import { resolveCheckInputs } from './check-inputs.js';
import { WORKER_ARGUMENT, workerThreads, type ThreadData } from './worker-threads.js';

/** Checks batches, in this thread or in workers. */
export interface WorkerPool {
  /** How many batches may run at once, so that no thread is idle. */
  readonly atOnce: number;
  /** Announces text to check, in characters, so that threads can start while notes are still read. */
  expect(characters: number): void;
  check(batch: Batch): Promise<BatchResults>;
  close(): void;
}

/**
 * Below this many characters one thread is faster than several, each of which must warm up. Two cores pay off later
 * than more: compiler and garbage collector of the first thread keep the second core busy during warm-up.
 */
const WORTH_TWO = 8 * 1024 * 1024,
  WORTH_MORE = 1024 * 1024;

/** The maximum of threads per core: more are no faster, and each needs memory. */
const PER_CORE = 4;

/**
 * @param wanted worker threads, at most {@link PER_CORE} per core; without it, all cores as soon as there is enough
 *   text
 */
export async function createWorkerPool(language: Language, job: Job, wanted: number | undefined): Promise<WorkerPool> {
  const cores = availableParallelism();
  const threads = wanted === undefined ? cores : Math.min(wanted, PER_CORE * cores);
  if (threads > 1 && wanted !== undefined) return new Threads(job, threads);
  const here = await checkInThisThread(language, job);
  return threads > 1 ? new LazyThreads(here, job, threads) : here;
}

async function checkInThisThread(language: Language, job: Job): Promise<WorkerPool> {
  const around = await resolveCheckInputs(language, job);
  return {
    atOnce: 1,
    expect: () => {},
    check: batch =>
      new Promise(resolve => {
        // Between batches the process handles its signals and streams.
        setImmediate(() => resolve(checkBatch(language, around, batch)));
      }),
    close: () => {},
  };
}

/** Begins in this thread, and starts workers as soon as there is enough text. */
class LazyThreads implements WorkerPool {
  private threads: Threads | undefined;
  private expected = 0;

  constructor(
    private readonly here: WorkerPool,
    private readonly job: Job,
    private readonly count: number,
  ) {}

  get atOnce(): number {
    return (this.threads ?? this.here).atOnce;
  }

  expect(characters: number): void {
    this.expected += characters;
    if (!this.threads && this.expected >= (this.count > 2 ? WORTH_MORE : WORTH_TWO))
      this.threads = new Threads(this.job, this.count);
  }

  check(batch: Batch): Promise<BatchResults> {
    return (this.threads ?? this.here).check(batch);
  }

  close(): void {
    this.threads?.close();
  }
}

/** Batches per thread: the current one and the next. */
const AHEAD = 2;

interface Asked {
  resolve(checked: BatchResults): void;
  reject(error: Error): void;
}

class Threads implements WorkerPool {
  readonly atOnce: number;
  private readonly threads: { readonly worker: Worker; readonly asked: Asked[] }[];

  constructor(job: Job, count: number) {
    // A slow batch must not leave the other threads idle.
    this.atOnce = count * AHEAD * 2;
    const workerData: ThreadData = { encounterNotes: 'check', job };
    const threads = workerThreads();
    this.threads = Array.from({ length: count }, () => {
      const worker = new threads.Worker(__filename, { workerData, argv: [WORKER_ARGUMENT] });
      const asked: Asked[] = [];
      const fail = (why: string): void => {
        for (const one of asked.splice(0)) one.reject(new Error(why));
      };
      worker.on('message', (results: BatchResults) => asked.shift()?.resolve(results));
      worker.on('error', (error: NodeJS.ErrnoException) =>
        fail(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? 'there is not enough memory for so many encounters of one patient'
            : `a thread stopped (${error.name})`,
        ),
      );
      worker.on('exit', () => fail('a thread stopped'));
      return { worker, asked };
    });
  }

  expect(): void {}

  check(batch: Batch): Promise<BatchResults> {
    const { worker, asked } = this.threads.reduce((idlest, one) =>
      one.asked.length < idlest.asked.length ? one : idlest,
    );
    return new Promise((resolve, reject) => {
      asked.push({ resolve, reject });
      worker.postMessage(batch);
    });
  }

  close(): void {
    for (const { worker } of this.threads) void worker.terminate();
  }
}
