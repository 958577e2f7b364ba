import { describe, expect, it } from 'vitest';
import { BOXES } from '../../../server/src/core/claim-form/boxes';
import { claimForm, type ClaimForm } from '../../../server/src/core/claim-form/claim-form';
import fc from 'fast-check';
import { noteText } from '../../support/arbitrary';
import { workspaceOf } from '../../support/checking';
import { runs } from '../../support/runs';

const HEADER = '2026-11-20 refill+reprogram P-022 @office #medicare';
const BY = 'by: MD AS, npi 1234567893';
const DX = 'dx: M96.1, G89.4, Z45.1, M17.11';
const MIXTURE = 'drug: morphine 20 mg/mL + bupivacaine 10 mg/mL, 20 mL, compounded, practice';

/** The form of a note of one encounter. */
function formOf(...lines: string[]): ClaimForm {
  const workspace = workspaceOf({ a: `${lines.join('\n')}\n` });
  return claimForm(workspace.visit(workspace.file('a')!.blocks.at(-1)!)!);
}
const boxes = (form: ClaimForm): ClaimForm['forms'][number] => form.forms.flat();
const remarks = (form: ClaimForm): string => form.remarks.map(({ text }) => text).join('\n');

describe('box 21', () => {
  it('holds the diagnoses by letter, printed without the dot, with their official titles', () => {
    expect(formOf(HEADER, DX).diagnoses.map(({ letter, printed, code }) => [letter, printed, code])).toEqual([
      ['A', 'M961', 'M96.1'],
      ['B', 'G894', 'G89.4'],
      ['C', 'Z451', 'Z45.1'],
      ['D', 'M1711', 'M17.11'],
    ]);
    expect(formOf(HEADER, 'dx: G89.4').diagnoses[0]!.title).toBe('Chronic pain syndrome');
    expect(formOf(HEADER, 'dx: Q00.99').diagnoses[0]!.title).toBeUndefined();
  });

  it('holds twelve, and says which do not fit', () => {
    const codes = Array.from({ length: 14 }, (_, i) => `M47.8${10 + i}`);
    const form = formOf(HEADER, `dx: ${codes.join(', ')}`);
    expect(form.diagnoses.map(({ letter }) => letter).join('')).toBe('ABCDEFGHIJKL');
    expect(remarks(form)).toContain(`Box 21 holds 12 diagnoses; ${codes[12]} and ${codes[13]} are left out.`);
  });
});

describe('box 24', () => {
  it('has date, place, code, modifiers, pointers, charge, units and number of who performed', () => {
    const form = formOf(HEADER, BY, DX, '99214-25 @D $1,180.5');
    expect(boxes(form)).toMatchObject([
      {
        shaded: undefined,
        date: '11 20 26',
        place: '11',
        code: '99214',
        modifiers: ['25'],
        pointers: 'D',
        charge: { dollars: '1180', cents: '50' },
        units: 1,
        npi: '1234567893',
      },
    ]);
    expect(form.remarks).toEqual([]);
  });

  it('leaves a box empty whose value the note does not have, and says so', () => {
    const form = formOf('2026-11-20 visit P-022', '99214 @D');
    expect(boxes(form)).toMatchObject([{ place: undefined, charge: undefined, npi: undefined }]);
    for (const box of ['24B', '24F', '24J']) expect(remarks(form)).toContain(`box ${box} is empty`);
    expect(remarks(formOf('2026-02-30 visit P-022 @office', BY, '99214 @D $1'))).toMatch(/24A is empty/);
  });

  it('takes place and people from the head of the file', () => {
    expect(boxes(formOf('place: home', BY, '', '2026-11-20 visit P-022', '99348 @A'))).toMatchObject([
      { place: '12', npi: '1234567893' },
    ]);
  });

  it('does not name clinical staff', () => {
    const form = formOf(HEADER, 'by: RN KL, npi 1234567893', DX, '95990 @AB');
    expect(boxes(form)[0]!.npi).toBeUndefined();
    expect(remarks(form)).toContain('RN KL is clinical staff');
  });

  it('leaves out lines that the coder is unsure of, and lines gone wrong', () => {
    const form = formOf(HEADER, BY, DX, '62370 @ABC', '? 99214-25 @D', '9S990 @A');
    expect(boxes(form).map(({ code }) => code)).toEqual(['62370']);
    expect(remarks(form)).toMatch(/^99214 is left out: the coder is unsure of it\.\nA line is left out/);
    expect(form.remarks[0]!.at).toMatchObject({ start: expect.any(Number) });
  });

  it('keeps four modifiers and four pointers, and says what is over', () => {
    const form = formOf(HEADER, BY, 'dx: M96.1, G89.4, Z45.1, M17.11, M54.16', '62370-52-59-76-LT-KX @ABCDE $10');
    expect(boxes(form)).toMatchObject([{ modifiers: ['52', '59', '76', 'LT'], pointers: 'ABCD' }]);
    expect(remarks(form)).toBe(
      '62370: box 24D holds 4 modifiers, so KX is left out.\n62370: box 24E holds 4 letters, so E is left out.',
    );
  });

  it('shows what is too long for its box, and says so', () => {
    const form = formOf(HEADER, BY, DX, 'J2278-JZ-KD x2000 @A $1234567.00');
    expect(boxes(form)).toMatchObject([{ units: 2000, charge: { dollars: '1234567' } }]);
    expect(remarks(form)).toMatch(
      /2000 units need more than the 3 digits of box 24G.*\n.*\$1234567\.00 needs more than the 6 digits of box 24F/,
    );
  });

  it('goes on with a second form after six lines', () => {
    const form = formOf(HEADER, BY, DX, ...Array.from({ length: 8 }, (_, i) => `9921${i % 6} @A $1`));
    expect(form.forms.map(lines => lines.length)).toEqual([6, 2]);
    expect(remarks(form)).toContain('takes 2 forms');
    expect(formOf(HEADER, BY, DX, ...Array.from({ length: 6 }, () => '99213 @A $1')).forms).toHaveLength(1);
  });

  it('says that nothing is billed', () => {
    expect(formOf(HEADER, BY, DX)).toMatchObject({
      forms: [],
      remarks: [{ text: 'The note bills nothing: box 24 is empty.' }],
    });
  });
});

describe('the shaded half of a line', () => {
  it('holds the words of a code that names no drug, and tells where Medicare reads them', () => {
    const form = formOf(
      HEADER,
      BY,
      DX,
      MIXTURE,
      'J7999-KD x1 @AB $212.40 "morphine 400 mg bupivacaine 200 mg 20 mL compounded"',
    );
    expect(boxes(form)[0]!.shaded).toBe('ZZmorphine 400 mg bupivacaine 200 mg 20 mL compounded');
    expect(remarks(form)).toMatch(/Medicare reads the words of J7999 in item 19/);
    expect(
      remarks(formOf(HEADER.replace('#medicare', '#bcbs'), BY, DX, MIXTURE, 'J7999 x1 @AB $1 "morphine 400 mg"')),
    ).not.toContain('item 19');
  });

  it('is cut where it holds no more, and says so', () => {
    const form = formOf(HEADER, BY, DX, MIXTURE, `J7999-KD x1 @AB $1 "${'morphine 400 mg '.repeat(5)}20 mL"`);
    expect(boxes(form)[0]!.shaded).toHaveLength(BOXES.shaded);
    expect(remarks(form)).toContain('its text is cut');
  });

  it('holds the number of the drug, of the line itself or of the drug that it bills, before the words', () => {
    expect(boxes(formOf(HEADER, BY, DX, 'J7999 x1 @A $1 ndc 66794-157-02 "words"'))[0]!.shaded).toBe(
      'N466794015702   ZZwords',
    );
    const form = formOf(
      HEADER,
      BY,
      DX,
      'drug: Gablofen 2000 mcg/mL, 40 mL, commercial, practice, ndc 66794-0157-02',
      'J0475 x8 @A $1',
      '99214 @D $1',
    );
    expect(boxes(form).map(({ shaded }) => shaded)).toEqual(['N466794015702', undefined]);
    expect(remarks(form)).toMatch(/unit and the quantity/);
    expect(boxes(formOf(HEADER, BY, DX, 'J0475 x8 @A ndc 66794015702'))[0]!.shaded).toBe('N466794015702');
    expect(boxes(formOf(HEADER, BY, DX, 'J0475 x8 @A ndc 6679415702'))[0]!.shaded).toBeUndefined();
  });
});

it('shows no boxes for the claim of a facility', () => {
  const form = formOf(`${HEADER} bill=facility`, BY, DX, '62370 @A');
  expect(form).toMatchObject({ diagnoses: [], forms: [], remarks: [{ text: expect.stringContaining('UB-04') }] });
});

it('puts any claim into boxes: every sound line once, and never more in a box than it holds', () => {
  fc.assert(
    fc.property(noteText, text => {
      const workspace = workspaceOf({ a: text });
      for (const { block } of workspace.encounters('a')) {
        const visit = workspace.visit(block)!;
        const form = claimForm(visit);
        if (visit.bill === 'pro')
          expect(boxes(form).map(({ code }) => code)).toEqual(visit.claimLines.map(({ code }) => code));
        for (const lines of form.forms) expect(lines.length).toBeLessThanOrEqual(BOXES.lines);
        for (const { modifiers, pointers, shaded } of boxes(form)) {
          expect(
            modifiers.length <= BOXES.modifiers &&
              pointers.length <= BOXES.pointers &&
              (shaded ?? '').length <= BOXES.shaded,
          ).toBe(true);
        }
      }
    }),
    { numRuns: runs(200) },
  );
});
