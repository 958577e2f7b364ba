/**
 * Asks until the answer is one for the text as it is now. VS Code draws any answer over the text of that moment: hints
 * of a text that was typed over in the meantime would be drawn behind the word that replaced it, and move the caret in
 * it.
 * @returns undefined if the request is canceled
 */
export async function answerOfNow<T>(
  document: { readonly version: number },
  token: { readonly isCancellationRequested: boolean },
  ask: () => PromiseLike<T> | T,
): Promise<T | undefined> {
  while (!token.isCancellationRequested) {
    const { version } = document;
    const answer = await ask();
    if (version === document.version && !token.isCancellationRequested) return answer;
  }
  return undefined;
}
