import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
// The schema is the one that OASIS publishes for SARIF 2.1.0, as Microsoft's validator carries it.
const sarifSchema: object = JSON.parse(readFileSync(join(root, 'test/support/sarif-2.1.0.schema.json'), 'utf8'));

interface Sarif {
  runs: {
    results: SarifResult[];
    invocations: { executionSuccessful: boolean; toolExecutionNotifications: unknown[] }[];
  }[];
}

interface SarifResult {
  ruleId: string;
  level: string;
  message: { text: string };
  locations: { physicalLocation: { artifactLocation: { uri: string }; region: Region } }[];
  relatedLocations: unknown[];
  fixes?: {
    description: { text: string };
    artifactChanges: { replacements: { deletedRegion: Region; insertedContent: { text: string } }[] }[];
  }[];
  suppressions?: { kind: string; justification: string }[];
}

interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'encounter-notes-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

function sarif(...args: string[]): Sarif {
  return JSON.parse(run('check', ...args, '--format', 'sarif').out) as Sarif;
}

describe('exit codes', () => {
  it('0 on a clean day, 1 on findings of warning or above, 2 on what cannot be run', () => {
    cpSync(join(root, 'examples'), folder, { recursive: true });
    expect(run('check', 'clean-day.encounter').status).toBe(0);
    expect(run('check', 'clinic-day.encounter').status).toBe(1);
    expect(run('check', 'no-such.encounter')).toMatchObject({
      status: 2,
      err: expect.stringContaining('there is no such file or folder'),
    });
    expect(run('check', '.', '--format', 'pdf').status).toBe(2);
    expect(run('check').status).toBe(2);
    expect(run('chek', '.').status).toBe(2);
    expect(run('check', '.', '--profile', 'medicar')).toMatchObject({
      status: 2,
      err: 'encounter-notes: there is no profile “medicar”; did you mean “medicare” or “medicaid”?\n',
    });
    expect(run('--help')).toMatchObject({ status: 0, out: expect.stringContaining('check') });
  });

  it('0 if there is only a hint', () => {
    writeFileSync(join(folder, 'a.encounter'), '2026-11-20 visit P-014 @office\nTolerated well.\n');
    expect(run('check', '.')).toMatchObject({ status: 0, out: expect.stringContaining('1 hint') });
  });
});

describe('SARIF', () => {
  it('validates against its schema', () => {
    cpSync(join(root, 'examples'), folder, { recursive: true });
    writeFileSync(
      join(folder, 'odd name %20 ü.encounter'),
      '2026-11-20 visit P-1 @ofice\nok: unknown-modifier "agreed", KL\ndx: G80.0\n99213-ZQ @A\n\tTolerated well.',
    );
    writeFileSync(join(folder, 'binary.encounter'), Buffer.from([0, 1, 2, 3]));
    const validate = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(sarifSchema);
    const log = sarif('.');
    expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(log.runs[0]!.results.length).toBeGreaterThan(10);
    expect(log.runs[0]!.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [expect.anything()],
    });
  });

  it('gives a fix that can be applied, levels as SARIF has them, and a waived finding as suppressed with its reason', () => {
    const note =
      '2026-11-20 visit P-014 @ofice\r\nok: unknown-modifier "agreed in writing", KL\r\ndx: G80.0\r\n99213-ZQ @A\r\nTolerated well.\r\n';
    writeFileSync(join(folder, 'a.encounter'), note);
    const { results } = sarif('a.encounter').runs[0]!;
    const place = results.find(result => result.ruleId === 'unknown-place')!;
    expect(place).toMatchObject({
      level: 'warning',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a.encounter' },
            region: { startLine: 1, startColumn: 25, endLine: 1, endColumn: 30 },
          },
        },
      ],
    });
    expect(place.relatedLocations.length).toBeGreaterThan(0);
    const { deletedRegion, insertedContent } = place.fixes![0]!.artifactChanges[0]!.replacements[0]!;
    const lines = note.split('\r\n');
    const line = lines[deletedRegion.startLine - 1]!;
    lines[deletedRegion.startLine - 1] =
      line.slice(0, deletedRegion.startColumn - 1) + insertedContent.text + line.slice(deletedRegion.endColumn - 1);
    expect(lines[0]).toBe('2026-11-20 visit P-014 @office');
    expect(results.find(result => result.ruleId === 'unknown-line')).toMatchObject({ level: 'note' });
    expect(results.find(result => result.ruleId === 'unknown-modifier')!.suppressions).toEqual([
      { kind: 'inSource', justification: 'agreed in writing' },
    ]);
  });
});

describe('files', () => {
  it('checks folders below, once each, and lets history run across files', () => {
    mkdirSync(join(folder, 'day'));
    writeFileSync(
      join(folder, 'b.encounter'),
      '2026-11-20 refill P-9 @office\nby: RN KL\nfill: out 6 mL, in 40 mL\ndx: G80.0\n96522 @A\n',
    );
    writeFileSync(
      join(folder, 'day/a.encounter'),
      '2026-06-01 visit P-9 @office\npump: SynchroMed II, sn N1, 40 mL, IT, programmable\ndx: G80.0\n99213 @A\n',
    );
    const { results } = sarif('.', 'b.encounter').runs[0]!;
    const route = results.filter(result => result.ruleId === 'route');
    expect(route).toHaveLength(1);
    expect(JSON.stringify(route[0]!.relatedLocations)).toContain('day/a.encounter');
  });

  it('says in one sentence what is wrong with a file that is no note, and checks the others', () => {
    writeFileSync(join(folder, 'utf16.encounter'), Buffer.from('\ufeff2026-11-20 visit P-1\n', 'utf16le'));
    writeFileSync(join(folder, 'latin.encounter'), Buffer.from([0x32, 0xe9, 0x0a]));
    writeFileSync(join(folder, 'fine.encounter'), '2026-11-20 visit P-1 @ofice\n');
    symlinkSync(folder, join(folder, 'loop'));
    const { status, out, err } = run('check', '.');
    expect(status).toBe(2);
    expect(err).toMatch(/utf16\.encounter: This file is UTF-16/);
    expect(err).toMatch(/latin\.encounter: This file is not UTF-8/);
    expect(out).toContain('unknown-place');
  });
});

describe('the report', () => {
  it('as JSON follows its schema, as Markdown puts the claim on top', () => {
    cpSync(join(root, 'examples/clinic-day.encounter'), join(folder, 'day.encounter'));
    const { status, out } = run('report', 'day.encounter', '--format', 'json');
    expect(status).toBe(0);
    const validate = new Ajv({ allErrors: true }).compile(
      JSON.parse(readFileSync(join(root, 'schemas/report.schema.json'), 'utf8')) as object,
    );
    expect(validate(JSON.parse(out)), JSON.stringify(validate.errors)).toBe(true);
    const markdown = run('report', 'day.encounter').out;
    expect(markdown).toMatch(/day\.encounter, line 4 .*\n\n\*\*The facts support 95990 and J0475-JZ-KD ×8; you billed/);
    expect(run('check', 'day.encounter', '--report', 'json')).toMatchObject({ status: 1, out });
    expect(run('check', 'day.encounter', '--report')).toMatchObject({ status: 1, out: markdown });
    expect(run('check', 'day.encounter', '--report', '--fail-on', 'never')).toMatchObject({ status: 0, out: markdown });
  });
});
