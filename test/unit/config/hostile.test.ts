// Hostile configuration files: every error is reported, and nothing throws.
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../server/src/project/config';
import { readProfileText } from '../../../server/src/project/profile-json';
import { language } from '../../support/checking';
import { isDeep } from '../../support/runs';

const config = (text: string) => readConfig(text, language, language.profiles).faults;
const profile = (text: string) => {
  const read = readProfileText(text, language);
  return 'faults' in read ? read.faults : [];
};

/** More than a call has arguments. */
const ERRORS = isDeep ? 500_000 : 150_000;

describe.each([
  ['configuration', config, 'exclude', 'rules'],
  ['payer profile', profile, 'notes', 'severity'],
] as const)('a %s', (_, faultsOf, list, record) => {
  it('with a very long list of errors tells the first, and how many there are', () => {
    const faults = faultsOf(`{"${list}":[${'0,'.repeat(ERRORS - 1)}0]}`);
    expect(faults.length).toBe(101);
    expect(faults.at(-1)!.message).toMatch(/^this file has \d{6} errors; the first 100 are listed$/);
  });

  it('with very many names that there are not tells the first, and how many there are', () => {
    const faults = faultsOf(
      `{"${record}":{${Array.from({ length: 20_000 }, (_unused, i) => `"r${i}":"off"`).join(',')}}}`,
    );
    expect(faults.length).toBe(101);
  });

  it.each([300, 3000, 3500, 4000, 200_000])('nested %i deep is not read, and says so', depth => {
    expect(faultsOf(`{"${list}":${'['.repeat(depth)}${']'.repeat(depth)}}`).map(({ message }) => message)).toEqual([
      'this is nested too deeply to be read',
    ]);
  });
});
