import { expect, test } from 'vitest';
import { answerOfNow } from '../../../client/src/current-answer';

test('what was asked of a text that has changed since is asked again', async () => {
  const document = { version: 1 };
  const answer = await answerOfNow(document, { isCancellationRequested: false }, async () => {
    const asked = document.version;
    await Promise.resolve();
    if (document.version < 4) document.version++;
    return `hints of version ${asked}`;
  });
  expect(answer).toBe('hints of version 4');
});

test('a question that is withdrawn has no answer', async () => {
  const token = { isCancellationRequested: false };
  const document = { version: 1 };
  const ask = (): string => {
    token.isCancellationRequested = true;
    return 'hints';
  };
  expect(await answerOfNow(document, token, ask)).toBeUndefined();
  expect(
    await answerOfNow(document, token, () => {
      throw new Error('not asked again');
    }),
  ).toBeUndefined();
});
