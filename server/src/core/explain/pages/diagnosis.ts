import type { CodeView } from '../../codes/types.js';
import type { Diagnosis } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { bullets, page, sourceNote, trap, unverifiedNote } from '../markdown.js';

const SHOWN_CHILDREN = 8;

/** What a diagnosis code is on the date of the visit, and which code lines point to it. */
export function diagnosisPage(visit: Visit, diagnosis: Diagnosis): string {
  const pointing = visit.encounter.codes
    .filter(line => line.pointers.includes(diagnosis.letter))
    .map(line => line.code);
  const here = `Diagnosis ${diagnosis.letter} of this claim${pointing.length ? `, pointed to by ${pointing.join(', ')}` : '; no code line points to it'}.`;
  return diagnosisEntryPage(visit.codes, diagnosis.code, visit.date, here);
}

/** What a diagnosis code is, regardless of the encounter. */
export function diagnosisEntryPage(codes: CodeView, code: string, date: string | undefined, here?: string): string {
  const entry = codes.diagnosis(code);
  const edition = codes.edition('ICD-10-CM');
  if (!entry) {
    const near = date ? codes.nearestCodes(code, 'diagnosis') : [];
    return page(
      `**${code}** is in no edition of ICD-10-CM that is loaded.`,
      near.length > 0 && `One slip away: ${near.join(', ')}.`,
      here,
      `*Edition: ${edition}*`,
    );
  }
  return page(
    `**${entry.code}** · ${entry.title}`,
    date && statusLine(codes, entry.code, date),
    here,
    entry.summary,
    trap(entry.trap),
    bullets([
      [
        'Valid',
        entry.from || entry.to
          ? `${entry.from ? `since ${entry.from}` : ''}${entry.to ? ` until ${entry.to}` : ''}`.trim()
          : undefined,
      ],
    ]),
    entry.details,
    unverifiedNote(entry.unverified),
    sourceNote(codes, entry.sources, edition),
  );
}

function statusLine(codes: CodeView, code: string, date: string): string | undefined {
  const children = (): string => {
    const all = codes.billableChildren(code);
    const shown = all
      .slice(0, SHOWN_CHILDREN)
      .map(child => `- ${child.code} ${child.title}`)
      .join('\n');
    return `\n\n${shown}${all.length > SHOWN_CHILDREN ? `\n- and ${all.length - SHOWN_CHILDREN} more` : ''}`;
  };
  switch (codes.diagnosisStatus(code)) {
    case 'header': {
      const since = codes.headerSince(code);
      return `**Not billable** on ${date}${since ? `: a category since ${since}` : ': a category'}. Billable below it:${children()}`;
    }
    case 'needs-7th':
      return `**Not billable** without its seventh character:${children()}`;
    case 'ended':
      return `**No longer valid** on ${date}.`;
    case 'not-yet':
      return `**Not valid yet** on ${date}.`;
    default:
      return undefined;
  }
}
