// What the formats print, of notes that mean well and of notes that do not.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns } from '../../server/src/cli/terminal';
import { parseXml, type Element } from '../support/xml';
import { CLI, Clinic, jsonLines, jsonRecords, root } from './clinic';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

const NURSE = `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn N1, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
prog: dose 6.0 -> 6.6 mg/day
ok: supervision "agreed, see & file <7>", KL
dx: G80.0
62370 @A
`;
const ESC = '\x1b';

describe('for a person', () => {
  it('each finding has its place, its sentence, the lines that decide with what they show, its fixes and its source', () => {
    clinic.write('day.encounter', NURSE);
    const { out } = clinic.run(['check', 'day.encounter']);
    expect(out).toContain(`
error performer-level  day.encounter:8:1
  Bill 62369: RN KL filled, clinical staff, and 62370 needs a physician or other qualified professional.
  3 │ by: RN KL
    │     ----- RN KL, who filled, is clinical staff
  4 │ fill: out 6.0 mL, in 40 mL
    │       -------------------- 40 mL was filled in
  8 │ 62370 @A
    │ ^^^^^
  fix      Bill 62369 instead of 62370
  source   CMS, Medicare physician fee schedule`);
  });

  it('lines of another note are under its name', () => {
    clinic.write(
      'june.encounter',
      '2026-06-01 visit P-9 @office\npump: SynchroMed II, sn N1, 40 mL, IT, programmable\ndx: G80.0\n99213 @A\n',
    );
    clinic.write(
      'november.encounter',
      '2026-11-20 refill P-9 @office\nby: RN KL\nfill: out 6 mL, in 40 mL\ndx: G80.0\n96522 @A\n',
    );
    expect(clinic.run(['check', '.']).out).toMatch(
      / route {2}november\.encounter:5:1\n[^]*? {2}5 │ 96522 @A\n {4}│ \^{5}.*\n {2}in june\.encounter:\n {2}2 │ pump: .*\n/,
    );
  });

  it('is colored if it is asked for, and plain in a pipe, with NO_COLOR, and with FORCE_COLOR=0', () => {
    clinic.write('day.encounter', NURSE);
    const colors = (environment: Record<string, string>): boolean =>
      clinic.run(['check', '.'], { environment }).out.includes(ESC);
    expect(colors({})).toBe(false);
    expect(colors({ FORCE_COLOR: '1' })).toBe(true);
    expect(colors({ FORCE_COLOR: '0' })).toBe(false);
    expect(colors({ NO_COLOR: '1' })).toBe(false);
    expect(clinic.run(['check', '.'], { environment: { FORCE_COLOR: '1' } }).out).toContain(
      `${ESC}[31merror${ESC}[0m ${ESC}[1mperformer-level${ESC}[0m`,
    );
  });

  it.skipIf(process.platform !== 'linux' || spawnSync('script', ['--version']).error)(
    'is colored and no wider than the terminal on a terminal',
    () => {
      clinic.example('clinic-day.encounter');
      const onTerminal = (environment: Record<string, string>): string[] => {
        const { FORCE_COLOR: _forced, NO_COLOR: _none, CI: _ci, ...inherited } = process.env;
        const { stdout } = spawnSync(
          'script',
          ['-qec', `stty cols 60; "${process.execPath}" "${CLI}" check clinic-day.encounter 2>/dev/null`, '/dev/null'],
          {
            cwd: clinic.folder,
            encoding: 'utf8',
            env: { ...inherited, TERM: 'xterm', ...environment },
            stdio: ['ignore', 'pipe', 'pipe'],
          },
        );
        return stdout.split('\r\n');
      };
      const colored = onTerminal({});
      expect(colored.join('\n')).toContain(`${ESC}[31merror${ESC}[0m ${ESC}[1mperformer-level${ESC}[0m`);
      const rows = colored.map(row => row.replaceAll(ESC, '').replace(/\[\d+m/g, ''));
      expect(rows.length).toBeGreaterThan(100);
      expect(rows.filter(row => columns(row) > 60)).toEqual([]);
      expect(onTerminal({ NO_COLOR: '1' }).join('\n')).not.toContain(ESC);
    },
  );

  it('shows the control characters of a note and does not let the terminal obey them', () => {
    clinic.write('day.encounter', `2026-11-20 visit P-1 @of${ESC}]0;owned\x07ice\u202e #medicare\n| x\n`);
    const { out } = clinic.run(['check', '.']);
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(out).toContain('@of␛]0;owned␇ice�');
  });

  it('ends with counts and with how much can be fixed', () => {
    clinic.write('day.encounter', NURSE);
    clinic.write('short.encounter', '26-11-20 visit P-014 @ofice\n| Seen.\n');
    const { out } = clinic.run(['check', '.', '--severity', 'error']);
    const summary = out.trimEnd().split('\n').slice(-3);
    expect(summary[0]).toMatch(/^2 encounters in 2 files: \d+ errors?, \d+ of lower levels not shown$/);
    expect(summary[1]).toMatch(/^\d+ ha(s|ve) a fix/);
    expect(summary[2]).toMatch(/^Data: ICD-10-CM/);
  });
});

it('the footer and SARIF name the editions of the dates of service, not the newest', () => {
  clinic.write('a.encounter', NURSE.replaceAll('2026-11-20', '2024-11-20'));
  clinic.write('b.encounter', NURSE.replaceAll('2026-11-20', '2025-11-20'));
  const editionsIn = (...files: readonly string[]): string[] => {
    const sarif = JSON.parse(clinic.run(['check', ...files, '--format', 'sarif']).out) as {
      runs: { properties: { data: string } }[];
    };
    return [
      clinic
        .run(['check', ...files])
        .out.split('Data: ')[1]!
        .trim(),
      sarif.runs[0]!.properties.data,
    ];
  };
  for (const text of editionsIn('a.encounter')) expect(text).toMatch(/^ICD-10-CM FY2025 ·/);
  for (const text of editionsIn('a.encounter', 'b.encounter')) expect(text).toMatch(/^ICD-10-CM FY2025, FY2026 ·/);
});

describe('SARIF', () => {
  interface Run {
    readonly tool: {
      readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string }[] };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }
  const run = (): Run => (JSON.parse(clinic.run(['check', '.', '--format', 'sarif']).out) as { runs: [Run] }).runs[0];
  const prints = ({ results }: Run): string[] =>
    results.map(({ ruleId, partialFingerprints }) => `${ruleId} ${partialFingerprints['ruleAndLine/v1']}`);

  it('keeps the fingerprint of a finding whose line moves, and gives equal lines different ones', () => {
    const twice = `${NURSE}\n${NURSE.replace('2026-11-20', '2026-11-27')}`;
    clinic.write('day.encounter', twice);
    const before = prints(run());
    expect(new Set(before).size).toBe(before.length);
    clinic.write('day.encounter', `\n\n${twice}`);
    expect(prints(run())).toEqual(before);
  });

  it('links each rule to its page', () => {
    clinic.write('day.encounter', NURSE);
    const { rules } = run().tool.driver;
    for (const { id, helpUri } of rules) {
      expect(helpUri).toMatch(new RegExp(`^https://.*/docs/rules/${id}\\.md$`));
      expect(existsSync(path.join(root, `docs/rules/${id}.md`)), id).toBe(true);
    }
  });
});

describe('JSON lines', () => {
  it('follow their schemas, and say what SARIF says', () => {
    clinic.example('clinic-day.encounter');
    clinic.write('day.encounter', NURSE);
    clinic.write('binary.encounter', new Uint8Array([0, 1, 2]));
    clinic.write('.encounter/config.json', '{ "profil": 1 }');
    const schema = (name: string): object =>
      JSON.parse(readFileSync(path.join(root, `schemas/${name}.schema.json`), 'utf8')) as object;
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true })
      .addSchema(schema('finding'), 'finding.schema.json')
      .addSchema(schema('report'), 'report.schema.json')
      .compile(schema('records'));
    const { out } = clinic.run(['check', '.', '--format', 'jsonl']);
    for (const record of jsonRecords(out)) expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
    const findings = jsonLines(out);
    const {
      runs: [run],
    } = JSON.parse(clinic.run(['check', '.', '--format', 'sarif']).out) as {
      runs: { results: { ruleId: string; message: { text: string }; suppressions?: unknown }[] }[];
    };
    const inLines = findings
      .filter(({ rule }) => rule !== 'unreadable-file')
      .map(({ rule, message, outcome }) => [rule, message, outcome === 'waived']);
    expect(inLines).toEqual(
      run!.results.map(({ ruleId, message, suppressions }) => [ruleId, message.text, suppressions !== undefined]),
    );
    expect(findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['configuration', 'unreadable-file', 'supervision']),
    );
    expect(findings.find(({ rule, file }) => rule === 'supervision' && file === 'day.encounter')).toMatchObject({
      outcome: 'waived',
      waivedBy: { reason: 'agreed, see & file <7>', initials: 'KL', line: 6 },
    });
    expect(findings.find(({ rule, file }) => rule === 'performer-level' && file === 'day.encounter')).toMatchObject({
      line: 8,
      column: 1,
      endLine: 8,
      endColumn: 6,
      sources: expect.arrayContaining([{ id: expect.any(String), title: expect.any(String) }]),
    });
  });
});

describe('workflow commands of GitHub', () => {
  it('are one line a finding, with the level, the place and the rule', () => {
    clinic.write('day.encounter', NURSE);
    const lines = clinic.run(['check', '.', '--format', 'github']).out.trimEnd().split('\n');
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^::error file=day\.encounter,line=8,endLine=8,col=1,endColumn=5,title=performer-level::Bill 62369: RN KL filled, .*%0Aday\.encounter:3: RN KL.*%0AFix: Bill 62369 instead of 62370$/,
      ),
    );
    expect(lines.filter(line => !/^::(error|warning|notice) /.test(line))).toEqual([]);
    expect(lines.join('\n')).not.toContain('supervision');
  });

  it('escape everything that would end a command or a property', () => {
    clinic.write('50%, a:b.encounter', '2026-11-20 visit P-1 @office\nfoo:100%::error::x\n');
    const lines = clinic.run(['check', '.', '--format', 'github']).out.trimEnd().split('\n');
    for (const line of lines)
      expect(line).toMatch(
        /^::\w+ file=50%25%2C a%3Ab\.encounter,line=\d+,endLine=\d+,(col=\d+,endColumn=\d+,)?title=[\w-]+::[^\r\n]*$/,
      );
    expect(lines.length).toBeGreaterThan(0);
  });
});

describe('JUnit', () => {
  const cases = (suite: Element): [string | undefined, string | undefined][] =>
    suite.children.map(one => [one.attributes['name'], one.children[0]?.name]);

  it('is well-formed XML: what fails the command is a failure, what is waived is skipped, and a clean note passes', () => {
    clinic.write('day.encounter', NURSE);
    clinic.write('clean.encounter', '2026-11-20 visit P-015 @office\n| Seen for pump questions.\n');
    const suites = parseXml(clinic.run(['check', '.', '--format', 'junit']).out);
    const [clean, day] = suites.children;
    expect(clean!.attributes).toMatchObject({ name: 'clean.encounter', tests: '1', failures: '0' });
    expect(cases(clean!)).toEqual([['no findings', undefined]]);
    expect(cases(day!)).toContainEqual(['performer-level at line 8', 'failure']);
    expect(cases(day!)).toContainEqual(['supervision at line 8', 'skipped']);
    expect(day!.children.find(one => one.children[0]?.name === 'skipped')!.children[0]!.attributes['message']).toBe(
      'agreed, see & file <7>',
    );
    const failures = day!.children.filter(one => one.children[0]?.name === 'failure').length;
    expect(day!.attributes).toMatchObject({
      tests: String(day!.children.length),
      failures: String(failures),
      skipped: '1',
    });
    const none = parseXml(clinic.run(['check', '.', '--format', 'junit', '--fail-on', 'never']).out);
    expect(none.children.flatMap(cases).filter(([, kind]) => kind === 'failure')).toEqual([]);
  });

  it('holds nothing that XML cannot, regardless of what a note or its name holds', () => {
    clinic.write(
      '<a href="x">&amp;.encounter',
      `2026-11-20 visit P-1 @<script>"'&\x01\x08\x0b${ESC}\ufffe\uffff\n99213-<>&" @A\n]]> \ud800 <!-- x -->\n`,
    );
    const { out, code } = clinic.run(['check', '.', '--format', 'junit']);
    expect(code).toBe(1);
    const [suite] = parseXml(out).children;
    expect(suite!.attributes['name']).toBe('<a href="x">&amp;.encounter');
    expect(suite!.children.length).toBeGreaterThan(1);
  });
});

describe('a note with more findings than are listed', () => {
  it('says so in every format, and fails the command all the same', () => {
    clinic.write('day.encounter', NURSE);
    for (const format of ['pretty', 'compact', 'sarif', 'jsonl', 'github', 'junit']) {
      const { code, out } = clinic.run(['check', '.', '--format', format, '--max-findings', '2']);
      expect([format, code]).toEqual([format, 1]);
      expect(out, format).toContain('more-findings');
      expect(out, format).toMatch(/This note has \d+ findings; the 2 most severe are listed\./);
    }
  });

  it('counts all of them in the totals', () => {
    clinic.write('day.encounter', `${NURSE}${'9599O @A\n'.repeat(30)}`);
    const totals = (...args: string[]): string | undefined =>
      / in 1 file: .*/.exec(clinic.run(['check', '.', ...args]).out)?.[0];
    expect(totals('--max-findings', '2')).toBe(totals());
    expect(totals('--max-findings', '2', '--severity', 'warning')).toBe(totals('--severity', 'warning'));
    expect(clinic.run(['check', '.', '--max-findings', '2']).out).toMatch(/\n\d of those listed ha(s|ve) a fix/);
  });
});
