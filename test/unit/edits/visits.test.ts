import { describe, expect, it } from 'vitest';
import { brokenFixes, reported } from '../../support/fix-laws';
import { swept } from '../../support/runs';

const note = (lines: readonly string[], by = 'MD AS', header = '2026-11-20 visit P-014 @office'): string =>
  `${header}\nby: ${by}\nem: new knee pain, exam and x-ray\ndx: M96.1\n${lines.map(line => `${line} @A\n`).join('')}`;

const VISITS = ['99202', '99203', '99204', '99205', '99211', '99212', '99213', '99214', '99215'];

/** Global days and whether the service is a hard edit with visits, transcribed from the fact tables. */
const SERVICES: Readonly<Record<string, 'minor' | 'hard' | 'major'>> = {
  62367: 'minor',
  62368: 'minor',
  62369: 'minor',
  62370: 'minor',
  95990: 'minor',
  95991: 'minor',
  96521: 'hard',
  96522: 'hard',
  62350: 'hard',
  62351: 'major',
  62355: 'hard',
  62360: 'hard',
  62361: 'hard',
  62362: 'hard',
  62365: 'hard',
  61215: 'major',
  64590: 'hard',
  36563: 'hard',
  36576: 'hard',
  36578: 'hard',
  36583: 'hard',
  36590: 'hard',
  62320: 'minor',
  62321: 'minor',
  62322: 'minor',
  62323: 'minor',
  62324: 'minor',
  62325: 'minor',
  62326: 'minor',
  62327: 'minor',
  96416: 'minor',
  96425: 'minor',
  96450: 'minor',
  96542: 'minor',
  95970: 'minor',
  95971: 'minor',
  95972: 'minor',
  95983: 'minor',
};
const NEVER_WITH_99211 = new Set(['96521', '96522', '96416', '96425']);

describe('a visit beside a service', () => {
  it.each(Object.keys(SERVICES))('%s: 25 or 57, by its global days', service => {
    const kind = SERVICES[service]!;
    const right = kind === 'major' ? '57' : '25';
    for (const visit of swept(VISITS, 4)) {
      for (const modifier of ['', '24', '25', '57', '59']) {
        const never = visit === '99211' && NEVER_WITH_99211.has(service);
        const expected = never || modifier === right ? [] : [`6 em-modifier ${kind === 'minor' ? 'warning' : 'error'}`];
        expect(
          reported(note([service, `${visit}${modifier && `-${modifier}`}`]), 'em-modifier'),
          `${service} ${visit}-${modifier}`,
        ).toEqual(expected);
      }
    }
  });

  it.each(['76942', '77003', '76000', 'J0475', 'A4220', 'E0783', '96523', '36591', '99024', 'G2211'])(
    '%s asks for no 25',
    code => {
      expect(reported(note([code, '99214']), 'em-modifier')).toEqual([]);
    },
  );

  it('reports 25 only if nothing else was done', () => {
    for (const code of ['J0475', 'A4220', 'E0783', '99024', 'G2211', 'J9999', 'A9270'])
      expect(reported(note([code, '99214-25']), 'em-modifier'), code).toEqual(['6 em-modifier warning']);
    for (const code of ['76942', '96523', '36591', '20610', '93000', '? 62370', '99212', 'G0439']) {
      expect(
        reported(note([code, '99214-25']), 'em-modifier').filter(f => f.startsWith('6')),
        code,
      ).toEqual([]);
    }
  });

  it.each([
    ['RN KL', '95990'],
    ['RN KL', '62369'],
    ['LPN RD', '95991'],
    ['MA TP', '62370'],
  ])('99211 beside a refill by %s is one finding, em-staff', (by, code) => {
    for (const modifier of ['', '-25']) {
      expect(
        reported(note([code, `99211${modifier}`], by), 'em-modifier', 'em-staff', 'em-reason', 'bundled-pair'),
      ).toEqual(['6 em-staff warning']);
    }
  });

  it.each(['96521', '96522'])('99211 beside %s is one finding, the pair', code => {
    for (const by of ['RN KL', 'MD AS']) {
      for (const modifier of ['', '-25', '-59'])
        expect(
          reported(note([code, `99211${modifier}`], by), 'em-modifier', 'em-staff', 'em-reason', 'bundled-pair'),
        ).toEqual(['6 bundled-pair error']);
    }
  });

  it('is no matter of an institution', () => {
    for (const service of Object.keys(SERVICES))
      expect(
        reported(
          note([service, '99214'], 'MD AS', '2026-11-20 visit P-014 @opd bill=facility'),
          'em-modifier',
          'em-staff',
        ),
      ).toEqual([]);
  });
});

describe('fixes', () => {
  const withReason = (text: string): string => text;
  const withoutReason = (text: string): string => text.replace(/em: .*\n/, '');

  it.each([
    ['with a reason', withReason],
    ['without a reason', withoutReason],
  ])('hold their promise %s', (_, shape) => {
    const services = ['62367', '62370', '95990', '95991', '96522', '62362', '62351', '62323'];
    const broken = swept(services, 3).flatMap(service =>
      ['99211', '99213', '99205'].flatMap(visit =>
        ['', '-25', '-57', '-24'].flatMap(modifier =>
          ['RN KL', 'MD AS'].flatMap(by =>
            brokenFixes(shape(note([service, visit + modifier], by)), [
              'em-modifier',
              'em-reason',
              'em-staff',
              'visit-complexity',
              'add-on-code',
            ]),
          ),
        ),
      ),
    );
    expect(broken).toEqual([]);
    expect(brokenFixes(shape(note(['99214-25'])), ['em-modifier'])).toEqual([]);
  });
});
