import type { PerformerClass } from './model.js';

const QHP = ['MD', 'DO', 'DPM', 'NP', 'APRN', 'ARNP', 'CRNP', 'FNP', 'CNS', 'PA', 'PA-C', 'CRNA', 'CNM'];
const STAFF = ['RN', 'LPN', 'LVN', 'MA', 'CMA', 'tech'];

/** Credentials by their upper-case spelling. */
const CREDENTIALS: ReadonlyMap<string, { name: string; class: PerformerClass }> = new Map([
  ...QHP.map((name): [string, { name: string; class: PerformerClass }] => [name, { name, class: 'qhp' }]),
  ...STAFF.map((name): [string, { name: string; class: PerformerClass }] => [
    name.toUpperCase(),
    { name, class: 'staff' },
  ]),
]);

/** The credential that a word means, with dots (`M.D.`) and a certification suffix (`FNP-C`, `FNP-BC`) left out of account. */
export function credentialOf(word: string): { name: string; class: PerformerClass } | undefined {
  const asTyped = CREDENTIALS.get(word);
  if (asTyped) return asTyped;
  const plain = word.toUpperCase().replaceAll('.', '');
  return (
    CREDENTIALS.get(plain) ??
    (plain.endsWith('-C') ? CREDENTIALS.get(plain.slice(0, -2)) : undefined) ??
    (plain.endsWith('-BC') ? CREDENTIALS.get(plain.slice(0, -3)) : undefined)
  );
}

/** Credentials that are spelled out. */
const SPELLED: readonly (readonly [words: string, credential: string])[] = [
  ['registered nurse', 'RN'],
  ['licensed practical nurse', 'LPN'],
  ['licensed vocational nurse', 'LVN'],
  ['nurse practitioner', 'NP'],
  ['physician assistant', 'PA'],
  ['physician associate', 'PA'],
  ['certified medical assistant', 'CMA'],
  ['medical assistant', 'MA'],
  ['clinical nurse specialist', 'CNS'],
];

/** A text with its spelled-out credentials as abbreviations. */
export function abbreviateCredentials(text: string): string {
  const lower = text.toLowerCase();
  const found = SPELLED.find(([words]) => lower.includes(words));
  if (!found) return text;
  const at = lower.indexOf(found[0]);
  return text.slice(0, at) + found[1] + text.slice(at + found[0].length);
}
