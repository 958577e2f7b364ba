import type { Writable } from 'node:stream';

/**
 * Waits until the text is out, so that nothing piles up and an exit code set afterwards cuts nothing off. A reader that went away ends
 * the process (see main.ts), so that is not waited out.
 */
export function write(out: Writable, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((resolve, reject) => {
    out.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
      if (!error) resolve();
      else if (error.code !== 'EPIPE') reject(error);
    });
  });
}
