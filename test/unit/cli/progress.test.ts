import type { WriteStream } from 'node:tty';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Progress } from '../../../server/src/cli/progress';

let seconds = 0;

beforeEach(() => {
  seconds = 0;
  vi.spyOn(process, 'uptime').mockImplementation(() => seconds);
  vi.stubEnv('CI', '');
  vi.stubEnv('TERM', 'xterm');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it('estimates the end from the rate of the last seconds, not from that of a slow beginning', () => {
  let shown = '';
  const progress = new Progress({
    isTTY: true,
    columns: 100,
    write: (text: string) => {
      shown = text;
      return true;
    },
  } as unknown as WriteStream);
  for (let checked = 0; seconds < 10; seconds += 0.5) progress.update((checked += 5), 20_000);
  expect(shown).toMatch(/ 10 a second · 33 min 10 s left$/);
  for (let checked = 100; seconds < 20; seconds += 0.5) progress.update((checked += 500), 20_000);
  expect(shown).toMatch(/ 10,100 of 20,000 encounters · 1,000 a second · 10 s left$/);
});
