import { env, window } from 'vscode';
import type { ClaimPreview, ClaimPreviewLine } from '../../../protocol/messages';
import { ask, atPosition } from '../server';
import type { Tools } from './command';
import { targetOf } from './target';

/**
 * Puts the service lines of an encounter on the clipboard, one a line with tabs between the boxes: a spreadsheet takes
 * them as cells.
 */
export async function copyClaim({ client, active }: Tools, sent: readonly unknown[]): Promise<void> {
  const target = targetOf(active, sent);
  if (!target) return;
  const preview = await ask(client, 'encounterNotes/claimPreview', atPosition(target.uri, target.position));
  const lines = preview?.forms.flat() ?? [];
  if (!preview || lines.length === 0)
    return void window.showInformationMessage('This encounter has no claim lines to copy.');
  await env.clipboard.writeText(`${lines.map(line => rowOf(line, preview)).join('\n')}\n`);
  const copied = `${lines.length} claim ${lines.length === 1 ? 'line' : 'lines'} copied`;
  const warnings = warningsOf(preview);
  if (warnings.length > 0) void window.showWarningMessage(`${copied}. ${warnings.join(' ')}`);
  else window.setStatusBarMessage(`$(check) ${copied}`, 4000);
}

/** What the lines on the clipboard do not show: open errors, lines that are left out, findings that are waived. */
function warningsOf({ state: { errors }, leftOut, waived }: ClaimPreview): string[] {
  return [
    ...(errors > 0 ? [`${errors === 1 ? 'One error is' : `${errors} errors are`} open on this claim.`] : []),
    ...(leftOut.length > 0 ? [`Not copied: ${leftOut.join(', ')}, marked ? or no whole line.`] : []),
    ...(waived.length > 0 ? [`Waived: ${waived.join(', ')}.`] : []),
  ];
}

/** Date, place, code with modifiers, diagnoses, charge, units. */
function rowOf(line: ClaimPreviewLine, { diagnoses }: ClaimPreview): string {
  const { date, place, code, modifiers, pointers, charge, units } = line;
  const pointed = [...pointers].flatMap(letter => diagnoses.find(dx => dx.letter === letter)?.code ?? []);
  const amount = charge ? `${charge.dollars}.${charge.cents}` : '';
  return [date ?? '', place ?? '', [code, ...modifiers].join('-'), pointed.join(' '), amount, units].join('\t');
}
