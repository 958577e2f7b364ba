// Redacted copies: they have the findings of their notes, name no one of them, and keep every distance between the dates
// of a patient; a note that holds something else personal is not copied.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactNotes, type NoteText } from '../../server/src/core/redact/redact';
import { sightingsIn } from '../../server/src/core/rules/privacy/phi/detect-phi';
import { readCorpus } from '../support/personal-data-corpus';
import { findingsOf, language, workspaceOf } from '../support/checking';
import { clinicNote } from '../support/clinic-notes';
import { runs } from '../support/runs';

const root = path.resolve(import.meta.dirname, '../..');
const newWorkspace = () => language.createWorkspace();
const redact = (notes: readonly NoteText[], seed = 'seed', dropText = false) =>
  redactNotes(newWorkspace, notes, { seed, dropText });

/** What a coder sees, without words that name dates, people or devices. */
const seen = (notes: readonly NoteText[]): string[] =>
  findingsOf(workspaceOf(Object.fromEntries(notes.map(({ name, text }) => [name, text])))).map(
    ({ uri, line, finding: { rule, severity, outcome } }) => `${uri}:${line} ${rule} ${severity} ${outcome}`,
  );

function copiesOf(notes: readonly NoteText[], seed?: string): readonly NoteText[] {
  const redaction = redact(notes, seed);
  if ('doubts' in redaction) throw new Error(`doubts: ${JSON.stringify(redaction.doubts)}`);
  return redaction.copies;
}

/** Days since 1970 of every ISO date, in order. */
const daysIn = (text: string): number[] =>
  [...text.matchAll(/\b\d{4}-\d\d-\d\d\b/g)].map(([date]) => Date.parse(date) / 86_400_000);

/** Invented notes get invented patients, so that a token cannot be in the copy by chance. */
const visits = fc
  .array(fc.tuple(clinicNote, fc.constantFrom('QX-77', 'QX-78', 'zed-5')), { minLength: 1, maxLength: 4 })
  .map(all => all.map(([text, token], i) => ({ name: `${i}.encounter`, text: text.replace(/ P-\d+/, ` ${token}`) })));

describe('a redacted copy', () => {
  it('has the findings of its note, right or wrong', () => {
    let copied = 0;
    fc.assert(
      fc.property(visits, fc.string(), (notes, seed) => {
        const redaction = redact(notes, seed);
        if ('doubts' in redaction) {
          expect(redaction.doubts.length).toBeGreaterThan(0);
          return;
        }
        copied++;
        expect(seen(redaction.copies)).toEqual(seen(notes));
        for (const [i, { text }] of redaction.copies.entries()) {
          expect(text.toUpperCase()).not.toMatch(/QX-7|ZED-5/);
          expect(text.split('\n').length).toBe(notes[i]!.text.split('\n').length);
        }
      }),
      { numRuns: runs(25) },
    );
    expect(copied).toBeGreaterThan(0);
  });

  it('shifts all dates of a patient by the same days, and those of another patient by other days', () => {
    const visit = (token: string, date: string): string =>
      `${date} refill ${token} @office #medicare\nby: RN KL\nfill: out 6 mL, in 40 mL\nnext: 2026-12-20, alarm 2026-12-27\n| See 11/20/2026.\n95990 @A\n`;
    const notes = [
      { name: 'a', text: visit('P-3', '2026-11-20') + visit('P-4', '2026-11-20') },
      { name: 'b', text: visit('P-3', '2026-11-25') },
    ];
    const [a, b] = copiesOf(notes) as [NoteText, NoteText];
    const shifts = (before: string, after: string): number[] => {
      const old = daysIn(before);
      return daysIn(after).map((day, i) => day - old[i]!);
    };
    const [first, , , second] = shifts(notes[0]!.text, a.text);
    expect(shifts(notes[0]!.text, a.text)).toEqual([first, first, first, second, second, second]);
    expect(shifts(notes[1]!.text, b.text)).toEqual([first, first, first]);
    expect(first).not.toBe(0);
    expect(first).not.toBe(second);
    const american = new Date((daysIn('2026-11-20')[0]! + first!) * 86_400_000).toISOString().slice(0, 10).split('-');
    expect(a.text).toContain(`| See ${american[1]}/${american[2]}/${american[0]}.`);
  });

  it('names a token, a serial, a lot, a person and a number by the same new name everywhere, in free text too', () => {
    const note = (date: string): string =>
      `${date} refill P-9 @office #medicare\npump: SynchroMed II 8637-40, sn NGP0000042, 40 mL, IT, programmable\nby: RN KL, npi 1234567893\nsup: MD AS, in suite\nfill: out 6 mL, in 40 mL\ndrug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, lot G4412, exp 2027-06\nok: doc-benefits "seen with KL", AS\n| P-9 and pump NGP0000042 were checked by KL.\n95990 @A\n`;
    const [{ text }] = copiesOf([{ name: 'a', text: note('2026-11-20') + note('2026-11-27') }]) as [NoteText];
    expect(text).not.toMatch(/P-9\b|NGP0000042|G4412|\bKL\b|\bAS\b|1234567893/);
    const all = (pattern: RegExp): Set<string> => new Set([...text.matchAll(pattern)].map(([, found]) => found!));
    expect(all(/refill (\S+)/g).size).toBe(1);
    expect([...all(/sn (\w+)/g)]).toEqual([...all(/pump (\w+) were/g)]);
    expect([...all(/by: RN (\w+)/g)]).toEqual([...all(/checked by (\w+)/g)]);
    expect([...all(/sup: MD (\w+)/g)]).toEqual([...all(/", (\w+)/g)]);
    expect(text).toContain('8637-40');
    expect(text).toMatch(/baclofen 2000 mcg\/mL, 40 mL/);
  });

  it('is made of a visit on the first day of an edition too', () => {
    const [{ text }] = copiesOf([
      { name: 'a', text: '2025-10-01 visit P-1 @office\nby: MD AS\ndx: G35.A\n99213 @A\n' },
    ]) as [NoteText];
    expect(daysIn(text)[0]).toBeGreaterThan(daysIn('2025-10-01')[0]!);
  });

  it('is the same for the same seed, and another one for another', () => {
    const day = readFileSync(path.join(root, 'examples/clean-day.encounter'), 'utf8');
    const notes = [{ name: 'a', text: day.replace(/^;.*\n/gm, '') }];
    expect(copiesOf(notes, 'one')).toEqual(copiesOf(notes, 'one'));
    expect(copiesOf(notes, 'one')).not.toEqual(copiesOf(notes, 'two'));
  });

  it('without free text holds none of its words', () => {
    const text =
      '; zanzibar\n2026-11-20 visit P-1 @office  ; zanzibar\n| zanzibar\n"""\nzanzibar\n"""\n99213 @A  ; zanzibar\n';
    const redaction = redact([{ name: 'a', text }], 'seed', true);
    expect(JSON.stringify(redaction)).toContain('text removed');
    expect(JSON.stringify(redaction)).not.toContain('zanzibar');
    expect('copies' in redaction && seen(redaction.copies)).toEqual(seen([{ name: 'a', text }]));
  });
});

describe('a note that may name a person', () => {
  const doubtsOf = (text: string): string[] => {
    const redaction = redact([{ name: 'a', text }]);
    return 'doubts' in redaction ? redaction.doubts.map(({ line, what }) => `${line} ${what}`) : [];
  };
  const visit = '2026-11-20 visit P-1 @office\nby: MD AS\ndx: G80.0\n99213 @A\n';

  it.each([
    ['| Jane Doe presents for refill', '3 the name of a person'],
    ['exam: call 555-201-4488', '3 a phone number'],
    ['prep: consent by Mrs. Doe', '3 the name of a person'],
    ['next: 2026-12-20, wife Ann drives', '3 the name of a person'],
    ['fill: out 6 mL, in 40 mL, Mary held the template', '3 a word that may be a name'],
    ['ok: em-staff "Doe, Jane agreed", KL', '3 the name of a person'],
    ['| seen on March 4', '3 a date that is not written YYYY-MM-DD'],
    ['| seen on 20-Nov-2026', '3 a date that is not written YYYY-MM-DD'],
    ['Provider: Doe', '3 a line with an unknown key'],
    ['Doe was here', '3 a line that was not recognized'],
    ['pump: SynchroMed II, sn N1, xylograph 12 mL', '3 an item that was not read'],
  ])('is not copied: %s', (line, doubt) => {
    expect(doubtsOf(visit.replace('dx:', `${line}\ndx:`))).toContain(doubt);
  });

  it('is not copied without a patient', () => {
    expect(doubtsOf('2026-11-20 visit @office\n99213 @A\n').length).toBeGreaterThan(0);
  });

  it('is not copied for any line of the corpus in which personal data is found', () => {
    const missed = readCorpus(root)
      .filter(({ text }) => sightingsIn(text).length > 0)
      .filter(({ text }) => doubtsOf(visit.replace('dx:', `| ${text}\ndx:`)).length === 0)
      .map(({ text }) => text);
    expect(missed).toEqual([]);
  });

  it('is never quoted in a doubt', () => {
    const redaction = redact([{ name: 'a', text: visit.replace('dx:', '| Jane Quetzal presents\nQuetzal\ndx:') }]);
    expect(JSON.stringify(redaction)).not.toMatch(/quetzal|jane/i);
  });
});
