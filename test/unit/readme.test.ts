import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { check } from '../support/checking';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

it('the worked note of the README finds what the README says, and nothing else', () => {
  const note = /```encounter\n([\s\S]*?)```/.exec(readme)![1]!;
  const promised = [...readme.matchAll(/^- \*\*([a-z-]+)\*\*: [\s\S]*?\s\*Fix:\s+([\s\S]*?)\.\*$/gm)].map(
    ([, rule, fix]) => ({ rule: rule!, fix: fix!.replaceAll(/\s+/g, ' ') }),
  );
  expect(promised).toHaveLength(3);
  const found = check(note).map(({ finding }) => ({ rule: finding.rule, fixes: finding.fixes.map(fix => fix.title) }));
  expect(found.map(({ rule }) => rule).sort()).toEqual(promised.map(({ rule }) => rule).sort());
  for (const { rule, fix } of promised) expect(found.find(f => f.rule === rule)!.fixes).toContain(fix);
});
