/** The start of a line: the claim that the facts support, the keys that are missing, another encounter, any code. */
import { claimLines, type ClaimLine } from '../claim-lines.js';
import { escape, page } from '../../explain/markdown.js';
import { skipBlanks } from '../../syntax/chars.js';
import { lineAt } from '../../syntax/line-at.js';
import { hasLoadedCodes, proposeCodes } from './code-line.js';
import { proposeKeys } from './keys.js';
import { distinct, type Completion, type Suggestion } from './suggestion.js';
import type { HeaderLine } from '../../syntax/tree.js';
import { typedVisit, VISIT_TEMPLATES } from './visit-templates.js';
import type { CursorContext, Word } from './cursor-context.js';

export function completeLineStart(spot: CursorContext, word: Word): Completion {
  const {
    block: { text },
    line,
    visit,
  } = spot;
  const colon = word.text.indexOf(':');
  const end = colon < 0 ? word.end : word.start + colon;
  // Behind a colon that follows no key is nothing that is known.
  if (end < spot.offset) return { at: { start: spot.offset, end: spot.offset }, proposals: [], changing: false };
  const at = { start: word.start, end };
  const rest = skipBlanks(text, colon < 0 ? end : end + 1, line.end) < line.end;
  const keys = colon >= 0 || !/\d/.test(word.typed) ? proposeKeys(spot, colon >= 0, rest) : [];
  if (colon >= 0) return { at, proposals: keys, changing: false };
  const claim = visit
    ? claimLines(visit)
        .filter(({ billed }) => !billed)
        .map(derived => claimProposal(derived, rest, visit.codes.procedure(derived.code)?.short))
    : [];
  const begins = rest ? [] : [...proposeDates(spot), ...proposeVisits(spot)];
  const proposals = [
    ...claim,
    // Above the first encounter a note most often starts with one.
    ...(visit ? [...keys, ...begins] : [...begins, ...keys]),
    ...(visit ? proposeCodes(spot, visit, { typed: word.typed, rest }) : []),
  ];
  return { at, proposals: distinct(proposals), changing: visit !== undefined && hasLoadedCodes(spot) };
}

/**
 * The first word of a header, which may also be a code that is being typed before its modifiers and so looks like a
 * date for a while.
 */
export function completeFirstWord(spot: CursorContext, date: HeaderLine['date']): Completion {
  const {
    visit,
    offset,
    encounter,
    block: { text },
  } = spot;
  const isDate = encounter?.date !== undefined || !visit;
  const at = {
    start: date.start,
    end: isDate ? date.end : offset + (text.slice(offset, date.end).split('-', 1)[0] ?? '').length,
  };
  return {
    at,
    proposals: distinct([
      ...proposeDates(spot).map(proposal => ({ ...proposal, typed: proposal.label })),
      ...(isDate ? [] : proposeCodes(spot, visit, { typed: text.slice(date.start, offset), rest: true })),
    ]),
    changing: !isDate && hasLoadedCodes(spot),
  };
}

/**
 * A line of the derived claim; where more is on the line already, its code alone. Beside it what it is, in a few words:
 * everything longer would cut the line itself off. Why it is supported is in its explanation.
 */
function claimProposal(derived: ClaimLine, rest: boolean, short = ''): Suggestion {
  const { typed, code, doubt } = derived;
  return {
    label: rest ? code : typed,
    kind: 'line',
    filter: `${rest ? code : typed} ${short}`.trimEnd(),
    note: short ? `supported: ${short}` : 'supported by the facts',
    about: { kind: 'code', word: code },
    why: whyMarkdown(derived),
    ...(doubt ? { note: `supported; ${doubt}` } : {}),
  };
}

/** Why the facts support a line, with the lines of the note that say so. */
export function whyMarkdown({ head, reasons, arithmetic, doubt }: ClaimLine): string {
  const rows = reasons.map(({ text, at }) => {
    const line = at && lineAt(at.block, at.start);
    const cited = at && line ? at.block.text.slice(line.start, line.end).trim() : '';
    return `- ${escape(text)}${cited ? ` — ${escape(cited.length > 90 ? `${cited.slice(0, 89)}…` : cited)}` : ''}`;
  });
  return page(
    `**The facts support ${head}:**`,
    rows.join('\n'),
    arithmetic && escape(arithmetic),
    doubt && `**Doubt:** ${escape(doubt)}.`,
  );
}

/** The visits that an encounter can begin with, for an empty line. */
function proposeVisits({ today, encounter }: CursorContext): readonly Suggestion[] {
  return VISIT_TEMPLATES.map(template => ({
    label: template.words[0]!,
    kind: 'visit',
    filter: template.words.join(' '),
    typed: typedVisit(template, today ?? encounter?.date),
    note: template.name,
    why: template.description,
  }));
}

/** The day of another encounter: of this one, and the latest that any note has. */
function proposeDates({ encounter, workspace, today }: CursorContext): readonly Suggestion[] {
  const latest = [...workspace.seen.words('date')].sort().at(-1);
  const own = encounter?.date;
  return [own, latest, today].flatMap((date, i, all): Suggestion[] =>
    date && all.indexOf(date) === i
      ? [
          {
            label: date,
            kind: 'date',
            typed: `${date} `,
            note: noteOfDate(date, own, today),
            goesOn: true,
          },
        ]
      : [],
  );
}

function noteOfDate(date: string, own: string | undefined, today: string | undefined): string {
  if (date === own) return 'another encounter on this day';
  return date === today ? 'today' : 'another encounter on the latest day';
}
