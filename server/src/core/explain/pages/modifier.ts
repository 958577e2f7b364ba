import type { CodeView } from '../../codes/types.js';
import { bullets, dates, page, sourceNote, trap, unverifiedNote } from '../markdown.js';

const POSITIONS = {
  1: 'first: it changes the amount',
  2: 'after those that change the amount: it decides payment',
  3: 'last: it informs',
} as const;

/** What a modifier means, and whether a code takes it. */
export function modifierPage(codes: CodeView, code: string, modifier: string): string {
  const entry = codes.modifier(modifier);
  if (!entry)
    return page(
      `**${modifier}** is not in our edition of the modifiers.`,
      placeNote(codes, modifier),
      `*Edition: ${codes.edition('modifiers')}*`,
    );
  const fit = codes.modifierFit(modifier, code);
  const settled = fit.verdict === 'unsettled' ? undefined : VERDICTS[fit.verdict];
  const verdict = settled && `**${settled}** on ${code}: ${fit.reason}.`;
  return page(
    `**${entry.modifier}** · ${entry.summary}`,
    verdict,
    trap(entry.trap),
    bullets([
      ['Right when', entry.whenRight],
      ['Not when', entry.whenNot],
      ['Claims', entry.setting === 'both' ? undefined : `${entry.setting} only`],
      ['Is', entry.position && POSITIONS[entry.position]],
      ['Opens NCCI pairs', entry.bypassesPairs ? 'yes, where the pair’s indicator is 1' : undefined],
      ['Valid', dates(entry.from, entry.to)],
    ]),
    entry.details,
    unverifiedNote(entry.unverified),
    sourceNote(codes, entry.sources),
  );
}

function placeNote(codes: CodeView, modifier: string): string | undefined {
  const place = codes.place(modifier);
  return (
    place &&
    `${modifier} is a place of service (${place.title}): it belongs in the header as ` +
      `@${place.names[0] ?? place.code}, on the claim in item 24B.`
  );
}

const VERDICTS = {
  accepted: 'Accepted',
  rejected: 'Not accepted',
  documentation: 'Accepted with documentation',
  doubtful: 'Doubtful',
} as const;
