// The days of the workspace and their encounters, each with its state: the clinic's worklist.
import {
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  type Disposable,
  type Event,
  type TreeDataProvider,
} from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import type { Day, DayEncounter } from '../../../protocol/messages';
import { CLIENT_ID } from '../names';
import { ask } from '../server';

type Node = { readonly day: Day; readonly isLatest: boolean } | { readonly encounter: DayEncounter };

export function showDays(client: BaseLanguageClient, onChanged: Event<void>): Disposable {
  const tree = new DayTree(client, onChanged);
  return window.createTreeView(`${CLIENT_ID}.days`, { treeDataProvider: tree, showCollapseAll: true });
}

class DayTree implements TreeDataProvider<Node> {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(
    private readonly client: BaseLanguageClient,
    onChanged: Event<void>,
  ) {
    onChanged(() => this.#changed.fire());
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.#changed.fire();
    });
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) {
      const days = await ask(this.client, 'encounterNotes/days', undefined);
      return days.map((day, i) => ({ day, isLatest: i === 0 }));
    }
    if (!('day' in node)) return [];
    const encounters = await ask(this.client, 'encounterNotes/day', { date: node.day.date });
    return encounters.map(encounter => ({ encounter }));
  }

  getTreeItem(node: Node): TreeItem {
    return 'day' in node ? dayItem(node) : encounterItem(node.encounter);
  }
}

function dayItem({ day: { date, encounters }, isLatest }: Extract<Node, { day: Day }>): TreeItem {
  const item = new TreeItem(
    date ?? 'Without a date',
    isLatest ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  const count = `${encounters} ${encounters === 1 ? 'encounter' : 'encounters'}`;
  const weekday = date && new Date(`${date}T00:00:00Z`).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
  item.id = `day ${date}`;
  item.description = [weekday, count].filter(Boolean).join(' · ');
  item.tooltip = `${date ?? 'Encounters whose header has no date that can be read'}: ${count}`;
  item.accessibilityInformation = {
    label: [date ?? 'Encounters whose header has no date that can be read', weekday, count].filter(Boolean).join(', '),
  };
  item.iconPath = new ThemeIcon('calendar');
  item.contextValue = 'day';
  return item;
}

function encounterItem({ uri, range, patient, services, state }: DayEncounter): TreeItem {
  const who = patient ?? 'no patient',
    what = services.join('+') || 'no service';
  const name = `${who} ${what}`;
  const file = Uri.parse(uri);
  const item = new TreeItem(`${who} · ${state.words}`); // the state comes first: the buttons of a row under the mouse cover its end
  item.description = what;
  const where = `${file.path.slice(file.path.lastIndexOf('/') + 1)}, line ${range.start.line + 1}`;
  item.tooltip = `${name}: ${state.words}\n${where}`;
  item.accessibilityInformation = { label: `${name}, ${state.words}, ${where}` };
  item.iconPath = iconOf(state);
  item.contextValue = 'encounter';
  item.command = { title: 'Open', command: `${CLIENT_ID}.openEncounter`, arguments: [uri, range.start] };
  return item;
}

function iconOf({ errors, warnings, words }: DayEncounter['state']): ThemeIcon {
  if (errors > 0) return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  if (warnings > 0) return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  return new ThemeIcon(words.startsWith('no claim yet') ? 'circle-outline' : 'pass');
}
