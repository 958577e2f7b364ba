import type { CodeEntry, CodeView, ProcedureStatus } from '../../codes/types.js';
import { bullets, dates, page, sourceNote, trap, unverifiedNote } from '../markdown.js';
import type { IsoDate } from '../../syntax/iso-day.js';

/** What a procedure, supply or drug code is, regardless of the encounter. */
export function codePage(codes: CodeView, code: string, date: IsoDate | undefined, forThisVisit?: string): string {
  const entry = codes.procedure(code);
  if (!entry) {
    const near = date ? codes.nearestCodes(code, 'procedure') : [];
    return page(
      `**${code}** is in none of the loaded code tables.`,
      near.length > 0 && `One slip away: ${near.join(', ')}.`,
      `*Editions: CPT ${codes.edition('CPT')}, HCPCS ${codes.edition('HCPCS')}*`,
    );
  }
  return page(
    `**${entry.code}** · ${entry.summary}`,
    statusLine(codes, entry, date),
    forThisVisit,
    trap(entry.trap),
    bullets([
      ['Right when', entry.whenRight],
      ['Not when', entry.whenNot],
      ['Who bills', entry.whoBills],
      ['Includes', entry.bundles],
      ['One unit', unitLine(entry)],
      ['Limit', entry.mue && `${entry.mue.units} a day (MUE ${entry.mue.edition}, MAI ${entry.mue.mai})`],
      ['Global', entry.indicators && globalLine(entry.indicators.global)],
      ['Valid', dates(entry.from, entry.to)],
      ['Official title', entry.title],
      ['Licensed descriptor', entry.descriptor],
    ]),
    entry.details,
    unverifiedNote(entry.unverified),
    sourceNote(codes, entry.sources),
  );
}

function statusLine(codes: CodeView, entry: CodeEntry, date: IsoDate | undefined): string | undefined {
  if (!date) return undefined;
  const status: ProcedureStatus = codes.status(entry.code);
  if (status === 'ended')
    return `**Not valid** on ${date}: it ended on ${entry.to}${entry.successors?.length ? `; use ${entry.successors.join(' or ')}` : ''}.`;
  if (status === 'not-yet') return `**Not valid** on ${date}: it starts on ${entry.from}.`;
  return undefined;
}

function unitLine(entry: CodeEntry): string | undefined {
  return entry.drug && `${entry.drug.unitAmount} ${entry.drug.unit} of ${entry.drug.substance}`;
}

function globalLine(global: string): string | undefined {
  if (global === '010' || global === '090') return `${+global} days`;
  return global === '000' ? 'the day itself' : undefined;
}
