import { explainTopic } from '../../core/explain/topic.js';
import { findTopics } from '../../core/explain/search.js';
import { topicsNamed } from '../../core/explain/topics-named.js';
import { FLAG_HELP, KEY_HELP, SERVICE_HELP } from '../../core/explain/glossary.js';
import { explainForNote } from './explain-for-note.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { RULES } from '../../core/check/catalog.js';
import type { Workspace } from '../../core/workspace/workspace.js';
import { EXIT } from '../exit.js';
import { resolveConfig } from '../resolve-config.js';
import { didYouMean, suggest } from '../suggest.js';
import { write } from '../output.js';
import { UsageError } from '../usage-error.js';
import { markdownAsText } from '../markdown-text.js';
import { painter, wantsColor, widthOf } from '../terminal.js';

export interface ExplainOptions {
  readonly date?: string;
  /** `day.encounter` or `day.encounter:12`: answer for the encounters of that note. */
  readonly for?: string;
  readonly format: 'text' | 'markdown' | 'json';
  /** Folder with the releases that are loaded. */
  readonly codes?: string;
}

/** Prose is hard to read in longer lines. */
const WIDEST = 100;
/** People retype the word rather than read a longer list. */
const MAX_SUGGESTED = 8;

/**
 * Prints what a word means: the page that the editor shows for it.
 * @throws {@link UsageError} where it means nothing
 */
export async function explain(word: string, options: ExplainOptions): Promise<number> {
  if (options.for !== undefined) return explainForNote(word, options.for, options);
  const { date = today(), format } = options;
  if (!isDay(date)) throw new UsageError(`“${date}” is no day; write it as YYYY-MM-DD`);
  // An empty word would match everything.
  if (!/[\p{L}\p{N}]/u.test(word)) throw new UsageError('name what to explain, such as 62370 or drug-waste');
  const { stdout: out } = process;
  const language = openLanguage(options.codes);
  const workspace = language.createWorkspace();
  const config = await resolveConfig(language, []);
  workspace.configure(
    uri => config.settings(uri, {}),
    uri => config.profiles(uri),
  );
  const pages = topicsNamed(workspace, word, date).flatMap(topic => {
    const markdown = explainTopic(workspace, '', topic);
    return markdown ? [{ topic, markdown }] : [];
  });
  if (!pages.length) throw unknown(workspace, word, date);
  const text = ({ markdown }: { markdown: string }): string =>
    markdownAsText(markdown, painter(wantsColor(out)), Math.min(widthOf(out) ?? 80, WIDEST));
  switch (format) {
    case 'json':
      await write(
        out,
        `${JSON.stringify({ word, date, topics: pages.map(({ topic, markdown }) => ({ kind: topic.kind, word: topic.word, markdown })) }, null, 2)}\n`,
      );
      break;
    case 'markdown':
      await write(out, `${pages.map(({ markdown }) => markdown).join('\n\n---\n\n')}\n`);
      break;
    case 'text':
      await write(out, `${pages.map(text).join('\n\n---\n\n')}\n`);
  }
  return EXIT.clean;
}

/** What may have been meant. */
function unknown(workspace: Workspace, word: string, date: string): UsageError {
  const near = suggest(word, names(workspace));
  const related = findTopics(workspace, '', word, date)
    .filter(({ label }) => !near.includes(label))
    .slice(0, MAX_SUGGESTED);
  const width = Math.max(0, ...related.map(({ label }) => label.length));
  return new UsageError(
    `nothing is called “${word}”${didYouMean(near)}${related.length ? '; these mention it:' : ''}`,
    related.map(({ label, kind, summary }) => `  ${label.padEnd(width)}  ${kind}: ${summary}`),
  );
}

function names(workspace: Workspace): string[] {
  const codes = workspace.codes.on(undefined);
  const profiles = workspace.profiles('');
  return [
    ...codes.procedures().map(({ code }) => code),
    ...codes.modifiers().map(({ modifier }) => modifier),
    ...codes.drugs().map(({ name }) => name),
    ...RULES.map(({ id }) => id),
    ...profiles.payers().map(({ id }) => `#${id}`),
    ...codes.places().map(({ code, names: [name] }) => `@${name ?? code}`),
    ...Object.keys(KEY_HELP).map(key => `${key}:`),
    ...Object.keys(SERVICE_HELP),
    ...Object.keys(FLAG_HELP),
  ];
}

function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}
