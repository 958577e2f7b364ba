// `encounter-notes intake`: every option, from the command line.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Clinic } from './clinic';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

const CHART = `Zamora, Ambrose   MRN 4471-2099   DOB 8/23/1957
Date of service: 11/20/2026   Office   Aetna
Performed by: Kara Lindqvist, RN
Expected residual 6.2 mL, dose 480 mcg/day, no alarms.
Aspirated 6.0 mL. Log sheet: removed 7.0 mL. Filled with 40 mL of baclofen 2000 mcg/mL.
Codes: 95990
`;
const SECRET = /zamora|ambrose|4471|8\/23\/1957/i;
const SHEET = 'DOS,MRN,POS,Payer,CPT,Units,DX1,Ptr\n11/20/2026,00417,11,Aetna,62370,1,M96.1,A\n';
const MESSAGE =
  'MSH|^~\\&|A|B|C|D|20261120||DFT^P03|1|T|2.3\rPID|1||00417||X^Y\rFT1|1|||20261120||CG|62370^^C4|||1|540.00||||||||M96.1\r';

interface Printed {
  readonly file?: string;
  readonly encounters: readonly {
    readonly header: string;
    readonly patient: string;
    readonly fields: readonly {
      readonly key: string;
      readonly item: string;
      readonly start: number;
      readonly end: number;
      readonly sure: boolean;
    }[];
    readonly codes: readonly { readonly line: string }[];
    readonly unread: readonly { readonly start: number; readonly end: number; readonly why: string }[];
  }[];
}

describe('intake', () => {
  it('prints chart text as a note, unsure items as comments, the text masked in a fence', () => {
    clinic.write('visit.txt', CHART);
    const { code, out, err } = clinic.run(['intake', 'visit.txt']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^2026-11-20 refill P-XXX @office #aetna\nby: RN KL\n/);
    expect(out).toContain('\nfill: in 40 mL\n; fill: out 6.0 mL ?\n; fill: out 7.0 mL ?\n');
    expect(out).toContain('\n95990\n');
    expect(out).toMatch(/\n"""\n[^]*Expected residual 6\.2 mL[^]*\n"""\n$/);
    expect(out).not.toMatch(SECRET);
    expect(clinic.run(['intake', 'visit.txt', '--format', 'note']).out).toBe(out);
  });

  it('prints JSON with the place of every proposal', () => {
    clinic.write('visit.txt', CHART);
    const { code, out } = clinic.run(['intake', 'visit.txt', '--format', 'json']);
    expect(code).toBe(0);
    expect(out).not.toMatch(SECRET);
    const { file, encounters } = JSON.parse(out) as Printed;
    expect(file).toBeUndefined();
    expect(encounters[0]!.patient).toBe('P-XXX');
    const places = Object.fromEntries(
      encounters[0]!.fields.map(({ key, item, start, end, sure }) => [
        `${key}: ${item}`,
        [CHART.slice(start, end), sure],
      ]),
    );
    expect(places).toMatchObject({
      'read: expected 6.2 mL': ['6.2 mL', true],
      'fill: out 6.0 mL': ['6.0 mL', false],
      'fill: out 7.0 mL': ['7.0 mL', false],
      'fill: in 40 mL': ['40 mL', true],
    });
    expect(encounters[0]!.codes.map(({ line }) => line)).toEqual(['95990']);
  });

  it('prints of several files one object a line, and goes on behind one that it cannot read', () => {
    clinic.write('a.txt', CHART);
    clinic.write('b.csv', 'DOS,CPT\nyesterday,95990\n');
    clinic.write('c.csv', SHEET);
    const { code, out, err } = clinic.run(['intake', 'a.txt', 'b.csv', 'missing.txt', 'c.csv', '--format', 'json']);
    expect(code).toBe(2);
    expect(
      out
        .trim()
        .split('\n')
        .map(line => (JSON.parse(line) as Printed).file),
    ).toEqual(['a.txt', 'c.csv']);
    expect(err).toMatch(
      /^encounter-notes: b\.csv: line 2: [^\n]*expected[^\n]*\nencounter-notes: missing\.txt: [^\n]*\n$/,
    );
    expect(clinic.run(['intake', 'a.txt', 'c.csv']).out).toContain('\n"""\n\n2026-11-20 visit P-XXX @office #aetna\n');
  });

  it('reads a file as --from says, regardless of its name and content', () => {
    clinic.write('a.dat', SHEET);
    clinic.write('b.csv', MESSAGE);
    clinic.write('c.csv', CHART);
    expect(clinic.run(['intake', 'a.dat', '--from', 'csv']).out).toMatch(/^2026-11-20 visit P-XXX @office #aetna\n/);
    expect(clinic.run(['intake', 'b.csv', '--from', 'hl7']).out).toMatch(/^2026-11-20 visit P-XXX\ndx: M96\.1\n62370/);
    expect(clinic.run(['intake', 'c.csv', '--from', 'text']).out).toMatch(/^2026-11-20 refill P-XXX/);
    for (const from of ['csv', 'hl7', 'x12']) {
      const { code, out, err } = clinic.run(['intake', 'c.csv', '--from', from]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^encounter-notes: c\.csv: [^\n]*expected[^\n]*\n$/);
      expect(err).not.toMatch(SECRET);
    }
  });

  it('names the choices where an option has no such value, and lists all options in its help', () => {
    for (const args of [
      ['intake', 'a.txt', '--from', 'pdf'],
      ['intake', 'a.txt', '--format', 'xml'],
      ['intake'],
      ['intake', 'a.txt', '--nonsense'],
    ]) {
      const { code, out, err } = clinic.run(args);
      expect([code, out], args.join(' ')).toEqual([2, '']);
      expect(err).not.toBe('');
    }
    expect(clinic.run(['intake', 'a.txt', '--from', 'pdf']).err).toMatch(/text.*csv.*hl7.*x12/);
    const help = clinic.run(['intake', '--help']);
    expect(help.code).toBe(0);
    for (const word of [
      '--from <source>',
      '--format <format>',
      'text',
      'csv',
      'hl7',
      'x12',
      'note',
      'json',
      'Exit code',
    ])
      expect(help.out).toContain(word);
  });
});
