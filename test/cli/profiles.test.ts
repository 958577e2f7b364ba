// The command line and a workspace's own payer profiles.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');
let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'cli-profiles-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (file: string, content: string | object): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
};
const check = (args: string[], from = '.'): { code: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'check', ...args], {
    cwd: path.join(root, from),
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
};
const rules = (...run: Parameters<typeof check>): string[] =>
  (
    JSON.parse(check([...run[0], '--format', 'sarif'], run[1]).out) as {
      runs: { results: { ruleId: string; level: string }[] }[];
    }
  ).runs[0]!.results.map(({ ruleId, level }) => `${ruleId} ${level}`);

const VISIT = '2026-11-20 visit P-014 @office #acme\nstray words\n| Seen for pump questions.\n';
const ACME = { id: 'acme', title: 'Acme Health', severity: { 'unknown-line': 'error' } };

describe('the payer profiles beside the notes', () => {
  it('check them from any working folder, and are named', () => {
    write('clinic/.encounter/profiles/acme.json', ACME);
    write('clinic/2026/may/day.encounter', VISIT);
    for (const [paths, from] of [
      [['clinic'], '.'],
      [['day.encounter'], 'clinic/2026/may'],
      [[path.join(root, 'clinic/2026')], '/'],
    ] as const) {
      expect(rules([...paths], path.isAbsolute(from) ? path.relative(root, from) : from)).toEqual([
        'unknown-line error',
      ]);
    }
    expect(check(['clinic']).out).toContain('In force: clinic/.encounter/profiles\n');
  });

  it('are those of the nearest folder that keeps some', () => {
    write('.encounter/profiles/acme.json', ACME);
    write('south/.encounter/profiles/acme.json', { ...ACME, severity: { 'unknown-line': 'warning' } });
    write('north/day.encounter', VISIT);
    write('south/day.encounter', VISIT.replace('P-014', 'P-015'));
    expect(rules(['.'])).toEqual(['unknown-line error', 'unknown-line warning']);
  });

  it('are those of the working folder for notes that lie elsewhere', () => {
    write('elsewhere/day.encounter', VISIT);
    write('clinic/.encounter/profiles/acme.json', ACME);
    mkdirSync(path.join(root, 'clinic/sub'));
    expect(rules(['../../elsewhere'], 'clinic/sub')).toEqual(['unknown-line error']);
    expect(rules(['.'], 'elsewhere')).toEqual(['unknown-payer warning', 'unknown-line note']);
  });

  it('may be the payer of notes that name none', () => {
    write('.encounter/profiles/acme.json', ACME);
    write('day.encounter', VISIT.replace(' #acme', ''));
    for (const payer of ['acme', '#acme', 'ACME ', '#Acme'])
      expect(rules(['.', '--profile', payer])).toEqual(['unknown-line error']);
    const unknown = check(['.', '--profile', 'missing']);
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.err).toContain(
      'there is no profile “missing”; there are medicare, medicare-advantage, medicaid, aetna, bcbs, cigna, uhc, workers-comp, self-pay, acme',
    );
  });

  it('are findings if they are invalid, and the shipped ones are used', () => {
    write(
      '.encounter/profiles/medicare.json',
      '{\n  "id": "medicare",\n  "title": "Ours",\n  "parameters": { "kdd": 1 }\n}\n',
    );
    write('day.encounter', '2026-11-20 visit P-014 @office #medicare\n| Seen for pump questions.\n');
    const { code, out } = check(['.']);
    expect(code).toBe(1);
    expect(out).toContain('error payer-profile  .encounter/profiles/medicare.json:4:19\n  "kdd" is not one of ');
    expect(out).toContain('the shipped “medicare” is.');
    expect(out).toContain('1 problem with files');
    const [run] = (JSON.parse(check(['.', '--format', 'sarif']).out) as { runs: any[] }).runs;
    expect(run.results).toMatchObject([
      {
        ruleId: 'payer-profile',
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: '.encounter/profiles/medicare.json' },
              region: { startLine: 4, startColumn: 19, endLine: 4, endColumn: 24 },
            },
          },
        ],
      },
    ]);
  });

  it('are no trouble if there are none', () => {
    write('day.encounter', '2026-11-20 visit P-014 @office #medicare\n| Seen for pump questions.\n');
    const { code, out } = check(['.']);
    expect(code).toBe(0);
    expect(out).not.toContain('In force');
  });
});
