import fc from 'fast-check';
import { expect, it } from 'vitest';
import { serviceSelectionRules } from '../../../server/src/core/rules/service-selection/index';
import { brokenFixes } from '../../support/fix-laws';

const rules = serviceSelectionRules.map(({ id }) => id);

const maybe = (...texts: string[]): fc.Arbitrary<string[]> =>
  fc.constantFrom([] as string[], ...texts.map(text => [text]));

const pump = fc
  .tuple(
    fc.constantFrom('', ', IT', ', IT', ', epidural', ', intraventricular', ', IV', ', IA'),
    fc.constantFrom('', ', programmable', ', programmable', ', constant-flow', ', reservoir'),
  )
  .map(([route, type]) => [`pump: Model, sn NGP1, 40 mL${route}${type}`]);

const REFILLS = ['62369', '62370', '95990', '95991', '96521', '96522'];
const OTHERS = [
  '62367',
  '62368',
  '62350',
  '62351',
  '62355',
  '62360',
  '62361',
  '62362',
  '62365',
  '61215',
  '99213',
  '99211',
  '95970',
  'J0475',
  '96425',
  '76942',
  'A4220',
  '9599O',
  '62376',
  '36563',
];

const line = (codes: readonly string[], modifiers: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('', '', '', '', '? '),
      fc.constantFrom(...codes),
      fc.constantFrom(...modifiers),
      fc.constantFrom(' @A', ' @AB', ''),
      fc.constantFrom('', '', '  ; checked'),
    )
    .map(parts => parts.join(''));

// A modifier of a stopped procedure belongs on the stopped service.
const code = fc.oneof(
  line(REFILLS, ['', '', '', '-52', '-53', '-73', '-74', '-59', '-26']),
  line(OTHERS, ['', '', '', '-59', '-26']),
);

const note = fc
  .record({
    date: fc.constantFrom('2026-11-20', '2026-11-20', '2023-03-01', '2010-03-01'),
    services: fc.constantFrom(
      'refill',
      'refill+reprogram',
      'interrogate',
      'reprogram',
      'visit',
      'implant',
      'replace',
      'remove',
      'revise',
      'trial',
    ),
    place: fc.constantFrom(' @office', ' @office', ' @opd', ' @asc', ' @telehealth', ''),
    tags: fc.constantFrom('', ' #medicare', ' #aetna', ' !stopped', ' bill=facility', ' #medicare bill=facility'),
    fields: fc
      .tuple(
        fc.oneof(pump, pump, fc.constant([] as string[]), fc.constant(['pump:'])),
        maybe('by: RN KL', 'by: RN KL', 'by: MD AS', 'by: NP JT, read RN KL', 'by: PT XY', 'by: read RN KL', 'by:'),
        maybe(
          'read: expected 6.2 mL, dose 480 mcg/day, alarms none',
          'read: expected 6.2 mL, dose 480 mcg/day',
          'read: alarms',
          'read:',
          'read: expected 6',
        ),
        maybe(
          'fill: out 6.0 mL, in 40 mL',
          'fill: out 6.0 mL, in 40 mL',
          'fill: in 0 mL, attempts 3',
          'fill: out 2 mL',
          'fill:',
          'fill: in 40',
        ),
        maybe(
          'prog: none',
          'prog: volume only',
          'prog: dose 480 -> 520 mcg/day, reason "spasms"',
          'prog: dose 480 -> 520 mcg/day',
          'prog: bolus 50 mcg at night',
          'prog:',
          'prog: dose 480 -> 520',
        ),
        maybe('dx: G80.0, Z45.1', 'dx: G80.0, Z45.1', 'dx: M96.1, Z45.1'),
        maybe(
          'stop: after-start, reason "faint"',
          'stop: before-start',
          'stop: after-anesthesia, in room, anesthesia planned',
          'stop: elective',
        ),
        maybe(
          'device: in Model 2, sn NGP2, 20 mL, IT, programmable',
          'device: out NGP1, in Model 2, sn NGP2, IT, constant-flow',
          'device: out NGP1',
          'device: in Model 2',
          'device:',
        ),
        maybe('catheter: kept', 'catheter: new', 'catheter: revised, laminectomy', 'catheter: removed', 'catheter:'),
        maybe('| Laminectomy at L2.'),
        maybe('ok: reprogram-not-documented "by contract", KL', 'ok: performer-level "by contract", KL'),
      )
      .map(fields => fields.flat()),
    codes: fc.array(code, { maxLength: 4 }),
    end: fc.constantFrom('\n', ''),
  })
  .map(n => {
    // One modifier tells that a stopped procedure was stopped, and it goes where its line goes: such claims have one
    // line here.
    const stopped = n.tags.includes('!stopped') || n.fields.some(field => field.startsWith('stop:'));
    return (
      [`${n.date} ${n.services} P-014${n.place}${n.tags}`, ...n.fields, ...n.codes.slice(0, stopped ? 1 : 4)].join(
        '\n',
      ) + n.end
    );
  });

it('every fix of these rules removes its finding and brings no error', () => {
  fc.assert(
    fc.property(note, text => {
      const broken = brokenFixes(text, rules);
      expect(broken, broken[0]).toEqual([]);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 200) },
  );
});
