/** Who bought a drug, by the items of its line. */
import type { Item } from '../syntax/tree.js';
import type { DrugOwner, Fact } from './model.js';
import { folded, type Reader } from './reader.js';

const KEYWORDS: readonly DrugOwner[] = ['practice', 'pharmacy', 'patient', 'hospital'];

const OURS = String.raw`(?:the\s+|our\s+)?(?:practice|office|clinic)`;
const BOUGHT = '(?:purchased|bought|paid for|owned|stocked|supplied|provided|billed)';

/** Phrases that name the buyer, in any position in an item. A purchase by the practice is looked for first. */
const PHRASES: readonly (readonly [owner: DrugOwner, phrase: RegExp])[] = [
  [
    'practice',
    new RegExp(
      String.raw`\b${BOUGHT}\s+by\s+(?:us\b|${OURS}\b)|\b(?:practice|office|clinic)(?:'s)?(?:\s+has|\s+was)?[\s-]+(?:own\b|owned|owns|stock|suppl|purchase|bought|buys|bills)|\bour stock\b|\bbuy[\s-]and[\s-]bill\b`,
      'i',
    ),
  ],
  [
    'patient',
    /\b(?:patient|pt)(?:['’]s)?\s*(?:-|\s)\s*(?:own\b|owned|suppl|purchased|bought|brought)|\b(?:brought|supplied|provided|purchased|bought|owned)\s+(?:in\s+)?by\s+(?:the\s+)?(?:patient|pt)\b|\bbrown[\s-]bag/i,
  ],
  [
    'pharmacy',
    /\bwhite[\s-]bag|\bpharmacy[\s-]+(?:(?:will|to)\s+)?(?:bill|supplied)|\bpharmacy[\s-]+direct\b|\bbilled\s+by\s+(?:the\s+)?(?:specialty\s+)?pharmacy\b|\b(?:supplied|delivered|shipped|provided|sent)\s+by\s+(?:the\s+)?(?:home[\s-]+)?infusion\s+pharmacy\b/i,
  ],
  [
    'hospital',
    /\b(?:hospital|facility)(?:'s)?[\s-]+(?:own\b|owned|stock|suppl|provided|purchased|bought|bills)|\b(?:purchased|bought|owned|billed)\s+by\s+(?:the\s+)?(?:hospital|facility)\b/i,
  ],
];

const FREE =
  /^(?:(?:manufacturer|drug|office|practice|clinic|physician|free|rep|company|vendor)(?:['’]s)?\s+)?samples?(?:\s+(?:drug|vials?|stock|medication|(?:from|by|of)\b.*))?$|\b(?:manufacturer|drug company|company|vendor|free)(?:['’]s)?\s+samples?\b|(?:^|\b(?:manufacturer|company|from|via|through)(?:['’]s)?\s+)free[\s-](?:drug|goods|product)\b|\bfree of charge\b|\bpatient[\s-]assistance\b|\bdonat(?:ed|ion)\b|^(?:at\s+)?no\s+(?:cost|charge)(?:\s+to\s+(?:the\s+|our\s+)?(?:practice|clinic|office|us))?$|\b(?:supplied|provided|donated|sent)\s+by\s+(?:the\s+)?manufacturer\b/i;

const SUPPLIES = '(?:delivered|deliver|delivery|shipped|shipment|sent|supplied|provided|dispensed|furnished|couriered)';

/** A specialty pharmacy that delivers a drug bills it, unless another item says who bought it. */
const DELIVERED = new RegExp(
  String.raw`\bspecialty\s+pharmacy\s+(?:has\s+|was\s+)?${SUPPLIES}\b|(?:\b${SUPPLIES}\s+(?:by|from|via|through)|^from)\s+(?:(?!pharmacy\b)[\w&.'’]+\s+){0,4}?specialty\s+pharmacy\b`,
  'i',
);

/** Who supplied the drug, which does not say who bought it. */
const SUPPLIER = new RegExp(
  String.raw`^(?=.*\b(?:pharmacy|hospital|facility|patient|pt|manufacturer|family)\b).*(?:\b${SUPPLIES}\b|\bfrom\b)`,
  'i',
);
const NOT_A_SUPPLIER =
  /compound|cmpd|\bcpd|503|admix|prepar|mixed|purchas|bought|order|paid|invoice|\blot\b|\d\s*m[cl]/i;

/** Items that only name the owner, with the source if that is there. */
const NAMES: readonly (readonly [owner: DrugOwner, name: RegExp])[] = (
  [
    ['practice', `${OURS}(?:\\s+(?:drug|medication))?`],
    ['patient', String.raw`(?:the\s+)?(?:patient|pt)(?:['’]s)?(?:\s+(?:drug|medication))?`],
    [
      'hospital',
      String.raw`(?:the\s+)?(?:hospital|facility)(?:['’]s)?(?:\s+(?:drug|medication|pharmacy))?|inpatient pharmacy`,
    ],
    ['pharmacy', String.raw`(?:the\s+)?(?:specialty\s+)?pharmacy(?:['’]s)?(?:\s+(?:drug|medication))?`],
  ] as const
).map(([owner, name]) => [
  owner,
  new RegExp(
    String.raw`^(?:[\d.,]+\s*mL\s+)?(?:(?:commercial|compounded)\s+)?(?:${name})(?:\s+(?:commercial|compounded))?$`,
    'i',
  ),
]);

/** Each of these phrases and names has one of these words. */
const OWNER_WORDS = /practice|office|clinic|patient|pt|pharmacy|hospital|facility|\bus\b|stock|buy|bag/;

const DENIED = /\b(?:no|not|never|without)\b/i;

/**
 * The owner that the items of a line state. A keyword that is an item of its own decides. An owner word beside other
 * words (`shipped by specialty pharmacy`, `patient of Dr A`) names who supplied, prepared or prescribed the drug.
 * @returns undefined if no item states the owner, or if phrases disagree
 */
export function ownerOf(reader: Reader, items: readonly Item[]): Fact<DrugOwner> | undefined {
  const phrases: Fact<DrugOwner>[] = [];
  let decided: Fact<DrugOwner> | undefined;
  for (const item of items) {
    const text = folded(item);
    const keyword = KEYWORDS.find(word => word === text);
    if (keyword) decided = reader.fact(keyword, item);
    const phrase = keyword ? undefined : ownerIn(text);
    if (phrase) phrases.push(reader.fact(phrase, item));
  }
  if (decided) return decided;
  const isAgreed = phrases.every(({ value }) => value === phrases[0]!.value);
  if (phrases.length) return isAgreed ? phrases.at(-1) : undefined;
  return bySupplier(reader, items);
}

/** Without another word of the owner: the specialty pharmacy that delivered; another supplier is reported. */
function bySupplier(reader: Reader, items: readonly Item[]): Fact<DrugOwner> | undefined {
  const suppliers = items.filter(item => {
    const text = folded(item);
    return !DENIED.test(text) && !NOT_A_SUPPLIER.test(text) && (DELIVERED.test(text) || SUPPLIER.test(text));
  });
  const delivered = suppliers.find(item => DELIVERED.test(folded(item)));
  if (delivered) return reader.fact('pharmacy', delivered);
  for (const item of suppliers) reader.unreadItem('drug', item, 'the owner: practice, pharmacy, patient or hospital');
  return undefined;
}

function ownerIn(text: string): DrugOwner | undefined {
  if (FREE.test(text) && !/\b(?:not|never|without|no (?!cost|charge))\b/i.test(text)) return 'free';
  if (!OWNER_WORDS.test(text) || DENIED.test(text)) return undefined;
  return (PHRASES.find(([, phrase]) => phrase.test(text)) ?? NAMES.find(([, name]) => name.test(text)))?.[0];
}
