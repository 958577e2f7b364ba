/** What goes into pumps and reservoirs beside the drugs of the code tables: name in a note, and how charts call it. */
export const MORE_DRUGS: readonly { readonly name: string; readonly says: string }[] = [
  { name: 'floxuridine', says: 'floxuridine|fudr' },
  { name: 'methotrexate', says: 'methotrexate|mtx' },
  { name: 'cytarabine', says: 'cytarabine|ara-c' },
  { name: 'heparin', says: 'heparin(?:i[sz]ed(?: normal)? saline)?' },
  { name: 'dexamethasone', says: 'dexamethasone' },
  { name: 'sodium chloride', says: 'sodium chloride|normal saline|preservative-free saline' },
  { name: 'meperidine', says: 'meperidine' },
  { name: 'ropivacaine', says: 'ropivacaine' },
];

/** Short names of the pump drugs beside those of the code tables. */
export const SHORT_NAMES: readonly { readonly name: string; readonly says: string; readonly before?: string }[] = [
  // Two letters are a drug only before a strength.
  { name: 'morphine', says: 'ms|mso|morph', before: ' ?[\\d.,]+ ?mg ?\\/' },
  { name: 'hydromorphone', says: 'hm|hydro|hmorph', before: ' ?[\\d.,]+ ?mg ?\\/' },
  { name: 'clonidine', says: 'clon|clonid', before: ' ?[\\d.,]+ ?mc?g ?\\/' },
  { name: 'ziconotide', says: 'zic|zico', before: ' ?[\\d.,]+ ?mcg ?\\/' },
  { name: 'bupivacaine', says: 'bup|bpv', before: ' ?[\\d.,]+ ?(?:mg ?\\/|%)' },
  { name: 'sufentanil', says: 'suf|sufent', before: ' ?[\\d.,]+ ?mcg ?\\/' },
  { name: 'morphine', says: 'morphine(?: sul(?:f|ph)(?:ate)?)?|mso4|infumorph|duramorph|mitigo' },
  { name: 'hydromorphone', says: 'hydromorphone|dilaudid|hydromorph' },
  { name: 'bupivacaine', says: 'bupivacaine|bupivicaine|bupi(?:v)?\\b|marcaine|sensorcaine' },
  { name: 'fentanyl', says: 'fentanyl|fent' },
  { name: 'baclofen', says: 'baclofen|gablofen|lioresal(?: intrathecal)?|bacl?' },
];

/** Labels of the components of a mixture, each on its own line or behind a semicolon. */
export const COMPONENT_LABEL =
  '(?:drug|agent|component|ingredient|med(?:ication)?)(?: ?#? ?[1-4]| [a-d])|(?:primary|secondary|tertiary|first|second|third|fourth|other|additional) (?:drug|agent|component|med(?:ication)?)|additive|adjuvant|admixed with';

/** What links the components of a mixture. */
export const LINK = '[ ]?(?:\\+|&|,? ?and|,? ?with|,? ?plus|\\/|,|w\\/|;)[ ]?(?:preservative-free |pf )?';

/** Verbs and labels of what was put in at this visit. */
export const FILLED =
  'instill\\w*|fill\\w*|refill\\w*|inject\\w*|placed|infus\\w*|drug|medication|rx|solution|syringe|mixture|new|given|in \\d|contents|compound\\w*|agent|pump (?:drug|medication)|infusate';
/** Words of what was in the pump before, or is no longer used. */
export const OLD_DRUG =
  'old|previous|prior|former|from|was|discontinued|stopped|replaced|instead of|changed from|remaining';

/** A lot number; the group is the number. */
export const LOT =
  '\\b(?:lot|batch|l(?= ?#))(?: ?(?:no\\.?|num(?:ber)?|#|nbr))*[ :.#]*(?:is |was )?(?:(?:also |now )?corrected to )?([a-z0-9][a-z0-9-]*\\d[a-z0-9-]*)';
/** Things beside the drug that have a lot or an expiry of their own. */
export const OTHER_LOT =
  'kit|tray|needle|chlor\\w*|betadine|prep|(?<!in )(?<!in normal )saline|lidocaine|contrast|glove|drape|catheter|connector|huber|flush|pump|device|filter|tubing|dressing|vaccine|omnipaque|bupivacaine 0|sponge|template|pack';
/** A prescription number; the group is the number. */
export const PRESCRIPTION =
  '(?:\\brx|prescription)(?: ?(?:no\\.?|number|#))?[ :.#]+(?![\\d.]+ ?(?:ml|mg|mcg|cc))([a-z]{0,3}-?\\d[\\d-]+\\d(?:-?[a-z]{1,2}\\b)?)';
export const NDC = '\\bndc[ :#]*(\\d{4,5}-\\d{3,4}-\\d{1,2}|\\d{10,11})';
