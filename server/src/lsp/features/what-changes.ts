import { escape } from '../../core/explain/markdown.js';
import { whatChanges as changesOf, type EncounterChange } from '../../core/report/what-changes.js';
import { isIsoDay } from '../../core/syntax/iso-day.js';
import type { Feature } from '../context.js';
import { forEachWithProgress } from '../progress.js';
import { answer } from '../requests.js';

/** What would be found in the notes by the tables of another day: a second workspace with the same texts. */
export const whatChanges: Feature = context => {
  const { workspace, language, notes } = context;
  answer(context, 'encounterNotes/whatChanges', 'comparing editions', async (params, token) => {
    const { date } = params;
    if (typeof date !== 'string' || !isIsoDay(date)) return null;
    const uris = [...workspace.uris()].sort();
    const other = language.createWorkspace();
    other.configure(
      uri => ({ ...workspace.settings(uri), asOf: { date } }),
      uri => workspace.profiles(uri),
    );
    for (const uri of uris) other.set(uri, workspace.file(uri)?.text ?? '');
    const changes: EncounterChange[] = [];
    const options = { token, progress: params.workDoneToken, name: `Comparing with ${date}` };
    await forEachWithProgress(context, uris, options, uri => {
      changes.push(...changesOf(workspace, other, uri, notes.byKey(uri)?.uri ?? uri));
    });
    const encounters = uris.reduce((sum, uri) => sum + workspace.encounters(uri).length, 0);
    return { encounters, changes: changes.length, markdown: markdownOf(changes, encounters, date) };
  });
  return {};
};

function markdownOf(changes: readonly EncounterChange[], encounters: number, date: string): string {
  const head =
    `${changes.length} of ${encounters} encounters ${changes.length === 1 ? 'changes' : 'change'} by the ` +
    `tables of ${date}.`;
  return [`# What changes on ${date}`, head, ...changes.map(paragraph)].join('\n\n') + '\n';
}

function paragraph(change: EncounterChange): string {
  const { file, line, date, services, patient, added, removed, supported } = change;
  const what = `${date ?? 'no date'} ${escape(services.join('+'))} ${escape(patient ?? 'no patient')}`;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const claim = (codes: readonly string[]): string => escape(codes.join(', ') || 'nothing');
  return [
    `## ${what}`,
    `${escape(name)}, line ${line}`,
    [
      ...removed.map(one => `- no longer: ${one.severity} \`${one.rule}\`, line ${one.line}: ${escape(one.message)}`),
      ...added.map(one => `- new: ${one.severity} \`${one.rule}\`, line ${one.line}: ${escape(one.message)}`),
      ...(supported ? [`- supported: ${claim(supported.before)} → ${claim(supported.after)}`] : []),
    ].join('\n'),
  ].join('\n\n');
}
