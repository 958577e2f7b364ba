import type { Batch, BatchResults, WorkerPool } from './worker-pool.js';

/**
 * Checks batches, several at a time, and yields the results in the order of the batches. It takes a new batch only if a
 * result has been read, so that a slow reader also slows the source down.
 */
export async function* inOrder<B extends { readonly groups: Batch }>(
  batches: AsyncIterable<B> | Iterable<B>,
  pool: WorkerPool,
): AsyncGenerator<{ batch: B; checked: BatchResults }> {
  const underWay: Promise<{ batch: B; checked: BatchResults }>[] = [];
  for await (const batch of batches) {
    const one = pool.check(batch.groups).then(checked => ({ batch, checked }));
    one.catch(() => {}); // awaited in its turn below
    underWay.push(one);
    if (underWay.length >= pool.atOnce) yield await underWay.shift()!;
  }
  for (const one of underWay) yield await one;
}
