// A file that a folder keeps for its notes, such as a payer profile or the configuration: written by another program,
// or in the editor.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

export class KeptFile {
  constructor(private readonly name: string) {}

  get uri(): vscode.Uri {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    return vscode.Uri.joinPath(folder.uri, '.encounter', this.name);
  }

  /** As another program writes it. */
  async write(text: string): Promise<vscode.TextDocument> {
    await vscode.workspace.fs.writeFile(this.uri, new TextEncoder().encode(text));
    return vscode.workspace.openTextDocument(this.uri);
  }

  /** Changes it in the editor and saves it. */
  async save(text: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.uri);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      this.uri,
      new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length)),
      text,
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(await document.save());
  }

  /** Its diagnostics, each with its line. */
  readonly shownFaults = (): string[] =>
    vscode.languages
      .getDiagnostics(this.uri)
      .map(({ source, message, range }) => `${range.start.line + 1} ${source}: ${message}`);

  /** Takes it away with the whole folder. */
  async remove(): Promise<void> {
    const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, '.encounter');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  }
}
