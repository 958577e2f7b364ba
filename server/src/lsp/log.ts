import type { RemoteConsole } from 'vscode-languageserver';

/** What the server tells about itself. No line of it ever holds text of a note, so whoever writes one passes none in. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  /** What failed, the kind of error and where in the program: never its message, which may quote what was being read. */
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
