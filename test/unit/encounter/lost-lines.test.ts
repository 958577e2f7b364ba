import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { applyEdits, findingsOf, workspaceOf } from '../../support/checking';

const day = readFileSync(path.resolve(import.meta.dirname, '../../../examples/clean-day.encounter'), 'utf8');
const defaults = day.slice(0, day.indexOf('2026-11-18 refill'));
const [refill] = day.slice(defaults.length).split(/(?<=\n)(?=2026-)/);
const clean = defaults + refill!;

const DIAGNOSES = 'dx: G82.22, Z45.1';
const SERVICE = '95990 @AB';
const DRUG = 'J0475-JZ-KD x8 @A';

it.each([
  [DIAGNOSES, 'dx: G82.22 / Z45.1'],
  [DIAGNOSES, 'dx: G82.22/Z45.1'],
  [DIAGNOSES, 'dx: G82.22 Z45.1'],
  [DIAGNOSES, 'dx: G82.22; Z45.1'],
  [DIAGNOSES, 'dx: G82.22 | Z45.1'],
  [DIAGNOSES, 'dx: G82.22|Z45.1'],
  [DIAGNOSES, 'dx: G82.22\tZ45.1'],
  [DIAGNOSES, 'dx: G82.22 and Z45.1'],
  [DIAGNOSES, 'dx: G82.22 & Z45.1'],
  [DIAGNOSES, 'dx: G82.22 + Z45.1'],
  [DIAGNOSES, 'dx: G82.22 - Z45.1'],
  [DIAGNOSES, 'dx: G82.22\\Z45.1'],
  [DIAGNOSES, 'dx: G82.22→Z45.1'],
  [DIAGNOSES, 'dx: 1. G82.22 2. Z45.1'],
  [DIAGNOSES, 'dx: A) G82.22 B) Z45.1'],
  [DIAGNOSES, 'dx: (G82.22) (Z45.1)'],
  [SERVICE, '95990, @AB'],
  [SERVICE, '95990; @AB'],
  [SERVICE, '95990@AB'],
  [SERVICE, '95990 AB'],
  [SERVICE, '95990 A, B'],
  [SERVICE, '95990 A/B'],
  [SERVICE, '95990 @A, B'],
  [SERVICE, '95990 @A/B'],
  [SERVICE, '95990 @A-B'],
  [SERVICE, '95990 @A @B'],
  [SERVICE, '95990 @AB.'],
  [SERVICE, '95990 [AB]'],
  [SERVICE, '95990 (A, B)'],
  [SERVICE, '95990 → AB'],
  [SERVICE, '95990 dx AB'],
  [SERVICE, '95990 dx 1, 2'],
  [SERVICE, '95990: @AB'],
  [SERVICE, 'CPT 95990 @AB'],
  [SERVICE, 'CPT: 95990 @AB'],
  [SERVICE, 'CPT-95990 @AB'],
  [SERVICE, 'CPT code: 95990 @AB'],
  [SERVICE, 'Procedure: 95990 AB'],
  [`${SERVICE} $250`, '95990 @AB $ 250'],
  [SERVICE, '> 95990 @AB'],
  [SERVICE, '1. 95990 @AB'],
  [DRUG, 'J0475 JZ KD x8 @A'],
  [DRUG, 'J0475JZKD x8 @A'],
  [DRUG, 'J0475_JZ_KD x8 @A'],
  [DRUG, 'J0475–JZ–KD x8 @A'],
  [DRUG, 'J0475-JZ/KD x8 @A'],
  [DRUG, 'J0475 mod JZ, KD x8 @A'],
  [DRUG, 'J0475-JZ-KD 8 @A'],
  [DRUG, 'J0475-JZ-KD 8u @A'],
  [DRUG, 'J0475-JZ-KD 8 units @A'],
  [DRUG, 'J0475-JZ-KD units: 8 @A'],
  [DRUG, 'J0475-JZ-KD*8 @A'],
  [DRUG, 'J0475-JZ-KDx8@A'],
  [DRUG, 'HCPCS: J0475-JZ-KD x8 @A'],
  [`${DRUG}  ; baclofen`, 'J0475-JZ-KD baclofen x8 @A'],
  [`${SERVICE}  ; nurse refill`, '95990 nurse refill @AB'],
  [`${SERVICE}\n${DRUG}`, '95990 @AB, J0475-JZ-KD x8 @A'],
  [`${SERVICE}\n${DRUG}`, 'CPT 95990 @AB; J0475 JZ KD x8 @A'],
])('%j typed as %j is reported, and a fix writes it', (right, typed) => {
  const comparable = right.replace(/ {2};.*| \$\d+$/, '');
  const text = clean.replace(comparable, typed);
  expect(text).not.toBe(clean);
  const workspace = workspaceOf({ note: text });
  const line = text.slice(0, text.indexOf(typed)).split('\n').length;
  const found = findingsOf(workspace).filter(
    ({ finding, line: at }) => at === line && finding.rule.startsWith('malformed'),
  );
  expect(found).toHaveLength(1);
  const results = found[0]!.finding.fixes.map(({ edits }) => applyEdits(workspace, 'note', edits));
  expect(results[0]).toBe(clean.replace(comparable, right));
});

it.each([
  ['95990 x2 x3 @AB', 'x2 and x3 contradict each other'],
  ['99213 was billed at the last visit', 'a sentence'],
  ['62370 needs a physician @home', 'a sentence with a sign'],
])('%j has no reading: %s', typed => {
  const workspace = workspaceOf({ note: clean.replace(SERVICE, typed) });
  const fixes = findingsOf(workspace)
    .filter(({ finding }) => finding.rule === 'malformed-code')
    .flatMap(({ finding }) => finding.fixes);
  expect(fixes).toEqual([]);
});

it('reads no modifier as units, and no pointers as a range the wrong way round', () => {
  const of = (typed: string): string[] =>
    findingsOf(workspaceOf({ note: `2026-11-18 visit P-1 @office\ndx: G80.0, Z45.1, M54.50\n? ${typed}\n` }))
      .filter(({ finding }) => finding.rule === 'malformed-code')
      .flatMap(({ finding }) => finding.fixes.map(({ title }) => title));
  expect(of('99213 mod 25 @A')).toEqual(['Write 99213-25']);
  expect(of('99213 25 @A-C')).toEqual(['Write 99213-25 @ABC']);
  expect(of('99213 @C-A')).toEqual(['Write 99213 @CA']);
});

it.each(['-P052', '+P052', 'P+052', 'P=052', '.P052', '(P052'])(
  'an encounter whose patient is mistyped as %s is opened, and its header reported',
  patient => {
    const workspace = workspaceOf({ note: `2026-11-18 refill ${patient} @office #medicare\nfill: in 40 mL\n` });
    expect(workspace.encounters('note')).toHaveLength(1);
    const rules = findingsOf(workspace).map(({ finding }) => finding.rule);
    expect(rules).toContain('malformed-header');
    expect(rules).not.toContain('unknown-field');
  },
);

it.each(['2026-11-18 refill of @office', '2026-11-18 refill done @bedside, ok'])('%s opens nothing', line => {
  expect(workspaceOf({ note: `${line}\n` }).encounters('note')).toEqual([]);
});

it('a blank that is typed a key too early is moved behind the date', () => {
  const typed = clean.replace('2026-11-18 refill ', '2026-11-1 8refill ');
  const workspace = workspaceOf({ note: typed });
  expect(workspace.encounters('note')[0]!.date).toBe('2026-11-18');
  const [seen, ...others] = findingsOf(workspace);
  expect([seen?.finding.rule, others]).toEqual(['malformed-header', []]);
  expect(applyEdits(workspace, 'note', seen!.finding.fixes[0]!.edits)).toBe(clean);
});
