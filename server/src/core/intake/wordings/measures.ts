import type { MeasureWording } from './wording.js';

export type VolumeSlot =
  | 'other'
  | 'container'
  | 'waste'
  | 'bolus'
  | 'out'
  | 'in'
  | 'size'
  | 'expected'
  | 'residual'
  | 'volume after'
  | 'volume';

/** What a number of milliliters is. The first that matches counts. */
export const VOLUMES: readonly MeasureWording<VolumeSlot>[] = [
  {
    slot: 'other',
    why: 'was not given',
    next: '[^;.]{0,60}?\\b(?:not|never) (?:\\w+ly )?(?:instilled|injected|given|administered|placed|put in)\\b',
  },
  {
    slot: 'other',
    why: 'was not done',
    before:
      '(?:not|never|wasn.t|could not be|unable to (?:be )?) ?(?:been |be |yet )?(?:re-?fill\\w*|fill\\w*|aspirat\\w*|withdr\\w*|emptied|inject\\w*|instill\\w*)',
  },
  {
    slot: 'other',
    why: 'was put into the catheter or drawn from it',
    before:
      '(?:catheter access port|access port|side[- ]?port|\\bcap\\b)(?![^.]*\\breservoir\\b)[^.]*\\b(?:aspirat\\w*|withdr\\w*|inject\\w*|drew|drawn)',
    after:
      '(?:aspirat\\w*|withdr\\w*|drawn|inject\\w*)[^.]* (?:from|through|via|into) (?:the )?(?:catheter|side[- ]?port|cap\\b|access port)',
  },
  {
    slot: 'other',
    why: 'other fluid',
    next: '[ ]?(?:of )?(?:the )?(?:(?!strength)\\w+ ){0,2}?(?:csf|cerebrospinal|pus|blood|urine|seroma|contrast|omnipaque|isovue|iohexol|lidocaine|lactated|ringer|antibiotic|irrigation|local|of the patient|normal saline|saline|sterile water|sodium chloride|water)\\b',
    unless:
      'refill\\w*|instill\\w*|filled with|(?:reservoir|pump) (?:was )?emptied|saline (?:was )?(?:returned|withdrawn from)',
  },
  {
    slot: 'other',
    why: 'other fluid',
    before: '(?:iohexol|omnipaque|isovue|iopamidol|contrast)(?: ?-?\\d{2,3}m?)?,?',
    adjacent: true,
  },
  {
    slot: 'other',
    why: 'other fluid',
    before:
      'ebl|blood loss|urine output|uop|crystalloid|fluids?(?: given| in)?|flush(?:ed)?(?: with)?|lock(?:ed)?(?: with)?|irrigat\\w+(?: with)?|lidocaine|local|csf|contrast|drain(?:age)?|seroma|blood|urine|saline',
  },
  {
    slot: 'other',
    why: 'catheter or dead space',
    before: 'catheter (?:\\w+ )?volume|dead space|tubing|catheter holds|side[- ]?port|dead volume|extension(?: set)?',
  },
  {
    slot: 'other',
    why: 'flow',
    before: 'daily volume|volume (?:per|a) day|flow(?! ?sheet)(?! pump)(?: volume)?(?! (?:changed|unchanged|not))',
  },
  {
    slot: 'other',
    why: 'volume of the last fill',
    before: 'fill level|last fill(?: volume)?|volume (?:at|of) last fill',
  },
  {
    slot: 'other',
    why: 'alarm threshold',
    before:
      'low[- ]reservoir (?:level|volume|setting|limit|at|alert)|(?:low )?(?:reservoir )?al(?:arm|ert) (?:volume|vol\\b\\.?|threshold|set|level|at|limit)|threshold|alarms? (?:when|below|at)|below',
  },
  {
    slot: 'other',
    why: 'difference',
    before: 'differen\\w+|discrepan\\w+|varian\\w+|deviation|within|accuracy|less than|more than|over by|short by',
    after: 'differen\\w+|discrepan\\w+|varian\\w+|(?:more|less|over|under|short) than',
  },
  {
    slot: 'other',
    why: 'part of a fill',
    before: 'every|each|per(?! (?:the )?(?:pump|programmer|telemetry|device))|increments? of|aliquots? of',
    next: '[ ]?(?:increments?|aliquots?|portions?|at a time)\\b',
  },
  {
    slot: 'other',
    why: 'amount dispensed',
    before: 'qty|quantity|overfill|dispensed?|disp|dispense #',
    adjacent: true,
  },
  { slot: 'other', why: 'per vial', next: '[ ]?(?:each|apiece)\\b' },
  {
    slot: 'container',
    next: '[ ]?(?:\\w+[- ]){0,3}?(?:vials?|sdvs?|mdvs?|amps?|ampules?|ampoules?|ampuls?|syringes?|pfs|prefilled|single[- ](?:dose|use))\\b',
    unless:
      'by (?:the )?syringe|syringe (?:one|two|1|2)|\\b(?:entire|whole|full)\\b|of (?:the|this) (?:above|prepared|compounded|same)|remain\\w* \\d+(?:\\.\\d+)? ?(?:ml|cc) (?:of|in) (?:the )?\\w+ (?:was )?(?:wasted|discarded)',
  },
  {
    slot: 'container',
    before: '(?:vials?|sdvs?|ampules?|ampoules?|ampuls?|amps?)(?: opened| used)?(?:,? (?:of|x|at|size))?',
  },
  {
    slot: 'waste',
    before:
      'wast(?:e|ed|age)|(?<!resid )(?<!residual )(?<!fluid )(?<!drug )(?<!(?:was|were|and) )discarded:|(?:both|all|vials?|syringes?|remainder|rest) (?:(?:was|were) )?discarded|thrown (?:away|out)|drug discarded|discarded drug|unused|am(?:oun)?t discarded',
    next: '[ ),]{0,2}(?:\\w+ ){0,2}?(?:wasted|wastage|of waste|waste|discarded as waste|unused)\\b',
  },
  {
    slot: 'bolus',
    before: 'bridg\\w+(?: bolus)?|bolus(?: of| dose)?|prim(?:e|ing)(?: bolus)?(?: of)?',
    next: '[ ]?(?:bridge|bolus|prime|priming)\\b',
  },
  {
    slot: 'size',
    next: '[ -]*(?:(?:intrathecal|implanted|implantable|programmable|spinal|drug|infusion|baclofen|pain|synchromed|prometra|constant[- ]flow) )*(?:pump|reservoir(?! (?:volume|set|reset|residual|now))|device|capacity|model|size|(?:medtronic )?synchromed|(?:flowonix )?prometra)\\b',
  },
  {
    slot: 'size',
    before: '(?:pump )?(?:reservoir(?: volume)?|res\\.?)',
    adjacent: true,
    among: 'pump|implant information|implanted device|device|hardware|model|serial|route',
    unless: 'expected|before|after|set|residual|now|not changed|calculat\\w*|telemetry|remain\\w*|left',
  },
  {
    slot: 'size',
    before: 'pump of|pump \\(|reservoir (?:volume )?\\(?max(?:imum)?\\)?|max(?:imum)? (?:reservoir )?(?:volume|fill)',
  },
  {
    slot: 'size',
    before: 'reservoir (?:size|capacity|type)|pump (?:size|volume|capacity)|capacity|cap|(?<!now )holds|size',
  },
  {
    slot: 'expected',
    before:
      '(?:expected|calculated|predicted|estimated|anticipated) (?:return(?:ed)?|aspirate|withdrawal|out)(?: volume)?',
  },
  {
    slot: 'expected',
    before:
      '(?:expected|calculated|predicted|estimated|anticipated|erv)(?: residual| volume| return)*(?: (?:was|is|of))?',
    adjacent: true,
  },
  {
    slot: 'out',
    before:
      'aspirat\\w*|asp|withdr[ae]w\\w*|remov\\w*|drew(?! up)(?: out| off| back)?|drawn(?! up)(?: out| off| back)?|output|act(?:ual)?\\.?(?: residual| volume)?|(?:repeat )?measured?(?: residual| volume)?(?: in (?:a |the )?\\w+ \\w+)?|return(?:ed)?(?: volume)?(?: entered)?|came (?:out|back)|retriev\\w*|arv|emptied(?: of)?|evacuat\\w*|pulled(?: back| out)?|obtained|recovered|yield(?:ed|ing)?|got(?: back)?|w/d|taken out|took out|extract\\w*|drained',
    after:
      'aspirat\\w*|withdr[ae]w\\w*|remov\\w*|drawn(?! up)|return(?:ed)?|retriev\\w*|evacuat\\w*|pulled|obtained|recovered|extract\\w*|drained|taken out|w\\/d|came (?:out|back)|(?<!put )(?<!pushed )back|actual|out\\b(?! of)',
    unless: 'expected to',
  },
  { slot: 'out', next: '[ ]?(?:in all|(?:in )?total|altogether)\\b', unless: 'fill|instill|inject|plac' },
  {
    slot: 'out',
    next: '[ ]?(?:of )?(?:\\w+,? ){0,2}?(?:clear|clr|colou?rless|yellow\\w*|straw\\S*)(?:,? \\w+)?,? (?:fluid|liquid|solution|drug)\\b',
    unless: 'csf|spinal|catheter|side[- ]?port|access port|\\bcap\\b|seroma|pocket|fill|instill|inject',
  },
  {
    slot: 'out',
    before:
      'resid(?:ual)?(?: drug| volume| fluid| medication)?(?: (?:in|from) (?:the )?(?:pump|reservoir))? (?:was )?discarded',
  },
  { slot: 'out', before: 'out', adjacent: true },
  {
    slot: 'volume after',
    before:
      '(?:reservoir|volume|vol)(?: \\w+){0,4}? (?:set|reset|updated|entered|programmed|adjusted|changed|confirmed|restored)(?: (?:to|at|as|in the programmer as))?|(?:set|reset|updat(?:ed|ing)|enter(?:ed|ing)|programm(?:ed|ing)|adjust(?:ed|ing))(?: \\w+){0,4}? (?:to|at|as)|(?:set|reset|updated|entered|programmed)(?: the)?(?: new)?(?: pump| reservoir)* volume(?: of)?|now (?:shows?|holds?|reads?|contains?)|still(?: at| holds?)?|stays(?: at)?|(?:shows?|holds?|reads?) now|new (?:reservoir )?volume(?! (?:placed|instilled|filled|injected|added|put))(?: entered)?|volume now|reservoir now|after(?: update| fill| refill)?:?|post:?|final:?|re-?int(?:err?|errog\\w*)?.?d?',
    after: 'was entered|were entered|entered',
  },
  {
    slot: 'in',
    next: '[ ]?(?:of )?(?:the |an? )?(?:new|fresh(?:ly)?)\\b(?! (?:volume|dose|res|lra|low|alarm|appt|date|rx|order|rate|program|setting))',
    unless: 'aspirat|withdr',
  },
  { slot: 'volume', before: '(?:drug )?vol(?:ume)? in (?:the )?(?:reservoir|pump)', adjacent: true },
  { slot: 'in', before: 'in', adjacent: true },
  { slot: 'in', next: '[ ](?:in)?to (?:the )?(?:pump|reservoir)\\b', unless: 'set|reset|program|updat|compar|equal' },
  // The record of administration: the amount of a dose whose route is the pump.
  {
    slot: 'in',
    before: 'dose',
    adjacent: true,
    among: 'route:? (?:it\\b|intrathecal|(?:implanted )?pump|hepatic|intra-?arterial)',
  },
  { slot: 'in', next: '[ ](?:of )?(?:[\\w-]+ ){1,3}in(?=[.;,]|$)' },
  {
    slot: 'in',
    before:
      'instill\\w*|instl|new syringe(?: of)?|(?:re-?)?fill(?:ed|ing)?(?: volume)?(?: with)?|inj(?:ect\\w*)?(?: volume)?|plac(?:ed|ing|ement)|infus(?:ed|ing)|loaded|charged|inserted|introduc\\w*|new (?:drug|med(?:ication)?|solution)(?: volume)?|drug volume (?:in(?! (?:the )?(?:reservoir|pump))|added|placed)|delivered|pushed in|put(?! out\\b)(?: in| back)?|added|replac\\w+(?: with| by)?|volume (?:in|given)|given|administered',
    after:
      'instill\\w*|(?:re-?)?filled|inject\\w*|placed|infused|loaded|introduced|pushed in|slowly in|put (?:in|back)|was added|were added|added|given|delivered|went in|in\\b(?! (?:the )?(?:reservoir|pump|syringe|\\d|place))',
    unless: '\\bif\\b',
  },
  {
    slot: 'expected',
    before:
      'in (?:the )?pump (?:per|by) (?:the )?(?:telemetry|programmer|computer|tablet)|left in (?:the )?pump(?: \\(computer\\))?|expect(?:ed|ing)|calculat\\w+|predict\\w+|estimat\\w+|comput\\w+|anticipat\\w+|calc\\.?|erv|project\\w+|remaining|est\\.?|should (?:be|have|hold)(?: held| contained| about)?|theoretical|programmer (?:says|shows|reads|volume)|exp',
    after:
      'expected|should (?:be there|remain|be left)|calculated|predicted|remaining|estimated|computed|by (?:telemetry|programmer|calculation)|left\\b',
  },
  { slot: 'residual', before: 'residual(?: volume)?|resid|rv', next: '[ ]?(?:\\w+ )?residual' },
  {
    slot: 'volume',
    before:
      'res(?:v|ervoir)?(?: vol(?:ume)?| level)?|rsvr|resvr|volume|vol|level|contents?|reads?|reading|contains?|held|holding',
    next: '[ ]?(?:in (?:the )?(?:reservoir|pump))\\b',
  },
];

export type RateSlot = 'other' | 'before' | 'after' | 'to' | 'dose';

/** What an amount a day is. */
export const RATES: readonly MeasureWording<RateSlot>[] = [
  {
    slot: 'other',
    why: 'largest amount with patient boluses',
    before:
      'max(?:imum)?(?: \\w+){0,3}|(?<!went )(?<!going )(?<!titrated )(?<!increased )(?<!raised )(?<!brought )up to|limit(?:ed to)?|ceiling|not (?:to )?exceed|including (?:all )?(?:patient )?bolus\\w*|with (?:all )?(?:patient )?bolus\\w*|total possible|possible',
    next: '[ ]?(?:max|maximum|limit|ceiling|with (?:all )?bolus\\w*|if all)\\b',
  },
  {
    slot: 'to',
    before:
      '(?:increas|rais|titrat|decreas|reduc|lower|wean|adjust|chang|cut|bump|advanc|re-?programm|did go|go\\b|\u2191|\u2193|inc\\b|dec\\b|up\\b|step|bring|brought|dropp|upp|went|going)\\w*(?: \\w+){0,6}?(?: by)?(?: (?:about |approximately |roughly |~ ?|\\+ ?)?(?:[\\d.]+ ?)?(?:%|percent|strength|mcg|mg|mcg/day|mg/day))?,?(?: up| down)? to|(?:chang|switch|convert|reprogram)\\w* to [^.;]{0,60}\\btotal(?: of)?',
  },
  {
    slot: 'after',
    before:
      'dose out|mc?g\\/d(?:ay)? out|programmed (?:to|at|for)|(?:left(?! (?:and|in|behind|it is|there)\\b)|kept|maintained|held|continu(?:e|es|ed|ing)\\b|remain\\w*|stays?|set|unchanged|confirmed|resum\\w+|restarted)(?: \\w+){0,3}?(?: to| at| as| on)?|final(?: dose| rate)?|new(?: daily)?(?: dose| rate)?|now(?: at| on| running at)?|initial (?:program|dose|rate)|starting (?:dose|rate)|started(?: at)?|untouched(?: at)?|left as (?:they are|it is|it was|is),|ends at|after(?: update| refill)?:?|post(?:-\\w+)?:?|departure',
    next: '[ ]?(?:(?:was|were|is) )?(?:confirmed|verified|programmed|set|on departure|after|unchanged|same)\\b',
  },
  {
    slot: 'before',
    before:
      'dose in|mc?g\\/d(?:ay)? in|deliver(?:ing|s|ed)(?: at)?|infus(?:ing|es|ed)(?: at)?|running(?: at)?|receiving|(?:been|is|was) on|arriv\\w*(?: on| at)?|on arrival|(?:old|previous|prior)(?: \\w+)?(?: dose| rate)?|(?<!re-)(?<!repeat )interrogat\\w+|telem\\w*|before:?|pre:?|found(?: at)?|existing|present',
  },
  {
    slot: 'dose',
    before:
      'dos(?:e|age|ing)(?: rate)?|dd|rate|(?:current |present )?flow|daily|24[ -]?h\\w*|prescription|per day|total|pump|current|delivery|program\\w*|itb|it',
    next: '[ ]?(?:dose|total|by pump|via pump|it\\b|intrathecal\\w*|continuous|simple|flex|flat|constant|in simple|in constant)',
  },
];

/** Words before a mass that make it an amount a day: `daily dose 210 mcg`. */
export const DAILY =
  '(?:daily|24[ -]?h(?:(?:ou)?rs?)?)(?: \\w+)? (?:dose|rate|amount|total)|(?:amount|dose|drug) (?:per|a) (?:day|24 h\\w*)|per day|dose\\/day|\\bdd|dose \\(mc?g\\)';

/** Words with which months tell how long the pump lasts. */
export const ERI =
  'eri|batt\\.?|months to eri|elective replacement(?: indicator)?|replacement(?: indicator)?|battery(?: life)?|service life|end of (?:service|life)|eos|pump life|longevity|months? to replace\\w*|months? (?:left|remaining)|est\\.? replacement|elective repl\\w*\\.?|life';

/** Words with which money is what the practice paid for the drug. */
export const INVOICE =
  'invoice|inv|(?:clinic|practice|office|we) bought|acquisition(?: cost)?|drug cost|cost|paid|purchase(?:d)?(?: price)?|price';
export const NO_INVOICE = 'charges?|charged|copay|co-pay|fee|allowed|billed amount|balance|deductible|payment';
