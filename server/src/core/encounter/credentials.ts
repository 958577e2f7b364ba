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
