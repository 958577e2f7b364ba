import { describe, expect, it } from 'vitest';
import { check } from '../../support/checking';
import { brokenFixes, reported } from '../../support/fix-laws';

const FACILITY = new Set('02 06 08 19 21 22 23 24 26 31 34 41 42 51 52 53 56 61'.split(' '));
const OTHER = '10 11 12 13 14 20 32 33 49 50 54 55 57 60 62 65 71 72 81 99'.split(' ');
const TELEHEALTH = new Set(['02', '10']);
const STAFF_ONLY = new Set(['95990', '96521', '96522', '96523']);
const PUMP_SERVICES = ['62367', '62368', '62369', '62370', '95990', '95991', '96521', '96522', '96523'];
const OTHER_HANDS_ON = ['62350', '62351', '62355', '62362', '62365', '61215', '36563', '62323'];
const HANDS_OFF = ['99213', '99211', 'J0475', '76942'];

const note = (code: string, place: string, by: string, tags = ''): string =>
  `2026-11-20 visit P-014 @${place}${tags}\n${by && `by: ${by}\n`}dx: M96.1\n${code} @A\n`;

describe('facility-service', () => {
  it.each([...FACILITY, ...OTHER])('place %s: every service, every performer, both claims', place => {
    for (const code of [...PUMP_SERVICES, ...OTHER_HANDS_ON, ...HANDS_OFF]) {
      for (const by of ['RN KL', 'MA TP', 'MD AS', 'PA-C BW', 'PT XY']) {
        for (const tags of ['', ' bill=pro', ' bill=facility']) {
          const handsOn = !HANDS_OFF.includes(code);
          const staff = by === 'RN KL' || by === 'MA TP';
          const inFacility =
            FACILITY.has(place) &&
            tags !== ' bill=facility' &&
            (STAFF_ONLY.has(code) || (PUMP_SERVICES.includes(code) && staff));
          const wrong = TELEHEALTH.has(place) ? handsOn : inFacility;
          expect(reported(note(code, place, by, tags), 'facility-service'), `${code} ${by}${tags}`).toEqual(
            wrong ? ['4 facility-service error'] : [],
          );
        }
      }
    }
  });

  it('reads the names of places', () => {
    for (const place of ['opd', 'asc', 'er', 'inpatient', 'snf', 'off-campus', 'telehealth'])
      expect(reported(note('95990', place, 'RN KL'), 'facility-service'), place).toHaveLength(1);
    for (const place of ['office', 'home', 'nf'])
      expect(reported(note('95990', place, 'RN KL'), 'facility-service'), place).toHaveLength(0);
  });

  it('says what no text settles of telehealth alone', () => {
    const doubt = (place: string): string | undefined =>
      check(note('95990', place, 'RN KL')).find(({ finding }) => finding.rule === 'facility-service')?.finding
        .unverified;
    expect(doubt('02')).toBeDefined();
    expect(doubt('22')).toBeUndefined();
  });

  it('offers fixes that hold their promise', () => {
    const broken = [...FACILITY, '10'].flatMap(place =>
      ['62369', '95990', '96522', '62367', '62362'].flatMap(code =>
        ['', ' bill=pro', ' #medicare'].flatMap(tags =>
          ['', '-53', '-52'].flatMap(modifier =>
            brokenFixes(`${note(code + modifier, place, 'RN KL', tags)}J0475-KD x4 @A\n`, [
              'facility-service',
              'device-code-setting',
            ]),
          ),
        ),
      ),
    );
    expect(broken).toEqual([]);
  });
});

describe('device-code-setting', () => {
  const HOSPITAL = ['C1772', 'C1891', 'C2626', 'C1755', 'C1889', 'C9399'],
    SUPPLIER = ['E0782', 'E0783', 'E0785', 'E0786'];

  it.each([...FACILITY, ...OTHER])('place %s', place => {
    for (const code of HOSPITAL) {
      expect(reported(note(code, place, 'MD AS'), 'device-code-setting')).toEqual(['4 device-code-setting error']);
      expect(reported(note(code, place, 'MD AS', ' bill=facility'), 'device-code-setting')).toEqual([]);
    }
    for (const code of SUPPLIER) {
      expect(reported(note(code, place, 'MD AS'), 'device-code-setting')).toEqual(
        FACILITY.has(place) ? ['4 device-code-setting error'] : [],
      );
      expect(reported(note(code, place, 'MD AS', ' bill=facility'), 'device-code-setting')).toEqual([
        '4 device-code-setting error',
      ]);
    }
  });
});
