/** Payers as charts name them, and the profile of each. The first match counts. */
export const PAYERS: readonly { readonly says: string; readonly payer: string }[] = [
  {
    says: '(?:medicare|mcr) (?:advantage|adv|hmo|ppo|part c|replacement|complete|managed)|\\bma[- ]?pd\\b|(?:humana|aetna|uhc|unitedhealthcare|bcbs|blue cross|cigna|wellcare)[ \\w]{0,12} medicare|advantage plan',
    payer: 'medicare-advantage',
  },
  { says: '\\bmedicare\\b|\\bmcr\\b|\\bmcare\\b|railroad medicare', payer: 'medicare' },
  { says: '\\bmedicaid\\b|\\bmedi-cal\\b|\\bmcd\\b|masshealth|tenncare', payer: 'medicaid' },
  {
    says: "\\bwork(?:ers?)?[- ]?comp\\b|workers'?s?[- ]?comp\\w*|worker's[- ]comp\\w*|workmen's|\\bw\\.?c\\.? (?:claim|insurance|carrier)|\\bowcp\\b|industrial claim",
    payer: 'workers-comp',
  },
  { says: '\\baetna\\b', payer: 'aetna' },
  { says: '\\bbcbs\\w*|\\bbc\\/?bs\\b|blue ?cross|blue ?shield|\\banthem\\b|\\bhighmark\\b', payer: 'bcbs' },
  { says: '\\bcigna\\b', payer: 'cigna' },
  { says: '\\buhc\\b|united ?health ?care|united healthcare|\\boptum\\b', payer: 'uhc' },
  { says: 'self[- ]?pay|uninsured|cash pay|no insurance', payer: 'self-pay' },
];
export const PAYER_LABEL =
  'payer|payor|insurance|ins|insurer|plan|coverage|carrier|primary(?: insurance)?|health plan|financial class|fin class|guarantor type|billing';

/** Places of service as charts name them. The first match counts. */
export const PLACES: readonly { readonly says: string; readonly place: string }[] = [
  {
    says: 'out-?p(?:atien)?t hosp\\w*|out-?patient clinic \\(hospital\\)|hosp(?:ital)?\\.?(?: -)? (?:out-?pt|out-?pat\\w*|op)\\b|(?:hospital )?(?:out-?patient|ambulatory) (?:hospital|surgery department)|hospital out-?patient\\w*(?: \\w+){0,3}|out-?patient hospital|\\bopd\\b|\\bhopd\\b|hospital[- ]based (?:clinic|outpatient)|hospital clinic|out-?patient (?:surgery|department|infusion)(?: department)?|hospital,? same[- ]day surgery',
    place: 'opd',
  },
  { says: 'ambulatory surg\\w+ cent\\w+|\\basc\\b|surgery center|surgicenter|surgical center', place: 'asc' },
  { says: 'in-?patient|hospital (?:day|ward|floor|room)|\\bicu\\b', place: 'inpatient' },
  { says: 'emergency (?:room|department|dept)|\\b(?:er|ed) (?:visit|provider|note|course|bed|physician)', place: 'er' },
  { says: 'skilled nursing (?:facility|home|unit|center)|\\bsnf\\b', place: 'snf' },
  { says: 'nursing (?:home|facility)|long[- ]term care', place: 'nf' },
  { says: 'telehealth|telemedicine|video visit', place: 'telehealth' },
  {
    says: "(?:patient's |at |in (?:the |her |his )?|seen at )home\\b|home (?:visit|health|infusion|refill)|residence",
    place: 'home',
  },
  {
    says: '\\b(?:office|ofc)\\b(?! (?:purchase|stock|supply|supplied|inventory|staff|manager|hours|policy))',
    place: 'office',
  },
];
export const PLACE_LABEL =
  'location|loc|place(?: of service)?|site of (?:visit|service)|pos|facility|department|setting|service location|clinic|where|unit';

/** What a document is about when it is no ordinary pump visit; in the first lines or a label of the procedure. */
export const KINDS: readonly { readonly kind: string; readonly says: string; readonly unless?: string }[] = [
  {
    kind: 'phone',
    says: 'telephone (?:encounter|note|call|message|contact)|phone (?:note|call|encounter|message)|caller:|nurse line\\b|tele-?message|after-?hours call|patient (?:called|calls|phoned)|nurse triage|portal message',
  },
  {
    kind: 'neurostimulator',
    says: '(?:spinal cord|neuro|deep brain|sacral|nerve) ?stimulator|\\bscs (?:check|program|analysis|follow)|\\bdbs\\b',
    unless: '(?<!\\bno )(?<!\\bno implanted )(?<!without )intrathecal|synchromed|prometra|(?<!\\bno )drug pump',
  },
  {
    kind: 'port',
    says: '\\bport\\b[- \\w]{0,14}(?:flush|maintenance|access|care)|port-?a-?cath|powerport|mediport|(?:access|flush) of (?:implanted )?port|central venous port',
    unless: 'synchromed|prometra|intrathecal|catheter access port|side port',
  },
  {
    kind: 'external',
    says: '(?:cadd|curlin|ambulatory|portable|elastomeric)[- \\w]{0,20}pump|portable infusion',
    unless: 'synchromed|prometra|(?<!\\bno )(?<!\\bno implanted )(?<!without )intrathecal',
  },
  { kind: 'ommaya', says: 'ommaya|ventricular (?:access )?reservoir|intraventricular chemo\\w*' },
];
/** Pumps and procedures that are none of ours. */
export const FOREIGN =
  'insulin(?: pump)?|\\bpca\\b(?: pump)?|patient[- ]controlled analgesia|(?:feeding|breast|syringe|balloon|heart|enteral) pump|epidural (?:steroid|injection|catheter|analgesia)|(?:nerve|facet|medial branch|plexus) block|(?:joint|trigger point|facet) injections?|radiofrequency|colonoscop\\w+|endoscop\\w+|dialysis|proton pump';
/** Words of a visit of an implanted pump. */
export const OWN =
  '\\bpumps?\\b|\\bitb\\b|synchromed|prometra|intrathecal|interrogat\\w*|\\btelem\\w*|\\berv\\b|hepatic arter\\w+|ommaya';

/** An operative text without a title: the pump came out. */
export const EXPLANTED =
  '\\b(?:pump|synchromed|prometra|device)\\b[^.;\\n]{0,50} (?:(?:was |were )?(?:freed|dissected|delivered|disconnected|mobilized)(?: \\w+){0,3},? and (?:then )?(?:explanted|removed|delivered|taken out)|(?:was |were )?explanted(?! (?:in|on|last|at|\\d)))\\b';
/** Words before it that tell of another day, or that it is not so. */
export const NOT_EXPLANTED =
  '\\b(?:history|previous\\w*|prior|old records?|years?|months?|ago|to be|will|would|should|could|may|might|if|not|never|planned|plans?|discuss\\w+|consider\\w*|since|another|mother|father)\\b';

export const TRIAL =
  '(?:screening|test|trial)[- ](?:trial|dose|bolus|injection)|(?:baclofen|itb|intrathecal) screening(?: test)?|(?:baclofen|morphine|ziconotide|intrathecal|opioid|pump|bolus|spinal|itb|screening)[- \\w]{0,24} trial\\b|\\btrial (?:of|for|dose|injection)|single[- ]shot trial|trial lumbar puncture';
export const OPERATION =
  '\\b(?:operative (?:report|note)|op (?:note|report)|surgeon|operation|surgery|(?:general|monitored|spinal) anesthesia|anesthesia: ?(?:general|mac|monitored)|extubated|endotracheal|incision|operating room)\\b';
/** What the text of an operation without a name for it says that was done. The first that matches counts. */
export const OPERATIONS_DONE: readonly { readonly service: string; readonly says: string }[] = [
  {
    service: 'revise',
    says: '\\b(?:catheter|segment)\\b[^.\\n]{0,120}\\b(?:spliced|re-?anchored|revised|reconnected|repositioned|exchanged)\\b',
  },
];
export const OPERATION_TITLE = '\\b(?:operative|operation|op|surgical) (?:report|note|record)\\b';

/** What an operation did; the first that matches counts. */
export const OPERATIONS: readonly { readonly service: string; readonly says: string; readonly unless?: string }[] = [
  {
    service: 'replace',
    says: 'explant\\w* ?(?:\\/|and|&|\\+) ?re-?(?:plac|implant)\\w*|(?:explant|remov)\\w*[^\\n]{0,90}\\b(?:implant|plac|insert)\\w*(?: of)?(?: \\w+){0,2} new (?:\\w+ ){0,3}pump|(?:replac\\w+|exchang\\w+|revision and replacement|change[- ]?out)(?: of)?(?: \\w+){0,7}? (?:pump|generator|device)|pump (?:replacement|exchange|change)|new pump',
    unless: 'removal and (?:no|without) replace',
  },
  {
    service: 'implant',
    says: '(?:implant(?:ation|ed|ing)?|placement|insertion|initial|permanent)(?: of)?(?: \\w+){0,7}? pump|\\b(?:placed|implanted|inserted)(?: a| the)?(?: new)? (?:medtronic |flowonix )?(?:synchromed|prometra|codman|intera)|pump (?:implant\\w*|placement|insertion)',
    unless: 'remov(?:al|ed|ing) of|explant',
  },
  {
    service: 'remove',
    says: '(?:remov\\w+|explant\\w*)(?: of)?(?: \\w+){0,7}? (?:pump|system|device)|pump (?:removal|explant\\w*)',
  },
  {
    service: 'revise',
    says: '(?:revis\\w+|reposition\\w*|repair|replac\\w+|splic\\w+|re-?anchor\\w*|exploration)(?: of)?(?: \\w+){0,6}? (?:catheter|pocket|pump site)|(?:catheter|pocket) (?:revision|repair|repositioning|replacement|exploration)',
  },
];
