// A language status item: which code sets are loaded, and whether editions have expired or are missing for the notes at
// hand.
import { Disposable, LanguageStatusSeverity, languages, type Event } from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { today } from './commands/command';
import { LANGUAGE_ID } from './names';
import { ask } from './server';

export function showCodeSetStatus(client: BaseLanguageClient, onChanged: Event<void>): Disposable {
  const item = languages.createLanguageStatusItem('encounterNotes.codeSets', { language: LANGUAGE_ID });
  item.name = 'Encounter Notes: code sets';
  item.text = 'Shipped code sets';
  item.command = { title: 'Show code sets', command: 'encounterNotes.showCodeSets' };
  const show = async (): Promise<void> => {
    if (client.state !== State.Running) return;
    const sets = await ask(client, 'encounterNotes/codeSets', { date: today() }).catch(() => undefined);
    if (!sets) return;
    const { loaded, problems } = sets;
    item.text = loaded === 0 ? 'Shipped code sets' : `${loaded} loaded release${loaded === 1 ? '' : 's'}`;
    item.detail = problems.length > 0 ? problems.join('; ') : 'no edition is missing for these notes';
    item.severity = problems.length > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  };
  void show();
  return Disposable.from(
    item,
    onChanged(() => void show()),
    client.onDidChangeState(() => void show()),
  );
}
