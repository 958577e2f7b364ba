import { describe, expect, it } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import { traceWithoutContent } from '../../../client/src/log';

/** A channel that keeps what is written to it, and needs its own `this` as VS Code's may. */
class KeptLog {
  readonly lines: string[] = [];
  readonly logLevel = 1;
  trace(line: string): void {
    this.lines.push(line);
  }
  info(line: string): void {
    this.lines.push(line);
  }
}

describe('the protocol trace', () => {
  const kept = new KeptLog();
  const traced = traceWithoutContent(kept as unknown as LogOutputChannel);

  it('names each message and never says what it carried', () => {
    traced.trace('Sending notification \'textDocument/didOpen\'.\nParams: { "text": "2026-11-20 refill P-014" }');
    traced.trace('{"type":"send-notification","params":{"text":"2026-11-20 refill P-014"}}');
    expect(kept.lines).toEqual(["Sending notification 'textDocument/didOpen'."]);
  });

  it('is the log otherwise', () => {
    traced.info('started');
    expect(kept.lines.at(-1)).toBe('started');
    expect(traced.logLevel).toBe(1);
  });
});
