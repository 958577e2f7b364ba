// The records of encounters in JSON lines, and the command that compares them with a new check.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLI, Clinic, jsonRecords } from './clinic';

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

describe('a note of a stream', () => {
  const line = (file: string, text: string): string => `${JSON.stringify({ file, text })}\n`;
  const rulesOf = (stdin: string): unknown[] =>
    jsonRecords(clinic.run(['check', '--input', 'jsonl', '--format', 'jsonl'], { stdin }).out).map(
      ({ record, rule, file }) => [record, rule ?? file],
    );

  it('leaves a notice if it has no encounter, so that it does not look like a clean one', () => {
    expect(rulesOf(line('a', '') + line('b', '; only a comment\n') + line('c', CLEAN))).toEqual([
      ['notice', 'no-encounter'],
      ['notice', 'no-encounter'],
      ['encounter', 'c'],
    ]);
  });

  it('leaves a notice if its patient came before, with other patients between', () => {
    const again = line('a', CLEAN) + line('b', CLEAN.replace('P-1', 'P-2')) + line('c', CLEAN);
    expect(rulesOf(again)).toContainEqual(['notice', 'patient-comes-again']);
    expect(rulesOf(line('a', CLEAN) + line('b', CLEAN))).not.toContainEqual(['notice', 'patient-comes-again']);
    const flushed = `${line('a', CLEAN)}{"flush": 1}\n${line('c', CLEAN)}`;
    expect(rulesOf(flushed)).not.toContainEqual(['notice', 'patient-comes-again']);
  });

  it('that is broken says which line of the input it is', () => {
    const { out } = clinic.run(['check', '--input', 'jsonl', '--format', 'jsonl', '--on-error', 'record'], {
      stdin: `${line('a', CLEAN)}\n{"file": "b"}\n{"flush": []}\n`,
    });
    expect(jsonRecords(out).map(({ record, inputLine }) => [record, inputLine])).toEqual([
      // Before the notes of the patient, which are not complete yet.
      ['error', 3],
      ['error', 4],
      ['encounter', undefined],
    ]);
  });

  it.each([1, 2])('is answered at a flush line while the input stays open (%i threads)', async threads => {
    const args = ['check', '--input', 'jsonl', '--format', 'jsonl', '--jobs', String(threads)];
    const child = spawn(process.execPath, [CLI, ...args]);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (let turn = 0; turn < 3; turn++) {
      child.stdin.write(`${line(`note ${turn}`, BROKEN)}{"flush": "turn ${turn}"}\n`);
      const answered: Readonly<Record<string, unknown>>[] = [];
      for (;;) {
        const { value } = (await lines.next()) as { value: string };
        answered.push(JSON.parse(value) as (typeof answered)[number]);
        if (answered.at(-1)!['record'] === 'flushed') break;
      }
      expect(answered.map(({ record }) => record)).toEqual(['encounter', 'finding', 'flushed']);
      expect(answered.at(-1)).toEqual({ record: 'flushed', version: 1, flush: `turn ${turn}` });
    }
    child.stdin.end();
    expect(await new Promise(resolve => child.once('close', resolve))).toBe(1);
  });

  it('is reported on in a stream as in a file', () => {
    clinic.write('a.encounter', CLEAN);
    const { encounters } = JSON.parse(clinic.run(['report', 'a.encounter', '--format', 'json']).out) as {
      encounters: unknown[];
    };
    const reported = clinic.run(['report', '--input', 'jsonl', '--format', 'jsonl'], {
      stdin: `${line('a.encounter', CLEAN)}not json\n`,
    });
    expect(jsonRecords(reported.out).map(({ record, version }) => [record, version])).toEqual([
      ['error', 1],
      ['report', 1],
    ]);
    expect(jsonRecords(reported.out)[1]!['encounter']).toEqual(encounters[0]);
    expect(reported.code).toBe(2);
    expect(clinic.run(['report', 'a.encounter', '--input', 'jsonl']).code).toBe(2);
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

  it('takes records whose notes share a name, patient and day, in any order of the notes', () => {
    const other = CLEAN.replace('questions', 'a question');
    const line = (text: string): string => `${JSON.stringify({ file: 'clinic', text })}\n`;
    const check = ['check', '--input', 'jsonl', '--format', 'jsonl'];
    const stdin = line(CLEAN) + line(other) + line(BROKEN);
    writeFileSync(records(), clinic.run(check, { stdin }).out);
    const replay = (notes: string): string =>
      clinic.run(['verify', 'records.jsonl', '--input', 'jsonl'], { stdin: notes }).out;
    expect(replay(stdin)).toBe('3 of 3 records confirmed\n');
    expect(replay(line(BROKEN) + line(CLEAN) + line(other))).toBe('3 of 3 records confirmed\n');
  });

  it('takes the notes of a patient in another order', () => {
    const line = (file: string, text: string): string => `${JSON.stringify({ file, text })}\n`;
    const notes = [line('a', CLEAN), line('b', CLEAN.replace('2026-11-20', '2026-10-20'))];
    writeFileSync(
      records(),
      clinic.run(['check', '--input', 'jsonl', '--format', 'jsonl'], { stdin: notes.join('') }).out,
    );
    const { out } = clinic.run(['verify', 'records.jsonl', '--input', 'jsonl'], { stdin: notes.reverse().join('') });
    expect(out).toBe('2 of 2 records confirmed\n');
  });

  it('counts the encounters that have no record', () => {
    clinic.write('a.encounter', CLEAN);
    keep();
    clinic.write('b.encounter', BROKEN);
    expect(verify('.')).toEqual([0, '1 of 1 record confirmed; 1 encounter without a record\n']);
  });

  it('checks by the same day and folder of releases as the check did', () => {
    clinic.write('a.encounter', CLEAN);
    keep('--today', '2026-11-01');
    expect(verify()[1]).toContain('or the settings have changed');
    expect(verify('--today', '2026-11-01')[0]).toBe(0);
    expect(verify('--today', '2026-11-01', '--codes', '.')[0]).toBe(0);
  });

  it('compares the records of a check that was stopped, and says that they are cut off', () => {
    clinic.write('a.encounter', CLEAN);
    clinic.write('b.encounter', BROKEN);
    const { out } = clinic.run(['check', '.', '--format', 'jsonl']);
    writeFileSync(records(), out.slice(0, -20));
    const { code, out: printed, err } = clinic.run(['verify', 'records.jsonl']);
    expect([code, printed]).toEqual([2, '2 of 2 records confirmed\n']);
    expect(err).toContain('line 3 of the records is cut off: the check that wrote them ended there');
    writeFileSync(records(), `${out.slice(0, -20)}\n${out}`);
    expect(clinic.run(['verify', 'records.jsonl']).err).toContain('line 3 of the records is not a JSON object');
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
