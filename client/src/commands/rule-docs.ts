import { Uri, languages, window, type QuickPickItem } from 'vscode';
import type { RuleInForce } from '../../../protocol/messages';
import { showMarkdown } from '../virtual-documents';
import { ask } from '../server';
import type { Tools } from './command';

/**
 * Opens the page of a rule: of the one asked for, else of one to choose, those that found something at the caret first.
 */
export async function openRule(tools: Tools, ...[asked]: readonly unknown[]): Promise<void> {
  const {
    client,
    active: { place },
  } = tools;
  const rules = await ask(client, 'encounterNotes/rules', place ? { textDocument: { uri: place.uri.toString() } } : {});
  const rule =
    typeof asked === 'string' ? rules.find(({ id }) => id === asked) : await pickRule(rules, rulesAtCaret(tools));
  if (rule?.page) await showMarkdown(Uri.parse(rule.page), true);
  else if (rule || typeof asked === 'string')
    void window.showInformationMessage(`There is no page about ${rule?.id ?? String(asked)}.`);
}

function rulesAtCaret({ active: { place } }: Tools): Set<string> {
  if (!place) return new Set();
  const {
    uri,
    position: { line },
  } = place;
  const here = languages.getDiagnostics(uri).filter(({ range }) => range.start.line <= line && line <= range.end.line);
  return new Set(here.map(({ code }) => String(typeof code === 'object' ? code.value : code)));
}

async function pickRule(rules: readonly RuleInForce[], first: ReadonlySet<string>): Promise<RuleInForce | undefined> {
  const items = rules.map((rule): QuickPickItem & { rule: RuleInForce } => ({
    rule,
    label: rule.id,
    description: first.has(rule.id) ? `${rule.level} · found at the caret` : rule.level,
    detail: `${rule.title} (${rule.setBy})`,
  }));
  items.sort((a, b) => Number(first.has(b.rule.id)) - Number(first.has(a.rule.id)));
  const chosen = await window.showQuickPick(items, {
    title: 'Open Rule Documentation',
    placeHolder: 'Which rule?',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.rule;
}
