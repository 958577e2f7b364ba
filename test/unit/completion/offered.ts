import { complete } from '../../../server/src/core/editor/completion/complete';
import type { Suggestion } from '../../../server/src/core/editor/completion/suggestion';
import { workspaceOf } from '../../support/checking';

export interface Offer extends Suggestion {
  /** The line of the mark once this is taken, gaps as `…`. */
  readonly after: string;
}

/** What is offered at the mark `‸` of a note, best first. */
export function offered(
  marked: string,
  others: Readonly<Record<string, string>> = {},
  trigger?: string,
): readonly Offer[] {
  const before = marked.slice(0, marked.indexOf('‸')).split('\n');
  const text = marked.replace('‸', '');
  const position = { line: before.length - 1, character: before.at(-1)!.length };
  const found = complete(workspaceOf({ note: text, ...others }), 'note', position, { trigger: trigger });
  const line = text.split('\n')[position.line]!;
  return (found?.proposals ?? []).map(proposal => {
    const { start, end } = found!.spot.file.rangeOf({ block: found!.spot.block, ...(proposal.at ?? found!.at) });
    const typed = proposal.typed ?? proposal.label;
    const filled =
      typeof typed === 'string'
        ? typed
        : typed.map(part => (typeof part === 'string' ? part : part.gap || '…')).join('');
    return { ...proposal, after: line.slice(0, start.character) + filled + line.slice(end.character) };
  });
}

export const labels = (offers: readonly Offer[]): string[] => offers.map(({ label }) => label);
