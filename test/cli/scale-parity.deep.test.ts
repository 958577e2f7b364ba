// However notes are checked, they have the same findings: in one process, by several threads, named in another order,
// as a stream of patients, and by the language server. Over the examples, every note of the specification, and an
// invented clinic whose patients come again in other files, with payer profiles of its own.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic, Location, Range, TextDocumentEdit, TextEdit } from 'vscode-languageserver/node';
import { files as clinicFiles } from '../../bench/corpus.mjs';
import { cutNote } from '../../server/src/cli/run/split-by-patient';
import { Editor } from '../lsp/client';
import { exampleOf } from '../support/examples';
import { readSpec } from '../support/literate';

const root = path.resolve(import.meta.dirname, '../..');
const CLI = path.join(root, 'dist/cli.js');

let folder: string;
let notes: string[];
/** What one process prints of all notes. */
let alone: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'parity-')));
  const put = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  for (const name of readdirSync(path.join(root, 'examples')))
    if (name.endsWith('.encounter')) cpSync(path.join(root, 'examples', name), path.join(folder, name));
  const specs = readdirSync(path.join(root, 'test/spec'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md') && !name.endsWith('README.md'))
    .sort();
  for (const spec of specs) {
    readSpec(path.join(root, 'test/spec', spec), exampleOf).forEach(({ notes: own }, i) => {
      // Every third case keeps its patients, who so get an unplanned history.
      for (const [name, text] of Object.entries(own))
        put(`spec/${spec.slice(0, -3)}/${i}/${name}`, i % 3 ? text.replace(/\bP-(?=\d)/g, `P${i}-`) : text);
    });
  }
  for (const { name, text } of clinicFiles({ count: 900, perFile: 3, patients: 100 }))
    put(`clinic/${name}`, text.replaceAll('#medicaid', '#acme'));
  put(
    'odd/windows %20 ü.encounter',
    '\ufeffmac: NGS-JK\r\n\r\n2026-11-20 visit P-014 @ofice\r\n"""\r\n2026-11-21 visit P-900\r\n2026-11-22 refill P-901 @office\rdx: G80.0\r\n9599O @A',
  );
  put(
    'odd/no-patient.encounter',
    'stray\n2026-11-20 visit @office\nby: RN KL\n\n2026-13-40 refill P-014 @office\nfill: out 1 mL\n',
  );
  put('odd/empty.encounter', '');
  put(
    'odd/no-response.encounter',
    '2026-11-20 refill P-902 @office #acme\npump: SynchroMed II 8637-40, 40 mL, IT\nby: RN KL\nfill: out 6.0 mL, in 40 mL\n95990 @A\n',
  );
  put(
    '.encounter/profiles/acme.json',
    JSON.stringify({
      id: 'acme',
      title: 'Acme Health',
      severity: { 'unknown-line': 'error', 'doc-response': 'warning' },
    }),
  );
  notes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.encounter') && name !== '.encounter')
    .sort();
  alone = check(['.', '--jobs', '1']);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check(args: readonly string[], input?: string): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, 'check', ...args, '--format', 'jsonl', '--max-findings', '999999'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      ...(input === undefined ? {} : { input }),
    },
  );
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  return stdout;
}

describe('the same findings', () => {
  it('are of many notes and rules', () => {
    const found = lines(alone);
    expect(notes.length).toBeGreaterThan(1000);
    expect(new Set(found.map(({ rule }) => rule)).size).toBeGreaterThan(60);
    expect(found.filter(({ file, evidence }) => evidence.some(one => one.file !== file)).length).toBeGreaterThan(10);
    expect(
      found.filter(
        ({ file, severity, rule }) =>
          file === 'odd/no-response.encounter' && rule === 'doc-response' && severity === 'warning',
      ).length,
    ).toBeGreaterThan(0);
  });

  it.each(['2', '3'])('come from %s threads, to the byte', jobs => {
    expect(check(['.', '--jobs', jobs]) === alone).toBe(true);
  });

  it('come when the notes are named one by one, the last first', () => {
    expect(check([...notes].reverse()) === alone).toBe(true);
  });

  it('come from a stream of patients', () => {
    const { stream, lineOf, speaksOf } = asStream();
    const streamed = lines(check(['--input', 'jsonl'], stream))
      .filter(speaksOf)
      .map(finding => inItsFile(finding, lineOf));
    expect(streamed.sort(byText)).toEqual(lines(alone).sort(byText));
  });

  it('come from the language server', async () => {
    const editor = await Editor.start({ folders: [{ uri: pathToFileURL(folder).href, name: 'notes' }] });
    const expected = new Map<string, unknown[]>();
    for (const { file, ...finding } of lines(alone))
      expected.set(file, [...(expected.get(file) ?? []), ...unwaived(finding)]);
    try {
      for (const name of notes) {
        const uri = pathToFileURL(path.join(folder, name)).href;
        const found = await asLines(editor, uri);
        // The editor lists the most severe findings first, the command line the order of the note.
        expect({ name, found: sorted(found) }).toEqual({ name, found: sorted(expected.get(name) ?? []) });
      }
    } finally {
      editor.end();
    }
  });
});

interface Place {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}
interface Edit extends Omit<Place, 'file'> {
  newText: string;
}
interface Line extends Place {
  rule: string;
  severity: string;
  outcome: string;
  message: string;
  evidence: (Place & { says: string; text: string })[];
  fixes: { kind: string; title: string; edits: Edit[] }[];
  waivedBy?: { line: number };
}

function lines(jsonl: string): Line[] {
  return jsonl
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Line & { readonly record: string })
    .filter(({ record }) => record === 'finding');
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

/**
 * The notes as a stream would have them, sorted by patient: for each patient of each file an object with the defaults
 * of the file, and one for what is left of it. `lineOf` gives for a line (0-based) of an object that of its file;
 * `speaksOf` keeps what is found in the defaults once.
 */
function asStream(): {
  stream: string;
  lineOf: (object: string, line: number) => number;
  speaksOf: (finding: Line) => boolean;
} {
  const objects: { patient: string; file: string; text: string }[] = [];
  const known = new Map<string, { lines: number[]; defaults: number }>();
  for (const name of notes) {
    const { pieces, patients } = cutNote(name, readFileSync(path.join(folder, name), 'utf8'));
    for (const patient of new Set(patients)) {
      const own = pieces.filter((_, i) => i === 0 || patients[i] === patient);
      const file = `${name}#${patient ?? ''}`;
      objects.push({ patient: patient ?? file, file, text: own.map(({ text }) => text).join('') });
      known.set(file, {
        lines: own.flatMap(({ text, line }, i) =>
          Array.from({ length: breaks(text) + (i === own.length - 1 ? 1 : 0) }, (_, n) => line + n),
        ),
        defaults: patient === undefined ? 0 : breaks(own[0]!.text),
      });
    }
  }
  objects.sort((a, b) => Number(a.patient > b.patient) - Number(a.patient < b.patient));
  return {
    stream: objects.map(object => `${JSON.stringify(object)}\n`).join(''),
    lineOf: (object, line) => known.get(object)!.lines[line]!,
    speaksOf: ({ file, line }) => line > known.get(file)!.defaults,
  };
}

function breaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function inItsFile(finding: Line, lineOf: (object: string, line: number) => number): Line {
  const at = <T extends Omit<Place, 'file'>>(place: T, object: string): T => ({
    ...place,
    line: lineOf(object, place.line - 1) + 1,
    endLine: lineOf(object, place.endLine - 1) + 1,
  });
  const place = <T extends Place>(one: T): T => ({ ...at(one, one.file), file: one.file.replace(/#[^#]*$/, '') });
  return {
    ...place(finding),
    evidence: finding.evidence.map(place),
    fixes: finding.fixes.map(fix => ({ ...fix, edits: fix.edits.map(edit => at(edit, finding.file)) })),
    ...(finding.waivedBy
      ? { waivedBy: { ...finding.waivedBy, line: lineOf(finding.file, finding.waivedBy.line - 1) + 1 } }
      : {}),
  };
}

/** What a diagnostic has of a finding; nothing of a waived one, which an editor does not show. */
function unwaived({
  rule,
  severity,
  message,
  line,
  column,
  endLine,
  endColumn,
  evidence,
  fixes,
  waivedBy,
}: Omit<Line, 'file'>): unknown[] {
  return waivedBy
    ? []
    : [
        {
          rule,
          severity,
          message,
          line,
          column,
          endLine,
          endColumn,
          evidence: evidence.map(({ file, says, ...at }) => ({ file, ...region(toRange(at)), says })),
          fixes: fixes.map(({ title, edits }) => ({ title, edits })),
        },
      ];
}

function toRange({ line, column, endLine, endColumn }: Omit<Place, 'file'>): Range {
  return { start: { line: line - 1, character: column - 1 }, end: { line: endLine - 1, character: endColumn - 1 } };
}

const SEVERITIES = ['', 'error', 'warning', 'info', 'hint'];

/** What the server shows of a note, with the fixes of all findings in one request. */
async function asLines(editor: Editor, uri: string): Promise<unknown[]> {
  const findings = await editor.findings(uri);
  const start = { line: 0, character: 0 };
  const actions = await editor.actions(uri, { start, end: start }, findings, ['quickfix']);
  const idOf = ({ data }: Diagnostic): unknown => (data as { id: string }).id;
  return findings.map(finding =>
    asLine(
      finding,
      actions!.filter(({ diagnostics }) => diagnostics!.some(one => idOf(one) === idOf(finding))),
    ),
  );
}

function asLine(finding: Diagnostic, actions: readonly CodeAction[]): unknown {
  const { range, code, severity, message, relatedInformation } = finding;
  const nameOf = ({ uri }: Location): string =>
    path.relative(pathToFileURL(folder).pathname, decodeURIComponent(new URL(uri).pathname));
  const fixes = actions.filter(({ title }) => !/^(Waive|Fix all|Mark all|Ask the provider) /.test(title));
  return {
    rule: code,
    severity: SEVERITIES[severity!],
    message: (message as string).split('\n')[0],
    ...region(range),
    evidence: relatedInformation!.map(({ message: says, location }) => ({
      file: nameOf(location),
      ...region(location.range),
      says,
    })),
    fixes: fixes.map(({ title, edit }) => ({
      title,
      edits: (edit!.documentChanges![0] as TextDocumentEdit).edits.map(change => ({
        ...region((change as TextEdit).range),
        newText: (change as TextEdit).newText,
      })),
    })),
  };
}

function region({ start, end }: Range): object {
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

function sorted(findings: readonly unknown[]): unknown[] {
  return findings.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
