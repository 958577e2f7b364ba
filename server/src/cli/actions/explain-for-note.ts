import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeForEncounter, whyNotSummary } from '../../core/explain/pages/why-not.js';
import { page } from '../../core/explain/markdown.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import type { Encounter } from '../../core/encounter/model.js';
import type { Workspace } from '../../core/workspace/workspace.js';
import { EXIT } from '../exit.js';
import { markdownAsText } from '../markdown-text.js';
import { write } from '../output.js';
import { resolveConfig } from '../resolve-config.js';
import { painter, wantsColor, widthOf } from '../terminal.js';
import { UsageError } from '../usage-error.js';

/** What one encounter of the note says of the code. */
interface Answer {
  readonly line: number;
  readonly header: string;
  readonly markdown: string;
  readonly summary: string | null;
}

/**
 * Prints why the encounters of a note support a code, or why not.
 * @throws {@link UsageError} if the note or the line is not there
 */
export async function explainForNote(
  word: string,
  target: string,
  { format, codes }: { readonly format: 'text' | 'markdown' | 'json'; readonly codes?: string },
): Promise<number> {
  const code = word.trim().toUpperCase();
  const { file, line } = splitTarget(target);
  const uri = pathToFileURL(path.resolve(file)).href;
  const language = openLanguage(codes);
  const workspace = language.createWorkspace();
  const config = await resolveConfig(language, [file]);
  workspace.configure(
    one => config.settings(one, {}),
    one => config.profiles(one),
  );
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read`);
  });
  workspace.set(uri, text);
  const answers = encountersAt(workspace, uri, line, target).map(encounter => answerFor(workspace, encounter, code));
  const out = process.stdout;
  if (format === 'json') {
    await write(out, `${JSON.stringify({ code, note: file, encounters: answers }, null, 2)}\n`);
    return EXIT.clean;
  }
  const markdown = answers.map(one => `**Line ${one.line}: ${one.header}**\n\n${one.markdown}`).join('\n\n---\n\n');
  const width = Math.min(widthOf(out) ?? 80, 100);
  await write(out, `${format === 'text' ? markdownAsText(markdown, painter(wantsColor(out)), width) : markdown}\n`);
  return EXIT.clean;
}

/** `day.encounter:12`; a file whose own name ends so is taken as it is. */
function splitTarget(target: string): { readonly file: string; readonly line: number | undefined } {
  const found = /^(.+):(\d+)$/.exec(target);
  return found && !existsSync(target) ? { file: found[1]!, line: Number(found[2]) } : { file: target, line: undefined };
}

/** The encounter at a line, or all of them. */
function encountersAt(
  workspace: Workspace,
  uri: string,
  line: number | undefined,
  target: string,
): readonly Encounter[] {
  const all = workspace.encounters(uri);
  if (!all.length) throw new UsageError(`${target} has no encounter`);
  if (line === undefined) return all;
  const found = all.findLast(({ block }) => (workspace.firstLineOf(block) ?? 0) < line);
  if (!found) throw new UsageError(`no encounter is at line ${line} of ${target}`);
  return [found];
}

function answerFor(workspace: Workspace, { block, header }: Encounter, code: string): Answer {
  const visit = workspace.visit(block)!;
  const line = (workspace.firstLineOf(block) ?? 0) + 1;
  const markdown = codeForEncounter(visit, code, place => {
    const location = workspace.locate(place);
    return location && location.range.start.line + 1;
  });
  return {
    line,
    header: block.text.slice(header.start, header.end).trim(),
    markdown: page(markdown ?? `The facts of this encounter decide nothing about ${code}.`),
    summary: whyNotSummary(visit, code) ?? null,
  };
}
