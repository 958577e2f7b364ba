/** Payers as charge sheets, messages and claims name them → the id of a payer profile. */

/**
 * Tried in order, on words in small letters: who administers Medicare or Medicaid for an insurer is no commercial
 * payer.
 */
const PAYER_WORDS: readonly (readonly [profile: string, words: RegExp])[] = [
  ['workers-comp', /\b(?:workers?|workmans?|work) ?s? comp(?:ensation)?\b|\bwc\b|\bstate fund\b/],
  [
    'medicare-advantage',
    /\bmedicare (?:advantage|adv|replacement|part c|hmo|ppo|plus|complete|gold)\b|\b(?:mapd|advantage plan|part c)\b/,
  ],
  [
    'medicare-advantage',
    /^(?=.*\bmedicare\b).*\b(?:aetna|humana|cigna|uhc|united ?health ?care|united|blue|bcbs|anthem|wellcare|kaiser|hmo|ppo)\b/,
  ],
  ['medicaid', /\b(?:medicaid|medi cal|medical assistance|masshealth|tenncare|badgercare|ahcccs)\b/],
  ['medicare', /^(?!.*\b(?:supplement|suppl|medigap|secondary)\b).*\b(?:medicare|mcr)\b/],
  ['aetna', /\baetna\b/],
  ['cigna', /\bcigna\b/],
  ['uhc', /\b(?:uhc|united ?health ?care|united health ?care|unitedhealth)\b/],
  ['bcbs', /\b(?:bcbs\w*|blue ?cross|blue ?shield|anthem|bc bs|highmark)\b/],
  ['self-pay', /\b(?:self ?pay|private pay|cash pay|cash|uninsured|no insurance)\b/],
];

/** SBR09, the kind of a claim's payer. Of commercial kinds the name decides. */
const FILING_CODES: ReadonlyMap<string, string> = new Map([
  ['MB', 'medicare'],
  ['MA', 'medicare'],
  ['16', 'medicare-advantage'],
  ['MC', 'medicaid'],
  ['WC', 'workers-comp'],
  ['BL', 'bcbs'],
  ['09', 'self-pay'],
]);

/** The profile of a payer's name; undefined if none is meant. */
export function payerNamed(text: string): string | undefined {
  const words = text
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return PAYER_WORDS.find(([, pattern]) => pattern.test(words))?.[0];
}

/** The payer of a claim by its filing code and name. Undefined if neither says, or where they contradict each other. */
export function payerFiled(filing: string, name: string): string | undefined {
  const filed = FILING_CODES.get(filing.trim().toUpperCase());
  const named = payerNamed(name);
  if (filed === 'medicare-advantage' || !named) return filed;
  return filed === undefined || filed === named ? named : undefined;
}
