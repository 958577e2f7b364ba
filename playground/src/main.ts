// The playground: one note in an editor, checked by the extension's own server in a worker, with its findings beside
// it.
import { closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver';
import clinicDay from '../../examples/clinic-day.encounter?text';
import cleanDay from '../../examples/clean-day.encounter?text';
import practice from '../../media/walkthrough/practice.encounter?text';
import { assists } from './assists';
import { levelOf, messageOf, showFindings, summaryOf, type Shown } from './findings-list';
import { noteColors } from './highlight';
import { Note } from './note';
import { changesOf, offsetAt, spanOf } from './positions';

const EXAMPLES: Readonly<Record<string, string>> = {
  'A nurse refills a pump': practice,
  'A clinic day with errors': clinicDay,
  'A clean clinic day': cleanDay,
  'Your own note': '2026-11-20 refill P-014 @office #medicare\n',
};
/** After so long without a key the findings are asked for. */
const PAUSE_MS = 120;

const summary = element('summary');
const list = element('findings');
const note = new Note(() => void check());
let isSent = true;
let pause: ReturnType<typeof setTimeout> | undefined;
let checks = 0;

const view = new EditorView({
  parent: element('editor'),
  state: EditorState.create({
    doc: practice,
    extensions: [
      lineNumbers(),
      lintGutter(),
      history(),
      highlightActiveLine(),
      closeBrackets(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': 'Note', spellcheck: 'false' }),
      noteColors,
      assists(note, send),
      keymap.of([
        { key: 'F8', run: nextDiagnostic },
        { key: 'Shift-F8', run: previousDiagnostic },
        { key: 'Mod-.', run: focusFixes },
        ...defaultKeymap,
        ...historyKeymap,
      ]),
      EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
        if (docChanged) changed();
        else if (selectionSet) void note.caretMoved(state.doc.lineAt(state.selection.main.head).number - 1);
      }),
    ],
  }),
});

isSent = false;
void check();
setUpTools();
view.focus();

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
}

function changed(): void {
  isSent = false;
  clearTimeout(pause);
  pause = setTimeout(() => void check(), PAUSE_MS);
}

async function send(): Promise<void> {
  if (isSent) return;
  isSent = true;
  await note.write(view.state.doc.toString());
}

/** Shows the findings of the text; an answer about an older text is dropped. */
async function check(): Promise<void> {
  const own = ++checks;
  const text = view.state.doc;
  await send();
  const findings = await note.findings();
  const shown = await Promise.all(findings.map(async finding => ({ finding, fixes: await note.fixesOf(finding) })));
  if (own !== checks || !text.eq(view.state.doc)) return;
  const sorted = shown.sort((a, b) => (a.finding.severity ?? 1) - (b.finding.severity ?? 1));
  view.dispatch(setDiagnostics(view.state, shown.map(squiggleOf)));
  showFindings(list, sorted, { goTo, apply: fix => void applyFix(fix) });
  summary.textContent = summaryOf(findings);
  document.body.dataset['checked'] = String(own);
}

function squiggleOf({ finding, fixes }: Shown) {
  const { from, to } = spanOf(view.state.doc, finding.range);
  return {
    from,
    to: Math.max(to, from),
    severity: levelOf(finding),
    message: messageOf(finding),
    source: String(finding.code ?? ''),
    actions: fixes.slice(0, 3).map(fix => ({ name: fix.title, apply: () => void applyFix(fix) })),
  };
}

function goTo({ range }: Diagnostic): void {
  const anchor = offsetAt(view.state.doc, range.start);
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
  view.focus();
}

async function applyFix(fix: CodeAction): Promise<void> {
  const text = view.state.doc;
  applyEdits(text, await note.editsOf(fix));
}

/** Edits are for the text that they were asked for. */
function applyEdits(text: typeof view.state.doc, edits: readonly TextEdit[]): void {
  if (!text.eq(view.state.doc)) return;
  view.dispatch({ changes: changesOf(text, edits), userEvent: 'input.fix' });
  view.focus();
}

/** Puts the keyboard on the first fix of the caret's line, in the list. */
function focusFixes(): boolean {
  const line = view.state.doc.lineAt(view.state.selection.main.head).number - 1;
  const fix = list.querySelector<HTMLElement>(`li[data-line="${line}"] .fixes button`);
  fix?.focus();
  return fix !== null;
}

function setUpTools(): void {
  const choice = element('example') as HTMLSelectElement;
  choice.append(...Object.keys(EXAMPLES).map(title => new Option(title)));
  choice.addEventListener('change', () => {
    const insert = EXAMPLES[choice.value] ?? '';
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert }, selection: { anchor: 0 } });
    view.focus();
  });
  const whenAsked = (id: string, ask: () => Promise<readonly TextEdit[]>): void =>
    element(id).addEventListener('click', () => {
      const text = view.state.doc;
      void send()
        .then(ask)
        .then(edits => applyEdits(text, edits));
    });
  whenAsked('format', () => note.format());
  whenAsked('repair', () => note.repairs());
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset['theme'] = prefersDark ? 'dark' : 'light';
  element('theme').addEventListener('click', () => {
    const { dataset } = document.documentElement;
    dataset['theme'] = dataset['theme'] === 'dark' ? 'light' : 'dark';
  });
}
