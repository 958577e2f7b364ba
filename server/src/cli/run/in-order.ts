import type { Batch, BatchResults, WorkerPool } from './worker-pool.js';

/**
 * Has batches judged, several at a time, and gives what is found in the order in which they came. No more are asked for than are under
 * way, so that what feeds them is held up by whoever reads the results.
 */
export async function* inOrder<B extends { readonly groups: Batch }>(
  batches: AsyncIterable<B> | Iterable<B>,
  judges: WorkerPool,
): AsyncGenerator<{ batch: B; judged: BatchResults }> {
  const underWay: Promise<{ batch: B; judged: BatchResults }>[] = [];
  for await (const batch of batches) {
    const one = judges.judge(batch.groups).then(judged => ({ batch, judged }));
    one.catch(() => {}); // told when its turn comes
    underWay.push(one);
    if (underWay.length >= judges.atOnce) yield await underWay.shift()!;
  }
  for (const one of underWay) yield await one;
}
