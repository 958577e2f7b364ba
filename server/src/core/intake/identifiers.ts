import { isClinicalWord } from '../rules/privacy/phi/name-words.js';
import { ORDINARY_WORDS } from '../rules/privacy/phi/words.js';
import type { Span } from '../syntax/tree.js';
import { CREDENTIAL } from './credential-pattern.js';
import { datesIn } from './dates.js';
import { mentionsIn } from './name-mentions.js';
import { linesOf, normalize, withCapitals, type Line } from './source-text.js';
import { unlabeledNames } from './unlabeled-names.js';
import { visitDateOf } from './visit-date.js';

const NAME =
  "(?<![A-Za-z\u00c0-\u017f'\u2019-])[A-Z\u00c0-\u00d6\u00d8-\u00de][A-Za-z'\u2019\u00c0-\u017f\u0300-\u036f-]{1,40}";
const INITIAL = '[A-Z]\\.?';
const PART = `(?:${NAME}|${INITIAL}(?![A-Za-z]))`;
const FULL = `${PART},?(?: ${PART},?){0,3}`;
const ID_LABEL =
  "(?:MRN|M\\.R\\.N\\.|MR(?: No| Number)?\\.?|Med(?:ical)?\\.? Rec(?:ord)?(?:\\.? (?:No|Number))?|Record(?: No| Number)?|Chart(?: (?:No|Number))?|Acc(?:oun)?t(?: (?:No|Number))?|Hospital (?:No|Number)|CSN|FIN|HAR|Visit ID|Encounter ID|Patient (?:ID|No|Number)|Pt(?: |\\.? )(?:ID|No)|ID(?: No| Number)?|SSN|SS|Social Security(?: (?:No|Number))?|Member(?: (?:ID|No))?|Policy(?: (?:No|Number))?|Subscriber(?: (?:ID|No))?|Claim(?: (?:No|Number))?|WC Claim|Case(?: (?:No|Number))?|Medicare ID|Medicaid ID|HIC|MBI|Insurance ID|Unit(?: (?:No|Number))|(?<!on |in )File(?: (?:No|Number))?|Our ref|Your ref|Accession(?: (?:No|Number))?|Accn|Acc|Order (?:No|Number|ID)|Group(?: (?:No|Number))?|Grp|Certificate(?: (?:No|Number))?|Beneficiary(?: ID)?|Driver'?s? Licen[sc]e|DL|Hosp(?=\\.? ?#)|License Plate|Passport|Specimen(?: ID)?|Episode|Dossier)";
const BIRTH =
  '(?:D\\.?[O0]\\.?B\\.?|B/?D(?=[:. ]{1,3}\\d)|b\\.(?= ?\\d)|Birth ?dat?e|Date of birth|Born(?: on)?|Birthday|Birth)';
/** A date in any spelling that charts use for a birth date. */
const ANY_DATE =
  '\\d{1,4}[-/. ]\\d{1,2}[-/. ]\\d{2,4}|\\d{1,2}[ -][A-Za-z]{3,9}\\.?,?[ -]\\d{2,4}|[A-Za-z]{3,9}\\.? \\d{1,2},? \\d{4}|\\d{8}|[\\dlIO]{1,2}[-/][\\dlIO]{1,2}[-/][\\dlIO]{2,4}';
const SEP = '[ \\t]*(?:[:#=|.][ \\t]*)*[ \\t]*';

/** Titles of forms and other words in capitals that are where a name might. */
const NO_NAME =
  /^(?:patient|name|pt|id|identity|identifiers?|pump|refill|record|note|visit|encounter|date|office|clinic|hospital|center|operative|report|procedure|intrathecal|flowsheet|spasticity|pain|neurology|oncology|medicare|medicaid|aetna|cigna|bcbs|blue|cross|shield|united|healthcare|insurance|payer|plan|doctor|physician|nurse|for|both|visits|part|lot|batch|rx|serial|exp|bud|the|of|and|with|is|was|no|not|see|verified|confirmed|positioned|prepped|tolerated|chart|account|new|old|mr|mrs|ms|miss|dr|dob|mrn|age|sex|male|female|year|man|woman|telephone|phone|call|today|here|returns|presents|information|status|education|instructions|response|history|label|services?|care|team|portal|consent|position|supine|label|reported|reports|states|denies|january|february|march|april|may|june|july|august|september|october|november|december|rn|md|np|pa|do|lpn|ma|spinal|cord|stimulator|check|implant|implanted|port|maintenance|flush|trial|screening|wc|workers|comp|difficult|this|site|medications?|during|programmer|anthem|highmark|humana|tricare|optum|estimated|blood|loss|medical|per|grandfather|grandmother|access|contin|hcl|sulfate|morphine|hydromorphone|baclofen|fentanyl|bupivacaine|clonidine|ziconotide|there|synchromed|prometra|intera|codman|medtronic|flowonix|gablofen|lioresal|infumorph|prialt|ii|iii|spine|surgery|surgical|neurosurgery|orthopedics|anesthesia|medicine|rehabilitation|rehab|physical|therapy|infusion|department|home|flow|sheet|log|progress|nursing|clinical|summary|session|interrogation|telemetry|worksheet|form|template|targeted|drug|delivery|system|analysis|adjustment|titration|management|follow|up|return|new|initial|routine|scheduled|urgent|early|late|checked|reviewed|signed|clean|dry|intact|sterile|needle|residual|expected|volume|dose|alarms?|none|he|she|they|all|after|before|also|seen|acct|med|rec|ok|sincerely|regards|yours|respectfully|cordially|truly)$/i;

/**
 * Spans of the source that tell who the patient is: name, record numbers, birth date, telephone, address. In order,
 * none overlapping.
 */
export function identifiersIn(source: string): Span[] {
  const spans: Span[] = [...numbers(withCapitals(source))];
  const text = normalize(source);
  const lines = linesOf(source, text);
  const visit = visitDateOf(text, lines);
  const readable = withCapitals(source)
    .replaceAll(LEADER, dots => ':'.padEnd(dots.length))
    .replaceAll('^', ' ');
  const names = patientNames(readable);
  for (const name of topNames(readable, lines, visit)) names.add(name);
  for (const name of unlabeledNames(readable)) if (!NO_NAME.test(name)) names.add(name);
  spans.push(...mentionsIn(source, names));
  return merged([...spans, ...besideKnown({ source, text, lines, visit }, merged(spans))]);
}

/** Dots that lead from a label to its value. */
const LEADER = /(?:\.{3,}|(?:\. ){2,}\.?)[ ]?:?/g;

const NUMBERED: readonly RegExp[] = [
  new RegExp(`\\b${BIRTH}${SEP}(${ANY_DATE})`, 'gi'),
  new RegExp(
    `\\b${ID_LABEL}\\b[ \\t]*#?${SEP}((?:[A-Z]{1,4}/|[A-Z]{2,4} (?=\\d))?(?=(?:[\\w.-]*\\d){3})[A-Z]{0,4}[-\\w]*(?:[-. ]\\d[\\w-]*)*)`,
    'gi',
  ),
  /(?<![\w.])(?<!\b(?:lot|batch|rx|prescription|serial|ser|sn|s\/n|model|kit|ndc|npi|auth|authorization|order|invoice|ref|step|room)\.?(?: ?no\.?)?[ ]?)#[ ]?(\d[\d-]{4,})/gi,
  /\b(?:patient|pt)\.?[ :#]+(\d[\d-]{4,}\d)(?![\d/])/gi,
  /\b(?:[Pp]atient|PATIENT|[Pp]t|PT|[Ss]ubject)(?:'s)? (?:[Ii]nitials?|INITIALS?)[ \t:.=-]*((?:[A-Z]\.? ?){2,4})(?![A-Za-z])/g,
  /(?<![\w-])(\d{3}-\d{2}-\d{4})(?![\w-])/g,
  /(?<![\w.-])(?<!\b(?:rx|lot|batch|prescription|serial|sn|ndc|kit)\.?(?: ?(?:no|number)\.?)?[ :#]{1,3})((?:\+?1[-. ])?(?:\(\d{3}\)[ ]?|\d{3}[-. ])?\d{3}[-.]\d{4})(?![\w-])/gi,
  /\b([\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{1,190})\b/g,
  /\b(\d{1,5} (?:[NSEW]\.? )?[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+)? (?:Street|St|Avenue|Ave|Road|Rd|Row|Lane|Ln|Boulevard|Blvd|Drive|Court|Ct|Way|Terrace|Place|Circle|Parkway|Pkwy|Highway|Hwy|Trail|Square|Sq|Crescent|Pike|Loop|Plaza|STREET|AVENUE|AVE|ROAD|RD|LANE|LN|BOULEVARD|BLVD|HIGHWAY|HWY|PARKWAY|PKWY)\b\.?(?:,? (?:Suite|Ste|Apt|Apartment|Unit|Floor|Fl)\.? ?#?[\w-]+)?(?:,? (?:[A-Z][a-z]+ ?){1,3},? [A-Z]{2}(?: \d{5}(?:-\d{4})?)?)?)(?![A-Za-z])/g,
  /\b(?:our|your) ref\.?[ :]{0,3}([A-Z\d-]{0,8}\d[\w/-]{3,20})/gi,
  /\bEncounter[ #:]{1,3}(?!\d{1,2}-\d{1,2}-\d{2,4}|\d{4}-\d\d-\d\d)(\d[\d-]{6,})/gi,
  new RegExp(
    `(?<![\\w-])${inAnyCase('(?:user(?:[ -]?(?:name|id))?|log-?in(?: id| name)?)')}[ \\t]*[:=][ \\t]*([a-z][a-z\\d._-]{3,30}|[A-Z][A-Za-z._-]{2,20}\\d[\\w.-]{0,10})(?![\\w])`,
    'g',
  ),
  /\b((?:Apt|Apartment|APT)\.? ?#?\d{1,4}-?[A-Z]?)(?![\w/:.-]\w| ?(?:[ap]\.?m|[AP]M)\b)/g,
];

function numbers(source: string): Span[] {
  const spans = NUMBERED.flatMap(pattern =>
    [...source.matchAll(pattern)].map(match => {
      const start = match.index + match[0].length - match[1]!.length;
      return { start, end: start + match[1]!.trimEnd().length };
    }),
  );
  spans.push(...numbersByKind(source), ...partedNumbers(source));
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

/** Labels of the numbers that payers and clinics give to a patient. */
const COVERAGE_LABEL =
  "(?:(?:ins(?:urance|ured|\\.)?|subscriber(?:'s)?|member(?:ship)?|policy(?: ?holder)?|group|grp|acc(?:oun)?t|certificate|cert|beneficiary|contract|enrollee|enroll?ment|cardholder|card|medicare|medicaid|mbi|hicn?|claim|mrn|ssn|patient|coverage|plan id)[ .:#-]*(?:id\\b|no\\b|number|num\\b|nr\\b|#)?)";
/** Digits of the shortest number in several parts. */
const MIN_PARTED_DIGITS = 4;
/** A part of such a number, which is no day, clock or amount. */
const NUMBER_PART =
  '(?=[A-Z]{0,6}\\d)[A-Z\\d]{1,14}(?![\\w]|[/:,]\\d|\\.\\d|[ ]?(?:mL|cc|mg|mcg|ug|%|yo|y/o|g|ga|gauge|min|mo|months?|years?|days?)\\b)';
const PARTED = new RegExp(
  `\\b${COVERAGE_LABEL}[ \\t]*(?:[:#=|.][ \\t]*)*((?:[A-Z]{1,4}[ -])?${NUMBER_PART}(?:[ ./-]{1,2}${NUMBER_PART})+)`,
  'gi',
);
/** A Medicare beneficiary identifier by its shape: `1EG4-TE5-MK73`. */
const MEDICARE_NUMBER = /(?<![\w-])([1-9][A-Z][A-Z\d]\d[- ]?[A-Z][A-Z\d]\d[- ]?[A-Z]{2}\d{2})(?![\w-])/gi;

/** `Subscriber U77 310 442`: numbers of a patient that blanks, dots or hyphens part. */
function partedNumbers(source: string): Span[] {
  return [...source.matchAll(PARTED), ...source.matchAll(MEDICARE_NUMBER)].flatMap(match => {
    const end = match.index + match[0].length;
    const isShort = match[1]!.replaceAll(/\D/g, '').length < MIN_PARTED_DIGITS;
    return isShort || IS_DAY.test(match[1]!) ? [] : [{ start: end - match[1]!.length, end }];
  });
}

const IS_DAY = /^\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d$|^(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}$/;

/** Numbers of things, not of people. */
const OF_THINGS =
  /\b(?:serial|ser|s\/?n|lot|batch|model|rx|prescription|ndc|npi|auth\w*|catheter|invoice|version|cpt|hcpcs|icd\S*|pos|pump|programmer|device|kit|exp|bud|attempts?|report|page|step|room|suite|reference|ref|drug|dose|calibration|tax\w*|order)(?:\W*(?:no|number|nr|num|id)\b)?\W*$/i;

/**
 * `Registration number 55-2018`: a number that some label calls one; and any long number on a line that names the
 * patient.
 */
function numbersByKind(source: string): Span[] {
  const called = [
    ...source.matchAll(
      /\b([A-Za-z/]+)[ .]*(?:no|number|nr|num|id)\b\.?[ :#]*((?:[A-Z]{1,4}\/)?(?=[\w-]*\d{3})[A-Z]{0,4}-?\d[\w-]{3,})/gi,
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
    '(?:wife|husband|mother|father|mom|dad|son|daughter|sister|brother|spouse|partner|caregiver|caretaker|guardian|aide|next of kin|niece|nephew|aunt|uncle|cousin|friend|neighbor|roommate|fiancee?|grandson|granddaughter|stepson|stepdaughter|(?:son|daughter|mother|father|sister|brother)-in-law)',
  );

const NAMED: readonly RegExp[] = [
  new RegExp(
    `(?<![A-Za-z])(?<!(?:drug|brand|product|generic|medication|pump|device|model|payer|insurance|plan|pharmacy|clinic|facility|provider|physician|nurse|procedure)[ ]?)(?:Pat[il1]ent(?:'s)?(?: Nam[ec])?|Pt(?: Name)?|Name(?: of patient)?|Full Name|Last Name|First Name|Surname|Client|Member Name|Subscriber|Insured|Resident|Re|Caller|Guarantor|Next of kin|Contact|Employer|School|Attorney|Adjuster|Claimant)(?: ?(?:/|&|and) ?(?:DOB|ID|MRN|Name|Age|Sex|Date of Birth))*\\.?[ \\t]*[:\\t|=-][ \\t|]*(${FULL})`,
    'gi',
  ),
  new RegExp(
    `(?<![A-Za-z])(?<!(?:[Dd]rug|[Bb]rand|[Pp]roduct|[Gg]eneric|[Mm]edication|[Pp]ump|[Dd]evice|[Mm]odel|[Pp]ayer|[Ii]nsurance|[Pp]lan|[Pp]harmacy|[Cc]linic|[Ff]acility|[Pp]rocedure)[ ])(?:[Pp]atient|PATIENT|Pt|PT|pt|[Nn]ame|NAME)\\.?[ \\t]+((?:Mr\\.?|Mrs\\.?|Ms\\.?)?[ ]?${NAME},?(?: ${PART}){1,3}|${INITIAL} ${NAME})(?=[ ]{2}|[ ]*(?:[,;(|\\t]|\\r?$)|[ ](?:ROOM|BED|RM|AGE|DOB|MRN|SEX|UNIT)\\b)`,
    'gm',
  ),
  new RegExp(`(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Mx|MR|MRS|MS)\\.? (${NAME}(?: ${NAME})?)`, 'g'),
  new RegExp(
    `(?:^|[|\\t]|(?<=[ ]{2})|: |of )(${FULL})[ \\t|;,/(-]{0,40}(?<![A-Za-z])(?:(?:${ID_ANY}|${BIRTH_ANY})\\b|#[ ]?\\d)`,
    'gm',
  ),
  new RegExp(`(${NAME}(?: ${PART}){0,2}) (?:is|was) an? (?:\\d{1,3}|[a-z]+)[- ]?(?:year|yr|y)`, 'g'),
  new RegExp(`(${NAME}(?: ${PART}){0,2}),? (?:an? )?\\d{1,3}[- ]?(?:year|yr|y/?o)`, 'g'),
  new RegExp(`^[ \\t]*(${NAME}, ${NAME}(?: ${INITIAL})?)[ \\t]*\\r?$`, 'gm'),
  new RegExp(
    `\\b${ID_ANY}[ \\t]*#?[ :#]*(?=[\\w-]*\\d{3})[\\w-]+[ \\t,;/|-]{1,6}(${FULL})(?=[ ]{2}|[ ]*(?:[,;(|\\t]|\\r?$))`,
    'gm',
  ),
  new RegExp(`\\b${RELATIVE}[:, ]+(?:is )?(${NAME}(?: ${NAME})?)`, 'g'),
  new RegExp(`\\b(?:Subject|SUBJECT|Pat|PAT)\\.?[ \\t]*:[ \\t]*(${NAME}(?:, ?|/)${NAME}(?: ${INITIAL})?)`, 'g'),
  new RegExp(
    `\\b(?:Subject|SUBJECT)[ \\t]*:[ \\t]*(${NAME} (?:${INITIAL} )?${NAME})(?=[ ]{2}|[ ]*(?:[,;(|\\t]|\\r?$))`,
    'gm',
  ),
  new RegExp(
    `^[ \\t]*(?:\\d{1,3}[.)][ \\t]*)?(${NAME}, ?${NAME}(?: ${INITIAL})?)[ \\t]*[/|(#-]+[ \\t]*#?\\d{4,}`,
    'gm',
  ),
  new RegExp(
    `\\b(?:goes by|known as|nicknamed?|prefers(?: to be called)?|called(?= ?["\u201c])|a\\.?k\\.?a\\.?|preferred name|n[e\u00e9]e)[ :]+["'\u201c\u2018]?(${NAME})`,
    'g',
  ),
  new RegExp(`${NAME} ["\u201c'\u2018(](${NAME})["\u201d'\u2019)] ${NAME}`, 'g'),
  new RegExp(`\\b(?:for|of|on|with) (${NAME} ${NAME})(?=['\u2019]s )`, 'g'),
  // Verbs of people: `Ophelia reports more spasms`.
  new RegExp(
    `(?:^|[.;!?] +|\\n *)(${NAME}) (?:reports|denies|states|feels|says|presents|returns|returned|came|comes|arrived|walked|sleeps|complains|tolerated|did well|is (?:doing|here|seen|feeling|in for)|was (?:seen|here)|to follow up|will (?:call|return|follow))\\b`,
    'g',
  ),
  new RegExp(
    `\\b(?:man|woman|male|female|gentleman|lady|boy|girl|patient|pt), (${NAME}(?: ${PART}){0,2}),? (?:presents?|is|was|who|here|comes?|came|returns?|seen)\\b`,
    'g',
  ),
  // A name on the line below its label, above an address, in parentheses behind its label, and in a letter.
  new RegExp(
    `^[ \\t]*${inAnyCase('(?:patient(?: name)?|name|client)')}[ \\t]*:?[ \\t]*\\r?\\n[ \\t]*(${FULL})[ \\t]*\\r?$`,
    'gm',
  ),
  new RegExp(`^[ \\t]*(${NAME}(?: ${INITIAL})? ${NAME})[ \\t]*\\r?\\n[ \\t]*\\d{1,5} [A-Z][A-Za-z]+`, 'gm'),
  new RegExp(`\\b${inAnyCase('(?:patient|pt|name)')}[ ]?\\((${NAME}(?: ${PART}){1,2})\\)`, 'g'),
  new RegExp(
    `\\b${inAnyCase('(?:identity|identified|verified)')}(?: [A-Za-z]+){0,2}[:( ]{1,2}(${NAME} (?:${INITIAL} )?${NAME})(?=,? ?[(\\d])`,
    'g',
  ),
  new RegExp(
    `\\b${inAnyCase('(?:referring|sending|seeing|saw|examined|evaluated)(?: (?:us|me|to))?(?: (?:your|our|the) patient,?)?')} (${NAME} (?:${INITIAL} )?${NAME})\\b`,
    'g',
  ),
  new RegExp(
    `\\b\\d{1,3} ?${inAnyCase('(?:yo|y/o|yr|years? old|-year-old)(?: (?:m|f|male|female))?')}, (${NAME}(?: ${PART}){1,2}),`,
    'g',
  ),
  new RegExp(`(${NAME} ["\u201c'\u2018(]${NAME}["\u201d'\u2019)] ${NAME})`, 'g'),
  /^[ \t]*([A-Za-z'-]{3,},? [A-Za-z'-]{3,})[, ]+\d{1,3} ?(?:yo|y\/o|yr|[mfMF])\b/gm,
  /^[ \t]*([A-Z][A-Za-z'-]{3,}) *[|,] *\d{1,3} *[|,] *[MF]\b/gm,
  /\b(?:Pat[il1]ent|Name)[ ]?[:=][ ]*([015][a-z]{3,},? ?(?:[A-Z][a-z]+)?)/g,
  new RegExp(
    `(?:^|[\\n.;] ?)(?:A\\/P|[SOAP]|HPI|Assessment|Plan|Impression|Response|Subjective|Summary)[ ]?[:-][ ]*(${INITIAL} ${NAME})`,
    'g',
  ),
];

function withCapitalsAlways(words: string): string {
  return words.replaceAll(/(?<![A-Za-z'])[a-z](?=[a-z'-])/g, letter => letter.toUpperCase());
}

/** A name, or one whose first letter a scan read as a digit. */
const NAME_OR_SCANNED = new RegExp(`${NAME}|(?<![\\w.])[015][a-z]{3,}`, 'g');

/** The pattern of a title and a name. */
const TITLED = 2;

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
      const written = /[A-Z]/.test(match[1]!) ? match[1]! : withCapitalsAlways(match[1]!);
      for (const part of written.matchAll(NAME_OR_SCANNED)) {
        const word = part[0].replace(/['\u2019]s$/, '');
        if (isName(word, i, written)) names.add(word);
      }
    }
  return names;
}

/** Patterns whose words may as well be ordinary ones: the relatives' and all below it. */
const FREE = 8;

/**
 * Whether a word where a name is expected is one. Of two letters only behind a label, with a capital and a small letter
 * or beside a comma: `Ng, An`, not `Patient: in for refill`.
 */
function isName(word: string, pattern: number, match: string): boolean {
  if (NO_NAME.test(word)) return BOTH.test(word) && isFullName(pattern, match);
  if (word.length < 3 && !(pattern === 0 && (/^[A-Z][a-z]$/.test(word) || isReversed(match, word)))) return false;
  const plain = word.toLowerCase();
  return pattern < FREE || !(ORDINARY_WORDS.has(plain) || isClinicalWord(plain));
}

/** Words of charts that people are called by too. */
const BOTH = /^(?:cross|blue|april|may|june|august|march|shield|spine|miss)$/i;

/** Behind a label or a title, beside another part of a name: `Cross, June`, `Mr. Cross`. */
function isFullName(pattern: number, match: string): boolean {
  if (pattern === TITLED) return true;
  return (
    pattern === 0 && (/^[A-Z][A-Za-z'-]+, ?[A-Z]/.test(match) || /^[A-Z][A-Za-z'-]+ [A-Z][A-Za-z'-]+$/.test(match))
  );
}

function isReversed(match: string, word: string): boolean {
  return new RegExp(`^${word}, ?[A-Z]|^[A-Z][A-Z'-]+, ?${word}$`).test(match);
}

/** Lines at the top of a chart where a patient is named without a label. */
const TOP = 8;
const credentialBehind = new RegExp(`^,? *(?:${CREDENTIAL}|PhD)(?![A-Za-z])`);
/** `Zamora, Ambrose` as a whole cell, or before a number. */
const REVERSED = new RegExp(`^(${NAME}, ${NAME}(?: ${INITIAL})?)(?= *(?:$|[#(]|\\d|[A-Z]{0,3}-?\\d{3}))`);
const SHORT_NAME = new RegExp(`(${NAME},? ${INITIAL}) *#? ?(?:\\d{4,}|\\d{1,2}/\\d)`);
/** `Aurelia Vance  4/4/1950`, `Aurelia Vance (4471-20)` */
const PLAIN = new RegExp(
  `^(${NAME}(?: ${INITIAL})? ${NAME})(?=[ /|,;-]+\\(?(?<date>\\d{1,2}[/-]\\d{1,2}[/-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2})|[ /|,;-]+\\(?#? ?[A-Z]{0,3}-?\\d{2,}(?:-?\\d{2,}|-[A-Z]{2,4}\\b))`,
);

/** Names that are without a label at the top of the text, beside a number or as a cell of their own. */
function topNames(source: string, lines: readonly Line[], visit: string | null): string[] {
  const top = lines.filter(({ empty }) => !empty).slice(0, TOP);
  return top.flatMap(line => [
    ...[...line.cells, line].flatMap(cell => nameOfCell(source.slice(cell.start, cell.end), visit)),
    ...nameBesideBirth(source, line),
  ]);
}

const TWO_NAMES = new RegExp(`^${NAME}(?: ${INITIAL})? ${NAME}$`),
  BIRTH_BEHIND = new RegExp(
    `(?:\\b${inAnyCase(BIRTH)}|^[ |/,;]+[MF][ |/,;]|\\b\\d{6,}\\b|\\b[Bb]\\. ?\\d|\\b${ID_ANY})`,
  );

/** The parts of a name that is a cell of its own on a line that goes on with the birth date or a record number. */
function nameBesideBirth(source: string, line: Line): string[] {
  return line.cells.flatMap(({ start, end }) => {
    const words = source.slice(start, end);
    if (!TWO_NAMES.test(words) || !BIRTH_BEHIND.test(source.slice(end, line.end))) return [];
    const parts = [...words.matchAll(new RegExp(NAME, 'g'))].map(part => part[0]);
    const isOrdinary = (part: string): boolean =>
      NO_NAME.test(part) || ORDINARY_WORDS.has(part.toLowerCase()) || isClinicalWord(part.toLowerCase());
    return parts.some(isOrdinary) ? [] : parts;
  });
}

/** The parts of the name in a cell; none where a part is a word of charts, or a credential follows. */
function nameOfCell(words: string, visit: string | null): string[] {
  const plain = PLAIN.exec(words);
  const isBirth = plain?.groups?.date === undefined || isOld(datesIn(plain.groups.date)[0]?.iso, visit, BESIDE_NAME);
  const names = [REVERSED.exec(words)?.[1], SHORT_NAME.exec(words)?.[1], isBirth ? plain?.[1] : undefined];
  return names.flatMap(name => {
    if (name === undefined || credentialBehind.test(words.slice(words.indexOf(name) + name.length))) return [];
    const parts = [...name.matchAll(new RegExp(NAME, 'g'))].map(part => part[0]);
    return parts.some(part => NO_NAME.test(part)) ? [] : parts.filter(part => part.length > 2);
  });
}

function isOld(date: string | undefined, visit: string | null, years: number): boolean {
  return date !== undefined && visit !== null && Number(visit.slice(0, 4)) - Number(date.slice(0, 4)) >= years;
}

/** Years between a visit and a date that, beside the patient's name, is read as the birth date. */
const BESIDE_NAME = 2,
  ANYWHERE = 12;
const NUMBER = /(?<![\w/.,-])[A-Z]{0,3}-?\d(?:[\d-]*\d)?(?:-[A-Z]{2,4})?(?![\w/.]*\w|,\d| ?(?:mL|ml|cc|mg|mcg|%))/g;

/**
 * Numbers and old dates on a line that names the patient or has another number of the patient; very old dates anywhere.
 */
function besideKnown({ source, text, lines, visit }: Whole, known: readonly Span[]): Span[] {
  return lines.flatMap(line => {
    if (line.empty || line.end - line.start > MAX_FORM_LINE) return [];
    const named = known.some(one => one.start < line.end && one.end > line.start);
    const dates = datesIn(text.slice(line.start, line.end), line.start);
    return [
      ...dates.filter(({ iso }) => isOld(iso, visit, named ? BESIDE_NAME : ANYWHERE)),
      ...(named ? numbersOfPatient(source, line) : []),
    ];
  });
}

interface Whole {
  readonly source: string;
  readonly text: string;
  readonly lines: readonly Line[];
  readonly visit: string | null;
}

/** A year, a day, the model of a pump. */
const NO_ID = /^(?:19|20)\d\d(?:-\d\d?-\d\d?)?$|^86[36]7-?\d\d$|^\d{1,2}-\d{1,2}-(?:19|20)?\d\d$/;

function numbersOfPatient(source: string, { start: from, end: to }: Line): Span[] {
  return [...source.slice(from, to).matchAll(NUMBER)].flatMap(match => {
    const start = from + match.index;
    const before = source.slice(from, start);
    const isOther =
      OF_THINGS.test(before) || NO_ID.test(match[0]) || /\b(?:sn|pos|at|time|from|to) ?$|\d:$/i.test(before);
    return isOther || match[0].replaceAll(/\D/g, '').length < 4 ? [] : [{ start, end: start + match[0].length }];
  });
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
