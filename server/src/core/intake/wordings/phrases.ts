import type { PhraseWording } from './wording.js';

const DONE =
  '(?:confirmed|verified|checked|reviewed|completed?|obtained|done|performed|yes|ok|on (?:file|chart|record)|signed|updated|taken|stable|current|in chart)';

/** `prep:` what was checked before the procedure. */
export const PREP: readonly PhraseWording[] = [
  {
    item: 'identity',
    says: `(?:two|2|dual)[- ](?:patient )?identif\\w+|\\bid ?(?:x|by) ?(?:2|two)|\\b2 (?:pt |patient )?(?:ids?|identifiers)\\b|correct patient|\\b(?:name|nm) ?(?:\\/|\\+|&|and) ?(?:dob|mrn|birth\\w*)|\\btwo ids\\b|(?:patient|pt) (?:named|identified) (?:him|her|them)sel(?:f|ves)|\\bid ?\\+|\\+ ?id\\b|\\b(?:name|number) on (?:the )?(?:\\w+ )?band\\b|matches (?:the )?(?:chart|(?:wrist|id) ?band)|checked against (?:the )?(?:wrist|arm|id) ?band|verified (?:full )?name|identified in|(?:patient|pt)(?: was| is)? (?:verified|identified|confirmed)|identity and \\w+|(?:patient )?identit(?:y|ies)(?! of the drug)(?:[, \\w]*${DONE})?|patient identified|(?:patient|pt) id.?d\\b|identification (?:and \\w+ )?(?:was|were) (?:called out|confirmed|verified|checked)|\\bid ?band\\b|(?:name|wrist|id) ?band(?: and(?: \\w+){1,2}?)? (?:checked|verified|matched|read)|two[- ]person check|identified by (?:name|two|wrist|arm|id )|time-?out (?:\\w+ ){0,3}?(?:confirm|verif)\\w+ (?:the )?(?:correct )?(?:patient|name|identity)|(?:full )?name and (?:dob|date of birth|birth ?date)|\\bid (?:verified|confirmed|checked|ok)\\b|\\bid check|\\bid:? ?(?:wrist ?band|name|two|x ?2|2 )|\\bid ?\\/ ?consent|\\bid and (?:\\w+ ){1,3}(?:verified|confirmed|checked|reviewed)|patient(?:,| and) (?:site|side|procedure|implant)\\b[^.;]{0,36}?(?:confirmed|verified|checked|agreed)|(?:time[- ]?out|surgical pause)(?: (?:at )?[\\d:]+)?:? [^.;]{0,40}?\\b(?:patient|name)\\b|\\btime-?out[: ]+(?:yes|y\\b|done|completed|performed|called)|\\bright (?:pt|patient)\\b|\\b(?:arm|wrist|name|id) ?band and (?:dob|birth\\w*|name)|\\bphoto id\\b|\\bid ?[:=]? ?(?:y\\b|yes|ok\\b)|(?:patient|pt)(?: ?\\/ ?\\w+){1,3} (?:identified|verified|confirmed)|\\bid(?:,| and| &| ?\\/) ?(?:consent|allerg)|(?:2|two)[- ]?(?:rns?|nurses?|person)[- ]verif\\w*[^.;]{0,12}\\b(?:pt|patient)|(?:time[- ]?out|universal protocol)[^.;]{0,24}?\\b(?:pt|patient)\\b|(?:patient|pt) id (?:verified|confirmed|checked)|allergies, id and|\\bname(?:,? (?:and|&|\\+)|,) (?:birth\\w*|dob|date of birth)|band and (?:stated )?(?:dob|name)|(?:wrist|arm) ?band[^.;]{0,24}\\b(?:agrees?|match\\w*)`,
  },
  {
    item: 'consent',
    says: `elected to proceed|consent(?!ing)(?! discussed)|(?<!pros and )\\bcons\\b(?=[ :]*(?:ok|signed|yes|y\\b|done|obtained|on file|in chart|[,;]| {2}))`,
    unless: 'withdr\\w+ consent|policy',
  },
  {
    item: 'vitals',
    says: `\\bbp(?: ?/ ?[a-z]\\w*){0,5}:? ?\\d{2,3} ?/ ?\\d[\\db]\\d?|\\bv\\/?s:? ?\\d{2,3}\\/\\d{2,3}|\\bvitals?(?: signs?)?:? ?(?:were |was |are )?(?:[, \\w]{0,12}${DONE}|wnl|within normal|\\d)|\\bvss\\b|\\bvs:? (?:were |are )?(?:stable|wnl|ok|within|recorded|documented|taken|as (?:below|noted|charted))|vital signs (?:were |are )?(?:stable|normal|recorded|documented)|^\\d{2,3}\\/\\d{2,3}, ?\\d{2,3}|\\b\\d{2,3}\\/\\d{2,3}(?: ?[-,] ?| )\\d{2,3}\\b(?! ?(?:mc?g|ml))|\\bsbp(?: ?\\/ ?dbp)?\\b[^;]{0,12}\\d{2,3}|\\d{2,3}\\/\\d{2,3} ?mm ?hg|blood pressure(?: ?:)? (?:was |of )?\\d{2,3}`,
    denies: true,
  },
  {
    item: 'allergies',
    says: 'allerg(?:y|ies|s)?\\b|\\ballergic to|\\bnkd?a\\b|(?<!\\b(?:on|for|of) )\\ball: ',
    denies: true,
    unless: 'seasonal|rhinitis',
  },
  {
    item: 'anticoagulation',
    says: 'anti-?coag\\w*|blood thinners?|\\b(?:no|not on(?: any)?|off) a\\/?c\\b|\\bac (?:held|none|no)\\b|anti-?platelet\\w*|(?:warfarin|coumadin|eliquis|apixaban|xarelto|rivaroxaban|plavix|clopidogrel|aspirin|asa|enoxaparin|lovenox)(?: [\\w.]+){0,3}?(?:,| -)? (?:was )?(?:not )?(?:held|stopped|paused|continued|last|off|ok\\b|only)|(?:held|stopped|holding|off|no) (?:\\w+ )?(?:warfarin|warf|coumadin|eliquis|apixaban|xarelto|rivaroxaban|plavix|clopidogrel|aspirin|asa)|thinners|\\b(?:lmwh|heparin)\\b[^.;]{0,24}\\b(?:held|stopped|paused|continued)|(?:clopidogrel|warfarin|apixaban|aspirin) - (?:continued|held|stopped)|aspirin \\d+(?: ?mg)? not stopped',
    denies: true,
  },
];

/** `fill:` without its volumes. */
export const FILL: readonly PhraseWording[] = [
  {
    item: 'aseptic',
    says: '\\basep(?:tic|sis)\\w*|\\bster\\b|\\bsterile(?! water| saline| dressing| bandage| syringe)|\\bst(?:er)?\\.? (?:gloves?|glvs?|drape|field|tech\\w*)|\\bbeta(?:dine|d)?\\.? prep|chlor-?h?e?x?idine|chlor-?hex(?:adine)?\\b|\\bstrl\\b|\\bchg\\b|chlor-?a?prep|duraprep|betadine|povidone|\\biodine|\\bcleansed with alcohol',
    unless: 'allerg(?:ic to|y to|ies:)',
  },
  {
    item: 'template',
    says: '\\btemplate|\\bte?mp?l(?:te?)?\\b|\\btmplate\\b',
    unless:
      '(?:scheduling|note|smart ?text) template|template (?:for|of) (?:the )?note|not (?:used|needed)|without (?:a |the )?template|no template|template:? *(?:no\\b|not\\b)|note template|template failed',
  },
];

export const NO_ALARMS = `\\b(?:no|0) (?:\\w+ ){0,3}?al(?:arms?|erts?|rms?|ms)\\b|\\bal(?:arms?|erts?)(?: status)?(?:, (?:before|after|pre|post|prior|current|active|start|end|initial|final))?(?: \\w+){0,4}?(?: ?[:;,?-])? {0,20}(?:(?:are|is|was|were) )?\\b(?:none|neg(?:ative)?|clear(?:ed)?|denie[sd]|silent|absent|quiet|inactive|n(?=[ ,.;]|$)|off|no\\b|nil|(?<![\\d.])0\\b(?![./-]\\d)|not (?:active|present|sounding))|\\bno active (?:alarms?|alerts?)|without (?:\\w+ )?alarms?|nothing alarming|alarm log(?: is| was)? (?:empty|clear)|al(?:arms?|erts?) (?:log|history|status)[: ]+(?:clear|none|normal)|denies alarms?|alarm[- ]free|pump errors[: ]+none|\\berrors?(?: ?[-:]| ) ?(?:none|0\\b(?![./]))|alarm(?: state)?: none|no alarms? (?:had|have|has) |no (?:pump )?(?:errors|faults)\\b|\\bal:? 0\\b|(?:low|empty) reservoir(?: ?\\/ ?[a-z ]{2,20}){1,4}[: ]+none|alarms? state[: ]+none|(?:low reservoir|critical|active|silenced)[: ]+(?:none|no active)`;
/** Alarms that are there. */
export const ALARMS: readonly PhraseWording[] = [
  {
    item: 'alarms low reservoir',
    says: '(?:low[- ]reservoir|reservoir low) (?:alarm )?(?:is |was )?(?:active|sounding|present|on(?!:? (?:\\d|[a-z]{3,9} \\d))|triggered|sounded|beeping)|alarms?:? (?:active:? )?low reservoir(?! (?:alarm )?(?:date|volume))|(?:active|audible) (?:\\w+ )?low[- ]reservoir alarm',
  },
  { item: 'alarms empty reservoir', says: 'empty[- ]reservoir alarm(?: \\w+){0,2}|alarms?:? empty reservoir' },
  {
    item: 'alarms motor stall',
    says: 'motor stall alarm|alarms?:? (?:active:? )?motor stall|(?:active|audible) motor stall',
  },
  {
    item: 'alarms ERI',
    says: '(?:elective replacement|eri) (?:alarm|indicator) (?:is |was )?(?:active|on|present|sounding)|alarms?:? (?:active:? )?(?:eri|elective replacement)',
  },
];

/** `prog:` statements that nothing changed. */
export const NO_CHANGE: readonly PhraseWording[] = [
  {
    item: 'volume only',
    denies: true,
    says: '(?:reservoir )?vol(?:ume)? (?:\\w+ )?(?:updated?|reset|set|entered|changed)? ?only|only (?:the )?(?:reservoir )?vol(?:ume)? (?:was )?(?:updated|reset|changed|entered)|volume[- ]only|new (?:reservoir )?volume,? (?:and )?nothing else|reservoir volume\\. no change',
  },
  {
    item: 'none',
    denies: true,
    says: 'no (?:\\w+ ){0,3}?(?:changes?|adjustments?|chg|titration|reprogramming)(?: (?:was|were|in|to|of|made|today)\\b)?(?= ?(?:\\w+ ){0,4}(?:made|today|dose|rate|flow|program\\w*|settings?|prescription|infusion|therapy|needed|done|$)|[.,;]| [-/] |$)|(?:dose|rate|programming|settings?|prescription|infusion|flow|therapy|program|pump) (?:\\w+ ){0,3}?(?:unchanged|untouched|not changed|the same|same|no change|kept the same|not adjusted|maintained without change)|unchanged (?:dose|rate|settings?|program\\w*|prescription)|(?:did|do|does) not (?:change|adjust|alter|reprogram)\\w* (?:the |his |her )?(?:daily )?(?:dose|rate|program\\w*|settings?|pump)|same (?:dose|rate|settings?)|without (?:any )?(?:change|reprogramming|dose change|rate change)|(?:dose|rate|program\\w*|concentration|prescription)?(?: \\w+)? ?(?:chang(?:e|es|ed)|adjust(?:ed|ment|ments)?)(?: made| today)?\\?? ?: ?(?:none|no|n)\\b|(?:program\\w*|reprogram\\w*)(?: changes?)?: ?(?:none|no change|not done|unchanged|no)\\b|not reprogrammed|no reprogramming|nothing (?:was )?(?:re)?(?:programmed|changed)|no rate ch(?:an)?ge?|(?:dose|rate|it)(?: was)? left as it was|, left as it was|; left as it was|\\(not (?:altered|changed)\\)|(?:dose|rate)[^.;]{0,24}not altered|no (?:re)?programming\\b|\\((?:unchanged|no change|same)\\)|(?:^|, )nc(?=[.,;]|$)|left (?:the |her |his )?(?:dose|rate|settings?|program\\w*|infusion) (?:alone|as|(?:exactly )?where|at the same)|(?:dose|rate)(?: \\w+){0,2} (?:kept|held|maintained) (?:the same|unchanged|as is|constant)|(?:dose|rate|settings?|program\\w*) (?:was |were )?left (?:alone|as|unchanged|(?:exactly )?where)|no changes? to (?:the |his |her )?(?:flex|dose|rate|program\\w*|schedule|settings?|infusion)|no changes? (?:was|were) (?:sent|made|programmed)|same as before|\\d ?m?c?g\\/d(?:ay)? (?:\\(?(?:same|unch(?:anged)?)\\b|stays)|dose stays|(?:flow|rate|dose)(?: and daily amount)?: (?:no change|unchanged|same)',
    unless:
      'no change in (?:pain|spasm|tone|symptom|weight|gait|exam|condition|sleep|mood|bowel|medication|bladder)\\w*|concentration (?:\\w+ )?unchanged|(?:drug|concentration)(?: \\w+)? unchanged',
  },
];

/** `catheter:`, `imaging:` and the like of an operation. */
export const CATHETER: readonly PhraseWording[] = [
  {
    item: 'no laminectomy',
    denies: true,
    says: 'no laminectom\\w+|without (?:a )?laminectom\\w+|laminectom\\w+ (?:was |were )?not|laminectomy: ?(?:no|none)',
  },
  {
    item: 'laminectomy',
    says: 'laminectom\\w+|laminotom\\w+',
    unless: 'post-?laminectomy|\\bold\\b|scar|prior|previous|history',
  },
  {
    item: 'removed',
    says: '(?:catheter|\\bcath|tubing)(?: \\w+){0,6}? (?:was |were )?(?:removed|explanted|pulled|withdrawn|taken out|extracted)|(?:removed|explanted|removal of|explantation of)(?: \\w+){0,5}? catheter',
    unless: 'stylet|guide|foley|epidural trial|needle|not removed',
  },
  {
    item: 'revised',
    says: '(?:catheter|segment|connector)(?: \\w+){0,6}? (?:was |were )?(?:revised|repositioned|reconnected|spliced|shortened|re-?anchored|trimmed|replaced)|(?:revision|repositioning|splicing|re-?anchoring) of(?: \\w+){0,4}? catheter|spliced|catheter revision',
  },
  {
    item: 'kept',
    says: '(?:catheter|it),?(?: [\\w(),-]+){0,12}? (?:was |were )?(?:kept|left (?:in place|alone|intact|untouched)|retained|preserved|reused|not (?:changed|replaced|revised|touched))|(?:existing|old|original) catheter(?: \\w+){0,5}? (?:kept|used|retained|connected|reconnected)|catheter left in (?:place|situ)|catheter (?:\\([^)]*\\) )?left in situ|(?:catheter|it)(?: \\w+){0,6}? left in situ',
    denies: true,
  },
  {
    item: 'new',
    says: '(?:catheter)(?: \\w+){0,8}? (?:was |were )?(?:tunnel\\w+|inserted|implanted|advanced|threaded|placed|passed|introduced)|new (?:\\w+ ){0,3}?catheter(?! length)|(?:tunnel\\w+|inserted|implanted|placed|placement of|implantation of)(?: \\w+){0,7}? catheter',
    unless: 'no new catheter|foley|urinary',
  },
];

export const IMAGING: readonly PhraseWording[] = [
  {
    item: 'none',
    denies: true,
    says: '(?:no|without)(?: \\w+)? (?:fluoro\\w*|c-?arm|imaging|x-?ray (?:guidance|was used)|ultrasound)|(?:fluoro\\w*|imaging)(?: \\w+)?:? (?:was )?not (?:used|needed|required)|imaging: ?none',
  },
  { item: 'fluoro', says: 'fluoro(?!ur)\\w*|c-arm|image intensifier' },
  {
    item: 'ultrasound',
    says: 'ultrasound|\\bus (?:was )?used\\b|\\bu\\/s\\b|sonograph\\w*|\\bus[- ]guid\\w+',
    unless: 'bladder|abdominal ultrasound|renal',
  },
];

/** `drug:` items without a number. */
export const DRUG: readonly PhraseWording[] = [
  {
    item: 'compounded',
    says: 'compound(?:ed|ing|er)?\\b|\\bcomp(?:d|\\))|\\bcm?pd\\b|pharmacy made up|made up (?:by|in) (?:the |our )?|\\b503 ?[ab]\\b',
    unless: 'non-?compounded|not compounded',
  },
  {
    item: 'commercial',
    says: 'commercial(?:ly)?(?: \\w+)?(?: product| available| vial)?|manufactured product',
    unless:
      'commercial (?:insurance|payer|plan|ppo)|insur\\w+|payer|payor|carrier|coverage|\\bins\\b|health plan|financial class|\\b(?:ppo|hmo|epo)\\b|united ?health|\\buhc\\b|aetna|cigna|humana|anthem|optum|bcbs|blue (?:cross|shield)',
  },
  {
    item: 'practice',
    says: "(?:practice|office|ofc|clinic)(?:'s)? (?:stock|supply|supplied|purchased?|owned|inventory)|(?:bought|purchased|supplied|provided|ordered|stocked|acquired)(?: and billed)? by:? (?:us\\b|(?:the |our |this )?(?:practice|office|clinic|center|asc))|buy[- ](?:and|&|n)[- ]bill|owned by (?:the |our )?(?:practice|office|clinic)|billed by:? (?:our |the )?practice|our (?:practice|own stock|stock)|cost to (?:the )?practice|from (?:our|office|clinic|practice) stock|practice-purchased|(?:practice|office|ofc|clinic)[- ]bought|in-?house stock|\\bour stock|our purchase|from (?!(?:the |our )?(?:hosp|pharm|or\\b|main|patient|inpatient|home))[a-z]+ stock|billed by us\\b|(?:practice|office|clinic)-(?:purchased|supplied|owned|stocked)|we (?:purchased?|buy|bought|supply|supplied)|(?:the|our) (?:practice|office|clinic) (?:had |has )?(?:purchased|bought|supplied|provided)",
  },
  {
    item: 'pharmacy',
    says: '(?:supplied|provided|billed|dispensed|shipped|sent|delivered)(?: and billed)?(?: directly)? by:? (?:the |an? |outside |local |patient.s |her |his )*(?!hosp|inpatient)(?:(?!hosp|inpatient)\\w+ ){0,3}pharmacy|(?<!hospital )(?<!inpatient )pharmacy[- ](?:supplied|bills|billed|provided|dispensed|supply|delivered)|(?<!hospital )(?<!inpatient )pharmacy bills\\b|billed (?:by them )?(?:directly )?to (?:her|his|their|the patient.s) (?:plan|insur\\w+)|white[- ]bag\\w*|specialty pharmacy (?:supply|stock|bills)|clear[- ]bag\\w*',
    unless: 'pills|tablets|compounded by(?![^;.]{0,80}\\bbilled by)|invoice',
  },
  {
    item: 'patient',
    says: '(?:supplied|brought|provided)(?: in)? by (?:the )?patient|\\b(?:pt|patient)(?:.s|s)? own(?! (?:words|home|clinic))(?: (?:drug|med\\w*|supply|vials?|syr\\w*)| from (?:\\w+ ){0,3}pharm\\w*)|(?:patient|pt)[- ](?:supplied|owned|provided|brought)|brown[- ]bag\\w*|(?:patient|pt) brought (?:in )?(?:(?:the|her|his|their|own|in) ){0,2}(?:drug|med\\w*|syr\\w*|vials?)',
  },
  {
    item: 'hospital',
    says: "from (?:the )?(?:hospital|inpatient)(?:'s)? pharmacy|\\binpatient pharmacy|\\b(?:or|main|satellite) pharmacy|\\bhospital (?:\\w+ )?pharmacy|\\bhosp(?:ital)?(?:'s)? (?:supply|supplied|stock|pharmacy|inventory|owned)|(?:supplied|provided|stocked|dispensed) by (?:the )?(?:hospital|inpatient|facility)(?: pharmacy)?|hospital[- ](?:compounded|prepared|made)|(?:facility|center|asc) (?:supply|supplied|stock|pharmacy)|\\bsupply:? hospital",
  },
  {
    item: 'waste 0 mL',
    denies: true,
    says: '(?:nothing|none|no drug|zero) (?:was )?(?:wasted|discarded|left over)|no (?:drug |amount )?(?:waste|wastage|discard(?:ed|s)?)\\b|\\b0 (?:waste|wasted|wastage)\\b|wast(?:e|ed|age)(?: amount)?:? {0,9}(?:none|0(?![.\\d])(?! ?ml)|nil|zero)|without (?:any )?waste|zero waste|fully used|nothing (?:was )?thrown away|\\bwst 0\\b|amt discarded:? *0',
  },
  {
    item: 'not given',
    denies: true,
    says: '(?:drawn up|prepared|opened)(?:,? but| and)? not (?:given|used|injected|instilled)|(?:syringe|drug|medication|solution|mixture|\\d ml)[^.;]{0,50}\\b(?:was|were) (?:not (?:used|given|injected)|returned unused|discarded unused)\\b',
  },
  {
    item: 'injected',
    says: '(?:injected|given|administered|instilled|delivered)(?: \\w+){0,5} (?:through|via|into) (?:the )?(?:\\w+ )?(?:reservoir|ommaya|port)|injected over|(?:given|by|as a?) ?slow push',
  },
];

/** `sup:` where the supervisor was. The first that matches counts. */
export const SUPERVISION: readonly PhraseWording[] = [
  {
    item: 'in building',
    says: 'in (?:the |this |same )?(?:building|bldg)\\b|elsewhere in the building|on (?:the )?(?:same )?floor|on campus',
  },
  { item: 'by phone', says: '(?:by|via|per|on) (?:tele)?phone|telephone|phone only|on call' },
  {
    item: 'virtual',
    says: 'virtual\\w*|by video|audio[- ](?:and[- ])?video|tele(?:health|medicine)|real[- ]time video|via zoom',
  },
  {
    item: 'in suite',
    says: '(?:in|within|was in|from)(?: the)?(?: (?:office|ofc|clinic|same|procedure|infusion))* suite',
  },
  {
    item: 'in suite',
    says: '(?:in|within|was in|from)(?: the)?(?: (?:office|ofc|clinic|same|procedure|infusion))* suite|on ?site|in (?:the |this )?(?:office|ofc|clinic|department|dept)\\b|immediately available|next room|present in (?:the )?(?:office|clinic|room)|physically present',
  },
];

/** `pump:` kind and route. */
export const PUMP: readonly PhraseWording[] = [
  {
    item: 'IT',
    says: '\\bintrath(?:ec(?:al(?:ly)?)?)?\\b|\\bitb\\b|\\bit pump\\b|\\bitdd\\b|\\broute:? it\\b|\\bspinal (?:drug )?(?:pump|infusion pump)|subarachnoid',
  },
  { item: 'epidural', says: 'epidural (?:pump|infusion|catheter|route|delivery)|route:? epidural' },
  {
    item: 'IA',
    says: 'hepatic (?:artery )?(?:infusion )?pump|hepatic arter\\w+|intra-?arterial|\\bhai pump\\b|\\bhai\\b',
  },
  {
    item: 'intraventricular',
    says: 'intraventricular|(?:in|into) the (?:\\w+ )?(?:lateral )?ventricle|\\bventric\\w+ (?:catheter|reservoir)',
  },
  { item: 'intraventricular', says: 'ommaya' },
  { item: 'programmable', says: '\\bprogrammable\\b', unless: 'non-?programmable|not programmable' },
  {
    item: 'constant-flow',
    says: '\\bflow\\b[^;]{0,20}\\(fixed\\)|\\b(?:constant|fixed|continuous)[- ](?:flow|rate)\\b(?! mode)|non-?programmable',
  },
];

/** `device:` work on the pocket and on a pump that stays. */
export const POCKET: readonly PhraseWording[] = [
  {
    item: 'pocket revised',
    says: 'pocket (?:was |is )?(?:\\w+ly )?(?:enlarged|revised|deepened|relocated|moved|extended|expanded|re-?created)|capsulectomy|capsule[^.;]{0,20} (?:was )?excised|new (?:\\w+ ){0,2}pocket (?:was )?(?:created|made|fashioned|formed)|revision of (?:the )?(?:pump )?pocket',
    unless: 'reimplant\\w* .*later|not revised|no revision',
  },
  {
    item: 'turned',
    says: 'pump (?:was )?(?:turned|flipped) (?:back|over|upright|around)|flipped pump (?:was )?(?:turned|corrected)',
  },
];
