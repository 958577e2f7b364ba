import type { Writable } from 'node:stream';


/** Waits until the text is out, so that nothing piles up and an exit code set afterwards cuts nothing off. A reader that went away is no error of ours. */
export function write(out: Writable, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => (error.code === 'EPIPE' ? resolve() : reject(error));
    out.once('error', failed);
    out.write(text, () => {
      out.off('error', failed);
      resolve();
    });
  });
}

export function isTerminal(out: Writable): boolean {
  return 'isTTY' in out && out.isTTY === true;
}
