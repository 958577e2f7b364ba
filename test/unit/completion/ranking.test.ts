// What is offered, in which order, and what the line says once it is taken.
import { describe, expect, test } from 'vitest';
import { language } from '../../support/checking';
import { labels, offered } from './offered';

const REFILL = `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo
by: RN KL
sup: MD AS, in suite
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00
dx: G80.0, Z45.1
`;
const HEADER = '2026-11-20 refill P-014 @office #medicare\n';
/** The same patient half a year before. */
const EARLIER = { earlier: REFILL.replace('2026-11-20', '2026-05-20') + 'next: 2026-11-20\n95990 @AB\n' };

const afterFirst = (marked: string, others = {}): string => offered(marked, others)[0]!.after;
const find = (marked: string, label: string, others = {}) => {
  const found = offered(marked, others).find(offer => offer.label === label);
  if (!found) throw new Error(`${label} is not among ${labels(offered(marked, others)).join(' | ')}`);
  return found;
};

describe('a new line', () => {
  test('brings the code lines that the facts support first, whole and with the reason', () => {
    const [service, drug] = offered(`${REFILL}‸`);
    expect(service).toMatchObject({ after: '95990 @AB', kind: 'line' });
    expect(service!.why).toMatch(/programmable pump.*\n.*RN KL.*clinical staff/s);
    expect(drug).toMatchObject({
      after: 'J0475-JZ-KD x8 @A',
      note: 'supported: pump baclofen, 10 mg',
      why: expect.stringContaining('2000 mcg/mL × 40 mL = 80 mg ÷ 10 mg = 8'),
    });
  });

  test('finds a code by what it is', () => {
    const found = (typed: string) =>
      offered(`${REFILL}${typed}‸`)
        .filter(({ filter }) =>
          filter
            ?.toLowerCase()
            .split(' ')
            .some(word => word.startsWith(typed)),
        )
        .map(({ label }) => label);
    expect(found('baclo')).toEqual(['J0475-JZ-KD x8 @A', 'J0475', 'J0476']);
    expect(found('reprogramming')).toEqual(expect.arrayContaining(['62368', '62370']));
  });

  test('begins, at a surgery, with the codes of surgery', () => {
    const codes = (note: string) => labels(offered(note)).filter(label => /^\d{5}$/.test(label));
    const removal = '2026-11-20 remove P-015 @inpatient\nby: MD AS\ndevice: out NGP0000015\n62‸';
    expect(
      codes(removal)
        .slice(0, 3)
        .every(code => language.codes.on('2026-11-20').procedure(code)?.kind === 'pump-surgery'),
      codes(removal).slice(0, 3).join(),
    ).toBe(true);
    expect(codes(`${REFILL}62‸`)[0]).toBe('95990'); // supported
    expect(codes('2026-11-20 refill P-015 @office\n62‸')[0]).toBe('62367');
  });

  test('brings 25 first behind a visit that the note tells apart from the refill', () => {
    const first = (note: string) => offered(note).find(({ kind }) => kind === 'modifier')!;
    expect(first(`${REFILL}em: new knee pain, x-ray\n95990 @AB\n99214-‸`)).toMatchObject({
      label: '25',
      note: expect.stringMatching(/^supported · /),
    });
    expect(first(`${REFILL}95990 @AB\n99214-‸`).note).not.toMatch(/^supported/);
    expect(labels(offered(`${REFILL}em: new knee pain, x-ray\n95990-‸`))).not.toContain('25');
  });

  test('brings no supported line a second time', () => {
    expect(offered(`${REFILL}95990 @AB\n‸`)[0]!.after).toBe('J0475-JZ-KD x8 @A');
    expect(offered(`${REFILL}95990 @AB\nJ0475-JZ-KD x8 @A\n‸`)[0]!.kind).toBe('key');
  });

  test('bills a compound with the code and the words that the payer wants', () => {
    const note = REFILL.replace(
      /drug: .*/,
      'drug: morphine 20 mg/mL + bupivacaine 8 mg/mL, 40 mL, compounded, practice',
    );
    expect(offered(`${note}‸`)[1]!.after).toBe('J7999-KD x1 @A "morphine 800 mg bupivacaine 320 mg 40 mL compounded"');
  });

  test('bills a refill that was begun and stopped with the modifier of its stage', () => {
    const note = REFILL.replace('#medicare', '#medicare !stopped')
      .replace('RN KL', 'MD AS')
      .replace('out 6.0 mL, in 40 mL', 'in 0 mL')
      .replace(/drug: .*\n/, 'stop: after-start, reason "faint"\n');
    expect(afterFirst(`${note}‸`)).toBe('95991-53 @AB');
  });

  test('says what is missing if a fact is', () => {
    const note = REFILL.replace('baclofen 2000 mcg/mL', 'baclofen');
    expect(offered(`${note}‸`)[1]).toMatchObject({ note: expect.stringContaining('strength'), kind: 'line' });
  });

  test('brings the keys that the profile demands before the usual ones, and these before all others', () => {
    const keys = offered(`${REFILL}‸`).filter(({ kind }) => kind === 'key');
    expect(keys.slice(0, 2).map(({ label }) => label)).toEqual(['prep:', 'after:']);
    const rank = (label: string): number => labels(keys).indexOf(label);
    expect(keys.filter(({ note }) => note!.startsWith('required here')).length).toBeGreaterThan(4);
    expect(keys.findLastIndex(({ note }) => note!.startsWith('required here'))).toBeLessThan(rank('catheter:'));
    expect(labels(keys)).not.toContain('read:');
    expect(labels(keys)).toContain('drug:'); // it may be again
  });

  test('brings the keys of the kind of visit', () => {
    const first = (count: number, header: string): string[] =>
      labels(offered(`2026-11-20 ${header}\n‸`).filter(({ kind }) => kind === 'key')).slice(0, count);
    expect(first(11, 'implant P-9 @asc')).toEqual([
      'by:',
      'prep:',
      'dx:',
      'exam:',
      'assess:',
      'next:',
      'device:',
      'catheter:',
      'imaging:',
      'benefits:',
      'auth:',
    ]);
    expect(first(4, 'visit P-9 @office')).toEqual(['by:', 'dx:', 'assess:', 'em:']);
    expect(first(9, 'interrogate P-9 @office !stopped')).toEqual([
      'pump:',
      'by:',
      'read:',
      'prog:',
      'after:',
      'dx:',
      'assess:',
      'response:',
      'stop:',
    ]);
  });

  test('types what is known into a key, and leaves the rest to fill', () => {
    expect(find(`${REFILL}‸`, 'after:').after).toBe('after: volume 40 mL, dose 480 mcg/day, alarms …');
    expect(find(`${HEADER}‸`, 'read:', EARLIER).after).toBe('read: expected …, dose 480 mcg/day, alarms …');
    expect(find(`${REFILL}‸`, 'next:').after).toBe('next: 2027-04-20, alarm 2027-04-27');
    expect(find(`${HEADER}‸`, 'pump:', EARLIER).after).toBe(
      'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo',
    );
    expect(find(`${REFILL.replace(/drug: .*\n/, '')}‸`, 'drug:', EARLIER).after).toBe(
      'drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot …, exp …, waste … mL, invoice $…',
    );
  });

  test('opens another encounter on a day of the notes, never on one of the clock', () => {
    const dates = offered(`${REFILL}‸`, { later: '2026-12-04 visit P-50 @office\n' }).filter(
      ({ kind }) => kind === 'date',
    );
    expect(labels(dates)).toEqual(['2026-11-20', '2026-12-04']);
  });

  test('before the first encounter brings the defaults of the file', () => {
    const keys = offered('‸').filter(({ kind }) => kind === 'key');
    expect(labels(keys)).toEqual(['mac:', 'practice:', 'payer:', 'place:', 'by:', 'sup:']);
    expect(labels(offered('mac: NGS-JK\n‸'))).not.toContain('mac:');
  });
});

describe('a header', () => {
  test("takes over the rest of the patient's last one", () => {
    expect(labels(offered('2026-11-20 ‸', EARLIER))).toEqual(
      expect.arrayContaining(['refill', 'reprogram', 'refill P-014 @office #medicare']),
    );
    expect(labels(offered('2026-11-20 refill+‸'))).not.toContain('refill');
  });

  test('brings the patients of all notes, then the tags of the last visit before the others', () => {
    expect(afterFirst('2026-11-20 refill P-‸', EARLIER)).toBe('2026-11-20 refill P-014');
    expect(labels(offered('2026-11-20 refill P-014 ‸', EARLIER)).slice(0, 2)).toEqual(['@office', '#medicare']);
    expect(labels(offered('2026-11-20 refill P-014 @office ‸'))).not.toContain('@home');
  });
});

describe('a pump', () => {
  test('is first the one that the patient had, whole, with its battery to read again', () => {
    const [first] = offered(`${HEADER}pump: ‸`, EARLIER);
    expect(first!.after).toBe('pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo');
    expect(first!.typed).toContainEqual({ gap: '38' });
    expect(first!.note).toBe('as on 2026-05-20');
  });

  test('of another patient is offered as a model alone: its route and size are no facts about this one', () => {
    expect(offered('2026-11-20 refill P-020 @office\npump: ‸', EARLIER)[0]!.after).toBe('pump: SynchroMed II 8637-40');
  });

  test('begins empty for a patient without one', () => {
    expect(find('2026-11-20 refill P-020 @office\npu‸', 'pump:', EARLIER).after).toBe('pump: ');
  });

  test('is not offered in prose or inside a value', () => {
    for (const note of [`${HEADER}Here for refill‸`, `${HEADER}catheter: implant‸`, `${HEADER}| refill‸`])
      expect(offered(note).filter(({ kind }) => kind === 'visit')).toEqual([]);
    expect(labels(offered('ref‸').filter(({ kind }) => kind === 'visit'))).toContain('refill');
  });

  test('that went out has the serial number that it came with', () => {
    expect(find('2026-11-20 replace P-014 @asc\ndevice: ‸', 'out NGP0000001', EARLIER).after).toBe(
      'device: out NGP0000001',
    );
  });

  test('has one route and one type', () => {
    const offers = labels(offered(`${HEADER}pump: X, IT, ‸`));
    expect(offers).toContain('programmable');
    expect(offers).not.toContain('epidural');
  });
});

describe('amounts', () => {
  test('have the units that fit', () => {
    expect(labels(offered(`${HEADER}read: expected 5 ‸`))).toEqual(['mL']);
    expect(labels(offered(`${HEADER}read: dose 480 m‸`))).toEqual(['mcg/day', 'mg/day', 'mL/day']);
    expect(labels(offered(`${HEADER}prog: dose 5 ‸`))).toContain('->');
    expect(labels(offered(`${HEADER}pump: X, ERI 38 ‸`))).toEqual(['mo']);
    expect(offered(`${HEADER}read: expected 5‸`).find(({ label }) => label === 'mL')!.after).toBe(
      'read: expected 5 mL',
    );
  });

  test('are not interrupted while their digits are typed', () => {
    expect(offered(`${HEADER}read: expected 5‸`, {}, '5')).toEqual([]);
    expect(labels(offered(`${REFILL}9‸`, {}, '9'))).toContain('95990 @AB');
    expect(labels(offered(`${HEADER}dx: G8‸`, {}, '8'))).toContain('G80.0');
  });

  test('of what was placed, opened and wasted follow from each other', () => {
    const refilled = `${HEADER}fill: in 40 mL\n`;
    expect(afterFirst(`${refilled}drug: baclofen 2000 mcg/mL, ‸`)).toBe('drug: baclofen 2000 mcg/mL, 40 mL');
    expect(labels(offered(`${refilled}drug: baclofen 2000 mcg/mL, sdv ‸`))).toContain('2 x 20 mL');
    expect(labels(offered(`${refilled}drug: baclofen 2000 mcg/mL, 38 mL, sdv 2 x 20 mL, waste ‸`))).toContain('2 mL');
  });
});

describe('diagnoses', () => {
  test('are found by words, the codes that can be billed first', () => {
    expect(afterFirst(`${HEADER}dx: spastic di‸`)).toBe('dx: G80.1');
    expect(labels(offered(`${HEADER}dx: G80.1 walks with hel‸`))).toEqual([]);
    expect(offered(`${HEADER}dx: failed back‸`)).toMatchObject([
      {
        after: 'dx: M96.1',
        note: 'Postlaminectomy syndrome, not elsewhere classified · failed back: postlaminectomy syndrome',
      },
    ]);
    expect(labels(offered(`${HEADER}dx: MS‸`))).toEqual(expect.arrayContaining(['G35.A', 'G35.B0', 'G35.D']));
    expect(labels(offered('2025-09-30 refill P-1 @office\ndx: MS‸'))[0]).toBe('G35');
    expect(offered(`${HEADER}dx: spastic di‸`)[0]!.filter).toBe('spastic di');
  });

  test('that are only a category on the day are behind their children, and say so', () => {
    const ms = offered(`${HEADER}dx: G35‸`);
    expect(labels(ms).slice(0, 2)).toEqual(['G35.A', 'G35.B0']);
    expect(ms.find(({ label }) => label === 'G35')).toMatchObject({
      deprecated: true,
      note: expect.stringContaining('since 2025-10-01'),
    });
    expect(offered('2025-09-30 refill P-1 @office\ndx: G35‸')[0]).toMatchObject({ label: 'G35' });
    expect(offered('2025-09-30 refill P-1 @office\ndx: G35‸')[0]!.deprecated).toBeUndefined();
    for (const { label, deprecated } of offered(`${HEADER}dx: multiple sclerosis‸`).slice(0, 8)) {
      expect(language.codes.on('2026-11-20').diagnosisStatus(label)).toBe('billable');
      expect(deprecated).toBeUndefined();
    }
  });

  test('of the patient come first, and none twice', () => {
    expect(labels(offered(`${HEADER}dx: ‸`, EARLIER)).slice(0, 2)).toEqual(['G80.0', 'Z45.1']);
    expect(labels(offered(`${HEADER}dx: G80.0, ‸`, EARLIER))[0]).toBe('Z45.1');
  });
});

describe('a code line', () => {
  test('has every code that is valid on the day, and marks those that are not', () => {
    const codes = offered(`${REFILL}J‸`).filter(({ kind }) => kind === 'code');
    expect(codes.find(({ label }) => label === 'J1170')).toMatchObject({
      deprecated: true,
      note: expect.stringMatching(/^ended 2024-09-30/),
    });
    const lastValid = codes.findLastIndex(({ deprecated }) => !deprecated);
    expect(codes.slice(0, lastValid + 1).every(({ deprecated }) => !deprecated)).toBe(true);
    const before = offered(REFILL.replace('2026-11-20', '2024-05-01') + 'J‸').find(({ label }) => label === 'J1170');
    expect(before!.deprecated).toBeUndefined();
  });

  test('takes no modifier that its code rejects, regardless of the code', () => {
    for (const { code } of language.codes.on('2026-11-20').procedures()) {
      for (const { label, kind } of offered(`${REFILL}${code}-‸`)) {
        if (kind !== 'modifier') continue;
        for (const modifier of label.split('-'))
          expect(
            `${code}-${modifier} ${language.codes.on('2026-11-20').modifierFit(modifier, code).verdict}`,
          ).not.toContain('rejected');
      }
    }
  });

  test('has the supported modifiers first, each with its reason, and none that is present or conflicts', () => {
    expect(labels(offered(`${REFILL}J0475-‸`)).slice(0, 3)).toEqual(['JZ-KD', 'JZ', 'KD']);
    expect(find(`${REFILL}J0475-‸`, 'KD').why).toMatch(/^\*\*Accepted\*\* on J0475: /);
    const beside = labels(offered(`${REFILL}J0475-JZ-‸ x8`));
    expect(beside[0]).toBe('KD');
    expect(beside).not.toContain('JZ');
    expect(beside).not.toContain('JW');
  });

  test('counts units from what was placed, with the arithmetic', () => {
    expect(offered(`${REFILL}J0475-JZ-KD ‸`)[0]).toMatchObject({
      after: 'J0475-JZ-KD x8',
      note: expect.stringContaining('÷ 10 mg = 8'),
    });
    expect(labels(offered(`${REFILL}J0475 x8 ‸`))).not.toContain('x8');
  });

  test('points to diagnoses, each with its title', () => {
    const offers = offered(`${REFILL}95990 @‸`);
    expect(labels(offers)).toEqual(['@AB', '@A', '@B']);
    expect(offers[0]!.note).toMatch(/A: G80\.0 Spastic quadriplegic.* B: Z45\.1/);
    expect(labels(offered(`${REFILL}95990 @B‸`))).toEqual(['@B', '@BA']);
    expect(offered(`${REFILL}95990 @‸B`).some(({ after }) => after === '95990 @AB')).toBe(true);
  });

  test('leaves what a separate visit is for to the visit', () => {
    const note = `${REFILL.replace('dx: G80.0, Z45.1', 'dx: G80.0, Z45.1, M17.11')}em: new knee pain, x-ray ordered\n`;
    expect(afterFirst(`${note}‸`)).toBe('95990 @AB');
  });
});

describe('a waiver', () => {
  test('names first what finds something here, and leaves the reason to fill', () => {
    const note = `${REFILL.replace('RN KL', 'MD AS')}ok: ‸\n95990 @AB\nJ0475-JZ-KD x8 @A\n`;
    const [first] = offered(note);
    expect(first).toMatchObject({
      label: 'performer-level',
      after: 'ok: performer-level "…", …',
      why: expect.stringContaining('95991'),
    });
    expect(labels(offered(note))).not.toContain('malformed-code');
    expect(labels(offered(note))).not.toContain('personal-data');
    expect(labels(offered(`${HEADER}ok: refill-early ‸`))).toEqual(['"…", …']);
  });
});

describe('what is replaced', () => {
  test('is the word at the caret, and no more', () => {
    expect(find(`${HEADER}sup: MD AS, in sui‸te, plan by MD AS`, 'by phone').after).toBe(
      'sup: MD AS, by phone, plan by MD AS',
    );
    expect(find(`${HEADER}read: ex‸pected 6.2 mL, dose 480 mcg/day`, 'expected').after).toBe(
      'read: expected 6.2 mL, dose 480 mcg/day',
    );
    expect(find(`${HEADER}dx: G8‸0.0 spastic, Z45.1`, 'G80.1').after).toBe('dx: G80.1 spastic, Z45.1');
    expect(find(`${REFILL}J04‸75-JZ x8`, 'J0475').after).toBe('J0475-JZ x8');
    expect(find('2026-11-20 refill+repro‸gram P-1 @office', 'interrogate').after).toBe(
      '2026-11-20 refill+interrogate P-1 @office',
    );
    expect(find(`${HEADER}re‸: expected 6 mL`, 'read').after).toBe('read: expected 6 mL');
  });

  test('is nothing if a whole word is typed, and Enter is to go on', () => {
    for (const line of [
      'prep: identity‸',
      'by: RN KL‸',
      'pump: SynchroMed II 8637-40‸',
      'read: expected 6 mL, alarms none‸',
      'sup: MD AS, in suite‸',
    ]) {
      expect(offered(HEADER + line, EARLIER)[0]!.after.trimEnd(), line).toBe(line.replace('‸', ''));
    }
    expect(offered(`${REFILL}95990 @A‸`)[0]!.after).toBe('95990 @A');
    expect(offered(`${REFILL}J0475-JZ‸`)[0]!.after).toBe('J0475-JZ');
    expect(offered('2026-11-20 refill P-01‸', EARLIER)[0]!.after).toBe('2026-11-20 refill P-01');
    expect(offered('2026-11-20 refill P-0145‸', EARLIER)[0]).toMatchObject({
      label: 'P-0145',
      note: 'another patient',
    });
  });

  test('adds a blank directly after a colon or a comma', () => {
    expect(find(`${HEADER}prep:‸`, 'identity').after).toBe('prep: identity');
    expect(find(`${HEADER}prep: identity,‸`, 'consent').after).toBe('prep: identity, consent');
  });
});

test("prose, comments and unknown keys are the coder's own", () => {
  for (const line of [
    '| tolerated ‸',
    '; note ‸',
    'assess: goals ‸',
    'BP: ‸',
    'by: RN KL  ; who ‸',
    '"""\n‸\n"""',
    'fill: reason "lea‸"',
    'talked to ‸',
  ]) {
    expect(labels(offered(HEADER + line))).toEqual([]);
  }
});

describe('what only other encounters know', () => {
  const BEFORE = {
    earlier: '2026-05-20 visit P-014 @office #medicare\nby: NP WE\ndx: M17.11\n20610-RT @A $91.50\n99213 @A $88.00\n',
  };

  test('is a code that no table has, behind those that one has', () => {
    const found = labels(offered(`${REFILL}‸`, BEFORE));
    expect(found).toContain('20610');
    expect(found.indexOf('20610')).toBeGreaterThan(found.indexOf('62370'));
    expect(labels(offered(`${REFILL}‸`))).not.toContain('20610');
  });

  test('is what a code is charged at', () => {
    expect(labels(offered(`${REFILL}20610-RT @A ‸`, BEFORE))).toContain('$91.50');
    expect(labels(offered(`${REFILL}99213 @A ‸`, BEFORE))).toContain('$88.00');
    expect(labels(offered(`${REFILL}99214 @A ‸`, BEFORE))).not.toContain('$88.00');
  });
});

test('clinical staff are not offered as supervisor', () => {
  expect(labels(offered(`${HEADER}by: RN KL\nsup: ‸`)).filter(label => /^(RN|LPN|MA|tech)\b/.test(label))).toEqual([]);
  expect(
    labels(offered(`${HEADER}by: RN KL\nsup: plan by ‸`)).filter(label => /^(RN|LPN|MA|tech)\b/.test(label)),
  ).toEqual([]);
  expect(labels(offered(`${HEADER}by: RN KL\nsup: ‸`))).toContain('MD');
});

test('a next visit is capped by the last day of the drug, and is not offered years ahead by volume alone', () => {
  const compound = `2026-11-20 refill P-301 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT
by: MD AS
fill: out 5 mL, in 40 mL
after: volume 40 mL, dose 0.2 mg/day, alarms none
drug: morphine 10 mg/mL + bupivacaine 5 mg/mL, 40 mL, compounded, practice`;
  expect(labels(offered(`${compound}, exp 2026-12-28\nnext: ‸`)).slice(0, 2)).toEqual([
    '2026-12-21',
    'alarm 2026-12-28',
  ]);
  expect(labels(offered(`${compound}\nnext: ‸`)).filter(label => /^\d/.test(label))).toEqual([]);
});
