// The findings beside the note: each with its level, its sentence, its line and its fixes as buttons.
import type { CodeAction, Diagnostic } from 'vscode-languageserver';

const LEVELS = ['', 'error', 'warning', 'info', 'hint'] as const;

export const levelOf = ({ severity }: Diagnostic): 'error' | 'warning' | 'info' | 'hint' =>
  LEVELS[severity ?? 1] || 'error';

export const messageOf = ({ message }: Diagnostic): string => (typeof message === 'string' ? message : message.value);

export interface Shown {
  readonly finding: Diagnostic;
  readonly fixes: readonly CodeAction[];
}

export interface Acts {
  readonly goTo: (finding: Diagnostic) => void;
  readonly apply: (fix: CodeAction) => void;
}

export function summaryOf(findings: readonly Diagnostic[]): string {
  if (findings.length === 0) return 'No findings';
  const counts = (['error', 'warning', 'info', 'hint'] as const).map(level => {
    const count = findings.filter(finding => levelOf(finding) === level).length;
    const word = level === 'info' || count === 1 ? level : `${level}s`;
    return count > 0 ? `${count} ${word}` : '';
  });
  return counts.filter(Boolean).join(', ');
}

export function showFindings(list: HTMLElement, shown: readonly Shown[], acts: Acts): void {
  list.replaceChildren(...shown.map(one => entryOf(one, acts)));
}

function entryOf({ finding, fixes }: Shown, { goTo, apply }: Acts): HTMLElement {
  const level = levelOf(finding);
  const entry = document.createElement('li');
  entry.className = level;
  entry.dataset['line'] = String(finding.range.start.line);
  const place = button(`Line ${finding.range.start.line + 1}`, () => goTo(finding));
  place.className = 'place';
  const head = document.createElement('p');
  head.className = 'head';
  head.append(labeled('level', level), place, labeled('rule', String(finding.code ?? '')));
  const buttons = document.createElement('p');
  buttons.className = 'fixes';
  buttons.append(...fixes.map(fix => button(fix.title, () => apply(fix))));
  const [sentence = '', source] = messageOf(finding).split(/\s+(?=Source: )/);
  entry.append(head, labeled('message', sentence, 'p'));
  if (fixes.length > 0) entry.append(buttons);
  if (source) entry.append(labeled('source', source, 'p'));
  return entry;
}

function labeled(name: string, text: string, tag = 'span'): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  element.addEventListener('click', act);
  return element;
}
