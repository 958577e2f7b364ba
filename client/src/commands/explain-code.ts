import { CancellationTokenSource, window, type QuickPickItem } from 'vscode';
import type { FoundTopic } from '../../../protocol/messages';
import { ask } from '../server';
import { today, type Tools } from './command';

interface TopicItem extends QuickPickItem {
  /** Absent in the row that says that nothing was found. */
  readonly found?: FoundTopic;
}

/**
 * Finds a code, modifier, drug, rule or other word by name or description and shows its page. Starts with the word at
 * the caret.
 */
export async function explainCode(tools: Tools, ...[asked]: readonly unknown[]): Promise<void> {
  const found = await pickTopic(tools, typeof asked === 'string' ? asked : wordAtCaret(tools));
  if (!found) return;
  const markdown = await ask(tools.client, 'encounterNotes/explainTopic', { ...noteOf(tools), topic: found.topic });
  if (markdown === null) void window.showInformationMessage(`Encounter Notes has no page about ${found.label}.`);
  else await tools.pages.show(found.label.replace(/[^\w.-]+/g, ' ').trim(), `# ${found.label}\n\n${markdown}\n`, true);
}

function noteOf({ active }: Tools): { textDocument?: { uri: string } } {
  return active.place ? { textDocument: { uri: active.place.uri.toString() } } : {};
}

function wordAtCaret({ active: { editor } }: Tools): string {
  if (!editor) return '';
  const { selection, document } = editor;
  if (!selection.isEmpty) return selection.isSingleLine ? document.getText(selection) : '';
  const range = document.getWordRangeAtPosition(selection.active);
  return range ? document.getText(range) : '';
}

function itemsOf(found: readonly FoundTopic[], query: string): readonly TopicItem[] {
  return found.length > 0 ? found.map(itemOf) : [noResults(query)];
}

function itemOf(found: FoundTopic): TopicItem {
  return { found, label: found.label, description: found.kind, detail: found.summary, alwaysShow: true };
}

const NO_ANSWER: TopicItem = {
  label: 'The language server did not answer',
  detail: 'Type again, or run Encounter Notes: Restart Language Server.',
  alwaysShow: true,
};

function noResults(query: string): TopicItem {
  return {
    label: `No results for “${query}”`,
    detail: 'Try fewer or other words, such as “pump refill”.',
    alwaysShow: true,
  };
}

function pickTopic(tools: Tools, begin: string): Promise<FoundTopic | undefined> {
  const pick = window.createQuickPick<TopicItem>();
  pick.title = 'Explain Code';
  pick.placeholder = 'A code, a modifier, a drug, a rule, or words such as “spastic diplegia”';
  let current = new CancellationTokenSource();
  const look = async (query: string): Promise<void> => {
    current.cancel();
    const own = (current = new CancellationTokenSource());
    pick.busy = true;
    const found = await ask(
      tools.client,
      'encounterNotes/findTopics',
      { ...noteOf(tools), query, date: today() },
      own.token,
    ).catch(() => undefined);
    if (own !== current) return;
    pick.busy = false;
    // The server has decided what fits, by words that the label need not hold.
    pick.items = found ? itemsOf(found, query) : [NO_ANSWER];
  };
  return new Promise(resolve => {
    pick.onDidChangeValue(value => void look(value));
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems[0]?.found;
      if (!chosen) return;
      resolve(chosen);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      current.cancel();
      pick.dispose();
    });
    pick.value = begin;
    void look(begin);
    pick.show();
  });
}
