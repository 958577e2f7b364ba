// A folder of notes, and the command run in it as a user runs it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
export const CLI = path.join(root, 'dist/cli.js');

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Folder below the clinic's from which it is run. */
  readonly from?: string;
}

export class Clinic {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'clinic-')));

  write(file: string, content: string | object): void {
    const at = path.join(this.folder, file);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  example(name: string): void {
    copyFileSync(path.join(root, 'examples', name), path.join(this.folder, name));
  }

  run(args: readonly string[], { stdin = '', environment = {}, from = '.' }: RunOptions = {}): Run {
    const { FORCE_COLOR: _forced, NO_COLOR: _none, ...inherited } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: path.join(this.folder, from),
      encoding: 'utf8',
      input: stdin,
      env: { ...inherited, ...environment },
      maxBuffer: 1 << 28,
    });
    return { code: status, out: stdout, err: stderr };
  }

  /** Rule and level of each finding, as JSON lines have them. */
  findings(args: readonly string[], options?: RunOptions): string[] {
    return jsonLines(this.run(['check', ...args, '--format', 'jsonl'], options).out).map(
      ({ rule, severity, outcome }) => `${rule} ${outcome === 'waived' ? 'waived' : severity}`,
    );
  }

  leave(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface JsonFinding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: string;
  readonly outcome: string;
  readonly message: string;
}

/** The findings among JSON lines, without the records of encounters. */
export function jsonLines(text: string): JsonFinding[] {
  return jsonRecords(text).filter(({ record }) => record !== 'encounter') as unknown as JsonFinding[];
}

/** All JSON lines. */
export function jsonRecords(text: string): Readonly<Record<string, unknown>>[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

/** A small release of unit limits. */
export const MUE = [
  '"Copyright, and so on.",,,',
  'HCPCS/ CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
  '62370,2,3 Date of Service Edit: Clinical,Nature of Service/Procedure',
  '97110,6,3 Date of Service Edit: Clinical,Nature of Service/Procedure',
  '',
].join('\n');
