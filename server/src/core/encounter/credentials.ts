import type { PerformerClass } from './model.js';

/** Nurse practitioners by population and state are NP under other letters. */
const NURSE_PRACTITIONERS = [
  'APN',
  'CNP',
  'APNP',
  'AGNP',
  'ANP',
  'ACNP',
  'AGACNP',
  'AGPCNP',
  'PMHNP',
  'PNP',
  'CPNP',
  'GNP',
  'WHNP',
  'PAC',
];
const PRACTITIONERS = ['MD', 'DO', 'DPM', 'NP', 'APRN', 'ARNP', 'CRNP', 'FNP', 'CNS', 'PA', 'PA-C', 'CRNA', 'CNM'];
const QHP = [...PRACTITIONERS, ...NURSE_PRACTITIONERS];
const STAFF = ['RN', 'LPN', 'LVN', 'MA', 'CMA', 'tech', 'RMA', 'CCMA', 'RNFA'];

/** Every credential that a note knows, in capitals. */
export const CREDENTIAL_WORDS: readonly string[] = [...QHP, ...STAFF].map(word => word.toUpperCase());

/** Credentials by their upper-case spelling. */
const CREDENTIALS: ReadonlyMap<string, { name: string; class: PerformerClass }> = new Map([
  ...QHP.map((name): [string, { name: string; class: PerformerClass }] => [name, { name, class: 'qhp' }]),
  ...STAFF.map((name): [string, { name: string; class: PerformerClass }] => [
    name.toUpperCase(),
    { name, class: 'staff' },
  ]),
]);

/**
 * The credential that a word means, with dots (`M.D.`) and a certification suffix (`FNP-C`, `FNP-BC`) left out of
 * account.
 */
export function credentialOf(word: string): { name: string; class: PerformerClass } | undefined {
  const asTyped = CREDENTIALS.get(word);
  if (asTyped) return asTyped;
  const plain = word.toUpperCase().replaceAll('.', '');
  return (
    CREDENTIALS.get(plain) ??
    joinedCredential(plain) ??
    (plain.endsWith('-C') ? CREDENTIALS.get(plain.slice(0, -2)) : undefined) ??
    (plain.endsWith('-BC') ? CREDENTIALS.get(plain.slice(0, -3)) : undefined)
  );
}

/** `APRN-CNP`, `DNP/APRN`: licenses and degrees joined to one word; the last license counts. */
function joinedCredential(word: string): { name: string; class: PerformerClass } | undefined {
  const parts = word.split(/[-/]/);
  if (parts.length < 2 || !parts.every(part => CREDENTIALS.has(part) || isDegree(part))) return undefined;
  return CREDENTIALS.get(parts.findLast(part => CREDENTIALS.has(part)) ?? '');
}

/** Degrees and certificates beside a name that are no license: `KL, BSN, RN`. */
const DEGREES: ReadonlySet<string> = new Set(
  [
    'BSN',
    'MSN',
    'ADN',
    'BS',
    'BA',
    'MS',
    'MPAS',
    'MSPAS',
    'MMS',
    'MSPA',
    'DMSc',
    'CRRN',
    'MPH',
    'MBA',
    'PhD',
    'DNP',
    'MHA',
    'CCRN',
    'CRNI',
    'CNOR',
    'CPN',
    'FACS',
    'FAAN',
    'FAAPMR',
    'MBBS',
    'MBBCh',
    'MBChB',
  ].map(degree => degree.toUpperCase()),
);

export function isDegree(word: string): boolean {
  return DEGREES.has(word.toUpperCase().replaceAll('.', ''));
}

/** What a title says where no credential is beside it. */
const TITLES: ReadonlyMap<string, { name: string; class: PerformerClass }> = new Map([
  ['DR', { name: 'Dr', class: 'qhp' }],
  ['DOCTOR', { name: 'Dr', class: 'qhp' }],
  ['ATTENDING', { name: 'attending', class: 'qhp' }],
  // The doctorate of nurse practitioners.
  ['DNP', { name: 'DNP', class: 'qhp' }],
  // The medical degrees of other countries.
  ...['MBBS', 'MBBCH', 'MBCHB'].map((name): [string, { name: string; class: PerformerClass }] => [
    name,
    { name, class: 'qhp' },
  ]),
  ['PHYSICIAN', { name: 'physician', class: 'qhp' }],
  // A nurse of any license is clinical staff; nurse practitioners are spelled out above.
  ['NURSE', { name: 'nurse', class: 'staff' }],
]);

export function titleOf(word: string): { name: string; class: PerformerClass } | undefined {
  return TITLES.get(word.toUpperCase().replaceAll('.', ''));
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
  ['certified registered nurse anesthetist', 'CRNA'],
  ['nurse anesthetist', 'CRNA'],
];

const SHORTEST_SPELLED = Math.min(...SPELLED.map(([words]) => words.length));

/** A text with its spelled-out credentials as abbreviations. */
export function abbreviateCredentials(text: string): string {
  if (text.length < SHORTEST_SPELLED) return text;
  const lower = text.toLowerCase();
  const found = SPELLED.find(([words]) => lower.includes(words));
  if (!found) return text;
  const at = lower.indexOf(found[0]);
  return text.slice(0, at) + found[1] + text.slice(at + found[0].length);
}
