import { createLanguage, type Language } from '../../server/src/core/language';
import type { Finding } from '../../server/src/core/check/finding';
import type { Edit } from '../../server/src/core/edits/fix';
import type { Settings, Workspace } from '../../server/src/core/workspace/workspace';

export const language = createLanguage();

/** A finding with what a person sees of it. */
export interface Seen {
  readonly uri: string;
  /** 1-based, as editors show it. */
  readonly line: number;
  /** The text that is underlined. */
  readonly text: string;
  readonly finding: Finding;
}

/** A workspace that holds these notes, by file name. */
export function workspaceOf(
  notes: Readonly<Record<string, string>>,
  settings: Settings = {},
  by: Language = language,
): Workspace {
  const workspace = by.createWorkspace(settings);
  for (const [uri, text] of Object.entries(notes)) workspace.set(uri, text);
  return workspace;
}

export function look(workspace: Workspace, finding: Finding): Seen {
  const location = workspace.locate(finding.at);
  if (!location) throw new Error('the finding is in no file');
  return {
    uri: location.uri,
    line: location.range.start.line + 1,
    text: finding.at.block.text.slice(finding.at.start, finding.at.end),
    finding,
  };
}

/** All findings of all notes, including those that another finding replaces. */
export function findingsInDetail(workspace: Workspace): Seen[] {
  return findingsOf(workspace).flatMap(seen => [
    seen,
    ...(seen.finding.gathered ?? []).map(finding => look(workspace, finding)),
  ]);
}

/** All findings of all notes. */
export function findingsOf(workspace: Workspace): Seen[] {
  return workspace.uris().flatMap(uri => workspace.findings(uri).map(finding => look(workspace, finding)));
}

/** The findings of one note without any other. */
export function check(text: string, settings: Settings = {}): Seen[] {
  return findingsOf(workspaceOf({ 'note.encounter': text }, settings));
}

/** The text of a file after edits, all computed for the text it has now. */
export function applyEdits(workspace: Workspace, uri: string, edits: readonly Edit[]): string {
  const file = workspace.file(uri);
  if (!file) throw new Error(`no file ${uri}`);
  const starts = new Map<unknown, number>();
  let offset = 0;
  for (const block of file.blocks) {
    starts.set(block, offset);
    offset += block.text.length;
  }
  const placed = edits
    .map(edit => {
      const start = starts.get(edit.at.block);
      if (start === undefined) throw new Error('an edit lies outside its file');
      return { start: start + edit.at.start, end: start + edit.at.end, text: edit.text };
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let out = '',
    at = 0;
  for (const edit of placed) {
    if (edit.start < at) throw new Error('edits overlap');
    out += file.text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + file.text.slice(at);
}
