import type { CodePanel } from '../views/code-panel';
import type { Tools } from './command';
import { pickTopic } from './explain-code';

/** A procedure or diagnosis code, without its modifiers. */
const CODE = /(?:[A-Z]\d{4}|\d{4}[\dAFMTU]|[A-TV-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?)(?![A-Z\d.])/i;

/** Shows the page of a code: the one that is asked for, else the one at the caret, else one that the coder finds. */
export async function showCodePage(tools: Tools, panel: CodePanel, ...sent: readonly unknown[]): Promise<void> {
  const [asked, uri, line] = sent;
  const code = typeof asked === 'string' ? asked : (codeAtCaret(tools) ?? (await findCode(tools)));
  if (code === undefined) return;
  const { place } = tools.active;
  const linked = typeof uri === 'string' && typeof line === 'number' ? { uri, line } : undefined;
  const atCaret = place && { uri: place.uri.toString(), line: place.position.line };
  await panel.show(code.toUpperCase(), linked ?? atCaret);
}

function codeAtCaret({ active: { editor } }: Tools): string | undefined {
  if (!editor) return undefined;
  const { selection, document } = editor;
  const range = document.getWordRangeAtPosition(selection.active, new RegExp(`(?<![A-Z\\d])${CODE.source}`, 'gi'));
  return range && document.getText(range);
}

async function findCode(tools: Tools): Promise<string | undefined> {
  const found = await pickTopic(tools, '', {
    title: 'Show Code Page',
    isWanted: ({ kind }) => kind === 'code' || kind === 'diagnosis',
  });
  return found?.topic.word;
}
