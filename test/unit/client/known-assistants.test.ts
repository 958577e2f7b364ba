import { describe, expect, it } from 'vitest';
import { ASSISTANTS, isOff, keptOff, type Assistant } from '../../../client/src/known-assistants';

/** Values that a setting can have, of the right kind and of none. */
const VALUES: Readonly<Record<Assistant['form'], readonly unknown[]>> = {
  languages: [undefined, null, {}, { '*': true }, { '*': true, markdown: false }, { 'encounter-note': true }, 'on'],
  patterns: [undefined, [], ['\\.env$'], 'x'],
  ids: [undefined, [], ['markdown']],
};

describe.each(ASSISTANTS)('$name', assistant => {
  it.each(VALUES[assistant.form])('is off after the command, and nothing else of %j changes', own => {
    expect(isOff(assistant, own)).toBe(false);
    const after = keptOff(assistant, own, own);
    expect(isOff(assistant, after)).toBe(true);
    if (Array.isArray(own)) expect(after).toEqual(expect.arrayContaining(own as unknown[]));
    else if (typeof own === 'object' && own !== null)
      expect({ ...(after as object), 'encounter-note': 0 }).toEqual({ ...own, 'encounter-note': 0 });
  });
});

it('knows an assistant that is off for every language', () => {
  expect(isOff(ASSISTANTS[0]!, { '*': false })).toBe(true);
  expect(isOff(ASSISTANTS[0]!, { '*': false, 'encounter-note': true })).toBe(false);
});

it('repeats the entries of the user in a list, which replaces that of the user', () => {
  const tabnine = ASSISTANTS.find(({ form }) => form === 'patterns')!;
  expect(keptOff(tabnine, undefined, ['\\.env$'])).toEqual(['\\.env$', '\\.encounter$']);
  const copilot = ASSISTANTS[0]!;
  expect(keptOff(copilot, undefined, { '*': true, markdown: false })).toEqual({ 'encounter-note': false });
});
