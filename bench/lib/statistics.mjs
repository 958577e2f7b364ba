/** @param {number[]} values */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

export const median = values => quantile(values, 0.5);

/** Milliseconds of wall clock and of processor, all threads of this process together, that a piece of work takes. */
export async function timed(work) {
  const cpu = process.cpuUsage(),
    start = performance.now();
  await work();
  const wall = performance.now() - start,
    { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000 };
}
