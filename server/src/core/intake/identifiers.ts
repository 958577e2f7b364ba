import type { Span } from '../syntax/tree.js';

const NAME = "(?<![A-Za-z'-])[A-Z][A-Za-z'\u2019\u00c0-\u017f-]{1,40}";
const INITIAL = '[A-Z]\\.?';
const PART = `(?:${NAME}|${INITIAL}(?![A-Za-z]))`;
const FULL = `${PART},?(?: ${PART},?){0,3}`;
const ID_LABEL =
  '(?:MRN|M\\.R\\.N\\.|MR(?: No| Number)?\\.?|Med(?:ical)?\\.? Rec(?:ord)?(?:\\.? (?:No|Number))?|Record(?: No| Number)?|Chart(?: (?:No|Number))?|Acc(?:oun)?t(?: (?:No|Number))?|Hospital (?:No|Number)|CSN|FIN|HAR|Visit ID|Encounter ID|Patient (?:ID|No|Number)|Pt(?: |\\.? )(?:ID|No)|ID(?: No| Number)?|SSN|SS|Social Security(?: (?:No|Number))?|Member(?: (?:ID|No))?|Policy(?: (?:No|Number))?|Subscriber(?: (?:ID|No))?|Claim(?: (?:No|Number))?|WC Claim|Case(?: (?:No|Number))?|Medicare ID|Medicaid ID|HIC|MBI|Insurance ID|Unit(?: (?:No|Number)))';
const BIRTH = '(?:D\\.?O\\.?B\\.?|Birth ?dat?e|Date of birth|Born(?: on)?|Birthday|Birth)';
/** A date in any spelling that charts use for a birth date. */
const ANY_DATE =
  '\\d{1,4}[-/. ]\\d{1,2}[-/. ]\\d{2,4}|\\d{1,2}[ -][A-Za-z]{3,9}\\.?,?[ -]\\d{2,4}|[A-Za-z]{3,9}\\.? \\d{1,2},? \\d{4}|\\d{8}';
const SEP = '[ \\t]*(?:[:#=|.][ \\t]*)*[ \\t]*';

/** Titles of forms and other words in capitals that are where a name might. */
const NO_NAME =
  /^(?:patient|name|pt|id|identity|identifiers?|pump|refill|record|note|visit|encounter|date|office|clinic|hospital|center|operative|report|procedure|intrathecal|flowsheet|spasticity|pain|neurology|oncology|medicare|medicaid|aetna|cigna|bcbs|blue|cross|shield|united|healthcare|insurance|payer|plan|doctor|physician|nurse|for|both|visits|part|lot|batch|rx|serial|exp|bud|the|of|and|with|is|was|no|not|see|verified|confirmed|positioned|prepped|tolerated|chart|account|new|old|mr|mrs|ms|miss|dr|dob|mrn|age|sex|male|female|year|man|woman|telephone|phone|call|today|here|returns|presents|information|status|education|instructions|response|history|label|services?|care|team|portal|consent|position|supine|label|reported|reports|states|denies|january|february|march|april|may|june|july|august|september|october|november|december|rn|md|np|pa|do|lpn|ma|spinal|cord|stimulator|check|implant|implanted|port|maintenance|flush|trial|screening|wc|workers|comp|difficult|this|site|medications?|during|programmer|anthem|highmark|humana|tricare|optum|estimated|blood|loss|medical|per|grandfather|grandmother|access|contin|hcl|sulfate|morphine|hydromorphone|baclofen|fentanyl|bupivacaine|clonidine|ziconotide|there|he|she|they|all|after|before|also|seen)$/i;

/** Spans of the source that tell who the patient is: name, record numbers, birth date, telephone, address. In order, none overlapping. */
export function identifiersIn(source: string): Span[] {
  const spans: Span[] = [...numbers(source)];
  const names = patientNames(source);
  for (const name of names) {
    const whole = new RegExp(`(?<![A-Za-z])${name.replaceAll(/[-.\\]/g, '\\$&')}(?![A-Za-z])`, 'gi');
    for (const match of source.matchAll(whole)) spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return merged(spans);
}

const NUMBERED: readonly RegExp[] = [
  new RegExp(`\\b${BIRTH}${SEP}(${ANY_DATE})`, 'gi'),
  new RegExp(`\\b${ID_LABEL}\\b[ \\t]*#?${SEP}((?=(?:[\\w-]*\\d){3})[A-Z]{0,4}[-\\w]*(?:[- ]\\d[\\w-]*)*)`, 'gi'),
  /(?<![\w.])(?<!\b(?:lot|batch|rx|prescription|serial|ser|sn|s\/n|model|kit|ndc|npi|auth|authorization|order|invoice|ref|step|room)\.?(?: ?no\.?)?[ ]?)#[ ]?(\d[\d-]{4,})/gi,
  /\b(?:patient|pt)\.?[ :#]+(\d[\d-]{4,}\d)(?![\d/])/gi,
  /(?<![\w-])(\d{3}-\d{2}-\d{4})(?![\w-])/g,
  /(?<![\w.-])((?:\+?1[-. ])?(?:\(\d{3}\)[ ]?|\d{3}[-. ])?\d{3}[-.]\d{4})(?![\w-])/g,
  /\b([\w.+-]+@[\w-]+\.[\w.]+)\b/g,
  /\b(\d{1,5} (?:[NSEW]\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Boulevard|Blvd|Drive|Court|Ct|Way|Terrace|Place|Circle)\b\.?)/g,
];

function numbers(source: string): Span[] {
  const spans = NUMBERED.flatMap(pattern =>
    [...source.matchAll(pattern)].map(match => {
      const start = match.index + match[0].length - match[1]!.length;
      return { start, end: start + match[1]!.trimEnd().length };
    }),
  );
  spans.push(...numbersByKind(source));
  // The same number elsewhere, without its label.
  const again = spans.flatMap(({ start, end }) => {
    const words = source.slice(start, end);
    if (words.replaceAll(/\D/g, '').length < 5) return [];
    return [...source.matchAll(new RegExp(`(?<![\\w])${words.replaceAll(/[^\w]/g, '\\$&')}(?![\\w])`, 'gi'))].map(
      match => ({ start: match.index, end: match.index + match[0].length }),
    );
  });
  return [...spans, ...again];
}

/** Numbers of things, not of people. */
const OF_THINGS =
  /\b(?:serial|ser|s\/?n|lot|batch|model|rx|prescription|ndc|npi|auth\w*|catheter|invoice|version|cpt|hcpcs|icd\S*|pos|pump|programmer|device|kit|exp|bud|attempts?|report|page|step|room|suite|reference|ref|drug|dose|calibration|tax\w*|order)(?:\W*(?:no|number|nr|num|id)\b)?\W*$/i;

/** `Registration number 55-2018`: a number that some label calls one; and any long number on a line that names the patient. */
function numbersByKind(source: string): Span[] {
  const called = [
    ...source.matchAll(
      /\b([A-Za-z/]+)[ .]*(?:no|number|nr|num|id)\b\.?[ :#]*((?=[\w-]*\d{3})[A-Z]{0,4}-?\d[\w-]{3,})/gi,
    ),
  ].filter(match => !OF_THINGS.test(match[1]!));
  const spans = called.map(match => {
    const end = match.index + match[0].length;
    return { start: end - match[2]!.length, end };
  });
  for (const line of source.matchAll(/^.*$/gm)) {
    if (line[0].length > MAX_FORM_LINE || !PATIENT_LINE.test(line[0])) continue;
    for (const token of line[0].matchAll(/(?<![\w/.-])[A-Z]{0,3}-?\d[\d-]{4,}(?![\w/.])/g)) {
      const before = line[0].slice(0, token.index);
      if (
        OF_THINGS.test(before) ||
        /^(?:19|20)\d\d-\d\d-\d\d$|^86[36]7-?\d\d$/.test(token[0]) ||
        /\bsn $/i.test(before)
      )
        continue;
      spans.push({ start: line.index + token.index, end: line.index + token.index + token[0].length });
    }
  }
  return spans;
}

/** A longer line is prose. */
const MAX_FORM_LINE = 160;
const PATIENT_LINE = new RegExp(`\\b(?:patient|pt|name|mrn|dob|birth|acc(?:oun)?t|chart|record)\\b`, 'i');

const ID_ANY = inAnyCase(ID_LABEL),
  BIRTH_ANY = inAnyCase(BIRTH),
  RELATIVE = inAnyCase(
    '(?:wife|husband|mother|father|mom|dad|son|daughter|sister|brother|spouse|partner|caregiver|guardian)',
  );

const NAMED: readonly RegExp[] = [
  new RegExp(
    `(?<![A-Za-z])(?<!(?:drug|brand|product|generic|medication|pump|device|model|payer|insurance|plan|pharmacy|clinic|facility|provider|physician|nurse|procedure)[ ]?)(?:Patient(?:'s)?(?: Name)?|Pt(?: Name)?|Name(?: of patient)?|Full Name|Last Name|First Name|Surname|Client|Member Name|Subscriber|Insured|Resident|Re|Caller|Guarantor|Next of kin|Contact)\\.?[ \\t]*[:\\t|=-][ \\t|]*(${FULL})`,
    'gi',
  ),
  new RegExp(
    `(?<![A-Za-z])(?<!(?:[Dd]rug|[Bb]rand|[Pp]roduct|[Gg]eneric|[Mm]edication|[Pp]ump|[Dd]evice|[Mm]odel|[Pp]ayer|[Ii]nsurance|[Pp]lan|[Pp]harmacy|[Cc]linic|[Ff]acility|[Pp]rocedure)[ ])(?:[Pp]atient|PATIENT|Pt|PT|pt|[Nn]ame|NAME)\\.?[ \\t]+((?:Mr\\.?|Mrs\\.?|Ms\\.?)?[ ]?${NAME},?(?: ${PART}){1,3}|${INITIAL} ${NAME})(?=[ ]{2}|[ ]*(?:[,;(|\\t]|\\r?$))`,
    'gm',
  ),
  new RegExp(`(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Mx|MR|MRS|MS)\\.? (${NAME}(?: ${NAME})?)`, 'g'),
  new RegExp(
    `(?:^|[|\\t]|(?<=[ ]{2})|: |of )(${FULL})[ \\t|;,/(-]{0,40}(?:(?:${ID_ANY}|${BIRTH_ANY})\\b|#[ ]?\\d)`,
    'gm',
  ),
  new RegExp(`(${NAME}(?: ${PART}){0,2}) (?:is|was) an? (?:\\d{1,3}|[a-z]+)[- ]?(?:year|yr|y)`, 'g'),
  new RegExp(`(${NAME}(?: ${PART}){0,2}),? (?:an? )?\\d{1,3}[- ]?(?:year|yr|y/?o)`, 'g'),
  new RegExp(`^[ \\t]*(${NAME}, ${NAME}(?: ${INITIAL})?)[ \\t]*\\r?$`, 'gm'),
  new RegExp(
    `\\b${ID_ANY}[ \\t]*#?[ :#]*(?=[\\w-]*\\d{3})[\\w-]+[ \\t,;/|-]{1,6}(${FULL})(?=[ ]{2}|[ ]*(?:[,;(|\\t]|\\r?$))`,
    'gm',
  ),
  new RegExp(`\\b${RELATIVE}[, ]+(?:is )?(${NAME}(?: ${NAME})?)`, 'g'),
];

/** The pattern of a name without a colon before it: a sentence may begin the same way. */
const UNLABELED = 1;

/** A pattern of plain words that matches them in either case. */
function inAnyCase(pattern: string): string {
  return pattern.replaceAll(/(?<![\\[])[A-Za-z]/g, letter => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

function patientNames(source: string): Set<string> {
  const names = new Set<string>();
  for (const [i, pattern] of NAMED.entries())
    for (const match of source.matchAll(pattern)) {
      const first = match[1]!.replace(/^(?:Mr|Mrs|Ms|Miss)\.? /i, '').split(/[ ,]/)[0]!;
      if (i === UNLABELED && NO_NAME.test(first)) continue;
      for (const part of match[1]!.matchAll(new RegExp(NAME, 'g'))) {
        const word = part[0].replace(/['\u2019]s$/, '');
        if (word.length > 2 && !NO_NAME.test(word)) names.add(word);
      }
    }
  return names;
}

function merged(spans: readonly Span[]): Span[] {
  const sorted = [...spans].filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = kept.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else kept.push({ start, end });
  }
  return kept;
}
