/**
 * What an AI agent may ask. No answer holds text of a note: findings are given by rule, line and the rule's own words.
 */
import type { Language } from '../core/language.js';
import { explainTopic } from '../core/explain/topic.js';
import { topicsNamed } from '../core/explain/topics-named.js';
import { nodeFileSystem, toAddress, toPath } from '../project/file-system.node.js';
import { isWithin, resolveFrom } from '../project/address.js';
import { findNotes, isNoteName } from '../project/find-notes.js';
import { GitIgnore } from '../project/gitignore.js';
import { openNotes } from '../cli/run/open-notes.js';

/** A question that has no answer: a sentence for who asked. */
export class Unanswerable extends Error {}

/**
 * The page of a code, modifier, rule, drug or word of the language, as Markdown.
 * @throws {@link Unanswerable} if nothing has that name
 */
export function explainWord(language: Language, word: string, date: string): string {
  const workspace = language.createWorkspace();
  const pages = topicsNamed(workspace, word, date).flatMap(topic => explainTopic(workspace, '', topic) ?? []);
  if (pages.length === 0) throw new Unanswerable('Nothing has that name. Ask for a code, modifier, rule, drug or key.');
  return pages.join('\n\n---\n\n');
}

export interface ListedRule {
  readonly id: string;
  readonly group: string;
  readonly severity: string;
  readonly title: string;
}

export function listRules({ rules }: Language): ListedRule[] {
  return rules.map(({ id, group, severity, title }) => ({ id, group, severity, title }));
}

export interface FindingInNote {
  readonly rule: string;
  readonly severity: string;
  /** From 1. */
  readonly line: number;
  /** The title of the rule: what kind of error it is. The finding's own sentence would quote the note. */
  readonly about: string;
  readonly hasFix: boolean;
}

/**
 * What is found in a note, with the history of the other notes of the folder.
 * @param folder the folder that the user has opened to the agent, as an absolute path
 * @param file a path in it
 * @throws {@link Unanswerable} if it is not a note of that folder
 */
export async function checkNote(language: Language, folder: string, file: string): Promise<FindingInNote[]> {
  const root = await nodeFileSystem.realAddress(toAddress(folder));
  const asked = resolveFrom(toAddress(folder), file.replaceAll('\\', '/'));
  const address = await nodeFileSystem.realAddress(asked);
  if (root === undefined || address === undefined || !isWithin(address, root) || !isNoteName(address))
    throw new Unanswerable('That is no note of the folder that was opened.');
  const { files } = await findNotes(nodeFileSystem, root, ['.'], new GitIgnore(nodeFileSystem));
  const notes = [...new Set([...files, address])].map(toPath);
  const { workspace } = await openNotes(language, { notes, settings: {} });
  const titles = new Map(language.rules.map(({ id, title }) => [id, title]));
  return workspace.findings(address).map(({ rule, severity, at, fixes }) => ({
    rule,
    severity,
    line: (workspace.locate(at)?.range.start.line ?? 0) + 1,
    about: titles.get(rule) ?? rule,
    hasFix: fixes.length > 0,
  }));
}
