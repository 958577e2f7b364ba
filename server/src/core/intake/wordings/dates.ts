/** Labels of the day of the visit, best first. */
export const VISIT_DATE: readonly string[] = [
  'dos|(?:svc|serv(?:ice)?|visit|proc(?:edure)?) (?:dt|date)|(?:dt|dates?) of (?:service|visit|procedure|surgery|operation|encounter|session|exam|study|refill|inquiry)|(?:service|visit|procedure|surgery|operation|encounter|session|inquiry|treatment|study|operative) date|date/time of (?:visit|service)|(?:clinic|visit|service|office|encounter) day|day of (?:the )?(?:visit|service|encounter)|(?:operated|operation|surgery|refilled|treated) on',
  "(?<![a-z] )date(?:/time)?|(?:today's|current|exam|appt) date|date of serv\\w*|(?:inquiry|session|telemetry|interrogation) report|session (?:start|began|time)|(?:date of )?note(?: date)?|visit|encounter|session|inquiry|today(?:'s visit| is)?|seen(?: in (?:the |our )?(?:office|clinic))?(?: on)?|performed(?: on)?|procedure date and time|refill on|(?:office|clinic|progress|procedure|operative) (?:note|visit)",
  'dictated|(?<![a-z] )d(?=:)|date dictated',
  'arriv(?:al|ed)|saved|report date|created|(?<![a-z] )(?:infusion )?start(?:ed)?',
];

/** Words before a date that is not the day of the visit. */
export const OTHER_DATE =
  'transcri(?:bed|ption)(?: date| on)?|typed|faxed|received|scanned|printed|(?:e-?|electronically )?signed|t(?=:)|estimated(?: \\w+)? date|estimated(?: refill)?|due|suggested|dob|d\\.o\\.b|born|birth(?: ?date| ?day)?|date of birth|implant(?:ed|ation)?(?: date| on)?|exp(?:ires|iration|iry)?(?: date)?|bud|use[- ]by|beyond[- ]use(?: date)?|last (?:\\w+ )?(?:fill|refill|visit|session)?|previous|prior|(?:next|return)(?: \\w+){0,3}|alarm(?: date)?|follow[- ]?up|f\\/?u|rtc|rtn|rto|rtcl|bk|nxt|back|low res\\w*(?: \\w+)?|lra\\w*|appointment|vaccin\\w+|immuniz\\w+|admitted|admission|injury|onset|referr\\w+|auth\\w*|through|until|since|verified|reviewed|mri|consent(?: dated)?|installed|version|lot';

/** Words of a day to come or gone by, from which a few others may part its date. */
export const AHEAD =
  '(?:low[- ]?)?(?:res(?:v|ervoir)?\\.? )?(?:alarm|alert)s?|lra\\w*|ard|low[- ]reservoir|suggested|next|nxt|rtc|rtn|rto|rtcl|bk|see (?:her|him|them|you|pt|patient)|appointment|appt|last|previous|prior|implanted|placed|replaced|missed|expires|discard after';

/** Words with which a date is the day of the next visit. */
export const NEXT =
  '(?:next|nxt)(?: \\w+){0,4}|returns?(?: \\w+){0,5}|rtc|rtn|rto|rtcl|bk|nv|f/?u|follow[- ]?up(?: \\w+){0,3}|re-?(?:done|scheduled|peated|attempted)(?: [\\w.]+){0,8}|pump check|(?:first )?titration|review|appointment(?: \\w+){0,3}|appt(?: \\w+){0,2}|refill (?:visit|due|booked|scheduled|appointment|appt|date|on|by|before|planned)(?: \\w+){0,3}|refill|(?:come|see|seen|back)(?: \\w+){0,4}|recheck|(?:fluoro\\w* |pump )access|wound check|staples? (?:out|removal)|sutures? (?:out|removal)|clinic|visit|scheduled(?: \\w+){0,3}|booked(?: \\w+){0,3}|due(?: \\w+){0,2}|estimated refill(?: date)?|suggested|re-?fill by|empty and (?:re)?fill(?: \\w+){0,5}';
/** Appointments elsewhere or for something else. */
export const NOT_NEXT =
  '\\b(?:botulinum|botox|toxin|injections?|nerve block|infusion of)\\b|\\b(?:disease|medicine|team|service|surgery|psych\\w*|therapy|dietitian|hospitalist|work) (?:to|will) see|\\bcase conference|\\b(?:own|home|usual) clinic|\\bconsult\\w*|(?:implant(?:ation)?|explant\\w*|surgery|operation|replacement|revision)(?: \\w+){0,3} (?:scheduled|planned|booked|set)|mri|x-?ray|pcp|primary care|physical therapy|(?:to|for|in|start\\w*|continue) pt\\b(?! (?:to|will|is))|\\bpt (?:appointment|appt|eval\\w*|session|visit)|cardiolog\\w+|oncolog\\w+|urolog\\w+|dentist|dental|eye|lab(?:s|oratory)?|ct scan|colonoscopy|mammogram|vaccine|auth\\w*|insurance|expires|elsewhere';
/** Words with which a date is that of the low-reservoir alarm. */
export const ALARM_DATE =
  'low[- ]volume alarm|(?:low[- ]?|lr )?(?:res(?:v|ervoir)?\\.? )?(?:alarm|alert|alm)(?: (?:date|day|dt))?s?(?: \\w+){0,3}|lra(?:d)?(?: date)?|ard|low res(?:v|ervoir)?\\.?(?: \\w+){0,3}|alarms? (?:on|is|will)(?: \\w+){0,2}';
/** Words with which an alarm date is the earlier one. */
export const OLD_ALARM = 'old|previous|prior|was|card|moved from|from|before';
/** Words before an expiry date of the drug. */
export const EXPIRES =
  '(?:to be )?used by(?: the)?|\\bx(?= \\d{1,2}[/-]\\d)|exp(?:\\.|ires?|iring|iry|iration)?(?: date)?(?: on)?|bud|beyond[- ]use(?: date)?|use[- ]by(?: date)?|use before|good (?:until|through|thru|to|till)|discard after|best by';
