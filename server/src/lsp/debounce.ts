/**
 * Delays work until `quietMs` after the last request, but at most `atMostMs` after the first. Never runs it twice at
 * the same time.
 * @returns a function that asks for the work
 */
export function debounce(
  after: { quietMs: number; atMostMs: number },
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedSince = 0;
  let isRunning = false;
  const run = async (): Promise<void> => {
    timer = undefined;
    isRunning = true;
    await work().catch(failed);
    isRunning = false;
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
    if (!isRunning) start();
  };
}
