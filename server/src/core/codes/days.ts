import type { IsoDate } from '../syntax/iso-day.js';

/** The day so many days later (earlier where negative). */
export function shiftDay(date: IsoDate, days: number): IsoDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** The day so many months later, and so many days after that. */
export function shiftMonths(date: IsoDate, months: number, days = 0): IsoDate {
  const month = +date.slice(5, 7) - 1 + months;
  const year = +date.slice(0, 4) + Math.floor(month / 12);
  return shiftDay(`${year}-${String((month % 12) + 1).padStart(2, '0')}-${date.slice(8)}`, days);
}
