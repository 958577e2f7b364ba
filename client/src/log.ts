import type { LogOutputChannel } from 'vscode';

/**
 * The log as the protocol trace may use it: of each message its first line ("Sending request 'textDocument/hover -
 * (7)'.") and nothing of what the message carried, because a note must never end up in a log, however verbose.
 */
export function traceWithoutContent(log: LogOutputChannel): LogOutputChannel {
  const trace = (message: string): void => {
    if (!message.startsWith('{')) log.trace(message.split('\n', 1)[0] ?? '');
  };
  return new Proxy({} as LogOutputChannel, {
    get(_, key) {
      if (key === 'trace') return trace;
      const value: unknown = Reflect.get(log, key, log);
      return typeof value === 'function' ? value.bind(log) : value;
    },
  });
}
