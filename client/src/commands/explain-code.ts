import { CancellationTokenSource, QuickPickItemKind, ThemeIcon, window, type QuickPickItem } from 'vscode';
import type { FoundTopic } from '../../../protocol/messages';
import { favoriteCodes, toggleFavorite } from '../favorite-codes';
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
  const isCode = found.kind === 'code' || found.kind === 'diagnosis';
  return {
    found,
    label: found.label,
    description: found.kind,
    detail: found.summary,
    alwaysShow: true,
    ...(isCode ? { buttons: [favoriteCodes().includes(found.label) ? REMOVE : ADD] } : {}),
  };
}

const ADD = { iconPath: new ThemeIcon('star-empty'), tooltip: 'Add to favorites' };
const REMOVE = { iconPath: new ThemeIcon('star-full'), tooltip: 'Remove from favorites' };

/** The favorites as a search by their own names finds them. */
async function favoritesBy(find: (words: string) => Promise<readonly FoundTopic[]>): Promise<FoundTopic[]> {
  const lists = await Promise.all(
    favoriteCodes().map(async code => (await find(code)).filter(({ label }) => label === code).slice(0, 1)),
  );
  return lists.flat();
}

function withFavorites(favorites: readonly FoundTopic[], others: readonly TopicItem[]): readonly TopicItem[] {
  if (favorites.length === 0) return others;
  const isFavorite = ({ found }: TopicItem): boolean => favorites.some(({ label }) => label === found?.label);
  return [
    { label: 'Favorites', kind: QuickPickItemKind.Separator },
    ...favorites.map(itemOf),
    { label: 'All', kind: QuickPickItemKind.Separator },
    ...others.filter(item => !isFavorite(item)),
  ];
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

interface Finder {
  readonly title: string;
  isWanted(found: FoundTopic): boolean;
}

const EVERYTHING: Finder = { title: 'Explain Code', isWanted: () => true };

/**
 * Finds something by number or words. Before anything is typed, favorites come first; the star of a code makes it one.
 */
export function pickTopic(
  tools: Tools,
  begin: string,
  { title, isWanted }: Finder = EVERYTHING,
): Promise<FoundTopic | undefined> {
  const pick = window.createQuickPick<TopicItem>();
  pick.title = title;
  pick.placeholder = 'A code, a modifier, a drug, a rule, or words such as “spastic diplegia”';
  let current = new CancellationTokenSource();
  const look = async (query: string): Promise<void> => {
    current.cancel();
    const own = (current = new CancellationTokenSource());
    pick.busy = true;
    const find = (words: string): Promise<readonly FoundTopic[]> =>
      ask(tools.client, 'encounterNotes/findTopics', { ...noteOf(tools), query: words, date: today() }, own.token);
    const found = await find(query).catch(() => undefined);
    const favorites = query.trim() === '' ? await favoritesBy(find).catch(() => []) : [];
    if (own !== current) return;
    pick.busy = false;
    // The server has decided what fits, by words that the label need not hold.
    pick.items = found ? withFavorites(favorites, itemsOf(found.filter(isWanted), query)) : [NO_ANSWER];
  };
  return new Promise(resolve => {
    pick.onDidTriggerItemButton(({ item: { found } }) => {
      if (found) void toggleFavorite(found.label).then(() => look(pick.value));
    });
    pick.onDidChangeValue(value => void look(value));
    pick.onDidAccept(() => {
      // While a later answer replaces the entries, none of them is selected: Enter takes the first.
      const chosen = (pick.selectedItems[0] ?? pick.activeItems[0] ?? pick.items[0])?.found;
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
