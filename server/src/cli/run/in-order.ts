import type { Batch, JudgedBatch, Judges } from './judges.js';

/**
 * Has batches judged, several at a time, and gives what is found in the order in which they came. No more are asked for than are under
 * way, so that what feeds them is held up by whoever reads the results.
 */
export async function* inOrder<B extends { readonly groups: Batch }>(
  batches: AsyncIterable<B> | Iterable<B>,
  judges: Judges,
): AsyncGenerator<{ batch: B; judged: JudgedBatch }> {
  const underWay: Promise<{ batch: B; judged: JudgedBatch }>[] = [];
  for await (const batch of batches) {
    const one = judges.judge(batch.groups).then(judged => ({ batch, judged }));
    one.catch(() => {}); // told when its turn comes
    underWay.push(one);
    if (underWay.length >= judges.atOnce) yield await underWay.shift()!;
  }
  for (const one of underWay) yield await one;
}
