import type { RemoteConsole } from 'vscode-languageserver';

/** The server's log. No line may contain text of a note: callers pass none in. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  /**
   * Logs what failed, the kind of error and the stack; never the error's message, which can quote the text that was
   * read.
   */
  failure(what: string, error: unknown): void;
}

export function createLog(console: RemoteConsole): Log {
  return {
    info: line => console.info(line),
    warn: line => console.warn(line),
    failure: (what, error) => console.error(`${what} failed: ${describeError(error)}`),
  };
}

/** The kind of an error and its stack without the message. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter(line => /^ {4}at /.test(line))
    .slice(0, 12);
  return [error.name, ...frames].join('\n');
}
