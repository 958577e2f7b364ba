/**
 * `drug:` lines of what did not go into the reservoir: the old drug that came out, a local anesthetic, a flush,
 * contrast, and drugs by another way.
 */
import type { FieldLine, Item } from '../syntax/tree.js';
import { drugsNamed } from './loose-facts.js';
import { isPlanned } from './other-time.js';

/** How a line says that its drug was not placed. */
export interface Unplaced {
  readonly kind: 'old' | 'elsewhere';
  /** Whether the line says so alone; if not, only beside another line whose drug was placed. */
  readonly isSure: boolean;
}

/** A whole line about the drug that was taken out: `removed: morphine 20 mg/mL, 2.9 mL`. */
const OLD = /^(?:removed|old|previous|prior|residual|aspirated|discarded|withdrawn|existing|discontinued)\b/i;

/** `morphine 20 mg/mL from the pump`, `planned: hydromorphone 10 mg/mL` */
const OLD_NAME =
  /^(?:planned|plan|next (?:refill|fill|visit|time)|future|last (?:refill|fill|visit)|out|taken out|was)\b|\b(?:discontinued|stopped|dc'd)$|\((?:old|previous|prior|removed|discontinued)\)|\b(?:from|in) (?:the )?(?:pump|reservoir)\b.*\b(?:before|removed|aspirated|old)\b/i;

/** An item behind the name: `removed`, `aspirated and discarded`, `old drug`. */
const OLD_ITEM =
  /^(?:(?:was |were )?(?:removed|aspirated|withdrawn|taken out|discontinued)|(?:the )?(?:old|previous|prior|residual|existing)(?: (?:drug|solution|medication|fill|contents?|concentration))?)(?:\s+(?:and (?:discarded|wasted)|from (?:the )?(?:pump|reservoir)|before (?:the )?(?:re)?fill|at (?:the )?refill))?$|^(?:discarded|wasted)(?: (?:residual|old drug|per policy))?$/i;

const CONTRAST = /\b(?:omnipaque|iohexol|isovue|iopamidol|visipaque|iodixanol|gadolinium|gadavist|magnevist)\b/i;
const LOCAL_ANESTHETIC =
  /\b(?:lidocaine|xylocaine|bupivacaine|marcaine|sensorcaine|ropivacaine|naropin|mepivacaine|carbocaine|chloroprocaine|tetracaine|procaine)\b/i;
/** Local anesthetics that no pump holds. */
const SKIN_ONLY =
  /\b(?:emla|lmx|ethyl chloride|pain ease)\b|\b(?:lidocaine|xylocaine)\b.*\b(?:cream|patch|jelly|gel|spray)\b/i;
const ON_SKIN =
  /^(?:for |as |to |on |in |used |given )*(?:the |a )?(?:local(?: (?:an[a]?esth\w+|infiltration|numbing)\b.*)?|skin(?: (?:wheal|only|infiltration|anesth\w+|numbing|prep)\b.*)?|topical(?:ly)?|subcutaneous(?:ly)?|sub-?q|infiltrat\w+\b.*|numbing\b.*|port site\b.*|needle site\b.*|injection site\b.*)$/i;
const LOCAL_IN_NAME = /\b(?:local|skin|topical|wheal|infiltration|numbing)\b/i;

const FLUID = /\b(?:saline|ns|pfns|nacl|sodium chloride|water|heparin|heparinized|lactated|dextrose)\b/i;
const FLUSH =
  /^(?:for |as |used |to |then )*(?:the |a )?(?:(?:pump|reservoir|catheter|line|port|needle|tubing|iv)\s+)?(?:flush(?:ed|es|ing)?|rins(?:e|ed|ing)|wash(?:ed|out)?|lock)\b/i;
const FLUSH_IN_NAME = /\b(?:flush(?:es)?|rinse|wash|lock)\b/i;

/** Ways that no pump gives a drug by. */
const BY_MOUTH =
  /\b(?:oral(?:ly)?|by mouth|tablets?|tabs?|capsules?|caps|sublingual|lozenges?|suppositor\w+|ointment|nasal spray|patch(?:es)?|tid|bid|qid)\b|\bp\.?o\.?(?=\s|$)/i;
const IN_MUSCLE = /\bIM\b|\bintramuscular(?:ly)?\b/;
const INTO_VEIN = /\bIV(?:P|PB)?\b|\b(?:intravenous(?:ly)?|subcutaneous(?:ly)?)\b|\b(?:SQ|subQ|SubQ)\b/;
const OTHER_WAY =
  /^(?:(?:given|taken|administered|injected) )?(?:orally|oral|by mouth|p\.?o\.?|im|iv|ivp|iv push|sq|subq|intramuscular(?:ly)?|intravenous(?:ly)?|premed\w*|pre-med\w*|as premed\w*|(?:for )?sedation|for (?:nausea|headache|anxiety|sedation|itching))\b/i;

/**
 * What a line says of where its drug went.
 * @returns undefined if the drug may have been placed
 */
export function unplacedDrug(items: readonly Item[]): Unplaced | undefined {
  const [first, ...further] = items.map(({ text }) => text.trim());
  if (!first) return undefined;
  if (OLD.test(first)) return { kind: 'old', isSure: true };
  if (OLD_NAME.test(first) || further.some(text => OLD_ITEM.test(text)) || isPlanned(first))
    return { kind: 'old', isSure: false };
  const isSure = isSurelyElsewhere(first, further);
  return isSure || isLikelyElsewhere(first, further) ? { kind: 'elsewhere', isSure } : undefined;
}

function isSurelyElsewhere(first: string, further: readonly string[]): boolean {
  if (CONTRAST.test(first) || SKIN_ONLY.test(first)) return true;
  if (!/\/\s*ml\b/i.test(first) && (BY_MOUTH.test(first) || IN_MUSCLE.test(first))) return true;
  const isLocal = LOCAL_ANESTHETIC.test(first) && drugsNamed(first).length < 2 && !/[+&]/.test(first);
  return isLocal && (LOCAL_IN_NAME.test(first) || further.some(text => ON_SKIN.test(text)));
}

/** Words that could be of another drug, or of a pump of another kind. */
function isLikelyElsewhere(first: string, further: readonly string[]): boolean {
  if (INTO_VEIN.test(first) || /\b(?:lidocaine|xylocaine)\b/i.test(first)) return true;
  if (FLUID.test(first) && (FLUSH_IN_NAME.test(first) || further.some(text => FLUSH.test(text)))) return true;
  return further.some(
    text => /^(?:contrast|dye)\b/i.test(text) || (OTHER_WAY.test(text) && drugsNamed(text).length === 0),
  );
}

/** The lines whose drug was placed, and the others. */
export interface DrugLines {
  readonly placed: readonly FieldLine[];
  readonly unplaced: readonly { readonly line: FieldLine; readonly kind: Unplaced['kind'] }[];
}

export function sortDrugLines(lines: readonly FieldLine[]): DrugLines {
  const all = lines.map(line => ({ line, is: unplacedDrug(line.items) }));
  const hasPlaced = all.some(({ is, line }) => !is && line.items.length > 0);
  const isPlaced = ({ is }: { readonly is: Unplaced | undefined }): boolean => !is || (!is.isSure && !hasPlaced);
  return {
    placed: all.filter(isPlaced).map(({ line }) => line),
    unplaced: all.filter(one => !isPlaced(one)).map(({ line, is }) => ({ line, kind: is!.kind })),
  };
}
