import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { Language } from '../../core/language.js';
import type { Group, PartResult } from './batch.js';
import type { Job } from './job.js';
import { checkGroup } from './check-batch.js';
import { resolveCheckInputs } from './check-inputs.js';
import { WORKER_ARGUMENT, workerThreads, type ThreadData } from './worker-threads.js';

/** Groups that are given out together, so that asking costs little beside judging. */
export type Batch = readonly Group[];
/** What is found in each part of each group of a batch. */
export type BatchResults = readonly (readonly PartResult[])[];

/** Who judges: this thread, or several beside it. */
export interface WorkerPool {
  /** How many batches may be under way, so that nobody waits for the next one. */
  readonly atOnce: number;
  /** Tells that so many more characters of text are to be judged, so that threads can start while others are still read. */
  expect(characters: number): void;
  judge(batch: Batch): Promise<BatchResults>;
  close(): void;
}

/**
 * Fewer characters than this one thread judges sooner than several, each of which must first warm up. Two cores pay later than more of them:
 * what compiles and collects garbage beside one thread keeps the second core busy while it warms up.
 */
const WORTH_TWO = 8 * 1024 * 1024,
  WORTH_MORE = 1024 * 1024;

/** Threads a core at most: more judge no sooner, and each takes its memory. */
const PER_CORE = 4;

/** @param wanted threads that judge, {@link PER_CORE} a core at most; without it, all cores as soon as so much is expected that they pay */
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
    judge: batch =>
      new Promise(resolve => {
        // Between batches the process attends to its signals and streams.
        setImmediate(() => resolve(batch.map(group => checkGroup(language, around, group))));
      }),
    close: () => {},
  };
}

/** Begins at once, and takes threads when so much is expected that they pay. */
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

  judge(batch: Batch): Promise<BatchResults> {
    return (this.threads ?? this.here).judge(batch);
  }

  close(): void {
    this.threads?.close();
  }
}

/** How many batches a thread has at hand: one that it judges, and the next. */
const AHEAD = 2;

interface Asked {
  resolve(judged: BatchResults): void;
  reject(error: Error): void;
}

class Threads implements WorkerPool {
  readonly atOnce: number;
  private readonly threads: { readonly worker: Worker; readonly asked: Asked[] }[];

  constructor(job: Job, count: number) {
    // A batch that takes long must not leave the threads idle that have judged what follows it.
    this.atOnce = count * AHEAD * 2;
    const workerData: ThreadData = { encounterNotes: 'judge', job };
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

  judge(batch: Batch): Promise<BatchResults> {
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
