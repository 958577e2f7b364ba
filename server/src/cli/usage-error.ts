/**
 * The command cannot do what was asked. The message is one sentence for the user; the command ends with exit code 2.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** @param list lines to print below the message */
  constructor(
    sentence: string,
    readonly list: readonly string[] = [],
  ) {
    super(sentence);
  }
}
