import { describe, expect, it } from 'vitest';
import { globOf, isGlob, UnsupportedPattern } from '../../../server/src/project/glob';
import { IgnoreRules } from '../../../server/src/project/gitignore';

const matches = (pattern: string, path: string): boolean => globOf(pattern).matches(path);

describe('a pattern', () => {
  it.each([
    ['*.encounter', 'a.encounter', true],
    ['*.encounter', 'a/b.encounter', false],
    ['*.encounter', '.a.encounter', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a?c', 'a😀c', true],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[^a-c]x', 'dx', true],
    ['[]a]x', ']x', true],
    ['[a', '[a', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['**/a', 'a', true],
    ['**/a', 'x/y/a', true],
    ['**/a', 'x/.y/a', false],
    ['x/**', 'x/y/z', true],
    ['x/**/z', 'x/z', true],
    ['x/**/z', 'x/1/2/z', true],
    ['x/**/z', 'x/1/2/zz', false],
    ['x**y', 'x1y', true],
    ['x**y', 'x/y', false],
    ['{a,b}/{c,d{1,2}}', 'b/d2', true],
    ['{a,b}', 'c', false],
    ['{}', '{}', true],
    ['{a}', '{a}', true],
    ['{3..1}', '2', true],
    ['*a*b*c', 'xxaxxbxxc', true],
    ['*a*b*c', 'xxaxxbxx', false],
  ])('%s and %s: %s', (pattern, path, isMatch) => {
    expect(matches(pattern, path)).toBe(isMatch);
  });

  it('takes no regard of case if the disk takes none', () => {
    expect(globOf('*.ENCOUNTER', { ignoreCase: true }).matches('Day.encounter')).toBe(true);
  });

  it('is known from a plain name', () => {
    for (const pattern of ['*', 'a?', '[a]', '{a,b}', '{1..2}', '!(a)', '+(a)']) expect(isGlob(pattern)).toBe(true);
    for (const name of ['a', 'a(b)', '{a}', '[', 'a!b', '!a']) expect(isGlob(name)).toBe(false);
  });

  it('is refused if it nests repetitions or has too many alternatives', () => {
    for (const pattern of ['+(+(a)+(a))', '*(a|b)', '!(a)', '{a,b}'.repeat(11), '{1..100000}'])
      expect(() => globOf(pattern)).toThrow(UnsupportedPattern);
  });
});

describe('rules of a .gitignore', () => {
  const ignored = (lines: readonly string[], path: string, isFolder = false): boolean | undefined =>
    new IgnoreRules(lines, false).test(path, isFolder);

  it.each([
    [['a'], 'x/a', true],
    [['/a'], 'x/a', undefined],
    [['x/a'], 'y/x/a', undefined],
    [['a/'], 'a', undefined],
    [['a*', '!ab'], 'ab', false],
    [['!ab', 'a*'], 'ab', true],
    [['# a', '', 'b  '], 'b', true],
    [['b\\ '], 'b ', true],
    [['\\#a', '\\!b'], '!b', true],
    [['a/**'], 'a', undefined],
    [['a/**'], 'a/b/c', true],
    [['a/**/b'], 'a/b', true],
    [['**/a/b'], 'x/a/b', true],
    [['.*'], '.hidden', true],
    [['a\r'], 'a', true],
    [['/'], 'a', undefined],
  ])('%j and %s: %s', (lines, path, isIgnored) => {
    expect(ignored(lines, path)).toBe(isIgnored);
  });

  it('with a slash at the end concern folders, and with them what they contain', () => {
    expect(ignored(['a/'], 'a', true)).toBe(true);
    expect(new IgnoreRules(['a/', '!a/b'], false).ignores('a/b')).toBe(true);
  });
});
