// The lines that a finding mentions, as a terminal shows them: nothing is wider than it, and what is underlined is what
// is meant.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../../server/src/cli/reporters/code-frame';
import type { LineText, SerializedFinding } from '../../../server/src/cli/serialized-finding';
import { columns, printable } from '../../../server/src/cli/terminal';

const plain = (_: unknown, text: string): string => text;

interface Place {
  line: number;
  text: string;
  start: number;
  end: number;
}

const finding = (at: Place, evidence: (Place & { says: string; file?: string })[] = []): SerializedFinding => {
  const range = ({ line, start, end }: Place): SerializedFinding['range'] => ({
    start: { line, character: start },
    end: { line, character: end },
  });
  const text = (place: Place): LineText => ({ text: place.text, from: 0 });
  return {
    file: 'day.encounter',
    rule: 'route',
    severity: 'error',
    outcome: 'fail',
    message: 'x',
    range: range(at),
    line: text(at),
    fixes: [],
    sources: [],
    evidence: evidence.map(one => ({
      file: one.file ?? 'day.encounter',
      range: range(one),
      text: one.says,
      line: text(one),
    })),
  };
};

describe('the frame of a finding', () => {
  it('underlines what is wrong and labels each line of evidence, in the order of the note', () => {
    const by = { line: 2, text: 'by: RN KL', start: 4, end: 9, says: 'a nurse' };
    const billed = { line: 11, text: '62370 @A', start: 0, end: 5 };
    expect(codeFrame(finding(billed, [by]), plain, undefined)).toEqual([
      '   3 │ by: RN KL',
      '     │     ----- a nurse',
      '  12 │ 62370 @A',
      '     │ ^^^^^',
    ]);
  });

  it('tells evidence of the same place beside it, and of the same line beneath one line', () => {
    const next = { line: 4, text: 'next: 2027-02-10, alarm 2027-02-18', start: 18, end: 34 };
    expect(
      codeFrame(
        finding(next, [
          { ...next, says: 'the alarm' },
          { ...next, start: 6, end: 16, says: 'the visit' },
        ]),
        plain,
        undefined,
      ),
    ).toEqual([
      '  5 │ next: 2027-02-10, alarm 2027-02-18',
      '    │       ---------- the visit',
      '    │                   ^^^^^^^^^^^^^^^^ the alarm',
    ]);
  });

  it('puts lines of other notes under their names', () => {
    const at = { line: 0, text: '62370', start: 0, end: 5 };
    expect(
      codeFrame(
        finding(at, [{ line: 6, text: 'pump: A', start: 6, end: 7, says: 'the pump', file: 'may.encounter' }]),
        plain,
        undefined,
      ),
    ).toEqual(['  1 │ 62370', '    │ ^^^^^', '  in may.encounter:', '  7 │ pump: A', '    │       - the pump']);
  });

  it('counts a tab as four columns and a wide character as two', () => {
    expect(codeFrame(finding({ line: 0, text: 'a\t漢x', start: 3, end: 4 }), plain, undefined)).toEqual([
      '  1 │ a    漢x',
      '    │        ^',
    ]);
  });

  it('keeps within the terminal, with the mark in view, for any line', () => {
    const character = fc.constantFrom('a', ' ', '漢', '\t', 'é', '\u0301', '\x1b', '\u202e', '😀', ',');
    const line = fc.array(character, { minLength: 1, maxLength: 300 }).map(chars => chars.join(''));
    const place = line.chain(text =>
      fc
        .tuple(fc.nat(text.length), fc.nat(40))
        .map(([start, length]) => ({ line: 7, text, start, end: Math.min(text.length, start + length) })),
    );
    fc.assert(
      fc.property(
        place,
        place,
        fc.array(fc.constantFrom('word', 'longer-word'), { maxLength: 12 }),
        fc.integer({ min: 40, max: 160 }),
        (at, evidence, words, width) => {
          const rows = codeFrame(finding(at, [{ ...evidence, line: 3, says: words.join(' ') || 'x' }]), plain, width);
          for (const row of rows) {
            expect(columns(row)).toBeLessThanOrEqual(width);
            expect(printable(row)).toBe(row);
          }
          expect(rows.some(row => /│ +\^+/.test(row))).toBe(true);
        },
      ),
    );
  });
});
