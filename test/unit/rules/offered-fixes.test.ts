// If a fix would be a guess, none is offered.
import { expect, it } from 'vitest';
import { check } from '../../support/checking';

const fixes = (note: string, rule: string): string[] =>
  check(note)
    .filter(({ finding }) => finding.rule === rule)
    .flatMap(({ finding }) => finding.fixes.map(({ title }) => title));

it('a word in a header becomes a tag only if it names a place or a flag', () => {
  expect(fixes('2026-11-20 refill P-014 office\n', 'malformed-header')).toEqual([
    'Write “2026-11-20 refill P-014 @office”',
  ]);
  expect(fixes('2026-11-20 refill P-014 stopped\n', 'malformed-header')).toEqual([
    'Write “2026-11-20 refill P-014 !stopped”',
  ]);
  expect(fixes('2026-11-20 refill P-014 upstairs\n', 'malformed-header')).toEqual([]);
});

it('a line is added to the claim only if it is known what it points to', () => {
  const note = (dx: string): string => `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
prog: none
${dx}`;
  expect(fixes(note('dx: G80.0\n'), 'refill-not-billed')).toEqual(['Add 95991']);
  expect(fixes(note(''), 'refill-not-billed')).toEqual(['Add 95991, and insert `dx:` to fill in']);
  expect(fixes(note('dx: , spasticity\n'), 'refill-not-billed')).toEqual([]);
});
