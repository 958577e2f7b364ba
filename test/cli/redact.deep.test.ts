// The command that copies notes with other tokens and dates.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Clinic } from './clinic';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

const NOTE = `2026-11-20 refill QX-77 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000042, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
dx: G80.0
| Tolerated well.
62370 @A
`;

/** Rule, level and line of each finding, without the name of the file. */
const shape = (folder: string): string[] =>
  clinic
    .run(['check', folder, '--format', 'compact'])
    .out.split('\n')
    .map(line => line.replace(/^[^:]*:(\d+):\d+: (\w+):.*\[(.*)\]$/, '$1 $2 $3'))
    .sort();

it('writes copies under other names, with the findings of the notes', () => {
  clinic.write('notes/QX-77 in November.encounter', NOTE);
  clinic.write('notes/later/b.encounter', NOTE.replace('2026-11-20', '2026-11-27'));
  const { code, out, err } = clinic.run(['redact', 'notes', '--out', 'copies']);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^2 notes copied\. Look through the copies/);
  const names = readdirSync(path.join(clinic.folder, 'copies')).sort();
  expect(names).toEqual(['note-1.encounter', 'note-2.encounter']);
  const all = names.map(name => clinic.read(`copies/${name}`)).join('');
  expect(all).not.toMatch(/QX-77|NGP0000042|\bKL\b|2026-11-20|2026-11-27/);
  expect(shape('copies')).toEqual(shape('notes'));
  expect(shape('copies').length).toBeGreaterThan(4);
});

it('makes other copies each time, and the same ones for a seed', () => {
  clinic.write('notes/a.encounter', NOTE);
  const copy = (out: string, ...options: string[]): string => {
    expect(clinic.run(['redact', 'notes', '--out', out, ...options]).code).toBe(0);
    return clinic.read(`${out}/note-1.encounter`);
  };
  expect(copy('one', '--seed', 'x')).toBe(copy('two', '--seed', 'x'));
  expect(new Set([copy('three'), copy('four'), copy('five'), copy('six')]).size).toBeGreaterThan(1);
});

it('names each place that may identify a person, quotes none, and writes nothing', () => {
  clinic.write('notes/a.encounter', NOTE);
  clinic.write('notes/b.encounter', NOTE.replace('Tolerated well.', 'Jane Quetzal presents, call 555-201-4488'));
  const { code, out, err } = clinic.run(['redact', 'notes', '--out', 'copies']);
  expect(code).toBe(1);
  expect(out).toBe('notes/b.encounter:6: the name of a person\nnotes/b.encounter:6: a phone number\n');
  expect(err).toBe(
    'encounter-notes: no copy is made: 2 places may identify a person; take them out, or give --drop-text\n',
  );
  expect(existsSync(path.join(clinic.folder, 'copies'))).toBe(false);
  expect(clinic.run(['redact', 'notes', '--out', 'copies', '--drop-text']).code).toBe(0);
  expect(clinic.read('copies/note-2.encounter')).toContain('| [text removed]');
});

it('refuses a folder that is not empty, or lies among the notes, or notes that it cannot read', () => {
  clinic.write('notes/a.encounter', NOTE);
  clinic.write('full/x.txt', 'x');
  expect(clinic.run(['redact', 'notes', '--out', 'full'])).toMatchObject({ code: 2, out: '' });
  expect(clinic.run(['redact', 'notes', '--out', 'notes/copies']).err).toContain('lies among the notes');
  expect(clinic.run(['redact', 'notes'])).toMatchObject({ code: 2 });
  mkdirSync(path.join(clinic.folder, 'empty'));
  clinic.write('notes/binary.encounter', new Uint8Array([65, 0, 66, 0, 67]));
  expect(clinic.run(['redact', 'notes', '--out', 'empty'])).toMatchObject({ code: 2, out: '' });
  expect(readdirSync(path.join(clinic.folder, 'empty'))).toEqual([]);
});
