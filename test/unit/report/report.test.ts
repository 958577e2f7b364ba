import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { report } from '../../../server/src/core/report/report';
import { reportMarkdown } from '../../../server/src/core/report/markdown';
import { RULES } from '../../../server/src/core/check/catalog';
import { noteText } from '../../support/arbitrary';
import { findingsOf, workspaceOf } from '../../support/checking';

const root = join(import.meta.dirname, '../../..');
const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync(join(root, 'schemas/report.schema.json'), 'utf8')),
);
const day = readFileSync(join(root, 'examples/clinic-day.encounter'), 'utf8');

describe('the report of a clinic day', () => {
  const workspace = workspaceOf({ 'day.encounter': day });
  const result = report(workspace, ['day.encounter']);

  it('follows its published schema', () => {
    expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
  });

  it('lists every rule of the catalog once for each encounter', () => {
    for (const encounter of result.encounters) {
      expect([...encounter.rules.map(rule => rule.id), ...encounter.notApplicable].sort()).toEqual(
        RULES.map(rule => rule.id).sort(),
      );
      expect(Object.values(encounter.counts).reduce((a, b) => a + b)).toBe(RULES.length);
    }
  });

  it('says what the findings say, and nothing else fails', () => {
    const findings = findingsOf(workspace)
      .map(seen => `${seen.line} ${seen.finding.rule} ${seen.finding.message}`)
      .sort();
    const reported = result.encounters
      .flatMap(encounter =>
        encounter.rules.flatMap(rule => rule.findings.map(f => `${f.line} ${rule.id} ${f.message}`)),
      )
      .sort();
    expect(reported).toEqual(findings);
    for (const encounter of result.encounters)
      for (const rule of encounter.rules) if (rule.outcome === 'fail') expect(rule.findings.length).toBeGreaterThan(0);
  });

  it('puts the derived claim on top of each encounter', () => {
    const text = reportMarkdown(result);
    expect(text).toContain('**The facts support 95990 and J0475-JZ-KD ×8; you billed');
    for (const encounter of result.encounters) expect(text).toContain(encounter.claim.sentence);
  });
});

describe('the claim of a note that leaves the service open', () => {
  it('asks what would decide it', () => {
    const note = `2026-10-05 refill P-701 @office
pump: SynchroMed II 8637-40, 40 mL, IT
fill: out 4.2 mL, in 40 mL
prog: none
95991 @A
`;
    const [encounter] = report(workspaceOf({ a: note }), ['a']).encounters;
    expect(encounter?.claim.sentence).toBe(
      'The facts support no line of a claim; you billed 95991. Open: 95990 or 95991? Fill in by:.',
    );
  });
});

describe('the report of any notes', () => {
  it('follows its schema', () => {
    fc.assert(
      fc.property(noteText, text => {
        const result = report(workspaceOf({ a: text }), ['a']);
        expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
        reportMarkdown(result);
      }),
      { numRuns: 100 },
    );
  });

  it('does not call a missing fact a pass', () => {
    const result = report(
      workspaceOf({ a: '2026-11-20 refill P-014 @office #medicare\nfill: in 40 mL\ndx: G80.0\n95990 @A\n' }),
      ['a'],
    ).encounters[0]!;
    expect(result.rules.find(rule => rule.id === 'code-undecided')?.outcome).not.toBe('pass');
    expect(result.rules.find(rule => rule.id === 'performer-level')?.outcome).toBe('no data');
  });
});
