// What pipelines and editors take from the root of the repository: the pre-commit hooks, the GitHub action, the problem
// matcher and the container file. Each is run as its program would run it, as far as that needs no network.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CLI, Clinic, jsonLines, root } from './clinic';

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const WRONG = `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn N1, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
prog: dose 6.0 -> 6.6 mg/day
dx: G80.0
62370 @A
`;

let clinic: Clinic;
let tools: string;
beforeEach(() => {
  clinic = new Clinic();
  tools = path.join(clinic.folder, '.tools');
  mkdirSync(tools);
  tool('encounter-notes', `exec "${process.execPath}" "${CLI}" "$@"`);
});
afterEach(() => clinic.leave());

/** Puts a program on the PATH of what is run. */
function tool(name: string, script: string): void {
  writeFileSync(path.join(tools, name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(tools, name), 0o755);
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function bash(script: string, environment: Readonly<Record<string, string>> = {}): Ended {
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: clinic.folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${tools}:${process.env['PATH']}`, ...environment },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('the pre-commit hooks', () => {
  interface Hook {
    readonly id: string;
    readonly name: string;
    readonly language: string;
    readonly entry: string;
    readonly args?: readonly string[];
    readonly files: string;
    readonly pass_filenames?: boolean;
  }
  const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly Hook[];

  /** What pre-commit runs for these files. */
  function commit(hook: Hook, files: readonly string[]): Ended | undefined {
    const chosen = files.filter(file => new RegExp(hook.files).test(file));
    const words = [...(hook.args ?? []), ...(hook.pass_filenames === false ? [] : chosen)];
    return chosen.length > 0 ? bash(`${hook.entry} ${words.map(word => `'${word}'`).join(' ')}`) : undefined;
  }

  it('have ids of their own, and need only the command', () => {
    expect(hooks.map(({ id }) => id)).toEqual(['encounter-notes', 'encounter-notes-format']);
    for (const { entry, language } of hooks)
      expect([entry.split(' ')[0], language]).toEqual(['encounter-notes', 'system']);
  });

  it('stop a commit of a note with an error or out of its usual form, and let a clean one pass', () => {
    const [check, format] = hooks as [Hook, Hook];
    clinic.example('clean-day.encounter');
    clinic.run(['format', '.']);
    expect(commit(check, ['clean-day.encounter', 'README.md'])).toMatchObject({ code: 0 });
    expect(commit(format, ['clean-day.encounter'])).toMatchObject({ code: 0 });
    expect(commit(check, ['README.md'])).toBeUndefined();
    clinic.write('wrong.encounter', WRONG);
    clinic.write('untidy.encounter', WRONG.replace('fill: out', 'Fill:  out'));
    expect(commit(check, ['.encounter/profiles/acme.json'])).toMatchObject({ code: 1 });
    expect(commit(format, ['wrong.encounter'])).toMatchObject({ code: 0 });
    expect(commit(format, ['untidy.encounter'])).toMatchObject({ code: 1 });
  });
});

describe('the GitHub action', () => {
  interface Step {
    readonly name?: string;
    readonly id?: string;
    readonly if?: string;
    readonly uses?: string;
    readonly with?: Readonly<Record<string, string>>;
    readonly shell?: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
  }
  interface Action {
    readonly description: string;
    readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: unknown }>>;
    readonly runs: { readonly using: string; readonly steps: readonly Step[] };
  }
  const action = parse(read('action.yml')) as Action;
  const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, one]) => [name, String(one.default)]));

  /** Runs the shell steps as the runner does: what one writes to GITHUB_OUTPUT, the next ones read. */
  function runAction(inputs: Readonly<Record<string, string>> = {}): Ended & { readonly uploads: boolean } {
    const values = { ...defaults, ...inputs };
    const outputs: Record<string, string> = {};
    const filled = (text: string): string =>
      text.replace(/\$\{\{ (inputs|steps\.check\.outputs)\.([\w-]+) \}\}/g, (_, from: string, name: string) =>
        from === 'inputs' ? values[name]! : outputs[name]!,
      );
    let all = '';
    let last: Ended = { code: 0, out: '', err: '' };
    for (const step of action.runs.steps.filter(({ run }) => run !== undefined)) {
      const file = path.join(tools, 'output');
      writeFileSync(file, '');
      const environment = Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value)]);
      last = bash(filled(step.run!), { ...Object.fromEntries(environment), GITHUB_OUTPUT: file });
      all += last.out;
      for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
        const [name, value] = line.split('=') as [string, string];
        outputs[name] = value;
      }
      if (last.code !== 0) break;
    }
    return { ...last, out: all, uploads: values['upload'] === 'true' && Number(outputs['exit-code']) <= 1 };
  }

  beforeEach(() => tool('npm', `echo "$@" >> "${path.join(tools, 'npm.log')}"`));

  it('says that findings of real notes are a disclosure, where its user decides', () => {
    for (const text of [action.description, action.inputs['upload']!.description, read('docs/pipelines.md')])
      expect(text.replace(/\s+/g, ' ')).toMatch(/findings of real notes (is|are) a disclosure/i);
  });

  it('has steps that are whole: a shell for each script, and inputs and outputs that are there', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run, shell, uses } of action.runs.steps)
      expect(run ? shell : uses).toMatch(/^bash$|^[\w-]+\/[\w/-]+@v\d+$/);
    const named = [...read('action.yml').matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name!);
    expect([...new Set(named)].sort()).toEqual(Object.keys(action.inputs).sort());
    // No input is pasted into a script: a path must not become a command.
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{');
    expect(action.inputs['version']!.default).toBe((JSON.parse(read('package.json')) as { version: string }).version);
  });

  it('installs the version that is asked for, without scripts of packages', () => {
    clinic.example('clean-day.encounter');
    runAction({ version: '1.2.3' });
    expect(clinic.read('.tools/npm.log')).toContain('--ignore-scripts');
    expect(clinic.read('.tools/npm.log')).toContain('encounter-notes@1.2.3');
  });

  it('writes findings that code scanning can read, marks them in the pull request, and fails', () => {
    clinic.write("wrong day's.encounter", WRONG);
    const { code, out, uploads } = runAction();
    expect([code, uploads]).toEqual([1, true]);
    expect(out).toMatch(/^::error file=wrong day's\.encounter,line=7,[^\n]*title=performer-level::/m);
    const schema = JSON.parse(read('test/support/sarif-2.1.0.schema.json')) as { $schema?: string };
    delete schema.$schema;
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    const sarif = JSON.parse(clinic.read('encounter-notes.sarif')) as {
      runs: { results: { partialFingerprints: object }[]; tool: { driver: { rules: { helpUri: string }[] } } }[];
    };
    expect(validate(sarif), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(sarif.runs[0]!.results.length).toBeGreaterThan(3);
    for (const { partialFingerprints } of sarif.runs[0]!.results)
      expect(Object.keys(partialFingerprints)).toEqual(['ruleAndLine/v1']);
    for (const { helpUri } of sarif.runs[0]!.tool.driver.rules) expect(helpUri).toMatch(/^https:/);
  });

  it('passes clean notes, and uploads nothing if upload is false or a note could not be read', () => {
    clinic.example('clean-day.encounter');
    expect(runAction()).toMatchObject({ code: 0, uploads: true });
    expect(runAction({ upload: 'false' })).toMatchObject({ code: 0, uploads: false });
    clinic.write('wrong.encounter', WRONG);
    expect(runAction({ 'fail-on': 'never' })).toMatchObject({ code: 0 });
    expect(runAction({ paths: '\nclean-day.encounter\n  \n' })).toMatchObject({ code: 0 });
    expect(runAction({ paths: 'missing.encounter' })).toMatchObject({ code: 2, uploads: false });
  });

  it('takes no path for a command', () => {
    const owned = path.join(clinic.folder, 'owned');
    runAction({ paths: `$(touch "${owned}")\n'; touch "${owned}"; '`, 'fail-on': '`touch owned`' });
    expect(existsSync(owned)).toBe(false);
  });
});

describe('the problem matcher', () => {
  interface Matcher {
    readonly name: string;
    readonly pattern: Readonly<Record<'file' | 'line' | 'column' | 'severity' | 'message' | 'code', number>> & {
      readonly regexp: string;
    };
  }
  const { contributes } = JSON.parse(read('package.json')) as { contributes: { problemMatchers: readonly [Matcher] } };

  it('reads each line of the compact format: file, place, level, sentence and rule of every finding', () => {
    const [{ pattern }] = contributes.problemMatchers;
    clinic.example('clinic-day.encounter');
    clinic.write(
      'a: 7:1 error [x].encounter',
      `${WRONG}| born 1961-04-03, [note]\nok: nothing "[a: 1:2: error: b]", KL\n`,
    );
    clinic.write('binary.encounter', new Uint8Array([0, 1, 2]));
    const lines = clinic.run(['check', '.', '--format', 'compact']).out.split('\n').filter(Boolean);
    const read = lines.map(line => {
      const match = new RegExp(pattern.regexp).exec(line);
      const group = (name: Exclude<keyof typeof pattern, 'regexp'>): string => match?.[pattern[name]] ?? line;
      return [group('file'), group('line'), group('severity'), group('message'), group('code')].join(' | ');
    });
    const expected = jsonLines(clinic.run(['check', '.', '--format', 'jsonl']).out)
      .filter(({ outcome }) => outcome !== 'waived')
      .map(one => [one.file, one.line, one.severity, one.message.replace(/\s*\n\s*/g, ' '), one.rule].join(' | '));
    expect(expected.length).toBeGreaterThan(8);
    expect(read).toEqual(expected);
  });
});

describe('the container file', () => {
  const lines = read('Containerfile').split('\n');

  it('copies what is there, builds by scripts that are there, and runs as no administrator', () => {
    const copied = lines.flatMap(line => /^COPY (?!--from)(.*) \S+$/.exec(line)?.[1]?.split(' ') ?? []);
    expect(copied.filter(file => !existsSync(path.join(root, file)))).toEqual([]);
    const { scripts, bin } = JSON.parse(read('package.json')) as Record<'scripts' | 'bin', Record<string, string>>;
    for (const [, script] of read('Containerfile').matchAll(/npm run (\S+)/g)) expect(scripts).toHaveProperty(script!);
    const entry = lines.find(line => line.startsWith('ENTRYPOINT'))!;
    expect(Object.keys(bin)).toEqual(JSON.parse(entry.replace('ENTRYPOINT ', '')));
    expect(lines.indexOf('USER node')).toBeLessThan(lines.indexOf(entry));
    expect(lines.indexOf('USER node')).toBeGreaterThan(0);
  });
});
