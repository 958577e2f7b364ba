import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic, TextDocumentEdit, TextEdit } from 'vscode-languageserver/node';
import { apply, Editor, PULLING } from './client';
import { codesOf, NURSE_BILLED_AS_PHYSICIAN, rule, WHOLE } from './notes';

const uri = 'untitled:fixes.encounter';
let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
});
afterEach(() => editor.clear());
afterAll(() => editor.end());

const titled = (actions: CodeAction[] | null, title: RegExp): CodeAction => {
  const found = (actions ?? []).filter(action => title.test(action.title));
  if (found.length !== 1)
    throw new Error(
      `${found.length} actions match ${title}: ${(actions ?? []).map(action => action.title).join(' | ')}`,
    );
  return found[0]!;
};
const at = (finding: Diagnostic): Promise<CodeAction[] | null> => editor.actions(uri, finding.range, [finding]);

describe('a quick fix', () => {
  it('fixes its finding, for the version it was made for, and is preferred if it is the only one', async () => {
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 4);
    const finding = rule(await editor.findings(uri), 'performer-level');
    const fix = titled(await at(finding), /95990/);
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'performer-level' }] });
    const fixed = apply(fix, uri, 4, NURSE_BILLED_AS_PHYSICIAN);
    expect(fixed).toContain('\n95990 @AB\n');
    await editor.change(uri, 5, [{ text: fixed }]);
    expect(codesOf(await editor.findings(uri))).not.toContain('performer-level');
  });

  it('is not offered for a text that has moved on, though the finding still shows', async () => {
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 4);
    const finding = rule(await editor.findings(uri), 'performer-level');
    await editor.change(uri, 5, [
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '; moved\n' },
    ]);
    expect(await at(finding)).toEqual([]);
    expect(await at(rule(await editor.findings(uri), 'performer-level'))).not.toEqual([]);
  });

  it('is that of the current text if the finding of an earlier version still applies at its range', async () => {
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 4);
    const finding = rule(await editor.findings(uri), 'performer-level');
    const edited = NURSE_BILLED_AS_PHYSICIAN.replace('exam: pocket clean', 'exam: pocket clean and dry');
    await editor.change(uri, 5, [{ text: edited }]);
    expect(apply(titled(await at(finding), /95990/), uri, 5, edited)).toBe(edited.replace('95991 @AB', '95990 @AB'));
    await editor.change(uri, 6, [{ text: edited.replace('95991 @AB', '95990 @AB') }]);
    expect(await at(finding)).toEqual([]);
  });

  it('is found by what shows it, its rule, sentence and place; one of them alone finds none', async () => {
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 1);
    const { code, message, range } = rule(await editor.findings(uri), 'performer-level');
    titled(await at({ code, message, range }), /95990/);
    const elsewhere = { start: { ...range.start, character: range.start.character + 1 }, end: range.end };
    for (const other of [
      { code: 'modifier-missing', message, range },
      { code, message: 'Another sentence', range },
      { code, message, range: elsewhere },
    ]) {
      expect((await at(other))!.filter(({ kind }) => kind === 'quickfix')).toEqual([]);
    }
  });

  it('is its own if two findings share rule, line and sentence', async () => {
    const drug = 'drug: baclofen 2000 mcg/mL, 20 mL, commercial, practice, mdv, lot';
    await editor.open(
      uri,
      `2026-11-20 refill P-014 @office #medicare\nfill: in 40 mL\n${drug} A1\n${drug} B2\ndx: G80.0\n95991 @A\nJ0475-KD x8 @A\n`,
    );
    const findings = (await editor.findings(uri)).filter(({ code }) => code === 'doc-drug-cost');
    expect(findings.map(({ relatedInformation }) => relatedInformation![0]!.location.range.start.line)).toEqual([2, 3]);
    const lines = await Promise.all(
      findings.map(async finding => {
        const { edit } = titled(await at(finding), /^Add `invoice`/);
        return (edit!.documentChanges![0] as TextDocumentEdit).edits.map(
          change => (change as TextEdit).range.start.line,
        );
      }),
    );
    expect(lines).toEqual([[2], [3]]);
  });

  it('is plain for a client without versioned edits', async () => {
    const old = await Editor.start({ capabilities: { ...PULLING, workspace: {} } });
    await old.open(uri, NURSE_BILLED_AS_PHYSICIAN, 1);
    const finding = rule(await old.findings(uri), 'performer-level');
    const fix = titled(await old.actions(uri, finding.range, [finding]), /95990/);
    expect(fix.edit).toEqual({
      changes: { [uri]: [expect.objectContaining({ newText: expect.stringContaining('95990') })] },
    });
    old.end();
  });

  it('comes from no finding of others, nor from a broken one', async () => {
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 1);
    const { range, ...placeless } = rule(await editor.findings(uri), 'performer-level');
    for (const shown of [
      { range: WHOLE, message: 'Spelling', source: 'speller' },
      placeless,
      { ...placeless, range: null },
      { ...placeless, range: { start: 5 } },
      { range },
      {},
    ]) {
      expect(await editor.actions(uri, WHOLE, [shown as Diagnostic])).toEqual([]);
    }
  });
});

describe('a waiver', () => {
  const waive = /^Waive performer-level in this encounter$/;

  it('is a line above the codes with an empty reason, which does not hold until it is filled', async () => {
    await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 1);
    const finding = rule(await editor.findings(uri), 'performer-level');
    const waived = apply(titled(await at(finding), waive), uri, 1, NURSE_BILLED_AS_PHYSICIAN);
    expect(waived).toMatch(/\nnext: .*\nok: performer-level "", \n95991 @AB\n/);
    await editor.change(uri, 2, [{ text: waived }]);
    const unfilled = await editor.findings(uri);
    expect(codesOf(unfilled)).toEqual(expect.arrayContaining(['performer-level', 'waiver']));
    expect((await at(rule(unfilled, 'performer-level')))?.filter(({ title }) => waive.test(title))).toEqual([]);
    await editor.change(uri, 3, [{ text: waived.replace('"", ', '"payer agreed in writing", KL') }]);
    const filled = codesOf(await editor.findings(uri));
    expect(filled).not.toContain('performer-level');
    expect(filled).not.toContain('waiver');
  });

  it('puts the caret into the reason where the client can', async () => {
    const modern = await Editor.start({
      capabilities: { ...PULLING, workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } } },
    });
    await modern.open(uri, NURSE_BILLED_AS_PHYSICIAN, 1);
    const finding = rule(await modern.findings(uri), 'performer-level');
    const action = titled(await modern.actions(uri, finding.range, [finding]), waive);
    expect(apply(action, uri, 1, NURSE_BILLED_AS_PHYSICIAN)).toContain('\nok: performer-level "$1", $2\n');
    modern.end();
  });

  it('is offered once for all findings of a rule in an encounter, and never for form', async () => {
    const twice = NURSE_BILLED_AS_PHYSICIAN.replace('95991 @AB\n', '95991 @AB\n62370 @AB\n');
    await editor.open(uri, twice, 1);
    const findings = await editor.findings(uri);
    expect(findings.filter(({ code }) => code === 'performer-level')).toHaveLength(2);
    expect(codesOf(findings)).toContain('unknown-line');
    const actions = (await editor.actions(uri, WHOLE, findings))!;
    const waivers = actions.filter(({ title }) => title.startsWith('Waive '));
    expect(waivers.filter(({ title }) => waive.test(title))).toHaveLength(1);
    expect(waivers.filter(({ title }) => /unknown-line/.test(title))).toEqual([]);
    expect(titled(waivers, waive).diagnostics).toHaveLength(2);
  });
});

describe('repairing the whole note', () => {
  const messy = `2026-10-06 visit P-333 @office\nseen in the hall\nassess: stable\nwalks again\n"""\npasted chart\n`;

  it('applies every repair and no edit', async () => {
    const text = messy + NURSE_BILLED_AS_PHYSICIAN;
    await editor.open(uri, text, 3);
    const action = titled(await editor.actions(uri, WHOLE, [], ['source.fixAll']), /Fix formatting/);
    expect(action.kind).toBe('source.fixAll.encounterNotes');
    const repaired = apply(action, uri, 3, text);
    expect(repaired).toContain('\n| seen in the hall\n');
    expect(repaired).toContain('\n| walks again\n');
    expect(repaired).toContain('\n| tolerated well, no complaints\n');
    expect(repaired).toContain('\n95991 @AB\n');
    await editor.change(uri, 4, [{ text: repaired }]);
    const left = codesOf(await editor.findings(uri));
    expect(left).not.toContain('unknown-line');
    expect(left).not.toContain('unclosed-fence');
    expect(left).toContain('performer-level');
    expect(await editor.actions(uri, WHOLE, [], ['source.fixAll'])).toEqual([]);
  });

  it('is offered for one rule where it has several repairs in the note, and leaves the others', async () => {
    const text =
      '2026-10-06 visit P-333 @office\nseen in the hall\nassess: stable\nwalks again\nwalks a mile\n"""\npasted chart\n';
    await editor.open(uri, text, 3);
    const findings = await editor.findings(uri);
    const stray = findings.filter(({ code }) => code === 'unknown-line');
    const some = (await editor.actions(uri, WHOLE, stray.slice(0, 1), ['quickfix']))!.filter(({ title }) =>
      /^(?:Fix|Mark) all/.test(title),
    );
    expect(some.map(({ title }) => title)).toEqual(['Mark all 3 lines as narrative']);
    const repaired = apply(some[0]!, uri, 3, text);
    expect(repaired).toContain('| seen in the hall\n');
    expect(repaired).toContain('"""\nwalks again\nwalks a mile\n"""\n');
    expect(repaired.endsWith('"""\npasted chart\n')).toBe(true);
    await editor.change(uri, 4, [{ text: '2026-10-06 visit P-333 @office\nseen in the hall\n' }]);
    expect(
      (await editor.actions(uri, WHOLE, await editor.findings(uri)))!.some(({ title }) =>
        /^(?:Fix|Mark) all/.test(title),
      ),
    ).toBe(false);
  });

  it('comes only when it is asked for', async () => {
    await editor.open(uri, messy, 1);
    const findings = await editor.findings(uri);
    const kinds = async (only?: string[]): Promise<unknown[]> => [
      ...new Set((await editor.actions(uri, WHOLE, findings, only))!.map(({ kind }) => kind)),
    ];
    expect(await kinds(['quickfix'])).toEqual(['quickfix']);
    expect(await kinds(['source.fixAll.encounterNotes'])).toEqual(['source.fixAll.encounterNotes']);
    expect(await kinds(['source'])).toEqual(['source.fixAll.encounterNotes']);
    expect(await kinds(['refactor', 'source.fixAll.other', 'quickfix.sub'])).toEqual([]);
  });
});

it('writes the item at the caret in its canonical spelling', async () => {
  const note = '2026-11-20 refill P-014 @office\nfill: withdrew 6 mL, in 40 mL\n';
  await editor.open(uri, note, 1);
  const caret = { line: 1, character: 8 };
  const action = titled(await editor.actions(uri, { start: caret, end: caret }, []), /^Write as/);
  expect(action).toMatchObject({ kind: 'refactor.rewrite', title: 'Write as “out 6 mL”' });
  expect(apply(action, uri, 1, note)).toBe(note.replace('withdrew', 'out'));
});

it('answers for notes that are not there with no action', async () => {
  expect(await editor.actions('file:///nowhere.encounter', WHOLE, [])).toEqual([]);
});

it('answers why the facts do not lead to the code at the caret', async () => {
  await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 1);
  const { range } = rule(await editor.findings(uri), 'performer-level');
  const why = titled(await editor.actions(uri, range, [], ['refactor.explain']), /^Why not 95991\?$/);
  const messages: string[] = [];
  editor.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    messages.push(message);
  });
  await editor.request('workspace/executeCommand', { ...why.command });
  await editor.findings(uri);
  expect(messages).toEqual([
    expect.stringMatching(/^95991 is not supported: RN .* The facts lead to 95990\. To bill 95991/),
  ]);
  const header = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  expect(await editor.actions(uri, header, [], ['refactor.explain'])).toEqual([]);
});

describe('a documentation finding that chart text in a fence answers', () => {
  const text = `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
95991 @A
"""
Interrogation before: expected residual 6.2 mL, dose 480 mcg/day, no alarms
"""
`;

  it('names the line, and is fixed by taking it over', async () => {
    await editor.open(uri, text, 1);
    const finding = rule(await editor.findings(uri), 'doc-status-before');
    expect(finding.message).toMatch(/^Take over line 7: the chart text there states pump status before\./);
    const fix = titled(await at(finding), /^Take over/);
    const fixed = apply(fix, uri, 1, text);
    expect(fixed).toContain('\nread: expected 6.2 mL, dose 480 mcg/day, alarms none\n');
    await editor.change(uri, 2, [{ text: fixed }]);
    expect(codesOf(await editor.findings(uri))).not.toContain('doc-status-before');
  });
});

it('asks the provider about what is missing: in the note, and on the clipboard of a client that has one', async () => {
  const text = `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
95991 @A
`;
  const withClipboard = await Editor.start({ initializationOptions: { copyCommand: 'copy.it' } });
  await withClipboard.open(uri, text, 1);
  const finding = rule(await withClipboard.findings(uri), 'doc-status-before');
  const action = titled(await withClipboard.actions(uri, finding.range, [finding]), /^Ask the provider/);
  expect(apply(action, uri, 1, text)).toMatch(/\nquery: Not stated: [^\n]*read: expected ___ mL/);
  expect(action.command).toMatchObject({
    command: 'copy.it',
    arguments: [expect.stringContaining('Query to the provider: P-014')],
  });
  withClipboard.end();
  await editor.open(uri, text, 1);
  const plain = rule(await editor.findings(uri), 'doc-status-before');
  expect(titled(await editor.actions(uri, plain.range, [plain]), /^Ask the provider/).command).toBeUndefined();
});
