import type { Diagnosis } from './model.js';

const A = 65;

/**
 * The letter of a diagnosis by its place in the note, from 0: `A` for the first. Past `Z` the signs run on, since a
 * note may list too many.
 */
export function letterAt(place: number): string {
  return String.fromCharCode(A + place);
}

/** The diagnosis that a letter means; undefined if it leads nowhere. */
export function diagnosisOf(letter: string, dx: readonly Diagnosis[]): Diagnosis | undefined {
  return dx[letter.charCodeAt(0) - A];
}
