/** Work on the way that what is said of the notes depends on: reading files, asking for settings. */
export class Readiness {
  readonly #pending = new Set<Promise<unknown>>();

  /** @param patienceMs how long an answer may be kept back for it at most */
  constructor(private readonly patienceMs: number) {}

  /** How the work ends is its own concern. */
  add(work: Promise<unknown>): void {
    const ended = work.catch(() => undefined).finally(() => this.#pending.delete(ended));
    this.#pending.add(ended);
  }

  /** Resolves when all work has ended, or when waiting longer would keep answers back; what took too long is not waited for again. */
  async wait(): Promise<void> {
    if (this.#pending.size === 0) return;
    let late = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>(resolve => {
      timer = setTimeout(() => {
        late = true;
        resolve();
      }, this.patienceMs);
    });
    while (this.#pending.size > 0 && !late) await Promise.race([Promise.all(this.#pending), patience]);
    clearTimeout(timer);
    if (late) this.#pending.clear();
  }
}
