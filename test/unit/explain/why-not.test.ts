// The decision table asked backwards: what is right has no open condition, what is not right has one, and stating what
// is asked for turns the code into the right one.
import { describe, expect, it } from 'vitest';
import { explainCode, supportedServices } from '../../../server/src/core/claim/services/supported-services';
import { whyNotPage, whyNotSummary } from '../../../server/src/core/explain/pages/why-not';
import { contradictions, missingFacts, whyNot } from '../../../server/src/core/explain/why-not';
import type { Visit } from '../../../server/src/core/visit/visit';
import { workspaceOf } from '../../support/checking';

const CODES = ['62367', '62368', '62369', '62370', '95990', '95991', '96521', '96522'];
const SURGERY = ['62350', '62351', '62355', '62360', '62361', '62362', '62365', '61215', '36260', '36563', '36590'];

function visitOf(note: string): Visit {
  const workspace = workspaceOf({ 'note.encounter': note });
  return workspace.visit(workspace.encounters('note.encounter')[0]!.block)!;
}

const LINES = {
  pump: [
    'pump: Pump Model, 40 mL, IT, programmable',
    'pump: Pump Model, 40 mL, IV, programmable',
    'pump: Pump Model',
    '',
  ],
  by: ['by: RN KL', 'by: MD AS', ''],
  read: ['read: expected 6 mL, dose 480 mcg/day, alarms none', ''],
  fill: ['fill: out 6 mL, in 40 mL', 'fill: in 0 mL', ''],
  prog: ['prog: dose 480 -> 520 mcg/day', 'prog: volume only', ''],
} as const;

function* notes(): Generator<string> {
  for (const pump of LINES.pump)
    for (const by of LINES.by)
      for (const read of LINES.read)
        for (const fill of LINES.fill)
          for (const prog of LINES.prog)
            yield ['2026-11-20 refill P-1 @office', pump, by, read, fill, prog].filter(Boolean).join('\n') + '\n';
}

describe('why not', () => {
  it('has no open condition for a code that the facts lead to, and one for any other', () => {
    let asked = 0;
    for (const note of notes()) {
      const visit = visitOf(note);
      for (const code of CODES) {
        const answer = whyNot(visit, code);
        const open = [...contradictions(answer), ...missingFacts(answer)];
        const { verdict, doubt } = answer.explanation;
        if (verdict === 'right' && !doubt)
          expect(
            open.map(one => one.need),
            `${code}\n${note}`,
          ).toEqual([]);
        // An attempt is billed with 52 or 53, which no condition of the table states.
        if (verdict === 'wrong' && supportedServices(visit).pump.outcome === 'code')
          expect(open.length, `${code}\n${note}`).toBeGreaterThan(0);
        asked++;
      }
    }
    expect(asked).toBe(4 * 3 * 2 * 3 * 3 * CODES.length);
  });

  it('leads to the code if the facts that it asks for are stated', () => {
    const visit = visitOf('2026-11-20 visit P-1 @office\n');
    expect(missingFacts(whyNot(visit, '62370')).map(({ need }) => need)).toEqual([
      '`IT` or `epidural` in `pump:`',
      '`programmable` in `pump:`',
      '`fill:` with what was filled in, `in … mL`',
      '`prog:` with a change, old and new value: `dose … -> …`',
      '`read:` with `expected`, `dose` and `alarms`',
      '`by:` with a physician or other qualified professional who filled',
    ]);
    const stated = visitOf(`2026-11-20 visit P-1 @office
pump: Pump Model, IT, programmable
by: MD AS
read: expected 6 mL, dose 480 mcg/day, alarms none
fill: in 40 mL
prog: dose 480 -> 520 mcg/day
`);
    expect(explainCode(supportedServices(stated), '62370').verdict).toBe('right');
  });

  it('cites the lines that contradict a code', () => {
    const visit = visitOf(`2026-11-20 refill P-1 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
read: expected 6 mL, dose 480 mcg/day, alarms none
fill: out 6 mL, in 40 mL
prog: volume only
`);
    const against = contradictions(whyNot(visit, '62370'));
    expect(against.map(({ reason }) => visit.encounter.block.text.slice(reason.at!.start, reason.at!.end))).toEqual([
      'volume only',
      'RN KL',
    ]);
    expect(whyNotSummary(visit, '62370')).toBe(
      "62370 is not supported: only the reservoir volume was updated, which isn't reprogramming and RN KL, who filled, is clinical staff. " +
        'The facts lead to 95990. To bill 62370 the note must state: prog: with a change, old and new value: dose … -> …; ' +
        'by: with a physician or other qualified professional who filled.',
    );
    expect(whyNotPage(visit, '62370', () => 6)).toContain('line 6: prog: volume only');
  });

  it.each(SURGERY)('asks for the surgery of %s on a note that has none', code => {
    const visit = visitOf('2026-11-20 visit P-1 @opd\n');
    const answer = whyNot(visit, code);
    expect(answer.explanation.verdict).toBe('wrong');
    expect(missingFacts(answer).length).toBeGreaterThan(0);
  });

  it('says that a laminectomy is open if the catheter line does not mention one', () => {
    const visit = visitOf(`2026-11-20 revise P-1 @opd
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
catheter: revised
`);
    expect(missingFacts(whyNot(visit, '62351')).map(({ need }) => need)).toEqual(['`laminectomy` in `catheter:`']);
  });

  it('answers for the twin of an injection and for a study', () => {
    const trial = visitOf('2026-11-23 trial P-1 @office\nimaging: fluoro\n');
    expect(contradictions(whyNot(trial, '62322')).map(({ need }) => need)).toEqual(['`imaging: none`']);
    const visit = visitOf('2026-11-23 interrogate P-1 @office\nstudy: side-port, contrast 3 mL\n');
    expect(missingFacts(whyNot(visit, '75809')).map(({ need }) => need)).toEqual(['`imaging: fluoro`']);
  });

  it('answers for an add-on, for guidance and for a study that the note lacks', () => {
    const visit = visitOf('2026-11-23 trial P-1 @office\nimaging: fluoro\ndx: G82.21\n62323 @A\n');
    const addOn = whyNot(visit, '77003');
    expect(missingFacts(addOn).map(({ need }) => need)).toEqual([
      expect.stringContaining('a line with a primary code: 61050'),
    ]);
    expect(whyNotPage(visit, '77003', () => 3)).toContain('Not supported');
    expect(contradictions(whyNot(visit, '76942')).map(({ need }) => need)).toEqual([
      expect.stringContaining('imaging: ultrasound'),
    ]);
    expect(missingFacts(whyNot(visit, '61070')).map(({ need }) => need)).toEqual(['`study:` with `side-port`']);
    const tap = visitOf('2026-11-23 visit P-1 @office\npump: Ommaya, intraventricular, reservoir\n61070\n');
    expect(
      whyNotPage(tap, '61070', () => undefined),
      'a puncture of a reservoir is no study',
    ).toBeUndefined();
  });

  it('names the field that states the device, and what is met apart from what contradicts', () => {
    const visit = visitOf('2026-11-23 implant P-1 @opd\ndevice: in Pump Model, IT, programmable\ncatheter: kept\n');
    const answer = whyNot(visit, '62361');
    expect(contradictions(answer).map(({ need }) => need)).toEqual(['`constant-flow` in `device:`']);
    expect(answer.conditions.filter(({ state }) => state === 'met').map(({ reason }) => reason.text)).toEqual([
      'a device was put in',
      'the pump delivers into the intrathecal space',
    ]);
    expect(contradictions(whyNot(visit, '62350')).map(({ reason }) => reason.text)).toEqual(['the catheter was kept']);
  });

  it('decides nothing about a visit', () => {
    expect(whyNotPage(visitOf('2026-11-20 visit P-1 @office\n'), '99213', () => undefined)).toBeUndefined();
  });
});

describe('a device code', () => {
  const IMPLANT = 'by: MD NS\ndevice: in SynchroMed II 8637-40, 40 mL, IT, programmable\ncatheter: kept\n62362\n';
  const summary = (header: string, code: string, body = IMPLANT): string =>
    whyNotSummary(visitOf(`2026-11-20 ${header}\n${body}`), code) ?? '';

  it('is supported by the device on the claim of the institution', () => {
    expect(summary('replace P-1 @opd bill=facility', 'C1772')).toBe('C1772 is supported by this encounter.');
    expect(summary('replace P-1 @office', 'E0786')).toBe('E0786 is supported by this encounter.');
  });

  it.each([
    ['replace P-1 @opd bill=facility', 'C1891', 'a programmable pump'],
    ['replace P-1 @opd', 'C1772', 'a professional claim'],
    ['replace P-1 @opd bill=facility', 'E0786', 'an institutional claim'],
    ['replace P-1 @office', 'E0783', 'the catheter was kept'],
  ])('is contradicted for %s, %s', (header, code, why) => {
    expect(summary(header, code)).toContain(`${code} is not supported: `);
    expect(summary(header, code).toLowerCase()).toContain(why);
  });

  it('lacks a device on a refill', () => {
    const refill = 'pump: SynchroMed II 8637-40, 40 mL, IT\nby: MD AS\nfill: in 40 mL\n95991\n';
    expect(summary('refill P-1 @opd bill=facility', 'C1772', refill)).toContain(
      'To bill C1772 the note must state: device: in … with a programmable pump.',
    );
  });
});

describe('what is billed with a modifier, or by a facility', () => {
  const refill = (header: string, fill: string, code: string): string =>
    `2026-11-20 refill P-1 ${header}\npump: SynchroMed II 8637-40, 40 mL, IT\nby: RN KL\nsup: MD AS, in suite\n${fill}\n${code}\n`;

  it('supports a failed refill with 52 or 53, and leaves it open without', () => {
    const failed = 'fill: in 0 mL, attempts 3';
    expect(whyNotSummary(visitOf(refill('@office', failed, '95990-53')), '95990')).toContain('95990 is supported');
    expect(whyNotSummary(visitOf(refill('@office', failed, '95990')), '95990')).toContain('95990 is open');
  });

  it('does not support staff work on a professional claim for a facility', () => {
    const filled = 'fill: out 6 mL, in 40 mL';
    expect(whyNotSummary(visitOf(refill('@opd', filled, '95990')), '95990')).toContain(
      '95990 is not supported: at place 22',
    );
    expect(whyNotSummary(visitOf(refill('@opd bill=facility', filled, '95990')), '95990')).toContain('is supported');
  });

  it('takes an implant that only the claim names for no surgery of a reading', () => {
    const note = `2026-11-20 interrogate P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
read: expected 6.2 mL, dose 480 mcg/day, alarms none
prog: none
dx: G80.0
`;
    for (const claim of ['62367 @A\n', '62367 @A\n62361 @A\n'])
      expect(whyNot(visitOf(note + claim), '62367')?.explanation.verdict, claim).toBe('right');
  });
});
