import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hover } from '../../../server/src/core/editor/hover/hover';
import { lensText, LENS_KINDS } from '../../../server/src/core/editor/code-lens';
import { complete } from '../../../server/src/core/editor/completion/complete';
import { explainTopic } from '../../../server/src/core/explain/topic';
import { outline } from '../../../server/src/core/editor/outline';
import { reportMarkdown } from '../../../server/src/core/report/markdown';
import { report } from '../../../server/src/core/report/report';
import type { Workspace } from '../../../server/src/core/workspace/workspace';
import { workspaceOf } from '../../support/checking';

const root = path.resolve(import.meta.dirname, '../../..');
// Two encounters of the example: one of each kind of line.
const example = readFileSync(path.join(root, 'examples/clinic-day.encounter'), 'utf8')
  .split('\n')
  .slice(0, 45)
  .join('\n');

/** What a note from elsewhere may hold: each would load, link, run or hide something if it were read as markup. */
const HOSTILE = [
  '<img/src="http://evil.example/x.png">',
  '![x](http://evil.example/y.png)',
  '[x](command:workbench.action.terminal.new)',
  '**bold**',
  'http://evil.example/z',
  '\u202eabc',
];
/** The same, live: an image, a link, a tag, bold text, a bare address, a hidden mark. */
const LIVE =
  /(?<!\\)<\/?[a-z]+[^>]*evil|(?<!\\)\]\((?=command:|http:\/\/evil)|(?<!\\)!\[x|(?<!\\)\*\*bold|(?<![\\])https?:\/\/evil|\u202e/i;

/** The example with a hostile word in place of, or behind, one item of each kind. */
function* poisoned(word: string): Generator<string> {
  const typed = word.replace(/,/g, '');
  const lines = example.split('\n');
  for (const [i, line] of lines.entries()) {
    if (!line.trim() || line.startsWith(';')) continue;
    yield [...lines.slice(0, i), `${line} ${typed}`, ...lines.slice(i + 1)].join('\n');
    yield [...lines.slice(0, i), line.replace(/[^\s:,#@!"]+(?=[^\s:,]*$)/, () => typed), ...lines.slice(i + 1)].join(
      '\n',
    );
  }
  yield `mac: ${typed}\npayer: #${typed}\nplace: @${typed}\n\n${example}`;
  yield example.replace(/#medicare/g, `#${typed.replace(/\s/g, '')}`);
  yield example.replace(/@office/g, `@office !${typed.replace(/\s/g, '')}`);
}

/** Collects the places where a text is shown as markup, or with marks that reorder it. */
class LiveText {
  readonly places = new Set<string>();

  look(where: string, shown: string | undefined): void {
    const at = shown?.search(LIVE) ?? -1;
    if (shown && at >= 0) this.places.add(`${where}: ${shown.slice(Math.max(0, at - 60), at + 60)}`);
  }

  lookForMarks(where: string, shown: string | undefined): void {
    if (shown?.includes('\u202e')) this.places.add(where);
  }
}

function lookAtLine(workspace: Workspace, line: number, length: number, live: LiveText): void {
  for (let character = 0; character <= length; character += 3) {
    live.look('hover', hover(workspace, 'note', { line, character })?.markdown);
    const proposals = complete(workspace, 'note', { line, character })?.proposals ?? [];
    for (const { about, why } of proposals.slice(0, 5)) {
      live.look('why', why);
      live.look('topic', about && explainTopic(workspace, 'note', about));
    }
  }
}

function lookAtLists(workspace: Workspace, live: LiveText): void {
  live.look('report', reportMarkdown(report(workspace, ['note'])));
  for (const { message } of workspace.findings('note')) live.lookForMarks(`message: ${message}`, message);
  for (const block of workspace.file('note')!.blocks)
    for (const kind of LENS_KINDS) live.lookForMarks('lens', lensText(workspace, block, kind)?.title);
  const names = outline(workspace, 'note').map(({ name, children }) => [name, children.map(child => child.name)]);
  live.lookForMarks('outline', JSON.stringify(names));
}

describe.each(HOSTILE)('%s in a note', word => {
  it('is shown as text in hovers, reports and lists', () => {
    const live = new LiveText();
    for (const text of poisoned(word)) {
      const workspace = workspaceOf({ note: text });
      const lines = text.split('\n');
      const at = lines.findIndex(line => line.includes(word.slice(0, 5)) || line.includes('evil'));
      lookAtLine(workspace, at, lines[at]?.length ?? 0, live);
      lookAtLists(workspace, live);
    }
    expect([...live.places].slice(0, 5)).toEqual([]);
  });
});
