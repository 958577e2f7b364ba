// At what level a rule reports, and who set it: the user before the payer's profile before the rule.
import { describe, expect, it } from 'vitest';
import { hover } from '../../../server/src/core/editor/hover/hover';
import { ruleMarkdown } from '../../../server/src/core/rules/rule-page';
import { ruleById } from '../../../server/src/core/check/catalog';
import type { Settings, Workspace } from '../../../server/src/core/workspace/workspace';
import { findingsOf, language, workspaceOf } from '../../support/checking';

/** Waste without JW or JZ; the rule's own level and the national one are warnings, Medicare's is error. */
const note = (payer: string): string => `2026-11-20 refill P-014 @office ${payer}
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo
by: MD AS
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
prog: volume only
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00
dx: G80.0, Z45.1
95991 @AB
J0475-KD x8 @A
`;
const own = language.createProfiles([
  soundProfile({
    id: 'acme',
    title: 'Acme',
    extends: 'medicare',
    severity: { 'drug-waste': 'info', 'personal-data': 'off' },
  }),
  soundProfile({ id: 'quiet', title: 'Quiet', severity: { 'drug-waste': 'off' } }),
]);

function soundProfile(json: object): Parameters<typeof language.createProfiles>[0][number] {
  const read = language.readProfile(json);
  if (!('profile' in read)) throw new Error(JSON.stringify(read));
  return read.profile;
}

function checked(text: string, settings: Settings = {}): Workspace {
  const workspace = language.createWorkspace();
  workspace.configure(settings, own);
  workspace.set('note', text);
  return workspace;
}

const level = (text: string, settings?: Settings, rule = 'drug-waste'): string | undefined =>
  findingsOf(checked(text, settings)).find(({ finding }) => finding.rule === rule)?.finding.severity;
const shown = (text: string, settings?: Settings, at = { line: 9, character: 2 }): string =>
  hover(checked(text, settings), 'note', at)?.markdown ?? '';

describe('the level of a rule', () => {
  it.each<[string, Settings, string | undefined, string]>([
    ['', {}, 'warning', '`drug-waste`: warning (set by the national rules)'],
    ['#medicare', {}, 'error', '`drug-waste`: error (set by the payer profile medicare)'],
    ['#medicare-advantage', {}, 'error', '`drug-waste`: error (set by the payer profile medicare)'],
    ['#acme', {}, 'info', '`drug-waste`: info (set by the payer profile acme)'],
    ['#quiet', {}, undefined, ''],
    ['#medicare', { levels: { 'drug-waste': 'hint' } }, 'hint', '`drug-waste`: hint (set in the settings)'],
    ['#quiet', { levels: { 'drug-waste': 'error' } }, 'error', '`drug-waste`: error (set in the settings)'],
    ['#acme', { levels: { 'drug-waste': 'off' } }, undefined, ''],
    [
      '',
      { levels: { 'drug-waste': 'info' }, defaultPayer: 'medicare' },
      'info',
      '`drug-waste`: info (set in the settings)',
    ],
    ['', { defaultPayer: 'acme' }, 'info', '`drug-waste`: info (set by the payer profile acme)'],
  ])('with “%s” and %j is %s, and the hover says who set it', (payer, settings, expected, words) => {
    expect(level(note(payer), settings)).toBe(expected);
    if (words) expect(shown(note(payer), settings)).toContain(words);
    else expect(shown(note(payer), settings)).not.toContain('`drug-waste`');
  });

  it('is the rule’s default if it is not set', () => {
    expect(shown(note('#medicare').replace('x8', 'x7'), {}, { line: 9, character: 10 })).toContain(
      '`drug-units`: error (rule default)',
    );
  });

  it('is shown if nothing else is explained, and of what is waived', () => {
    expect(shown('2026-11-20 visit P-014 @office\nstray words here\n', {}, { line: 1, character: 3 })).toBe(
      '**Rules with a finding here**\n\n- `unknown-line`: hint (rule default)',
    );
    expect(shown(`${note('#medicare')}ok: drug-waste "agreed by phone", KL\n`)).toContain(
      '`drug-waste`: error (set by the payer profile medicare); waived by KL',
    );
  });

  it('is explained beside a waiver, with what is not verified of the rule', () => {
    const page = shown(`${note('#medicare')}ok: drug-waste "agreed", KL\n`, {}, { line: 10, character: 6 });
    expect(page).toContain('**Level in force:** error (set by the payer profile medicare)');
    expect(page).toContain('**Unverified:** That JW and JZ apply only to separately paid drugs');
  });

  it('is the one of the file’s payer above the first encounter', () => {
    const defaults = (payer: string): string =>
      `${payer}; call Mr. John Smith at 555-123-4567\n\n2026-11-20 visit P-014 @office\n| Seen.\n`;
    expect(level(defaults(''), {}, 'personal-data')).toBe('warning');
    expect(level(defaults('payer: acme\n'), {}, 'personal-data')).toBeUndefined();
    expect(level(defaults('payer: acme\n'), { levels: { 'personal-data': 'error' } }, 'personal-data')).toBe('error');
  });
});

describe('the page of a rule', () => {
  const page = (id: string): string => ruleMarkdown(ruleById(id)!, language.codes, language.profiles);

  it('lists the profiles that set its level', () => {
    expect(page('drug-waste')).toContain(
      '`warning` is the rule default.\n\n- `error`, set by the profile medicare, for medicare, medicare-advantage\n\n',
    );
    expect(page('doc-response')).toContain(
      '- `warning`, set by the profile medicare, for medicare, medicare-advantage',
    );
    expect(page('supervision')).toContain('- `error`, set by the profile medicare, for medicare, medicare-advantage');
    expect(page('bundled-pair')).toContain('`error` is the rule default. No shipped payer profile changes it.');
  });

  it('lists what is not verified about it', () => {
    expect(page('em-staff')).toContain('## Not verified');
    expect(page('bundled-pair')).not.toContain('## Not verified');
  });
});

it('the lines above the first encounter follow the user first, then the configuration, then the rule', () => {
  const level = (settings: Settings): string[] =>
    workspaceOf({ note: 'bp: 120/80\n' }, settings)
      .findings('note')
      .map(({ severity }) => severity);
  expect(level({})).toEqual(['warning']);
  expect(level({ configured: { 'unknown-field': 'error' } })).toEqual(['error']);
  expect(level({ levels: { 'unknown-field': 'hint' }, configured: { 'unknown-field': 'error' } })).toEqual(['hint']);
  expect(level({ levels: { 'unknown-field': 'off' } })).toEqual([]);
});
