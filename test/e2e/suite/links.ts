// What belongs together, in a note and across notes: definitions, references, highlights and new names.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { NURSE_BILLED_AS_PHYSICIAN, at, deleteNotes, finding, findings, open, until } from './notes';

const LATER = `2027-04-20 refill P-660 @office #medicare
by: RN KL
fill: out 5.8 mL, in 40 mL
dx: G80.0, Z45.1
95990 @AB
ok: performer-level "settled", KL
`;

type Places = (vscode.Location | vscode.LocationLink)[];
const uriOf = (place: vscode.Location | vscode.LocationLink): vscode.Uri =>
  'uri' in place ? place.uri : place.targetUri;
const rangeOf = (place: vscode.Location | vscode.LocationLink): vscode.Range =>
  'uri' in place ? place.range : (place.targetSelectionRange ?? place.targetRange);

const definition = (note: vscode.TextDocument, place: vscode.Position): Thenable<Places> =>
  vscode.commands.executeCommand('vscode.executeDefinitionProvider', note.uri, place);
const references = (note: vscode.TextDocument, place: vscode.Position): Thenable<vscode.Location[]> =>
  vscode.commands.executeCommand('vscode.executeReferenceProvider', note.uri, place);

describe('links', () => {
  afterEach(deleteNotes);

  it('lead from a pointer to its diagnosis, and mark all pointers to it', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    const pointer = at(note, 'A', '@AB').translate(0, 0);
    const [place] = await definition(note, note.positionAt(note.getText().indexOf('@AB') + 1));
    assert.equal(place && note.getText(rangeOf(place)), 'G80.0');
    const marked = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      note.uri,
      pointer,
    );
    assert.deepEqual(
      marked
        .map(({ range, kind }) => `${note.lineAt(range.start).text.split(' ')[0]} ${note.getText(range)} ${kind}`)
        .sort(),
      [
        `95991 A ${vscode.DocumentHighlightKind.Read}`,
        `J0475-JZ-KD A ${vscode.DocumentHighlightKind.Read}`,
        `dx: G80.0 ${vscode.DocumentHighlightKind.Write}`,
      ],
    );
  });

  it('lead from a later visit to the pump line that it inherits, and from a waiver to the page of its rule', async () => {
    const first = await open(NURSE_BILLED_AS_PHYSICIAN.replaceAll('P-660', 'P-870'));
    const later = await open(LATER.replace('P-660', 'P-870'));
    await finding(first, 'performer-level');
    const [pump] = await until(
      () => definition(later, at(later, 'fill')),
      found => found.length > 0,
      () => 'no pump',
    );
    assert.equal(uriOf(pump!).toString(), first.uri.toString());
    assert.match(first.getText(rangeOf(pump!)), /SynchroMed II 8637-40/);
    const [page] = await definition(later, at(later, 'performer-level'));
    assert.match(uriOf(page!).path, /docs\/rules\/performer-level\.md$/);
  });

  it('find a patient in every note, and give it another token everywhere at once', async () => {
    const first = await open(NURSE_BILLED_AS_PHYSICIAN.replaceAll('P-660', 'P-871'));
    const later = await open(LATER.replace('P-660', 'P-871'));
    await finding(first, 'performer-level');
    const found = await until(
      () => references(later, at(later, 'P-871')),
      all => all.length === 2,
      all => `${all.length} references`,
    );
    assert.deepEqual(
      new Set(found.map(({ uri }) => uri.toString())),
      new Set([first.uri.toString(), later.uri.toString()]),
    );
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      later.uri,
      at(later, 'P-871'),
      'P-872',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(first.getText(), /^2026-11-20 refill P-872 /);
    assert.match(later.getText(), /^2027-04-20 refill P-872 /);
    await assert.rejects(
      async () =>
        vscode.commands.executeCommand(
          'vscode.executeDocumentRenameProvider',
          later.uri,
          at(later, 'P-872'),
          'Jane Doe',
        ),
      'no name of a person',
    );
    await Promise.all([first.save(), later.save()]);
  });

  it('move a diagnosis with its pointers when its letter gets another name', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      note.uri,
      note.positionAt(note.getText().indexOf('x8 @A') + 4),
      'B',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(note.getText(), /^dx: Z45\.1, G80\.0$/m);
    assert.match(note.getText(), /^J0475-JZ-KD x8 @B$/m);
    assert.match(note.getText(), /^95991 @(AB|BA)$/m);
    await findings(note, all => all.some(({ rule }) => rule === 'performer-level'));
  });
});
