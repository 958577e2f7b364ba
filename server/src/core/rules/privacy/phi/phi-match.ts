/** What is personal, and the word that says so without naming anyone. */
export type PersonalKind = 'name' | 'birth date' | 'phone' | 'email' | 'address' | 'ssn' | 'record number';

/** A span of a text that tells who the patient (or anyone else) is. */
export interface Sighting {
  readonly start: number;
  readonly end: number;
  readonly kind: PersonalKind;
}
