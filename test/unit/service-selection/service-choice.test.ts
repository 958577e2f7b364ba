import { describe, expect, it } from 'vitest';
import {
  explainCode,
  supportedServices,
  type SupportedServices,
} from '../../../server/src/core/claim/services/supported-services';
import { createProfiles } from '../../../server/src/core/policy/profiles';
import { parseProfile } from '../../../server/src/core/policy/parse-profile';
import { check, language, workspaceOf } from '../../support/checking';

const PUMP = 'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable';
const READ = 'read: expected 6.2 mL, dose 480 mcg/day, alarms none';

/** The derivation for the last encounter of a note. */
function derive(...lines: string[]): SupportedServices {
  const workspace = workspaceOf({ note: lines.join('\n') + '\n' });
  return supportedServices(workspace.visit(workspace.file('note')!.blocks.at(-1)!)!);
}

const claim = (...lines: string[]): string[] =>
  derive(...lines).lines.map(({ code, alternatives }) => [code, ...alternatives].join('|'));

describe('the derived claim', () => {
  it.each<[string, string[], string[]]>([
    [
      'a refill with a change by a physician',
      [
        '2026-11-20 refill+reprogram P-1 @office',
        PUMP,
        'by: MD AS',
        READ,
        'fill: in 40 mL',
        'prog: dose 480 -> 520 mcg/day',
      ],
      ['62370'],
    ],
    [
      "the same on the hospital's claim",
      [
        '2026-11-20 refill+reprogram P-1 @opd bill=facility',
        PUMP,
        'by: MD AS',
        READ,
        'fill: in 40 mL',
        'prog: dose 480 -> 520 mcg/day',
      ],
      ['62370|62369'],
    ],
    ['only a visit', ['2026-11-20 visit P-1 @office', PUMP, 'by: MD AS', 'prog: none'], []],
    ['no route', ['2026-11-20 refill P-1 @office', 'by: MD AS', 'fill: in 40 mL'], []],
    ['no performer', ['2026-11-20 refill P-1 @office', PUMP, 'fill: in 40 mL'], []],
    [
      'an attempt after a reading',
      ['2026-11-20 refill P-1 @office', PUMP, 'by: MD AS', READ, 'fill: in 0 mL, attempts 3'],
      ['62367'],
    ],
    [
      'a first pump and catheter, filled and programmed',
      [
        '2026-11-20 implant P-1 @opd',
        'by: MD AS',
        'device: in SynchroMed II, 40 mL, IT, programmable',
        'catheter: new, no laminectomy',
        'fill: in 40 mL',
        'prog: dose 0 -> 100 mcg/day',
      ],
      ['62362', '62350'],
    ],
    [
      'both taken out',
      ['2026-11-20 remove P-1 @opd', PUMP, 'by: MD AS', 'device: out NGP0000001', 'catheter: removed'],
      ['62365', '62355'],
    ],
    [
      'a pump for a vein, the whole replaced',
      ['2026-11-20 replace P-1 @opd', 'by: MD AS', 'device: out A1, in Model 3, sn A2, IV, programmable'],
      ['36583|36563'],
    ],
    ['a trial by needle', ['2026-11-20 trial P-1 @office', 'by: MD AS', 'imaging: none'], ['62322']],
    [
      'a trial by needle under fluoroscopy',
      ['2026-11-20 trial P-1 @office', 'by: MD AS', 'imaging: fluoro'],
      ['62323'],
    ],
    [
      'a trial through a catheter',
      ['2026-11-20 trial P-1 @asc', 'by: MD AS', 'catheter: new', 'imaging: ultrasound'],
      ['62326'],
    ],
    [
      'a trial through a catheter under fluoroscopy',
      ['2026-11-20 trial P-1 @asc', 'by: MD AS', 'catheter: new', 'imaging: fluoro'],
      ['62327'],
    ],
  ])('%s', (_, note, expected) => {
    expect(claim(...note)).toEqual(expected);
  });

  it('points each reason at the line that decides', () => {
    const { lines } = derive(
      '2026-11-20 refill+reprogram P-1 @office',
      PUMP,
      'by: RN KL',
      READ,
      'fill: out 6 mL, in 40 mL',
      'prog: dose 480 -> 520 mcg/day, reason "spasms"',
    );
    const reported = lines[0]!.reasons.map(({ text, at }) => `${at?.block.text.slice(at.start, at.end)} ⇒ ${text}`);
    expect(reported).toEqual([
      'SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable ⇒ a programmable pump that delivers into the intrathecal space',
      'out 6 mL, in 40 mL ⇒ 40 mL was filled in',
      'dose 480 -> 520 mcg/day ⇒ the dose was changed from 480 mcg/day to 520 mcg/day',
      'expected 6.2 mL, dose 480 mcg/day, alarms none ⇒ the pump was analyzed: reservoir, dose and alarms',
      'RN KL ⇒ RN KL, who filled, is clinical staff',
    ]);
  });
});

describe('what the facts say of a code', () => {
  const refill = derive('2026-11-20 refill P-1 @office', PUMP, 'by: RN KL', 'fill: in 40 mL', 'prog: volume only');

  it('is right, wrong with what is right instead, or not checked', () => {
    expect(explainCode(refill, '95990')).toMatchObject({ verdict: 'right', instead: ['95990'] });
    expect(explainCode(refill, '62369')).toMatchObject({ verdict: 'wrong', instead: ['95990'] });
    expect(explainCode(refill, '62362')).toMatchObject({ verdict: 'wrong', instead: ['95990'] });
    expect(explainCode(refill, 'J0475')).toMatchObject({ verdict: 'not checked' });
  });

  it('is undecided if a fact is missing, with the codes that are left', () => {
    const open = derive('2026-11-20 refill P-1 @office', PUMP, 'fill: in 40 mL');
    expect(explainCode(open, '95990')).toMatchObject({ verdict: 'undecided', instead: ['95990', '95991'] });
  });

  it('is wrong on the day when the pump is put in, since the surgery holds it', () => {
    const surgery = derive(
      '2026-11-20 replace P-1 @asc',
      'by: MD AS',
      'device: out A1, in SynchroMed II, IT, programmable',
      'catheter: kept',
      'fill: in 40 mL',
    );
    const explained = explainCode(surgery, '95991');
    expect(explained).toMatchObject({ verdict: 'wrong', instead: ['62362'] });
    expect(explained.reasons.at(-1)?.text).toContain('belong to the surgery');
    expect(explainCode(surgery, '62361')).toMatchObject({ verdict: 'wrong', instead: ['62362'] });
    expect(explainCode(surgery, '62350')).toMatchObject({ verdict: 'wrong' });
  });

  it('carries the doubt of the tables', () => {
    const artery = derive(
      '2026-11-20 refill P-1 @office',
      'pump: IP2000V, IA, constant-flow',
      'by: RN KL',
      'fill: in 30 mL',
    );
    expect(explainCode(artery, '96522')).toMatchObject({ verdict: 'right' });
    expect(explainCode(artery, '96522').doubt).toContain('prescribed rate');
  });
});

describe('a payer for whom the volume is reprogramming', () => {
  const read = parseProfile({
    id: 'generous',
    title: 'Generous Health',
    summary: 'Takes the volume for reprogramming.',
    parameters: { reprogramRequires: { value: 'volume' } },
  });
  const choice = (note: string): string[] => {
    const workspace = workspaceOf({});
    if (!('profile' in read) || !read.profile) throw new Error(JSON.stringify(read));
    workspace.configure({}, createProfiles([read.profile]));
    workspace.set('note', note);
    return workspace
      .findings('note')
      .map(({ rule }) => rule)
      .filter(rule => rule.startsWith('reprogram-'));
  };
  const note = (payer: string, prog: string, code: string): string =>
    [
      '2026-11-20 refill+reprogram P-1 @office #' + payer,
      PUMP,
      'by: RN KL',
      READ,
      'fill: in 40 mL',
      `prog: ${prog}`,
      'dx: G80.0',
      `${code} @A`,
    ].join('\n') + '\n';

  it('turns the answer round, for that payer only', () => {
    expect(choice(note('generous', 'volume only', '62369'))).toEqual([]);
    expect(choice(note('generous', 'volume only', '95990'))).toEqual(['reprogram-not-billed']);
    expect(choice(note('generous', 'none', '62369'))).toEqual(['reprogram-not-documented']);
    expect(choice(note('aetna', 'volume only', '62369'))).toEqual(['reprogram-not-documented']);
    expect(choice(note('aetna', 'volume only', '95990'))).toEqual([]);
  });

  it('leaves Medicare to its own rule', () => {
    expect(
      check(note('medicare', 'volume only', '62369')).some(
        ({ finding }) => finding.rule === 'reprogram-not-documented',
      ),
    ).toBe(true);
    expect(language.rules.find(({ id }) => id === 'reprogram-not-documented')?.parameters).toContain(
      'reprogramRequires',
    );
  });
});
