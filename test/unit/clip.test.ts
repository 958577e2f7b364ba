import { describe, expect, it } from 'vitest';
import { clip } from '../../server/src/core/clip';
import { language } from '../support/checking';

const MILLION = 'w'.repeat(1_000_000);

describe('a note that holds a word of a million letters', () => {
  it.each([
    ['payer', `2026-11-20 refill P-014 @office #${MILLION}\n`],
    ['service', `2026-11-20 ${MILLION} P-014 @office\n`],
    ['key', `2026-11-20 refill P-014 @office\n${MILLION}: 40 mL\n`],
    ['drug', `2026-11-20 refill P-014 @office\nby: RN KL\nfill: out 2 mL, in 40 mL\ndrug: ${MILLION} 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, exp 2020-01\ndx: G80.0\n95990 @A\nJ0475 x4 @A\n`],
  ])('as its %s is told of in sentences that can be read', (_, note) => {
    const workspace = language.createWorkspace();
    workspace.set('a', note);
    const findings = workspace.findings('a');
    expect(findings).not.toEqual([]);
    for (const { message, evidence, fixes } of findings) {
      for (const text of [message, ...evidence.map((line) => line.text), ...fixes.map((fix) => fix.title)]) expect(text.length).toBeLessThan(1100);
    }
  });

  it('cuts no character in half', () => {
    expect(clip(`“${'😀'.repeat(2000)}” is no payer.`)).toMatch(/^“(?:😀)+… is no payer\.$/u);
  });
});
