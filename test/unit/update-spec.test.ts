import { describe, expect, it } from 'vitest';
import { parseSpec } from '../support/literate';
import { updateSpec, type Actual, type ActualFinding } from '../support/update-spec';

const SPEC = `# some-rule

Prose with - a dash · and a dot.

## A case

Why it is a case.

\`\`\`encounter
2026-11-20 refill P-014 @office
95990 @A
\`\`\`
- line 2 · error · \`95990\` · old words
- evidence: lines 1, 2
- one fix

Prose between.

Fix: Old title
\`\`\`encounter
old
\`\`\`

## Another case

\`\`\`encounter
2026-11-20 refill P-014 @office
\`\`\`
- outcome: pass

The end.
`;

const finding = (part: Partial<ActualFinding> = {}): ActualFinding => ({
  file: 'note.encounter',
  line: 2,
  severity: 'warning',
  text: '95990',
  message: 'Bill 95991: MD AS filled the pump; the note names the physician.',
  cited: [1],
  fixes: [{ title: 'New title', after: 'a\nb\n' }],
  ...part,
});
const actual = (findings: readonly ActualFinding[], outcome = 'fail'): Actual => ({
  findings,
  outcomeOf: () => outcome,
});
const updated = (first: readonly ActualFinding[], second: readonly ActualFinding[] = []): string =>
  updateSpec(SPEC, ({ title }) => actual(title === 'A case' ? first : second));

describe('SPEC_UPDATE=1', () => {
  it('writes the severity, message, evidence, outcome and fix that the rule gives now', () => {
    const [one, two] = parseSpec(updated([finding()]), 'test');
    expect(one!.expected).toMatchObject([
      { line: 2, severity: 'warning', text: '95990', words: 'Bill 95991: MD AS filled the pump' },
    ]);
    expect(one!.cited).toEqual([1]);
    expect(one!.fixes).toMatchObject([{ title: 'New title', after: 'a\nb\n' }]);
    expect(two!.outcomes).toMatchObject([{ outcome: 'fail' }]);
  });

  it('changes no prose, title or note', () => {
    const prose = (text: string): string[] =>
      text.split('\n').filter(line => /^(?:#|Prose|Why|The end|2026)/.test(line));
    expect(prose(updated([finding()]))).toEqual(prose(SPEC));
  });

  it('keeps the words that the message still contains', () => {
    const [one] = parseSpec(updated([finding({ message: 'New words and old words.' })]), 'test');
    expect(one!.expected[0]!.words).toBe('old words');
  });

  it('removes a finding that is gone and adds a new one after the note', () => {
    const [one, two] = parseSpec(updated([], [finding({ line: 1, text: 'a `b`', file: 'other.encounter' })]), 'test');
    expect(one!.expected).toEqual([]);
    expect(two!.expected).toMatchObject([{ file: 'other.encounter', line: 1, text: 'a `b`' }]);
  });

  it('keeps a fix whose finding is gone, so that its test fails', () => {
    expect(parseSpec(updated([]), 'test')[0]!.fixes).toMatchObject([{ title: 'Old title' }]);
  });

  it('changes nothing the second time', () => {
    const once = updated([finding()], [finding({ line: 1 })]);
    const twice = updateSpec(once, ({ title }) => actual(title === 'A case' ? [finding()] : [finding({ line: 1 })]));
    expect(twice).toBe(once);
  });
});
