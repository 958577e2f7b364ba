/** What was asked for cannot be done. The message is one clear sentence for the person who asked; the command ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** @param list what stands below the sentence, line by line */
  constructor(
    sentence: string,
    readonly list: readonly string[] = [],
  ) {
    super(sentence);
  }
}
