import type { CancellationToken } from 'vscode-languageserver';
import type { Feature } from '../context.js';
import { guard } from '../guard.js';

/** What the client shows beside the note. */
export interface Status {
  /** The editions of the code sets in use, in words. */
  readonly editions: string;
  readonly rules: number;
  /** Notes that are judged together, and files among them that cannot be read. */
  readonly notes: number;
  readonly unreadable: number;
}

export const status: Feature = ({ connection, log, language, notes, ready }) => {
  const answer = guard(log, 'telling the status', async (): Promise<Status> => {
    await ready();
    return { editions: language.editions(), rules: language.rules.length, ...notes.counts };
  });
  // Whatever parameters a client sends along are none of ours; the token comes last.
  connection.onRequest('encounterNotes/status', (...sent: unknown[]) => answer(undefined, sent.at(-1) as CancellationToken));
  return {};
};
