import { describe, expect, it } from 'vitest';
import { truncate } from '../../../server/src/core/text/truncate';
import { language } from '../../support/checking';

const MILLION = 'w'.repeat(1_000_000);

describe('a note that holds a word of a million letters', () => {
  it.each([
    ['payer', `2026-11-20 refill P-014 @office #${MILLION}\n`],
    ['service', `2026-11-20 ${MILLION} P-014 @office\n`],
    ['key', `2026-11-20 refill P-014 @office\n${MILLION}: 40 mL\n`],
    [
      'drug',
      `2026-11-20 refill P-014 @office\nby: RN KL\nfill: out 2 mL, in 40 mL\ndrug: ${MILLION} 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, exp 2020-01\ndx: G80.0\n95990 @A\nJ0475 x4 @A\n`,
    ],
  ])('as its %s is reported in readable sentences', (_, note) => {
    const workspace = language.createWorkspace();
    workspace.set('a', note);
    const findings = workspace.findings('a');
    expect(findings).not.toEqual([]);
    for (const { message, evidence, fixes } of findings) {
      for (const text of [message, ...evidence.map(line => line.text), ...fixes.map(fix => fix.title)])
        expect(text.length).toBeLessThan(1100);
    }
  });

  it.each([
    ['pictures', '😀'],
    ['letters with an accent of their own', 'e\u0301'],
    ['letters with several accents', 'a\u0323\u0302'],
    ['letters with accents beyond the first plane', '𝕒\u{1d165}'],
  ])('cuts no character in half if it is a word of %s', (_, character) => {
    // The limit can fall anywhere in the character.
    for (const before of ['', 'x', 'xx', 'xxx']) {
      const sentence = truncate(`“${before}${character.repeat(2000)}” is no payer.`);
      expect(sentence).toMatch(new RegExp(`^“${before}(?:${character})+… is no payer\\.$`, 'u'));
      expect(sentence.length).toBeLessThan(100);
    }
  });

  it.each([
    ['pictures', '😀'],
    ['letters with accents', 'e\u0301\u0323'],
  ])('cuts no character in half if it is a long list of %s', (_, character) => {
    for (const before of ['', 'x', 'xx', 'xxx']) {
      const sentence = truncate(`${before} ${`${character} ${character}${character}, `.repeat(400)}`);
      expect(sentence).toMatch(new RegExp(`^${before} (?:${character}|,| )+…$`, 'u'));
      expect(sentence.length).toBeGreaterThan(990);
      expect(sentence.length).toBeLessThanOrEqual(1001);
    }
  });

  it('is reported even if it is only accents, blanks, or lone surrogates', () => {
    for (const nothing of ['\u0301', ' ', '\ud83d', '\ude00']) {
      for (const sentence of [
        truncate(nothing.repeat(1_000_000)),
        truncate(`“${nothing.repeat(1_000_000)}” is no payer.`),
      ]) {
        expect(sentence).toMatch(/…/);
        expect(sentence.length).toBeLessThanOrEqual(1001);
      }
    }
  });

  it('leaves a sentence as it is that can be read, however long a word of it', () => {
    for (const sentence of ['', `“${'w'.repeat(900)}” is no payer.`, 'e\u0301 '.repeat(333)])
      expect(truncate(sentence)).toBe(sentence);
  });
});
