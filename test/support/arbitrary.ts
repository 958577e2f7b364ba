import fc from 'fast-check';

/** Lines that a note may hold, right, half right and hostile. */
const LINES = [
  '2026-11-20 refill P-014 @office #medicare',
  '2026-11-20 refill+reprogram P-022 @office',
  '11/20/2026 visit P-014',
  '2026-11-20 refil P-014 @office',
  '2026-11-20 refill @office',
  '2026-02-30 visit P-1 @11 bill=facility !stopped',
  '2026-11-20 patient called',
  '2026-11-20 implant P-030 @asc #uhc  ; first',
  'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo',
  'by: RN KL',
  'by: MD AS, npi 1234567893',
  'sup: MD AS, in suite',
  'prep: identity, consent',
  'read: expected 6.2 mL, dose 480 mcg/day, alarms none',
  'fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic',
  'fill: out 6,5 mL',
  'prog: volume only',
  'prog: dose 6.0 -> 6.6 mg/day, reason "evening pain 7/10"',
  'prog: dose 1,000 to 1,100 mcg/day',
  'after: volume 40 mL, dose 480 mcg/day, alarms none',
  'drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00',
  'drug: morphine 20 mg/mL + bupivacaine 10 mg/mL, 20 mL, compounded, practice',
  'dx: G80.0, Z45.1',
  'dx: G35, M54.5 low back pain',
  'exam: pocket clean; physician needed',
  'assess: goals met, continue',
  'em: new right knee pain',
  'response: tone stable, Ashworth 2',
  'next: 2027-04-20, alarm 2027-04-27',
  'stop: after-start, reason "faint"',
  'device: out NGP1, in SynchroMed II 8637-40, sn NGP2, 40 mL, IT, programmable',
  'catheter: new, no laminectomy',
  'auth: A-12, 62370 J7999, through 2027-01-01',
  'ok: refill-early "travel", KL',
  'ok: nothing',
  'asess: fine',
  'BP: 120/80',
  'fill:',
  '95990 @AB',
  '95991-52 @A',
  'J0475-JZ-KD x8 @A',
  '? 62370 @A',
  '9599O @A',
  '95990 KD @A',
  '99214-25 @D',
  'J7999-KD x1 @AB $212.40 "morphine 400 mg',
  '| Tolerated well.',
  '; a comment',
  '"""',
  'Tolerated well.',
  '',
  '   ',
  '\t|x',
  '“smart” quotes — dash',
  '95990 was billed',
  '\u0000\ud800',
  ',,,,',
  ':',
  '""""',
  '?',
  '@',
  '-',
];

const line = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...LINES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
);
const lineBreak = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');

/**
 * Any text that a coder may have open: lines of notes in any order, mistyped, with any line breaks, with or without a
 * last one.
 */
export const noteText: fc.Arbitrary<string> = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(line, lineBreak), { maxLength: 40 }), fc.option(line, { nil: '' }))
  .map(([mark, lines, last]) => (mark ? '\ufeff' : '') + lines.map(([text, br]) => text + br).join('') + last);

/**
 * A text and one edit of it, as an editor would send it: a range by line and character (perhaps past the ends), and
 * what replaces it.
 */
export const noteEdit = fc.record({
  startLine: fc.nat(45),
  startCharacter: fc.nat(30),
  lines: fc.integer({ min: 0, max: 3 }),
  endCharacter: fc.nat(30),
  text: fc.oneof(
    fc.constant(''),
    fc.string({ maxLength: 3 }),
    fc.constantFrom('\n', '"""\n', '"', '2026-11-20 visit P-9\n', 'x', ' '),
    line,
  ),
});
