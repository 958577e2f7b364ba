// Import and look-up without a disk: what a browser stores is what a disk would hold.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zipSync } from 'fflate';
import { importFiles } from '../../../server/src/project/code-store/import-files';
import { importForClient } from '../../../server/src/project/code-store/import-files.browser';
import {
  openStored,
  storedFilesIn,
  type StoredFiles,
} from '../../../server/src/project/code-store/open-language.browser';
import { storeReleases } from '../../../server/src/project/code-store/store.node';

const MUE = `HCPCS/ CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale
97110,6,3 Date of Service Edit: Clinical,Nature
`;
const bytes = (text: string) => new TextEncoder().encode(text);
const how = { isLicensed: false, from: undefined };

async function imported(files: { name: string; bytes: Uint8Array }[], before: StoredFiles = {}): Promise<StoredFiles> {
  const made = await importForClient(files, how, before);
  if (!('list' in made)) throw new Error(JSON.stringify(made));
  return { ...before, ...made.files, 'releases.json': made.list };
}
const never = (why: string): never => {
  throw new Error(why);
};

describe('code sets of a browser', () => {
  it('are the files that a disk would hold, byte for byte', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sets-'));
    try {
      const file = { source: 'mue_2026q4.csv', name: 'mue_2026q4.csv', read: () => bytes(MUE) };
      storeReleases(folder, importFiles([file], { isLicensed: false, loaded: () => [] }));
      const stored = await imported([{ name: 'mue_2026q4.csv', bytes: bytes(MUE) }]);
      expect(Object.keys(stored).sort()).toEqual(['mue-2026-10-01.blocks', 'releases.json']);
      for (const [name, content] of Object.entries(stored))
        expect(Buffer.from(content).equals(readFileSync(path.join(folder, name))), name).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('are read from gzip, zip and UTF-16, and looked up', async () => {
    const utf16 = Buffer.from(`\uFEFF${MUE}`, 'utf16le');
    for (const file of [
      { name: 'mue_2026q4.csv.gz', bytes: new Uint8Array(gzipSync(MUE)) },
      { name: 'mue_2026q4.zip', bytes: zipSync({ 'readme.txt': bytes('hello'), 'mue.csv': bytes(MUE) }) },
      { name: 'mue_2026q4.csv', bytes: new Uint8Array(utf16) },
    ]) {
      const { codes } = openStored(await imported([file]), never);
      expect([file.name, codes.on('2026-11-20').procedure('97110')?.mue?.units]).toEqual([file.name, 6]);
      expect(codes.on('2026-09-30').procedure('97110')?.mue).toBeUndefined();
    }
  });

  it('of a later import are beside the earlier ones', async () => {
    const first = await imported([{ name: 'mue_2026q4.csv', bytes: bytes(MUE) }]);
    const second = await imported([{ name: 'mue_2027q1.csv', bytes: bytes(MUE.replace(',6,', ',4,')) }], first);
    const { codes } = openStored(second, never);
    const units = (date: string) => codes.on(date).procedure('97110')?.mue?.units;
    expect([units('2026-12-31'), units('2027-01-01')]).toEqual([6, 4]);
  });

  it('with an error change nothing, and say what was expected', async () => {
    expect(await importForClient([{ name: 'a.txt', bytes: bytes('hello\n') }], how, {})).toEqual({
      problem: expect.stringMatching(/^a\.txt, line 1: expected/),
    });
    expect(await importForClient([{ name: 'mue.csv', bytes: bytes(MUE) }], how, {})).toEqual({ needsFirstDay: true });
    const cut = new Uint8Array(gzipSync(MUE.repeat(50))).slice(0, -20);
    expect(await importForClient([{ name: 'a.gz', bytes: cut }], how, {})).toEqual({
      problem: expect.stringMatching(/^a\.gz, line 1: expected a whole gzip file/),
    });
    const flipped = new Uint8Array(gzipSync(MUE));
    flipped[flipped.length - 6]! ^= 1;
    expect(await importForClient([{ name: 'b.gz', bytes: flipped }], how, {})).toMatchObject({
      problem: expect.stringContaining('checksum'),
    });
  });

  it('that are damaged are not used, and say so', async () => {
    const stored = await imported([{ name: 'mue_2026q4.csv', bytes: bytes(MUE) }]);
    const problems: string[] = [];
    const { codes } = openStored({ ...stored, 'mue-2026-10-01.blocks': new Uint8Array(3) }, why => problems.push(why));
    expect(problems).toEqual(['mue-2026-10-01.blocks is missing or damaged: import MUE 2026-10-01 again.']);
    expect(codes.loaded()).toEqual([]);
    openStored({ 'releases.json': bytes('{"format": 9}') }, why => problems.push(why));
    expect(problems[1]).toContain('format 9');
    expect(storedFilesIn({ codeFiles: { a: new Uint8Array(1), b: 'text' } })).toEqual({ a: new Uint8Array(1) });
    expect(storedFilesIn(null)).toEqual({});
  });
});
