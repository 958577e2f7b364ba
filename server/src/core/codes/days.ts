import type { IsoDate } from '../syntax/iso-day.js';

/** The day so many days later (earlier where negative). */
export function shiftDay(date: IsoDate, days: number): IsoDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
