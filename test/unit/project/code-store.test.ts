import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Release } from '../../../server/src/core/codes/import/release';
import { createLanguage } from '../../../server/src/core/language';
import { readOfficial } from '../../../server/src/project/code-store/read-official';
import { loadedReleases, storedReleases, storeReleases } from '../../../server/src/project/code-store/store.node';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'code-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const store = (...releases: Release[]) =>
  storeReleases(
    folder,
    releases.map(release => ({ release, source: ['file'] })),
  );
const MUE = (from: string, units: number): Release => ({
  set: 'MUE',
  name: from,
  from,
  rows: [{ key: '62370', info: `${units},3`, text: 'Nature of service' }],
});
const on = (date: string) => createLanguage(loadedReleases(folder)).codes.on(date);

describe('the folder of loaded releases', () => {
  it('is empty before an import, and then lists each release', () => {
    expect(storedReleases(path.join(folder, 'none'))).toEqual([]);
    store(MUE('2026-10-01', 2), MUE('2026-01-01', 3));
    expect(storedReleases(folder).map(({ from }) => from)).toEqual(['2026-01-01', '2026-10-01']);
  });

  it('puts a release in the place of one of the same day, and removes its file', () => {
    store(MUE('2026-10-01', 2));
    store(MUE('2026-10-01', 5));
    expect(on('2026-11-20').procedure('62370')?.mue?.units).toBe(5);
    expect(readdirSync(folder).filter(file => file.endsWith('.blocks'))).toHaveLength(1);
  });

  it('changes nothing if a release cannot be written', () => {
    store(MUE('2026-10-01', 2));
    const list = readFileSync(path.join(folder, 'releases.json'), 'utf8');
    const broken: Release = {
      ...MUE('2027-01-01', 9),
      get rows(): never {
        throw new Error('disk full');
      },
    };
    expect(() => store(MUE('2026-04-01', 7), broken)).toThrow('disk full');
    expect(readFileSync(path.join(folder, 'releases.json'), 'utf8')).toBe(list);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('ignores files that a killed import left, and removes them with the next', () => {
    store(MUE('2026-10-01', 2));
    writeFileSync(path.join(folder, 'mue-2027-01-01.blocks'), 'half of a fi');
    writeFileSync(path.join(folder, 'releases.json.new'), '{"format"');
    expect(storedReleases(folder)).toHaveLength(1);
    expect(on('2026-11-20').procedure('62370')?.mue?.units).toBe(2);
    store(MUE('2026-07-01', 3));
    expect(readdirSync(folder).sort()).toEqual(['mue-2026-07-01.blocks', 'mue-2026-10-01.blocks', 'releases.json']);
  });

  it('says which release is damaged, and of a newer format that it is newer', () => {
    store(MUE('2026-10-01', 2));
    truncateSync(path.join(folder, 'mue-2026-10-01.blocks'), 20);
    expect(() => loadedReleases(folder)).toThrow(/import MUE 2026-10-01 again/);
    writeFileSync(path.join(folder, 'releases.json'), '{"format": 2, "releases": []}');
    expect(() => loadedReleases(folder)).toThrow(/reads format 1/);
    writeFileSync(path.join(folder, 'releases.json'), '{"format"');
    expect(() => loadedReleases(folder)).toThrow(/cannot be read as JSON/);
  });

  it('refuses a zip that is cut off, or holds no release', () => {
    expect(() => readOfficial('cut.zip', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]))).toThrow(/line 1: expected/);
  });
});

describe('a zip', () => {
  const NUCC = 'Code,Grouping,Classification,Specialization\r\n207R00000X,Physicians,Internal Medicine,\r\n';
  const zip = (level: 0 | 9): Uint8Array =>
    zipSync({ 'readme.pdf': new Uint8Array(30), 'nucc_taxonomy_260.csv': strToU8(NUCC) }, { level });
  const damaged = (bytes: Uint8Array): Uint8Array => {
    const copy = bytes.slice();
    copy[Buffer.from(copy).indexOf('Internal')] = 'i'.charCodeAt(0);
    return copy;
  };

  it.each([0, 9] as const)('packed at level %i is read', level => {
    expect(readOfficial('nucc.zip', zip(level))[0]?.parts[0]?.rows).toHaveLength(1);
    // A zip inside a larger buffer, as a browser hands it over.
    const inside = new Uint8Array(zip(level).length + 9);
    inside.set(zip(level), 9);
    expect(readOfficial('nucc.zip', inside.subarray(9))[0]?.parts[0]?.rows).toHaveLength(1);
  });

  it('in a zip, in folders, is read', () => {
    const twice = zipSync({ 'files/2026/': new Uint8Array(0), 'files/2026/NUCC.ZIP': zip(9) });
    expect(readOfficial('all.zip', twice)).toMatchObject([
      { file: 'all.zip!files/2026/NUCC.ZIP!nucc_taxonomy_260.csv', parts: [{ set: 'taxonomy', from: '2026-01-01' }] },
    ]);
    expect(() => readOfficial('all.zip', zipSync({ 'nucc.zip': damaged(zip(0)) }, { level: 0 }))).toThrow(
      'all.zip!nucc.zip!nucc_taxonomy_260.csv, line 1: expected a whole zip',
    );
  });

  it('that unpacks to more than a release can hold is refused before it is unpacked', () => {
    const bomb = Buffer.from(zipSync({ 'inner.zip': zip(9) }));
    // The size in the entry of the central directory.
    bomb.writeUInt32LE(0x4000_0000, bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
    expect(() => readOfficial('all.zip', bomb)).toThrow('a whole zip (it unpacks to more than 1000 MB)');
  });

  it('without a release says what is in it', () => {
    const inner = zipSync({ 'codes.xlsx': new Uint8Array(3) });
    const outer = zipSync({ 'readme.txt': strToU8('Read me'), 'a.pdf': new Uint8Array(3), 'inner.zip': inner });
    expect(() => readOfficial('all.zip', outer)).toThrow(
      'all.zip, line 1: expected a text or csv file of an official release in the zip; it holds readme.txt, a.pdf, inner.zip!codes.xlsx',
    );
  });

  it('with one changed letter is refused by its checksum', () => {
    expect(() => readOfficial('nucc.zip', damaged(zip(0)))).toThrow(
      'nucc.zip!nucc_taxonomy_260.csv, line 1: expected a whole zip (its checksum is wrong)',
    );
  });
});

describe('loaded releases in their days', () => {
  it('take the place of the shipped tables, and the newest stays in force', () => {
    store(MUE('2026-10-01', 2), MUE('2027-01-01', 4));
    const units = (date: string) => on(date).procedure('62370')?.mue?.units;
    expect([units('2026-09-30'), units('2026-10-01'), units('2026-12-31'), units('2031-01-01')]).toEqual([1, 2, 2, 4]);
    expect(on('2026-11-20').edition('MUE')).toBe('2026-10-01');
    expect(on('2026-09-30').edition('MUE')).toBe('2024-07-01');
    expect(on('2026-11-20').procedure('95990')?.mue).toBeUndefined();
  });

  it('of pairs decide by the dates of their rows, to the last day', () => {
    store({
      set: 'NCCI',
      name: '2026-10-01',
      from: '2026-10-01',
      rows: [
        { key: '6237095991', info: '2012-01-01,2026-10-15,0', text: 'Standards' },
        { key: '9711097140', info: '2020-01-01,,1', text: 'Mutually exclusive' },
      ],
    });
    const indicator = (one: string, other: string, date: string) => on(date).pair(one, other)?.indicator;
    expect(indicator('62370', '95991', '2026-09-30')).toBe(0);
    expect(indicator('62370', '95991', '2026-10-15')).toBe(0);
    expect(indicator('62370', '95991', '2026-10-16')).toBeUndefined();
    expect(indicator('97110', '97140', '2026-10-16')).toBe(1);
    expect(indicator('97110', '97140', '2026-09-30')).toBe(1);
    expect(on('2026-10-16').bundledInto('97110')).toMatchObject([{ column2: '97140' }]);
  });

  it('of ICD-10-CM and HCPCS make codes known, and their sets complete', () => {
    store(
      {
        set: 'ICD-10-CM',
        name: 'FY2028',
        from: '2027-10-01',
        rows: [{ key: 'G80.5', info: '1', text: 'A new palsy' }],
      },
      {
        set: 'HCPCS',
        name: '2026-10-01',
        from: '2026-10-01',
        rows: [
          { key: 'A0120', info: '1982-01-01,', text: 'Non-emergency transportation' },
          { key: 'J0475', info: '1994-01-01,2026-12-31', text: 'Injection, baclofen, 10 mg' },
        ],
      },
    );
    const later = on('2027-11-20');
    expect(later.diagnosisStatus('G80.5')).toBe('billable');
    expect(later.diagnosis('G80.5')).toMatchObject({ title: 'A new palsy', from: '2027-10-01' });
    expect(later.diagnosisStatus('G80.1')).toBe('ended');
    expect([later.edition('ICD-10-CM'), later.isComplete('ICD-10-CM')]).toEqual(['FY2028', true]);
    expect(on('2028-04-01').isComplete('ICD-10-CM')).toBe(false);
    const now = on('2026-11-20');
    expect(now.diagnosisStatus('G80.5')).toBe('not-yet');
    expect(now.procedure('A0120')).toMatchObject({ system: 'HCPCS', title: 'Non-emergency transportation' });
    expect([now.isComplete('HCPCS'), on('2027-01-01').isComplete('HCPCS')]).toEqual([true, false]);
    expect([now.status('J0475'), on('2027-01-01').status('J0475')]).toEqual(['valid', 'ended']);
    expect(now.source(now.procedure('A0120')!.sources[0]!).title).toBe('HCPCS, loaded release');
    expect(now.search('non-emergency transportation', 5)).toEqual([
      { code: 'A0120', set: 'HCPCS', title: 'Non-emergency transportation' },
    ]);
  });

  it('of add-on edits decide which primaries count', () => {
    store({
      set: 'add-on edits',
      name: '2027-01-01',
      from: '2027-01-01',
      rows: [{ key: '7700395991', info: '1,2027-01-01,', text: '' }],
    });
    expect(on('2026-11-20').addOn('77003')?.primaries).toContain('62273');
    expect(on('2027-01-01').addOn('77003')).toMatchObject({ type: 1, primaries: ['95991'] });
  });
});
