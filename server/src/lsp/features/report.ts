import { reportMarkdown } from '../../core/report/markdown.js';
import { editionsOn, reportOf, type EncounterReport, type Report } from '../../core/report/report.js';
import type { Feature } from '../context.js';
import { forEachWithProgress } from '../progress.js';
import { noteOf } from '../params.js';
import { answer } from '../requests.js';

/** The report of one note or of the whole workspace, as a document to read, print and keep. */
export const report: Feature = context => {
  const { workspace, notes } = context;
  answer(context, 'encounterNotes/report', 'reporting', async (params, token) => {
    const one = params.textDocument && noteOf(context, params);
    const all = params.textDocument ? [] : [...workspace.uris()].sort();
    const keys = one ? [one.key] : all;
    const name = shortNames(keys.map(key => notes.byKey(key)?.uri ?? key));
    const encounters: EncounterReport[] = [];
    const empty: Report = reportOf(workspace, [], name);
    await forEachWithProgress(context, keys, { token, progress: params.workDoneToken, name: 'Reporting' }, key => {
      encounters.push(
        ...reportOf(workspace, workspace.encounters(key), at => name(notes.byKey(at)?.uri ?? at)).encounters,
      );
    });
    const editions = editionsOn(workspace.codes, new Set(encounters.map(({ date }) => date)));
    return reportMarkdown({ ...empty, editions, encounters });
  });
  return {};
};

/** Names files by the part of their address in which they differ. */
function shortNames(uris: readonly string[]): (uri: string) => string {
  const [first = '', ...others] = uris.map(decoded);
  let shared = first.lastIndexOf('/') + 1;
  for (const uri of others)
    while (!uri.startsWith(first.slice(0, shared))) shared = first.lastIndexOf('/', shared - 2) + 1;
  const folder = first.slice(0, shared);
  // Evidence may be in a note that is not reported on.
  return uri =>
    decoded(uri).startsWith(folder)
      ? decoded(uri).slice(shared)
      : decoded(uri).slice(decoded(uri).lastIndexOf('/') + 1);
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
