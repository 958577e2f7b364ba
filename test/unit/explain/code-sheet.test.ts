import { describe, expect, it } from 'vitest';
import { codeSheet, type CodeSheet } from '../../../server/src/core/explain/code-sheet';
import { language } from '../../support/checking';

const codes = language.codes.on('2026-11-20');
const sheetOf = (code: string): CodeSheet => codeSheet(codes, code)!;

function section(code: string, title: string): string {
  const found = sheetOf(code).sections.find(one => one.title === title);
  if (!found) throw new Error(`${code} has no section ${title}`);
  return found.rows
    .map(({ label, text = '', codes: list = [] }) => `${label ?? ''}: ${list.map(one => one.code).join(' ')} ${text}`)
    .join('\n');
}

describe('the sheet of a code', () => {
  it('has every section, in one order', () => {
    expect(sheetOf('62370').sections.map(({ title }) => title)).toEqual([
      'What it is',
      'Dates and limits',
      'Modifiers',
      'NCCI pairs',
      'Payment',
      'Diagnoses',
      'Related codes',
      'Not verified',
    ]);
  });

  it('gives dates, limits, modifiers, pairs, diagnoses and siblings of a pump service', () => {
    expect(section('62370', 'Dates and limits')).toContain('Valid:  since 2012-01-01');
    expect(section('62370', 'Dates and limits')).toContain('Units a day:  1 (MUE');
    expect(section('62370', 'Modifiers')).toMatch(/Accepted: .*\bGC\b/);
    expect(section('62370', 'Modifiers')).toMatch(/Not accepted: .*\b26\b/);
    expect(section('62370', 'NCCI pairs')).toMatch(/Denied beside 62370, always: .*62367.*95990/);
    expect(section('95990', 'NCCI pairs')).toMatch(/Deny 95990, always: .*62369/);
    expect(section('62370', 'Diagnoses')).toMatch(/Z45\.1 T85\.610A T85\.615A/);
    // An insulin pump and a dialysis catheter are other devices.
    expect(section('62362', 'Diagnoses')).not.toMatch(/T85\.61[14]/);
    expect(section('62370', 'Related codes')).toMatch(/62367.*62368.*62369/);
  });

  it('says that no payment, diagnosis list or pair is known, instead of leaving it out', () => {
    expect(section('62370', 'Payment')).toContain('No fee schedule');
    expect(section('99213', 'Diagnoses')).toContain('No list of covered diagnoses is loaded');
  });

  it('gives the official title, the unit and the adverse-effect codes of a drug code', () => {
    expect(section('J0475', 'What it is')).toMatch(/Official title: .*baclofen/i);
    expect(section('J0475', 'What it is')).toContain('10 mg of baclofen');
    expect(section('J0475', 'Diagnoses')).toMatch(/underdosing: .*T42\.8X/);
  });

  it('warns of a code that is not valid on the date, and names its successors', () => {
    expect(sheetOf('J1170').warning).toContain('it ended on 2024-09-30');
    expect(section('J1170', 'Dates and limits')).toContain('Replaced by: J1171');
  });

  it('gives children, Excludes1 partners and services of a diagnosis', () => {
    expect(sheetOf('G35').warning).toContain('Not billable');
    expect(section('G35', 'Billable codes below it')).toContain('G35.A');
    expect(section('Z45.1', 'Services')).toMatch(/62367.*95990/);
    expect(section('G80.1', 'Related codes')).toContain('G80.0');
    expect(section('G89.4', 'Excludes1')).toContain('G89.');
  });

  it('is there for every procedure and for no unknown code', () => {
    for (const { code } of codes.procedures()) {
      const text = JSON.stringify(sheetOf(code));
      expect(text, code).not.toMatch(/undefined|NaN|\*\*|`/);
      expect(sheetOf(code).sections.every(({ rows }) => rows.length > 0)).toBe(true);
    }
    expect(codeSheet(codes, '00000')).toBeUndefined();
  });
});
