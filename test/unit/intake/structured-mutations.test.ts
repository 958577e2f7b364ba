// Damaged sources are read whole or refused with a sentence: never an exception, never a word that identifies the
// patient.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFormat, type StructuredFormat } from '../../../server/src/core/intake/structured/detect-format';
import { readStructured } from '../../../server/src/core/intake/structured/read-structured';
import { runs } from '../../support/runs';
import { isUnclassified } from './structured-support';

const SOURCES: Readonly<Record<StructuredFormat, string>> = {
  csv: 'DOS,MRN,Patient Name,DOB,POS,Payer,By,CPT,Mod,Units,DX1,DX2,Ptr,NDC,Fee\n11/20/2026,9990417,"Testperson, Ina",03/04/1961,11,Aetna,"Lindqvist, Kara RN",J0475,"JZ,KD",8,G80.0,Z45.1,AB,66794-0157-02,310.00\n11/21/2026,9990417,"Testperson, Ina",03/04/1961,22,Aetna,,62370,,1,M96.1,,A,,540.00\n',
  hl7: 'MSH|^~\\&|A|B|C|D|20261120||DFT^P03|1|T|2.5.1\rPID|1||9990417||TESTPERSON^INA||19610304\rFT1|1|||20261120||CG|J0475^Baclofen^HCPCS|||8|1480.00||||||||G80.0^^I10~Z45.1^^I10|9^Lindqvist^Kara^^^^RN|||||J0475^^HCPCS|JZ~KD|||66794-0157-02^^NDC\rDG1|1|I10|G80.0\rIN1|1|X|1|AETNA\r',
  x12: 'ISA*00*          *00*          *ZZ*A              *ZZ*B              *261120*0930*^*00501*000000001*0*T*:~GS*HC*A*B*20261120*0930*1*X*005010X222A1~ST*837*0001~HL*1**20*1~HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*TESTPERSON*INA****MI*9990417~DMG*D8*19610304*F~NM1*PR*2*MEDICARE~CLM*PX9990417*310***11:B:1~HI*ABK:G800*ABF:Z451~LX*1~SV1*HC:95990*310*UN*1***1:2~DTP*472*D8*20261120~SE*13*0001~GE*1*1~IEA*1*000000001~',
};

const IDENTIFIERS = /testperson|\bina\b|9990417|1961|lindqvist/i;

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 12 }),
  text: fc.oneof(
    fc.constantFrom(
      '',
      ',',
      '"',
      '\n',
      '\r',
      '|',
      '^',
      '~',
      '*',
      ':',
      '\\',
      '\u0000',
      '\ufeff',
      '\u000b',
      '\u001c',
      'MSH|',
      'ISA*',
      'FT1|',
      'CLM*',
      '\\X',
      '99999999999999999999',
    ),
    fc.string({ maxLength: 6 }),
  ),
});

describe.each(Object.entries(SOURCES))('a damaged source (%s)', (format, source) => {
  it('is what its content says', () => {
    expect(detectFormat(source)).toBe(format);
  });

  it('is read or refused, and names no person', () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), mutations => {
        let text = source;
        for (const { at, length, text: inserted } of mutations) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + inserted + text.slice(from + length);
        }
        detectFormat(text);
        const result = readStructured(text, format as StructuredFormat, { isUnclassified });
        if ('problem' in result) {
          expect(result.problem).toMatch(/expected/);
          expect(result.problem).not.toMatch(IDENTIFIERS);
          return;
        }
        const printed = JSON.stringify(
          result.encounters.map(({ unread, ...rest }) => [rest, unread.map(({ why }) => why)]),
        );
        expect(printed).not.toMatch(IDENTIFIERS);
        for (const { fields, codes, unread } of result.encounters)
          for (const { start, end } of [...fields, ...codes, ...unread])
            expect(start >= 0 && start <= end && end <= text.length).toBe(true);
      }),
      { numRuns: runs(1500) },
    );
  });
});
