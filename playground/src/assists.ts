// What the editor shows at the caret and under the mouse: completion and hover, as the server answers.
import { autocompletion, snippet, type Completion, type CompletionContext } from '@codemirror/autocomplete';
import type { Text } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import type { CompletionItem } from 'vscode-languageserver';
import { markdownView } from './markdown';
import type { Completions, Note } from './note';
import { positionAt, spanOf } from './positions';

/** @param flush sends the text that is on screen, so that the server answers about it */
export function assists(note: Note, flush: () => Promise<void>): ReturnType<typeof autocompletion>[] {
  return [
    autocompletion({
      override: [context => complete(note, flush, context)],
      icons: false,
      activateOnTypingDelay: 30,
      maxRenderedOptions: 200,
    }),
    hoverTooltip(async (view, pos) => {
      await flush();
      const hover = await note.hover(positionAt(view.state.doc, pos));
      if (!hover) return null;
      const { from, to } = hover.range ? spanOf(view.state.doc, hover.range) : { from: pos, to: pos };
      return { pos: from, end: to, create: () => ({ dom: markdownView(hover.markdown) }) };
    }),
  ];
}

async function complete(note: Note, flush: () => Promise<void>, context: CompletionContext) {
  await flush();
  const { doc } = context.state;
  const found = await note.completions(positionAt(doc, context.pos));
  const [first] = found.items;
  if (context.aborted || !first) return null;
  const from = startOf(doc, first, found) ?? context.pos;
  const options = matching(found.items, doc.sliceString(from, context.pos)).map(item =>
    optionOf(note, item, { doc, found }),
  );
  return options.length > 0 ? { from, options, filter: false } : null;
}

/** The items that hold the typed letters, in the server's order; first those that begin with them. */
function matching(items: readonly CompletionItem[], typed: string): CompletionItem[] {
  const wanted = typed.trim().toLowerCase();
  const textOf = ({ filterText, label }: CompletionItem): string => (filterText ?? label).toLowerCase();
  const order = (item: CompletionItem): string =>
    `${textOf(item).startsWith(wanted) ? 0 : 1} ${item.sortText ?? item.label}`;
  return items.filter(item => textOf(item).includes(wanted)).sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function startOf(doc: Text, { textEdit }: CompletionItem, { defaults }: Completions): number | undefined {
  const range = textEdit && 'range' in textEdit ? textEdit.range : defaults?.editRange;
  return range && 'start' in range ? spanOf(doc, range).from : undefined;
}

interface Around {
  readonly doc: Text;
  readonly found: Completions;
}

function optionOf(note: Note, item: CompletionItem, { doc, found }: Around): Completion {
  const text = item.textEdit?.newText ?? item.textEditText ?? item.insertText ?? item.label;
  const detail = item.labelDetails?.description ?? item.detail;
  const own = startOf(doc, item, found);
  return {
    label: item.label,
    ...(detail ? { detail } : {}),
    apply: (view, completion, from, to) => {
      const start = own ?? from;
      if (item.insertTextFormat === 2) snippet(snippetOf(text))(view, completion, start, to);
      else view.dispatch({ changes: { from: start, to, insert: text }, selection: { anchor: start + text.length } });
    },
    info: async () => {
      const { documentation } = await note.resolve(item);
      const markdown = typeof documentation === 'string' ? documentation : documentation?.value;
      return markdown ? markdownView(markdown) : null;
    },
  };
}

/** A snippet of the protocol in the editor's form: of choices the first, and no last stop. */
function snippetOf(text: string): string {
  return text
    .replace(/\$\{(\d+)\|([^,|]*)[^|]*\|\}/g, '#{$1:$2}')
    .replace(/\$\{(\d+):([^}]*)\}/g, '#{$1:$2}')
    .replace(/\$\{?0\}?/g, '#{}')
    .replace(/\$(\d+)/g, '#{$1}')
    .replace(/\\([$}\\])/g, '$1');
}
