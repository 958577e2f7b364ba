import { every, isDigit } from './chars.js';

/** Whether a text is a day of the calendar written `2026-11-20`. */
export function isIsoDay(s: string): boolean {
  if (s.length !== 10 || !isIsoShaped(s, 0)) return false;
  const month = numberIn(s, 5, 7),
    day = numberIn(s, 8, 10);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(numberIn(s, 0, 4), month);
}

/** The number that the digits in [`from`, `to`) write. */
export function numberIn(text: string, from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to; i++) n = n * 10 + text.charCodeAt(i) - 0x30;
  return n;
}

/** Whether the ten characters at `from` are digits and hyphens as in `2026-11-20`. */
export function isIsoShaped(text: string, from: number): boolean {
  return (
    text.charCodeAt(from + 4) === 0x2d &&
    text.charCodeAt(from + 7) === 0x2d &&
    every(text, isDigit, from, from + 4) &&
    every(text, isDigit, from + 5, from + 7) &&
    every(text, isDigit, from + 8, from + 10)
  );
}

/** Days of a month (1–12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `YYYY-MM-DD`; compares as text. */
export type IsoDate = string;
