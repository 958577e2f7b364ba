// The records of encounters in JSON lines, and the command that compares them with a new check.
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Clinic, jsonRecords } from './clinic';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

const CLEAN = '2026-11-20 visit P-1 @office\ndx: G80.0\n| Seen for pump questions.\n';
const BROKEN = '2026-11-20 visit P-2 @ofice\n';
const check = (...args: string[]): readonly Readonly<Record<string, unknown>>[] =>
  jsonRecords(clinic.run(['check', '.', '--format', 'jsonl', ...args]).out);
const kinds = (...args: string[]): unknown[] => check(...args).map(({ record, id, rule }) => id ?? rule ?? record);

describe('a record', () => {
  it('is written for every encounter, clean or not, before its findings', () => {
    clinic.write('a.encounter', `nonsense: 1\n${CLEAN}${BROKEN}${CLEAN}`);
    expect(kinds()).toEqual(['unknown-field', 'P-1/2026-11-20', 'P-2/2026-11-20', 'unknown-place', 'P-1/2026-11-20/2']);
    const [, clean, broken, finding] = check();
    expect(clean).toMatchObject({
      record: 'encounter',
      version: 1,
      file: 'a.encounter',
      line: 2,
      date: '2026-11-20',
      patient: 'P-1',
      profile: 'national',
      counts: { error: 0, warning: 0, info: 0, hint: 0, waived: 0 },
      supported: [],
      billed: [],
    });
    expect(broken).toMatchObject({ counts: { warning: 1 } });
    expect(finding).toMatchObject({ record: 'finding', encounter: 'P-2/2026-11-20', rule: 'unknown-place' });
    expect(kinds('--jobs', '2')).toEqual(kinds());
  });

  it('counts what is not printed, and says what is supported and billed', () => {
    clinic.example('clinic-day.encounter');
    const all = check(),
      errors = check('--severity', 'error', '--max-findings', '1');
    const encounters = (records: typeof all): typeof all => records.filter(({ record }) => record === 'encounter');
    expect(encounters(errors)).toEqual(encounters(all));
    expect(encounters(all).some(({ supported }) => (supported as string[]).includes('95990 x1'))).toBe(true);
    for (const { counts, id } of encounters(all)) {
      const found = all.filter(({ encounter, outcome }) => encounter === id && outcome !== 'waived');
      const { waived: _, ...levels } = counts as Record<string, number>;
      expect(Object.values(levels).reduce((a, b) => a + b)).toBe(found.length);
    }
  });

  it('of a stream is that of the files, and a broken line leaves one of its own', () => {
    const line = (file: string, text: string): string => `${JSON.stringify({ file, text })}\n`;
    const stdin = `${line('a', CLEAN)}{"text": 5}\nnot json\n${line('b', BROKEN)}`;
    const args = ['check', '--input', 'jsonl', '--format', 'jsonl'];
    const failing = clinic.run(args, { stdin });
    expect([failing.code, failing.err.split('\n').length]).toEqual([2, 3]);
    const { code, out, err } = clinic.run([...args, '--on-error', 'record'], { stdin });
    expect([code, err]).toEqual([1, '']);
    const printed = jsonRecords(out).map(({ record, file }) => `${String(record)} ${String(file)}`);
    expect(printed.sort()).toEqual([
      'encounter a',
      'encounter b',
      'error line 2 of the input',
      'error line 3 of the input',
      'finding b',
    ]);
  });
});

describe('verify', () => {
  const records = (): string => path.join(clinic.folder, 'records.jsonl');
  const keep = (...args: string[]): void =>
    writeFileSync(records(), clinic.run(['check', '.', '--format', 'jsonl', ...args]).out);
  const verify = (...args: string[]): [number | null, string] => {
    const { code, out } = clinic.run(['verify', 'records.jsonl', ...args]);
    return [code, out];
  };

  it('confirms the records of notes that did not change', () => {
    clinic.example('clinic-day.encounter');
    clinic.write('a.encounter', CLEAN + BROKEN);
    keep();
    expect(verify()).toEqual([0, expect.stringMatching(/^(\d+) of \1 records confirmed\n$/)]);
    expect(verify('.')[0]).toBe(0);
    keep('--severity', 'error', '--max-findings', '2');
    expect(verify()[0]).toBe(0);
  });

  it('names what changed: a text, the settings, the rules, an encounter that is gone, a result', () => {
    clinic.write('a.encounter', CLEAN);
    clinic.write('b.encounter', BROKEN);
    keep();
    clinic.write('b.encounter', BROKEN.replace('ofice', 'office'));
    expect(verify()).toEqual([
      1,
      'b.encounter:1: P-2/2026-11-20: the text of the encounter has changed\n1 of 2 records confirmed\n',
    ]);
    clinic.write('b.encounter', BROKEN);
    clinic.write('.encounter/config.json', { rules: { 'unknown-place': 'off' } });
    expect(verify()[1]).toContain('or the settings have changed\n');
    clinic.write('.encounter/config.json', {});
    clinic.write('b.encounter', '');
    expect(verify()[1]).toContain('there is no such encounter\n');
    clinic.write('b.encounter', BROKEN);
    keep();
    expect(verify()[0]).toBe(0);
    const text = clinic.run(['check', '.', '--format', 'jsonl']).out;
    writeFileSync(records(), text.replace('"warning":1', '"warning":2'));
    expect(verify()[1]).toContain('b.encounter:1: P-2/2026-11-20: the result differs');
    writeFileSync(records(), text.replaceAll(/"tables":"[0-9a-f]{4}/g, '"tables":"0000'));
    expect(verify()[1]).toContain('other rules, tables or editions');
  });

  it('takes the notes of a stream, and refuses what is not records', () => {
    const stdin = `${JSON.stringify({ file: 'x', text: BROKEN })}\n`;
    writeFileSync(records(), clinic.run(['check', '--input', 'jsonl', '--format', 'jsonl'], { stdin }).out);
    expect(clinic.run(['verify', 'records.jsonl', '--input', 'jsonl'], { stdin })).toMatchObject({
      code: 0,
      out: '1 of 1 record confirmed\n',
    });
    for (const text of ['', 'no json\n', '{"rule":"npi"}\n', '{"record":"encounter","version":99}\n']) {
      writeFileSync(records(), text);
      expect(verify()[0]).toBe(2);
    }
  });
});
