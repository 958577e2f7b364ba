// How many keys a usual refill takes from the last visit: every gap is confirmed, typed, or typed with a suggestion or
// ghost text taken.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../server/src/core/editor/completion/complete';
import { textOf, type Gap } from '../../../server/src/core/editor/completion/suggestion';
import { inlineCompletion } from '../../../server/src/core/editor/inline-completion';
import { nextEncounter } from '../../../server/src/core/editor/next-encounter';
import { findingsOf, workspaceOf } from '../../support/checking';

const DAY = readFileSync(path.join(import.meta.dirname, '../../../examples/clinic-day.encounter'), 'utf8');

/**
 * `a`: typed. `a⏎b`: typed as far as `a`, then one key takes the suggestion `ab`. `a⇥b`: Tab takes the ghost text `b`.
 * Parts are beside each other.
 */
type Typing = readonly string[];

const GAPS: readonly Typing[] = [
  [], // service
  [], // by
  [], // sup
  ['i⏎dentity, consent, vitals, allergies, anticoagulation'],
  [], // expected
  [], // dose
  ['n⏎one'],
  ['3.7'],
  [], // in
  ['22g', ', t⏎emplate', ', a⏎septic'],
  ['v⏎olume only'],
  [], // volume
  [], // dose
  ['n⏎one'],
  [], // mixture
  [], // volume placed
  ['G5001'],
  ['2028-06'],
  ['0'],
  ['684.00'],
  [], // dx
  ['pocket clean'],
  ['goals met, continue'],
  ['tone stable, no withdrawal'],
  ['2027-09-20'],
  ['2⏎027-09-25'],
];
const CLAIM: readonly Typing[] = [['9⇥5990 @AB'], ['J⇥0475-JZ-KD x8 @A']];

describe('a usual refill from the last visit', () => {
  it('takes fewer than 150 keys, and nothing is wrong with it', () => {
    const workspace = workspaceOf({ DAY });
    const begun = nextEncounter(workspace, 'new', { patient: 'P-014', date: '2027-04-20' })!.typed;
    const parts: (string | Gap)[] = [...begun];
    let keys = 0,
      next = 0;
    for (const [i, part] of parts.entries()) {
      if (typeof part === 'string') continue;
      const typing = GAPS[next++]!;
      if (typing.length) parts[i] = '';
      for (const step of typing) keys += type(parts, i, step);
      keys++; // Tab to the next gap
    }
    expect(next).toBe(GAPS.length);
    const end = parts.push('') - 1;
    for (const line of CLAIM) {
      for (const step of line) keys += type(parts, end, step);
      parts[end] = `${textOf([parts[end]!])}\n`;
      keys++; // Enter
    }
    expect(keys).toBeLessThan(150);
    const errors = findingsOf(workspace).filter(({ uri, finding }) => uri === 'new' && finding.severity === 'error');
    expect(errors.map(({ finding }) => finding.message)).toEqual([]);

    function type(all: (string | Gap)[], at: number, step: string): number {
      const [, typed = '', sign, rest = ''] = /^([^⏎⇥]*)([⏎⇥]?)(.*)$/.exec(step)!;
      all[at] = textOf([all[at]!]) + typed;
      const before = textOf(all.slice(0, at + 1));
      workspace.set('new', textOf(all));
      const position = { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
      if (sign === '⏎') {
        // An editor lists what begins with the typed word, in the order of the server.
        const word = typed.replace(/^, /, '');
        const first = complete(workspace, 'new', position)!.proposals.find(({ label, filter = label }) =>
          filter.toLowerCase().startsWith(word),
        );
        expect(textOf(first!.typed ?? first!.label).trim(), step).toBe(`${word}${rest}`);
      }
      if (sign === '⇥') expect(inlineCompletion(workspace, 'new', position), step).toBe(rest);
      all[at] = textOf([all[at]]) + rest;
      workspace.set('new', textOf(all));
      return typed.length + (sign ? 1 : 0);
    }
  });
});
