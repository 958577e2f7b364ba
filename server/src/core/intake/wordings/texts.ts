import type { Key } from '../../syntax/vocabulary.js';

/** Which text field the value behind a label belongs to. The first that matches the whole label counts. */
export const TEXT_LABELS: readonly { readonly key: Key; readonly label: string }[] = [
  { key: 'event', label: '(?:adverse |device |pump )?event' },
  {
    key: 'exam',
    label:
      '(?:left |right |[lr][lu]q |abdominal |pump |port |skin |insertion |incision |wound |refill )*(?:site|spot|pocket|skin|incision|wound)(?:,? (?:l|r|left|right|lower|upper|abd\\w*|quadrant|llq|rlq|luq|ruq)){0,4}(?: (?:check|exam\\w*|assessed|assessment|appearance|condition|inspection|status))?|(?:physical )?exam(?:ination)?(?: of (?:pocket|site))?|(?:operative |intraoperative )?findings|pump in (?:the )?(?:belly|abdomen)|catheter path|abdomen|integument(?:ary|um)?',
  },
  {
    key: 'response',
    label:
      '(?:clinical |patient |therapeutic )?response(?: to (?:therapy|treatment|dose|present dose))?|(?:pain|vas|nrs)(?: (?:score|level|rating|today|now|scale|relief|intensity|at rest|with activity|average|worst|current)){0,3}(?: \\(?\\d+-\\d+\\)?)?|(?:percent |% )?(?:pain )?relief|(?:modified )?ashworth(?:,? (?:score|scale|le|ue|avg|average|legs?|arms?|mean|lower|upper|extremit\\w+|total)){0,4}|mas(?: [\\w/]+){0,3}|(?:muscle )?tone|spasm(?:s|ticity)?(?: (?:frequency|score|scale|control))?|penn(?: spasm)?(?: \\w+)*|side effects?|adverse effects?|withdrawal(?: (?:signs?|symptoms?))?|symptoms?|efficacy|effect of (?:therapy|dose)|function(?:al status)?|patient reports?|sedation score|therapy response|benefit',
  },
  {
    key: 'assess',
    label:
      'assess(?:ment)?|impression|imp|a|goals?(?: of (?:therapy|care))?(?: met)?|goal status|therapy goals?|clinical impression',
  },
  {
    key: 'observe',
    label:
      '(?:patient )?tolerance|toleration|(?:patient )?tolerated(?: (?:the )?procedure)?|(?:post|after)[- ]?(?:procedure|refill|care|op(?:erative)?)(?: (?:course|condition|status|observation|monitoring))?|disposition|observation|observed|monitoring|condition(?: (?:at|on) (?:discharge|departure|leaving))?|recovery|patient tolerance|discharge(?: condition)?|outcome',
  },
];

/** Words of a sentence without a label that tell which text field it belongs to. */
export const TEXT_WORDS: readonly { readonly key: Key; readonly says: string; readonly unless?: string }[] = [
  { key: 'assess', says: '^(?:in summary|overall|to summarize),? ' },
  { key: 'assess', says: '^(?:\\w+ ){0,2}goals? (?:\\w+ ){0,6}?(?:met|reached|achieved|unmet)\\b' },
  {
    key: 'observe',
    says: 'tolerated|\\b(?:supine|flat|lying) (?:for )?\\d+ ?min|stable (?:@|at|x) ?\\d+ ?min|discharged with|\\bd\\/c (?:with|w\\/|home)|ready for d\\/c|\\btol ok|\\btol(?:\\.|erates)? (?:proc\\w* |refill )?well|\\b(?:observed|obs|watched|monitored|stayed|remained)(?: \\w+){0,3} (?:\\d+|\\w+) ?(?:min\\w*|hours?|hrs?|h\\b)|(?:left|discharged|released|departed)(?: \\w+){0,4} (?:stable|home|good|condition|ambulat\\w+)|\\b(?:sat|waited|rested)\\b(?: \\w+){0,4} (?:\\d+|[a-z]+) ?min|ambulated out|pacu,? stable|recovery was|uneventful|went home|home (?:the )?same day|sent home|\\b(?:stable|good) condition|stable,? discharged|(?:comfortable|stable|well|alert|ambulatory) (?:on|at|when) (?:leaving|departure|discharge)|without (?:difficulty|incident|complication)\\w*|extubated|\\bkept (?:for )?(?:\\w+ ){1,2}(?:hours?|min\\w*)\\b|\\b(?:ok|well|fine|stable) after \\d+ ?min|\\bleft after \\d+|\\d ?min\\w* in (?:the )?(?:waiting|recovery)|\\blay flat|rested \\d+|to (?:recovery|the ward|pacu|floor)\\b|awake,? (?:and )?(?:comfortable|alert|stable)|no (?:immediate )?(?:adverse )?(?:reaction|distress)|(?:discharged|d\\/c.?d) (?:home|after|in)',
    unless:
      'call\\b|tell|if\\b|(?:needle|port|septum|accessed|entered|inserted|located|palpated)\\b[^.;]{0,80} without (?:difficulty|incident)',
  },
  {
    key: 'exam',
    says: '\\bpump (?:[lr][lu]q |in the (?:\\w+ ){1,3})?(?:is |was )?(?:tilted|flipped|rotated|mobile|palpable)\\b|\\bleak (?:was )?seen|\\bphysician(?:.s skill)? (?:was )?(?:needed|required)|\\bpump (?:is|was) (?:deep|flipped|tilted)\\b|\\bpump\\b[^.;]{0,60}\\b(?:no (?:seroma|erythema|dehiscence|swelling|redness|tenderness)|non-?tender)|\\bpkt (?:ok|clean|wnl|c\\/d\\/i)|\\bdeep (?:pocket|pump)\\b|\\bpocket (?:is |was )?deep\\b|\\b(?:pocket|pump site|site|scar|incisions?|wounds?|skin over|abdomen|back wound|catheter path|implant site)\\b(?:[^.;]{0,60}?)\\b(?:clean|dry|intact|flat|soft|supple|c\\/d\\/i|cdi|wnl|nl|red(?:ness)?|erythema|swelling|swollen|tender(?:ness)?|non-?tender|indurat\\w+|healed|fluid|seroma|drainage|leak|warm(?:th)?|ok|well|benign|unremarkable|normal|bruis\\w+|fluctuan\\w+|without|fine|good|clear|quiet)\\b|pump (?:sits|lies|is|was|has|appears|seems|feels)(?: \\w+){0,3} (?:deep|tilted|flipped|rotated|mobile|angled|obscured)|(?:septum|port) (?:could|was) (?:not|difficult|hard)\\w*(?: to)? (?:be )?(?:felt|palpat\\w+|find|locate)|(?:\\bno|without|w\\/o) (?:\\w+,? (?:or |and |no )?){0,3}?(?:leak\\w*|swelling|redness|erythema|seroma|tenderness|warmth)\\b[^.;]{0,30}\\b(?:pocket|site|pump)\\b|\\bpocket (?:was |is )?(?:\\w+ )?(?:shallow|deep|loose|tight)|thin skin|\\beroded|catheter (?:was |is |had )?(?:\\w+ )?(?:fractured|broken|kinked|disconnected|leaking|occluded|torn|severed|coiled|dislodged|migrated)|turbid|purulen\\w+',
    unless:
      'irrigat\\w+|pulled|through the (?:\\w+ )?incision|closed|opened|made in|prepped|was freed|sutur\\w+|dissect\\w+|keep\\b|call\\b|packing|draped',
  },
  {
    key: 'response',
    says: '\\bpain\\b[^.;]{0,40}(?:\\d+ ?\\/ ?10|\\w+ out of (?:ten|10)\\b)|\\b(?:vas|nrs)\\b|\\b\\d{1,3} ?(?:%|percent)[^.;]{0,24}(?:relief|improve\\w+|better)|relief[^.;]{0,40}(?:[\\w-]+ ?(?:%|percent)|good|poor|partial|dropped|fell|less|better|excellent|adequate)|(?:fifty|sixty|seventy|eighty|forty|thirty|ninety)[ -]?(?:\\w+ )?percent (?:pain )?relief|\\b(?:no|good|poor|partial|excellent|adequate|little) (?:\\w+ )?relief|\\bspasms?\\b|\\bspasticity (?:is|was|well|good|control\\w*|better|worse|improved)|\\btone\\b (?:is|was|well|good|ok|stable|better|worse|lower|higher|control\\w*|normal|remains|low|high|improved)|ashworth|\\bmas ?\\d|withdrawal (?:signs?|symptoms?|sx)|w\\/d s[xs]|\\bconstip\\w*|\\bnausea|\\bitch\\w*|\\bprurit\\w*|urinary retention|\\bdrows\\w*|\\bsedation\\b|\\bsomnolen\\w*|side effects?|\\bfatigue\\b|\\bheadache|\\bedema\\b|\\bclonus\\b|(?:still|less|more|very) (?:tight|stiff|loose|spastic)\\b|(?:transfers?(?: are| is| remain\\w*)?|walks|walking|sleeps?|sleeping) (?:easier|hard(?:er)?|better|worse|well|on (?:his|her) own|independently)|\\bdiarrhea\\b|\\bvomiting\\b|\\bappetite\\b|\\bjaundice\\b|positive response|responded (?:well|to)|legs? (?:have been |are |is |feel |felt )?(?:\\w+ )?(?:loose|tight|stiff)(?:r|er)?\\b|(?:leg|arm)s? (?:weakness|are weak)|(?:denies|no) (?:\\w+ )?weakness|pain (?:is |was |has been )?(?:well |better |fairly )?(?:controlled|improved|worse|unchanged|stable|the same)|\\b(?:legs?|arms?)\\b[^.;]{0,12}\\bjumpy|numbness|(?:denies|no) (?:\\w+ ){0,2}pain\\b|\\bsp (?:stable|ok|better|worse)|\\bmood (?:is|was|has|good|stable)|\\bconfusion\\b|\\bstiff(?:ness|er)?\\b|\\bnear[- ]falls?\\b|\\b(?:without|no) complaints?\\b|\\brelaxed\\b|\\b(?:felt|feels|feeling) (?:\\w+ )?(?:tired|well|better|worse|weak)|\\beats well\\b|\\bneither (?:\\w+ ){1,2}pain|\\bburning (?:in|of|pain|feet|legs)|\\d ?\\/ ?10 pain|(?:fall|drop|decrease|reduction|improvement) (?:of|in) (?:tone|spasms?|spasticity|pain)',
    unless:
      '\\bnew (?:numbness|weakness|shoulder|knee|hip|neck)|name ?band|identity|guardian consent|[\\u2191\\u2193] ?\\w* ?\\d|\\d ?> ?\\d|call\\b|watch for|educat\\w*|risks?\\b|instruct\\w*|warned|told to|\\b(?:till|until)\\b|in case of|such as|signs of|seizure|monitored|test dose|^(?:up|down|raised|increased|lowered|decreased) (?:by )?\\d|for (?:evening|morning|afternoon|night)\\w* (?:pain|spasm)|prn|(?:was|were|dose) (?:raised|increased|lowered|decreased|titrated)|\\d ?[mu]?c?g\\b',
  },
  {
    key: 'response',
    says: '^(?:(?:pt|patient|client|he|she|mom|dad|mother|father|parents?|caregiver|wife|husband) (?:reports|states|notes|endorses|feels)\\b|denies \\w+)',
    unless:
      '\\bnew \\w+ (?:pain|numbness|weakness)|(?:states|reports) (?:his |her |their )?(?:full )?(?:name|dob|birth)|denies (?:any )?(?:fevers?|chills|infection)\\b|denies (?:\\w+ ){0,3}(?:blood thinner|anticoag|allerg|alarm|beep)\\w*|\\d ?m?c?g\\b',
  },
  {
    key: 'em',
    says: '\\b(?:separate|distinct|apart) from (?:the |his |her |any )?(?:intrathecal )?pump\\b|unrelated to (?:the |his |her )?(?:intrathecal )?pump\\b|separately identifiable',
  },
  {
    key: 'assess',
    says: '\\b(?:not at|at|above|below|near) goal\\b|\\bstable[,;] continue|continue (?:\\w+ ){0,2}(?:infusion|dose|pump)\\b|\\bgoals? (?:\\w+ ){0,6}?(?:met|partly|partially|reached|achieved|unmet|not)|(?:partly|partially|well|poorly|adequately) controlled[;,.]|(?:incompletely|inadequately|suboptimally|(?:not|in)(?: fully| well| adequately)) controlled|(?:only )?partial(?:ly)? (?:control|relief|response);|continue (?:present|current|same|the (?:present|current|same)|this|itdd|titration|pump|intrathecal|itb|therapy|with (?:the )?(?:present|current))|therapy (?:\\w+ ){0,3}?(?:remains|is) (?:effective|appropriate|beneficial)|benefit(?:s|ing)? from (?:the )?(?:pump|therapy)|stable on (?:present|current|intrathecal)|, continue\\.?$',
  },
];

/** Sentences behind the label of a plan that tell of the therapy and not of errands. */
export const PLAN_WORDS =
  '\\bgoals?\\b|positive (?:trial|response)|trial (?:was )?(?:positive|successful|negative|failed)|continue(?:s)? (?!bowel|home|oral|same home|med)\\w+|offer|improv\\w+|stable|controlled|titrat\\w+|(?<!physical )(?<!occupational )(?<!speech )therapy';

/** `event:` something went wrong with the pump or the drug. */
export const EVENTS =
  '(?:pump |catheter |motor )?(?:stall(?:ed)?|malfunction\\w*)(?! (?:alarm )?(?:none|not))|pocket fill|overdos\\w+|pump pocket infection|pocket infection|(?:\\w+ )?withdrawal (?:syndrome|crisis)|^withdrawal (?:with|and)\\b|(?:for|in|with|acute|baclofen|opioid) (?:\\w+ )?withdrawal(?! (?:signs?|symptoms?|sx))|return of (?:spasms?|pain|symptoms)|catheter (?:fracture|leak|break\\w*|disconnect\\w*)|flipped pump|relief (?:went|fell|dropped|gone)[^.;]{0,24} to (?:nothing|zero|0)\\b|loss of (?:relief|effect|efficacy)|inadvertent\\w*';

/** Words of a reason for a change of the program. */
export const REASON =
  '(?:because(?: of)?|d\\/t|b\\/c|in view of|so (?:that )?(?=refills?|(?:he|she|they|the) )|since(?! (?:the |her |his )?(?:last|then|surgery|yesterday|\\d|[a-z]+ \\d))|due to|reason(?: for (?:change|adjustment))?:?|owing to|on account of|in response to|given|secondary to|to (?:treat|address|control|lengthen|extend|improve|reduce|limit)|for)';
