// Every combination of what went in, what came out, where it delivers and what was done to the catheter, against the
// surgery table of the facts file, typed here once more.
import { describe, expect, it } from 'vitest';
import { applyEdits, check, findingsOf, workspaceOf, type Seen } from '../../support/checking';

const CODES = ['62350', '62351', '62355', '62360', '62361', '62362', '62365', '61215'];
const SURGERY_RULES = ['surgery-code', 'bundled-pair', 'bundled-pair-modifier'];

// what went in → the code for the spine; for the brain it is one code for every device
const IN = { programmable: '62362', 'constant-flow': '62361', reservoir: '62360', none: '' } as const;
// what was done to the catheter → the code without and with a laminectomy
const CATHETER = {
  kept: ['', ''],
  new: ['62350', '62351'],
  revised: ['62350', '62351'],
  'new, removed': ['62350', '62351'],
  removed: ['62355', '62355'],
} as const;
const LAMINECTOMY = { laminectomy: 1, 'no laminectomy': 0, 'not stated': 0 } as const;
const ROUTES = ['IT', 'epidural', 'intraventricular'] as const;

const PUMP_CODES = ['62360', '62361', '62362', '62365', '61215'];

interface Surgery {
  put: keyof typeof IN;
  out: boolean;
  route: (typeof ROUTES)[number];
  catheter: keyof typeof CATHETER;
  laminectomy: keyof typeof LAMINECTOMY;
  bill: 'pro' | 'facility';
}

function rightCodes({ put, out, route, catheter, laminectomy }: Surgery): string[] {
  if (route === 'intraventricular') return put === 'none' ? [] : ['61215'];
  return [IN[put] || (out ? '62365' : ''), CATHETER[catheter][LAMINECTOMY[laminectomy]]].filter(Boolean);
}

function serviceOf({ put, out, catheter }: Surgery): string {
  if (put !== 'none') return out ? 'replace' : 'implant';
  if (out || catheter === 'removed') return 'remove';
  return catheter === 'kept' ? 'visit' : 'revise';
}

function noteOf(surgery: Surgery, codes: readonly string[]): string {
  const { put, out, route, catheter, laminectomy, bill } = surgery;
  const items = [
    ...(out ? ['out NGP0000001'] : []),
    ...(put === 'none' ? [] : ['in Pump Model', 'sn NGP0000002', '20 mL', route, put]),
  ];
  return (
    [
      `2026-11-20 ${serviceOf(surgery)} P-131 @asc${bill === 'facility' ? ' bill=facility' : ''}`,
      ...(put === 'none' ? [`pump: Pump Model, sn NGP0000001, 20 mL, ${route}, programmable`] : []),
      'by: MD AS',
      ...(items.length ? [`device: ${items.join(', ')}`] : []),
      `catheter: ${catheter}${laminectomy === 'not stated' ? '' : `, ${laminectomy}`}`,
      'dx: Z45.1, M96.1',
      ...codes.map(code => `${code} @AB`),
    ].join('\n') + '\n'
  );
}

function* surgeries(): Generator<Surgery> {
  for (const put of Object.keys(IN) as Surgery['put'][])
    for (const out of [true, false])
      for (const route of ROUTES) {
        for (const catheter of Object.keys(CATHETER) as Surgery['catheter'][])
          for (const laminectomy of Object.keys(LAMINECTOMY) as Surgery['laminectomy'][]) {
            for (const bill of ['pro', 'facility'] as const) yield { put, out, route, catheter, laminectomy, bill };
          }
      }
}

const surgeryFindings = (note: string): Seen[] => check(note).filter(seen => SURGERY_RULES.includes(seen.finding.rule));
const choice = (note: string): Seen[] =>
  check(note).filter(seen => ['surgery-code', 'service-mismatch', 'code-undecided'].includes(seen.finding.rule));

/** A catheter line that does not say whether there was a laminectomy leaves 62351 open: its absence is not certain. */
function isOpen({ catheter, laminectomy, route }: Surgery, code: string): boolean {
  return (
    code === '62351' &&
    laminectomy === 'not stated' &&
    CATHETER[catheter][0] === '62350' &&
    route !== 'intraventricular'
  );
}

describe('every combination of surgery', () => {
  const all = [...surgeries()];
  let checked = 0;

  it('accepts the codes of the table', () => {
    for (const surgery of all) {
      const note = noteOf(surgery, rightCodes(surgery));
      expect(
        choice(note).map(seen => `${seen.finding.rule}: ${seen.finding.message}`),
        note,
      ).toEqual([]);
      checked++;
    }
  });

  it('objects to each further code', () => {
    for (const surgery of all) {
      if (surgery.route === 'epidural') continue; // as IT, by the test above
      const right = rightCodes(surgery);
      for (const code of CODES) {
        if (right.includes(code) || isOpen(surgery, code)) continue;
        // Without `device:` the note does not say what was done to the pump: its codes are a question, no fault.
        const statesNoDevice = surgery.put === 'none' && !surgery.out;
        const level = statesNoDevice && PUMP_CODES.includes(code) ? ['info', 'error', 'warning'] : ['error', 'warning'];
        const note = noteOf(surgery, [...right, code]);
        // Where the two are an NCCI pair, the pair may be on the other code and the surgery on this one.
        expect(
          surgeryFindings(note).filter(seen => seen.text === code && level.includes(seen.finding.severity)).length,
          note,
        ).toBeGreaterThan(0);
        checked++;
      }
    }
  });

  it('names the right code where another of its kind, or none, is billed', () => {
    for (const surgery of all) {
      if (surgery.route === 'epidural') continue;
      const right = rightCodes(surgery);
      for (const due of right) {
        const others = right.filter(code => code !== due);
        const missing = noteOf(surgery, others);
        expect(
          surgeryFindings(missing).some(
            seen => seen.finding.rule === 'surgery-code' && seen.finding.message.includes(due),
          ),
          missing,
        ).toBe(true);
        for (const code of ['62360', '62361', '62362', '62365', '61215'].includes(due)
          ? ['62360', '62361', '62362']
          : ['62350', '62351', '62355']) {
          if (code === due || isOpen(surgery, code)) continue;
          const wrong = noteOf(surgery, [code, ...others]);
          const workspace = workspaceOf({ 'note.encounter': wrong });
          const seen = findingsOf(workspace).find(s => s.finding.rule === 'surgery-code' && s.text === code);
          expect(seen?.finding.fixes[0]?.title, wrong).toBe(`Bill ${due} instead of ${code}`);
          const after = applyEdits(workspace, 'note.encounter', seen!.finding.fixes[0]!.edits);
          expect(
            choice(after).map(s => s.finding.message),
            after,
          ).toEqual([]);
          checked++;
        }
      }
    }
  });

  it('leaves 62351 undecided, with no fix, if the note does not say whether there was a laminectomy', () => {
    for (const surgery of all.filter(one => isOpen(one, '62351'))) {
      const note = noteOf(surgery, [...rightCodes(surgery).filter(code => code !== '62350'), '62351']);
      const seen = check(note).filter(s => s.finding.rule === 'surgery-code');
      expect(
        seen.map(s => [s.text, s.finding.outcome, s.finding.severity, s.finding.fixes.length]),
        note,
      ).toEqual([['62351', 'no data', 'info', 0]]);
    }
  });

  it('prints how many there were', () => {
    console.log(
      `surgery table: ${all.length} combinations of device in, device out, route, catheter, laminectomy and claim; ${checked} notes checked`,
    );
    expect(all.length).toBe(4 * 2 * 3 * 5 * 3 * 2);
  });
});
