// The descriptor file of a CPT license. The texts here are our own: no descriptor of the AMA is in this repository.
import { describe, expect, it } from 'vitest';
import { createLanguage } from '../../../server/src/core/language';
import { importerOf } from '../../../server/src/core/codes/import/read-releases';
import { importFiles, LicenseNeeded } from '../../../server/src/project/code-store/import-files';
import { releasesIn } from '../../support/releases';

const LONG = `CPT 2027 invented texts for a test, in the layout of a licensed file
American Medical Association

6236901Pump read-out with a change of
6236902its program and a refill by staff
6237001Pump read-out with a change of its program
6237002and a refill in person
9599001Refill of a pump by staff
`;
const SHORT = `62369 PUMP CHANGE AND REFILL STAFF
62370 PUMP CHANGE AND REFILL
95990 PUMP REFILL STAFF
0398T SOMETHING ELSE WITH A LETTER
`;
const TABBED =
  'CPT Code\tLong descriptor\n62369\tPump change and refill, staff\n62370\tPump change\n95990\tPump refill\n';
const bytes = (text: string) => new TextEncoder().encode(text);

describe('the descriptor file of a CPT license', () => {
  it('joins the lines of a code, and takes the year from the name or the notice', () => {
    const spaced = LONG.replace(/^(\d{5})(\d\d)/gm, '$1 $2 ');
    for (const text of [LONG, spaced]) {
      const [found] = releasesIn(text, 'LONGULT.txt');
      expect(found).toMatchObject({ set: 'CPT descriptors', from: '2027-01-01', rows: 3 });
      expect(createLanguage([found!]).codes.on('2027-02-01').procedure('62369')?.descriptor).toBe(
        'Pump read-out with a change of its program and a refill by staff',
      );
    }
    expect(releasesIn(SHORT, 'SHORTU_2026.txt')).toMatchObject([{ from: '2026-01-01', rows: 4 }]);
    expect(releasesIn(TABBED, 'cpt2026.txt')).toMatchObject([{ from: '2026-01-01', rows: 3 }]);
  });

  it('is shown on the page of a code and found by its words, in its days only', () => {
    const { codes } = createLanguage(releasesIn(SHORT, 'SHORTU_2027.txt'));
    expect(codes.on('2027-02-01').search('something else with a letter', 3)[0]?.code).toBe('0398T');
    expect(codes.on('2026-11-20').procedure('62370')?.descriptor).toBeUndefined();
    const earlier = codes.on('2026-11-20').search('something else with a letter', 3);
    expect(earlier.map(({ code }) => code)).not.toContain('0398T');
  });

  it('is loaded only after the question is answered', () => {
    const files = [{ source: 'a.txt', name: 'SHORTU_2027.txt', read: () => bytes(SHORT) }];
    const load = (isLicensed: boolean) => () => importFiles(files, { isLicensed, loaded: () => [] });
    expect(load(false)).toThrow(LicenseNeeded);
    expect(load(true)()).toMatchObject([{ release: { set: 'CPT descriptors', rows: { length: 4 } } }]);
  });

  it('with a line that is none names it', () => {
    expect(() => releasesIn(`${LONG}Total 3\n`, 'LONGULT.txt')).toThrow(/line 9: expected a CPT code/);
  });

  it('is read as no other file, and no other file for it', () => {
    expect(importerOf('Dear colleague,\nplease find enclosed\nthe files\n')).toBeUndefined();
    expect(importerOf('62369,1,2\n62370,2,3\n95990,3,4\n')).toBeUndefined();
    expect(
      importerOf(
        '62369\t95990\t*\t20200101\t*\t1\tx\n62370\t95990\t*\t20200101\t*\t1\tx\n62370\t95991\t*\t1\t*\t1\tx\n',
      )?.title,
    ).toBe('NCCI procedure-to-procedure edits, text');
  });
});
