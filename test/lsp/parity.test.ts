// The command line and the server are one program: the same notes give the same findings.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Diagnostic, Range, TextDocumentEdit, TextEdit } from 'vscode-languageserver/node';
import { Editor } from './client';
import {
  APART,
  EARLIER_WITH_PUMP,
  FILL_BEFORE,
  FILL_TOO_LATE,
  LATER_WITHOUT_PUMP,
  messageOf,
  NURSE_BILLED_AS_PHYSICIAN,
} from './notes';

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
let editor: Editor;
let sarif: Map<string, unknown[]>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parity-'));
  for (const name of readdirSync(path.join(root, 'examples')).filter(file => file.endsWith('.encounter')))
    copyFileSync(path.join(root, 'examples', name), path.join(folder, name));
  const own = {
    'b.encounter': NURSE_BILLED_AS_PHYSICIAN,
    'later.encounter': LATER_WITHOUT_PUMP,
    'earlier.encounter': EARLIER_WITH_PUMP,
    'apart.encounter': APART,
    'crlf.encounter': `\ufeff${NURSE_BILLED_AS_PHYSICIAN.replaceAll('\n', '\r\n')}`,
    'empty.encounter': '',
    // One visit noted twice: the file names decide the order, and they sort differently when they are escaped.
    'twice Z.encounter': FILL_BEFORE,
    'twice [2].encounter': FILL_BEFORE,
    'twice é.encounter': FILL_BEFORE,
    'twice-later.encounter': FILL_TOO_LATE,
  };
  for (const [name, text] of Object.entries(own)) writeFileSync(path.join(folder, name), text);
  sarif = commandLine();
  editor = await Editor.start({ folders: [{ uri: pathToFileURL(folder).href, name: 'notes' }] });
});
afterAll(() => {
  editor.end();
  rmSync(folder, { recursive: true });
});

const LEVEL = ['', 'error', 'warning', 'note', 'note'];

interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

/** File → what the command line finds in it. */
function commandLine(): Map<string, unknown[]> {
  let text: string;
  try {
    text = execFileSync(process.execPath, [path.join(root, 'dist/cli.js'), 'check', '.', '--format', 'sarif'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
  } catch (error) {
    text = (error as { stdout: string }).stdout; // findings end the command with 1
  }
  const [run] = (JSON.parse(text) as { runs: { results: any[] }[] }).runs;
  const found = new Map<string, unknown[]>();
  const place = ({ physicalLocation: { artifactLocation, region } }: any): unknown => [
    decodeURIComponent(artifactLocation.uri),
    region as Region,
  ];
  for (const result of run!.results.filter(one => !one.suppressions)) {
    const uri: string = decodeURIComponent(result.locations[0].physicalLocation.artifactLocation.uri);
    found.set(uri, [
      ...(found.get(uri) ?? []),
      {
        rule: result.ruleId,
        level: result.level,
        message: result.message.text,
        at: place(result.locations[0]),
        evidence: result.relatedLocations.map((one: any) => [one.message.text, place(one)]),
        fixes: (result.fixes ?? []).map((fix: any) => [
          fix.description.text,
          fix.artifactChanges[0].replacements.map((one: any) => [one.deletedRegion, one.insertedContent.text]),
        ]),
      },
    ]);
  }
  return found;
}

const region = ({ start, end }: Range): Region => ({
  startLine: start.line + 1,
  startColumn: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});
const nameOf = (uri: string): string => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));

async function asResult(uri: string, finding: Diagnostic): Promise<unknown> {
  const fixes = (await editor.actions(uri, finding.range, [finding], ['quickfix']))!.filter(
    ({ title }) => !/^(Waive|Fix all|Mark all|Ask the provider) /.test(title),
  );
  return {
    rule: finding.code,
    level: LEVEL[finding.severity!],
    message: messageOf(finding)[0],
    at: [nameOf(uri), region(finding.range)],
    evidence: finding.relatedInformation!.map(({ message, location }) => [
      message,
      [nameOf(location.uri), region(location.range)],
    ]),
    fixes: fixes.map(({ title, edit }) => [
      title,
      (edit!.documentChanges![0] as TextDocumentEdit).edits.map(change => [
        region((change as TextEdit).range),
        (change as TextEdit).newText,
      ]),
    ]),
  };
}

/** The editor lists the most severe findings first, the command line the order of the note. */
const sorted = (results: readonly unknown[]): unknown[] =>
  results.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const results = async (uri: string): Promise<unknown[]> =>
  sorted(await Promise.all((await editor.findings(uri)).map(finding => asResult(uri, finding))));

it('finds in the editor what the command line finds, on disk and open', async () => {
  expect(sarif.get('b.encounter')).not.toEqual([]);
  for (const name of readdirSync(folder)) {
    const uri = pathToFileURL(path.join(folder, name)).href;
    const expected = sorted(sarif.get(name) ?? []);
    expect(await results(uri)).toEqual(expected);
    await editor.open(uri, readFileSync(path.join(folder, name), 'utf8'));
    expect(await results(uri)).toEqual(expected);
  }
});
