/** Words that keep a statement from being a fact about this patient at this visit. */

/** It tells of an earlier day. */
export const HISTORY =
  '\\b(?:(?<!since )(?<!since the )(?<!since her )(?<!since his )(?<!(?:for|over|in|during|within) (?:the|these) )(?:last|previous|prior|earlier|past) (?:refill|fill|visit|session|(?<!(?:previous|prior) )dose(?! adj| chang)|appointment|time|encounter|month|week|year|spring|summer|fall|winter|admission|surgery|study|note|report|programming|titration|change|interrogation)|(?:years?|months?|weeks?|days?) (?:ago|earlier|before)|history of|h/o|previously|formerly|at that time|back then|then was|used to(?! (?:set|program|enter|find|locate|access|enter|guide|confirm|identify|verify|withdraw|aspirate|fill|mark|see|visuali))|in (?:january|february|march|april|may|june|july|august|september|october|november|december)(?= (?:her|his|the|she|he|it|we|they|i|a|an|by|and|for|with|from|to|when|at|my|after)\\b|[,.;]| \\d{4})|in (?:early |late |mid )?(?:19|20)\\d\\d|(?:was|were|been|had) (?:re)?filled (?:on (?:\\d|[a-z]{3,9} \\d)|in (?:\\d|[a-z]+ (?:19|20)|[a-z]+ at)|elsewhere)|before (?:today|this visit)|yesterday|(?<!(?:for|over|in|during|within) (?:the|these) )(?<!since )last (?:night|week|month|year)|two visits ago|last (?:on )?\\d{1,2}\\/\\d{1,2}(?:\\/\\d{2,4})?)\\b';

/** It is planned, possible, asked for or advised, not done. */
export const PLANNED =
  '\\b(?:(?:to|will) (?:come|return)(?: back)?\\b|will|would|plans?|planned|planning|(?:is|are|was|were|has|have|needs?|scheduled|due|^|[.;:,] ?) ?to be|consider(?:ed|ing|s)?|if|may(?! \\d)|might|could(?! (?:not|only|be (?:aspirated|withdrawn|drawn|obtained|removed|accessed|palpated|felt|seen))\\b)|should(?! (?:have |still |now )*(?:held|hold|contain(?:ed)?|remain(?:ed)?|have (?:about )?(?:$|\\d)|be (?:about |approximately |around )?(?:$|\\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|twenty|thirty|forty)\\b)))|recommend(?:ed|s)?|offer(?:ed|s)?|request(?:ed|s|ing)?|asked|asks|wants?|wish(?:es|ed)?|discuss(?:ed|ing)?|talk(?:ed|ing)? (?:about|of|over)|thought (?:about|of)|spoke (?:about|of)|next time|at (?:the )?next|proposed?|tentative|unless|defer(?:red)?|declin(?:ed|es)|refus(?:ed|es)|hold off|rather than|target|goal of|eventually|in the future|anticipat\\w+ (?:an? )?(?:increase|change)|not (?:yet|today))\\b';

/** Behind an act: it was arranged for a day to come. */
export const ARRANGED = '^(?:[\\w-]+ ){0,4}?(?:is |was |has been )?(?:booked|scheduled|arranged|planned|pending)\\b';

/** A general statement, or advice to the patient. */
export const GENERAL =
  '\\b(?:at each (?:visit|refill)|at every (?:visit|refill)|per (?:department|clinic|hospital) policy|routinely|a pump of this kind|pumps of this|you (?:may|should|will|must|can|need|have)|if you|your (?:pump|refill|doctor|clinic|nurse|medications?|drug)|call (?:us|the|at|for|if|immediately|mother|911)|do not|in general|typically|manufacturer (?:states|recommends|advises)|up to \\d+ (?:years|ml and))\\b';

/** It tells of another person. */
export const OTHERS =
  '\\b(?:family history|(?:mother|father|mom|dad|brother|sister|son|daughter|aunt|uncle|grandmother|grandfather|cousin|roommate|another patient|other patient)(?: \\w+)? (?:has|had|have|with|uses|takes|died|suffers|was|is on))\\b';

/** It denies what follows it, up to the end of the clause. */
export const DENIED =
  "\\b(?:no|not|without|denies|denied|never|none|nor|neither|wasn't|isn't|didn't|cannot|declined|refused|failed to|absent|free of|negative for|not required|unable to)\\b";

/** The number belongs to a drug that is swallowed or given another way. */
export const OTHER_WAY_AFTER =
  '^[ ]?(?:\\w+ ){0,2}?(?:tabs?|tablets?|capsules?|caps|pills?|po|p\\.o\\.|by mouth|orally|oral|iv|i\\.v\\.|im|sq|subq|subcut\\w*|intravenous\\w*|patch(?:es)?|bid|tid|qid|qhs|qam|q\\d|prn|twice|three times|two times|at (?:bed|bedtime|night)|as needed|nightly|every \\d+|immediate release|extended|er|ir|nasal|lozenges?|sublingual|solution for the skin)\\b';
export const OTHER_WAY_BEFORE =
  '\\b(?:oral|orally|po|by mouth|takes|taking|took(?! (?:out|back|off)\\b)|(?<!with )(?<!with the )(?<!by )(?<!programmer )(?<!clinician )(?<!per )(?<!on )tablets?(?!:? (?:show|read|display|screen|interrog|program|report)\\w*)|pills?|capsules?|prescribed(?! (?:\\w+ ){0,2}(?:dose|rate|infusion))|prescriptions?(?! (?:\\w+ ){0,2}(?:dose|rate|infusion|was|is|of))(?= (?:for|sent|given|refill))|patch|intravenous|iv|sedat\\w+|premedicat\\w+|local|anesthetic|anesthetized|infiltrat\\w+|skin wheal|numb\\w*|rescue|breakthrough)\\b';

/** Drugs and fluids that are never what a pump is filled with. */
export const OTHER_DRUGS =
  "\\b(?:lidocaine|xylocaine|chloroprocaine|epinephrine|cefazolin|ancef|vancomycin|clindamycin|cephalexin|gentamicin|bacitracin|antibiotics?|ondansetron|zofran|propofol|midazolam|versed|ketamine|ketorolac|toradol|acetaminophen|tylenol|ibuprofen|naproxen|celecoxib|aspirin|gabapentin|neurontin|pregabalin|lyrica|tizanidine|cyclobenzaprine|methocarbamol|dantrolene|diazepam|lorazepam|clonazepam|oxycodone|percocet|hydrocodone|norco|tramadol|tapentadol|methadone|buprenorphine|naloxone|narcan|duloxetine|amitriptyline|nortriptyline|sertraline|lisinopril|amlodipine|metoprolol|metformin|insulin|atorvastatin|omeprazole|oxybutynin|tolterodine|docusate|senna|vitamin|calcium|iron|iohexol|omnipaque|isovue|iopamidol|contrast|ringer'?s|dextrose|albumin|rocuronium|succinylcholine|neostigmine|sugammadex|glycopyrrolate|levetiracetam|topiramate|melatonin|zolpidem|warfarin|apixaban|clopidogrel|capecitabine|folinic|leucovorin|oxaliplatin|irinotecan|\\w{3,}(?:cillin|floxacin|mycin|cycline|olol|pril|sartan|statin|azole|tidine|setron|azepam|gabalin|barbital|gliptin|oxetine|oxaban|aparin))\\b";

/** It is what another clinic or an earlier record states, or what a person remembers. */
export const ELSEWHERE =
  '\\b(?:(?:re)?filled (?:there|elsewhere)|per (?:(?:their|the|his|her|an?|old|prior|previous|referring|outside|faxed|transfer\\w*|clinic) ){1,3}(?:records?|notes?|reports?|papers|letter|chart)|outside (?:records?|hospital|clinic|facility|notes?|provider)|(?:his|her|their|old|faxed|transfer\\w*|referring) (?:\\w+ )?(?:records?|notes?|papers|letter) (?:state|show|say|list|give|report)s?|according to|reportedly|by (?:his|her|their) (?:account|report|recollection)|another (?:clinic|facility|hospital|practice|center)|an outside|could not be (?:confirmed|verified)|(?:thinks|believes|recalls|remembers|guesses) )';
