import type { Writable } from 'node:stream';

/**
 * Waits until the text is out, so that nothing piles up and an exit code set afterward cuts nothing off. Where it
 * cannot be written the stream says so and ends the process (see main.ts).
 */
export function write(out: Writable, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise(resolve => {
    out.write(text, error => {
      if (!error) resolve();
    });
  });
}
