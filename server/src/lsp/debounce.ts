/**
 * Puts a piece of work off until nobody has asked for it for a while, and not longer than a limit; never runs it twice at a time.
 * @returns asks for the work
 */
export function debounce(
  after: { quietMs: number; atMostMs: number },
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedSince = 0;
  let running = false;
  const run = async (): Promise<void> => {
    timer = undefined;
    running = true;
    await work().catch(failed);
    running = false;
    if (askedSince > 0) start();
  };
  const start = (): void => {
    clearTimeout(timer);
    const left = askedSince + after.atMostMs - Date.now();
    timer = setTimeout(
      () => {
        askedSince = 0;
        void run();
      },
      Math.max(0, Math.min(after.quietMs, left)),
    );
  };
  return () => {
    if (askedSince === 0) askedSince = Date.now();
    if (!running) start();
  };
}
