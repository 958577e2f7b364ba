/**
 * Due refills as a calendar (RFC 5545). It holds the token of a patient and days, and nothing else of a note. The same
 * notes give the same calendar to the byte, and an event keeps its id, so that a calendar that reads it again moves the
 * event instead of adding another one.
 */
import { addDays } from '../encounter/date.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { visible } from '../text/visible.js';
import type { DueRefill } from './worklist.js';

/** @param due at least one: a calendar without an event is none */
export function worklistCalendar(due: readonly DueRefill[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Encounter Notes//Due refills//EN',
    'CALSCALE:GREGORIAN',
    ...due.flatMap(event),
    'END:VCALENDAR',
  ]
    .map(line => `${fold(line)}\r\n`)
    .join('');
}

function event({ encounter, patient, planned, alarm }: DueRefill): string[] {
  const day = (planned ?? alarm)!;
  const filled = encounter.date;
  const description = [
    planned ? `Planned for ${planned}` : 'No visit is planned',
    ...(alarm ? [`low-reservoir alarm ${alarm}`] : []),
    ...(filled ? [`last fill ${filled}`] : []),
  ];
  return [
    'BEGIN:VEVENT',
    `UID:${encodeURIComponent(patient)}-refill-after-${filled ?? 'unknown'}@encounter-notes.invalid`,
    // The day of the note: no clock has a part in it.
    `DTSTAMP:${compact(filled ?? day)}T000000Z`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1) ?? day)}`,
    `SUMMARY:${escapeText(`Pump refill ${patient}`)}`,
    `DESCRIPTION:${escapeText(`${description.join(', ')}.`)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function compact(day: IsoDate): string {
  return day.replaceAll('-', '');
}

function escapeText(text: string): string {
  return visible(text)
    .replace(/[\\;,]/g, String.raw`\$&`)
    .replace(/\r\n|\r|\n/g, String.raw`\n`);
}

/** Octets in a line, without its break. */
const MAX_OCTETS = 75;

function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** Continues a long line on others that begin with a blank, and breaks no character. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const char of line) {
    const size = octetsOf(char.codePointAt(0)!);
    if (octets + size > MAX_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += char;
    octets += size;
  }
  return folded;
}
