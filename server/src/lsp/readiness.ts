/** Pending work that findings depend on: reading files, asking the client for settings. */
export class Readiness {
  readonly #pending = new Set<Promise<unknown>>();

  /** @param maxWaitMs how long {@link wait} waits at most */
  constructor(private readonly maxWaitMs: number) {}

  /** Adds work. A failure counts as an end; the code that starts the work reports it. */
  add(work: Promise<unknown>): void {
    const ended = work.catch(() => undefined).finally(() => this.#pending.delete(ended));
    this.#pending.add(ended);
  }

  /** Resolves if all work has ended, or after the maximum time; later calls do not wait for work that took too long. */
  async wait(): Promise<void> {
    if (this.#pending.size === 0) return;
    let isLate = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<void>(resolve => {
      timer = setTimeout(() => {
        isLate = true;
        resolve();
      }, this.maxWaitMs);
    });
    while (this.#pending.size > 0 && !isLate) await Promise.race([Promise.all(this.#pending), timeout]);
    clearTimeout(timer);
    if (isLate) this.#pending.clear();
  }
}
