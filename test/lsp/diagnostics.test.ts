import { afterEach, describe, expect, it } from 'vitest';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { WorkspaceCheck } from '../../protocol/messages';
import { Editor, PUSHED_TO, type EditorOptions } from './client';
import {
  APART,
  codesOf,
  EARLIER_WITH_PUMP,
  LATER_WITHOUT_PUMP,
  messageOf,
  NURSE_BILLED_AS_PHYSICIAN,
  rule,
  textIn,
} from './notes';

let editor: Editor;
afterEach(() => editor.end());

const start = async (options?: EditorOptions): Promise<void> => {
  editor = await Editor.start(options);
};

describe('a pulled finding', () => {
  it('has range, rule, severity, message, source and evidence', async () => {
    await start();
    const uri = 'untitled:new.encounter';
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 7);
    const finding = rule(await editor.findings(uri), 'performer-level');
    expect(finding.source).toBe('encounter-notes');
    expect(finding.severity).toBe(DiagnosticSeverity.Error);
    expect(textIn(NURSE_BILLED_AS_PHYSICIAN, finding.range)).toBe('95991');
    const [sentence, source] = messageOf(finding);
    expect(sentence).toMatch(/95991.*\.$/);
    expect(source).toMatch(/^Source: CMS, [^·]+ \(\+2\)$/); // the first of three
    const evidence = finding.relatedInformation ?? [];
    expect(evidence.map(({ location }) => location.uri)).toEqual(evidence.map(() => uri));
    expect(evidence.map(({ location }) => textIn(NURSE_BILLED_AS_PHYSICIAN, location.range)).join()).toContain('RN TT');
  });

  it('links to the page of its rule, which is there', async () => {
    await start();
    await editor.open('untitled:new.encounter', NURSE_BILLED_AS_PHYSICIAN);
    const { existsSync } = await import('node:fs');
    for (const { code, codeDescription } of await editor.findings('untitled:new.encounter')) {
      expect(codeDescription?.href).toMatch(new RegExp(`^file:///.*/docs/rules/${String(code)}\\.md$`));
      expect(existsSync(new URL(codeDescription!.href))).toBe(true);
    }
  });

  it('is gone after the edit that fixes it', async () => {
    await start();
    const uri = 'untitled:new.encounter';
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 1);
    const { range } = rule(await editor.findings(uri), 'performer-level');
    await editor.change(uri, 2, [{ range, text: '95990' }]);
    expect(codesOf(await editor.findings(uri))).not.toContain('performer-level');
  });
});

describe('pulling', () => {
  it('answers "unchanged" until the findings differ', async () => {
    await start();
    const uri = 'untitled:a.encounter';
    await editor.open(uri, APART, 1);
    const first = await editor.pull(uri);
    expect(await editor.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await editor.change(uri, 2, [
      { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, text: '| ' },
    ]);
    const second = await editor.pull(uri, first.resultId);
    expect(second.kind).toBe('full');
    expect(second.resultId).not.toBe(first.resultId);
  });

  it('tells all again after an edit that changes nothing of it, for an editor moves what it shows along with the text', async () => {
    await start();
    const uri = 'untitled:a.encounter';
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 1);
    const first = await editor.pull(uri);
    await editor.change(uri, 2, [{ text: NURSE_BILLED_AS_PHYSICIAN }]);
    const second = await editor.pull(uri, first.resultId);
    expect(second).toMatchObject({ kind: 'full', items: first.kind === 'full' ? first.items : [] });
    expect(await editor.pull(uri, second.resultId)).toMatchObject({ kind: 'unchanged' });
  });

  it('answers for notes that are closed or were never there with no finding', async () => {
    await start();
    await editor.open('untitled:a.encounter', APART);
    await editor.close('untitled:a.encounter');
    for (const uri of [
      'untitled:a.encounter',
      'file:///nowhere/b.encounter',
      'git:/c.encounter?ref',
      'not an address',
      '',
    ]) {
      expect(await editor.pull(uri)).toEqual({ kind: 'full', items: [] });
    }
  });

  it('asks the client to refresh if another note of the patient changes the findings, and only then', async () => {
    await start();
    await editor.open('untitled:later.encounter', LATER_WITHOUT_PUMP);
    await editor.open('untitled:apart.encounter', APART);
    const apart = await editor.pull('untitled:apart.encounter');
    expect(codesOf(await editor.findings('untitled:later.encounter'))).toContain('code-undecided');
    await editor.open('untitled:earlier.encounter', EARLIER_WITH_PUMP);
    await editor.until(() => editor.refreshes === 1);
    expect(codesOf(await editor.findings('untitled:later.encounter'))).not.toContain('code-undecided');
    expect(await editor.pull('untitled:apart.encounter', apart.resultId)).toMatchObject({ kind: 'unchanged' });
    await editor.close('untitled:earlier.encounter');
    await editor.until(() => editor.refreshes === 2);
    expect(codesOf(await editor.findings('untitled:later.encounter'))).toContain('code-undecided');
  });
});

describe('pushing, for clients that cannot pull', () => {
  const last = (uri: string): Diagnostic[] | undefined =>
    editor.published.filter(params => params.uri === uri).at(-1)?.diagnostics;

  it('gives the findings of the newest text, and takes them back when the note is closed', async () => {
    await start({ capabilities: PUSHED_TO });
    const uri = 'untitled:new.encounter';
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 1);
    await editor.until(() => last(uri) !== undefined);
    expect(editor.published.at(-1)?.version).toBe(1);
    const { range } = rule(last(uri)!, 'performer-level');
    await editor.change(uri, 2, [{ range, text: '95990' }]);
    await editor.until(() => editor.published.at(-1)?.version === 2);
    expect(codesOf(last(uri)!)).not.toContain('performer-level');
    await editor.close(uri);
    await editor.until(() => editor.published.at(-1)?.version === undefined);
    expect(last(uri)).toEqual([]);
  });

  it('gives again only what has changed', async () => {
    await start({ capabilities: PUSHED_TO });
    await editor.open('untitled:later.encounter', LATER_WITHOUT_PUMP);
    await editor.open('untitled:apart.encounter', APART);
    await editor.until(
      () => last('untitled:later.encounter') !== undefined && last('untitled:apart.encounter') !== undefined,
    );
    expect(codesOf(last('untitled:later.encounter')!)).toContain('code-undecided');
    await editor.open('untitled:earlier.encounter', EARLIER_WITH_PUMP);
    await editor.until(() => !codesOf(last('untitled:later.encounter')!).includes('code-undecided'));
    expect(editor.published.filter(({ uri }) => uri === 'untitled:apart.encounter')).toHaveLength(1);
  });

  it('says the same as pulling', async () => {
    await start({ capabilities: PUSHED_TO });
    const uri = 'untitled:new.encounter';
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 1);
    await editor.until(() => last(uri) !== undefined);
    const pushed = last(uri)!;
    editor.end();
    await start();
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 1);
    expect(await editor.findings(uri)).toEqual(pushed);
  });
});

it('caps the findings of a note in which every line is wrong, keeps the most severe, and says so', async () => {
  await start();
  const uri = 'untitled:hopeless.encounter';
  await editor.open(
    uri,
    Array.from({ length: 1500 }, (_, i) => `2026-10-06 visit P-${1000 + i} @office\ntolerated well\n9599O @A\n`).join(
      '',
    ),
  );
  const findings = await editor.findings(uri);
  expect(findings.length).toBe(251);
  expect(findings[0]).toMatchObject({ code: 'more-findings', severity: DiagnosticSeverity.Information });
  expect(findings[0]!.message).toMatch(/has 3000 findings; the 250 most severe are listed/);
  expect(findings.slice(1).every(({ code }) => code === 'malformed-code')).toBe(true);
  const check = await editor.request<WorkspaceCheck>('encounterNotes/checkWorkspace', {});
  expect(check.errors).toBe(1500);
});

it('lists as many findings of a note as the setting says', async () => {
  await start({ settings: () => ({ maxFindings: 3 }) });
  const uri = 'untitled:stray.encounter';
  await editor.open(uri, `2026-10-06 visit P-100 @office\n${'9599O @A\n'.repeat(10)}`);
  const codes = codesOf(await editor.findings(uri));
  expect([codes.length, codes[0]]).toEqual([4, 'more-findings']);
});
