import type { Batch, BatchResults } from './batch.js';
import type { WorkerPool } from './worker-pool.js';

/**
 * Checks batches, several at a time, and yields the results in the order of the batches, each as soon as it is there:
 * a writer that waits for them before it sends more gets them. It takes a new batch only if there is room for it, so
 * that a slow reader also slows the source down.
 */
export async function* inOrder<B extends { readonly groups: Batch }>(
  batches: AsyncIterable<B> | Iterable<B>,
  pool: WorkerPool,
): AsyncGenerator<{ batch: B; checked: BatchResults }> {
  const source = iteratorOf(batches);
  const underWay: Promise<{ batch: B; checked: BatchResults }>[] = [];
  let next: Promise<IteratorResult<B, unknown>> | undefined;
  let isRead = false;
  while (!isRead || underWay.length > 0) {
    if (!isRead && underWay.length < pool.atOnce) {
      next ??= Promise.resolve(source.next());
      const read = await Promise.race([next, ...underWay.slice(0, 1).map(first => first.then(() => undefined))]);
      if (read) {
        next = undefined;
        if (read.done) isRead = true;
        else underWay.push(check(read.value, pool));
        continue;
      }
    }
    yield await underWay.shift()!;
  }
}

function iteratorOf<B>(batches: AsyncIterable<B> | Iterable<B>): AsyncIterator<B, unknown> | Iterator<B, unknown> {
  return Symbol.asyncIterator in batches ? batches[Symbol.asyncIterator]() : batches[Symbol.iterator]();
}

function check<B extends { readonly groups: Batch }>(
  batch: B,
  pool: WorkerPool,
): Promise<{ batch: B; checked: BatchResults }> {
  const one = pool.check(batch.groups).then(checked => ({ batch, checked }));
  one.catch(() => {}); // awaited in its turn
  return one;
}
