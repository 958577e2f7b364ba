import type { Span } from '../../syntax/tree.js';
import type { Key } from '../../syntax/vocabulary.js';
import type { Chart, Reading } from '../chart.js';
import { notOfThisVisit, PLANNED_WHY } from '../guards.js';
import { isTitleOf, type Segment } from '../segments.js';
import { EVENTS, PLAN_WORDS, TEXT_LABELS, TEXT_WORDS } from '../wordings/texts.js';
import { textOf } from './item-text.js';

const labels = TEXT_LABELS.map(({ key, label }) => ({ key, whole: new RegExp(`^(?:${label})$`) })),
  words = TEXT_WORDS.map(({ key, says, unless }) => ({
    key,
    says: new RegExp(says),
    unless: unless ? new RegExp(unless) : undefined,
  })),
  planWords = new RegExp(PLAN_WORDS),
  signature = /,? (?:md|do|np|pa-c|pa|rn|lpn|aprn)\.?$/,
  events = new RegExp(`\\b(?:${EVENTS})`);

const ROUTINE = /^(?:none|n\/a|na|no|yes|same|see (?:above|below)|as above|\d{1,2}:\d{2}.*|-+)\.?$/;

/** `exam:`, `response:`, `assess:`, `observe:`, `em:` and `event:`, sentence by sentence in the words of the source. */
export function readTexts(chart: Chart): Reading[] {
  if (chart.kind === 'phone') return [];
  const readings: Reading[] = [];
  let evaluated = false;
  for (const [i, segment] of chart.segments.entries()) {
    if (segment.section === 'aside' || isTitleOf(segment, chart.segments[i + 1])) continue;
    if (segment.section === 'evaluation') {
      if (!evaluated && segment.text.length > 20)
        readings.push(reading(chart, 'em', { start: segment.valueStart, end: segment.end, weak: false }));
      evaluated ||= segment.text.length > 20;
      continue;
    }
    const made = textReading(chart, segment);
    if (made) readings.push(made);
  }
  return readings;
}

function reading(
  chart: Chart,
  key: Key,
  { start, end, weak }: { readonly start: number; readonly end: number; readonly weak: boolean },
): Reading {
  return { key, item: textOf(chart, start, end), start, end, weak };
}

function textReading(chart: Chart, segment: Segment): Reading | undefined {
  const value = segment.text.slice(segment.valueStart - segment.start);
  if ((value.length < 2 && !isScore(segment, value)) || ROUTINE.test(value) || isTemplate(value)) return undefined;
  const named = keyOfLabel(segment);
  if (/^(?:drug )?allerg/.test(segment.label)) return undefined;
  if (isVitals(value) || /^pre\b.*\bbp\b/.test(segment.text)) return undefined;
  const made = (key: Key, weak = false): Reading =>
    reading(chart, key, {
      ...(key === 'event' ? eventClause(segment) : { start: segment.valueStart, end: segment.end }),
      weak,
    });
  if (named === 'plan') {
    const named = keyOfWords(chart, segment);
    if (named && named.key !== 'assess') return made(named.key, named.weak);
  }
  if (named === 'plan') return planWords.test(value) && !isOrder(value) ? made('assess', value.length < 18) : undefined;
  if (named === 'exam' && BODY_PLACE.test(value)) return undefined;
  if (named === 'observe' && OF_DEVICE.test(value)) return undefined;
  if (named === 'exam' && OF_SKIN.test(segment.label) && !ABOUT_PUMP.test(value)) return undefined;
  if (named && (isStatus(value) || (segment.label === 'site' && PLACE.test(value)))) return undefined;
  if (named === 'observe' && !segment.labeled && OF_PUMP.test(value)) return undefined;
  const isRecovery = named === 'observe' && RECOVERY.test(segment.labeled ? segment.label : segment.heading);
  if (named) return onlyNumbers(value) && named !== 'response' ? undefined : made(named, isRecovery);
  const spoken = keyOfWords(chart, segment);
  if (spoken) return made(spoken.key, spoken.weak);
  const operative = chart.kind === 'operation' || chart.kind === 'trial';
  return segment.section === 'indication' && operative ? indication(chart, segment) : undefined;
}

/** Headings of notes of the recovery room, of which only some tells of the care after the procedure. */
const RECOVERY = /^(?:recovery|pacu)\b/;

/** What the programmer shows after the work, and what is next: under a heading of observation no text of its own. */
const OF_PUMP =
  /\b(?:alarms?|reservoir|interrogat\w+|telemetry|mcg|mg)\b|\b(?:next|refill|return|follow-?up)\b.*\d{1,4}[/-]\d/;

/** Labels of the whole skin, and words of the skin over the pump. */
const OF_SKIN = /^(?:skin|integument\w*)$/,
  ABOUT_PUMP = /\b(?:pump|site|pocket|incisions?|scar|port|intact|clean|erythema|redness|rash)\b/;

/** Where a device lies, and nothing of how it looks. */
const BODY_PLACE =
  /^(?:(?:l|r|left|right|lower|upper|abd\w*|quadrant|flank|llq|rlq|luq|ruq|side|buttock|chest|wall)[ ,.]*)+$/;

/** What became of a device that was taken out. */
const OF_DEVICE = /\b(?:manufacturer|pathology|risk management|discarded|returned to (?:vendor|company|medtronic))\b/;

/** What is to be done or taken, with a dose of it; or a bare word of a list. */
function isOrder(value: string): boolean {
  return /^continue\.?$|\d ?m?c?g\b|\boral\b|\bpo\b|\btablets?\b/.test(value);
}

/** The part of a sentence that tells of an event, between commas and arrows. */
function eventClause({ start, valueStart, end, text }: Segment): Span {
  const at = Math.max(text.search(events), valueStart - start);
  const from = Math.max(valueStart, start + lastBreak(text.slice(0, at)));
  const length = text.slice(at).search(/[,;]|->| - |$/);
  return { start: from, end: Math.min(end, start + at + length) };
}

function lastBreak(words: string): number {
  const mark = [...words.matchAll(/[,;] |-> ?| - /g)].at(-1);
  return mark ? mark.index + mark[0].length : 0;
}

/** Volumes, doses, dates and codes are read elsewhere: a value of nothing else is no text. */
function onlyNumbers(value: string): boolean {
  return (
    !/^(?:cdi|c\/d\/i|wnl|benign)\b/.test(value) &&
    !/[a-z]{4}/.test(value.replaceAll(/\b(?:mcg|day|none|alarms?)\b/g, ''))
  );
}

/** What the pump says of itself, or where the visit was. */
function isStatus(value: string): boolean {
  return /\d ?m?c?g(?:\/| per )|\bno alarms|\b(?:study|pump check|refill)$|^(?:\w+ )?(?:office|clinic|hospital|asc|home|ambulatory surg\w+|surgery cent\w+|out-?patient)\b/.test(
    value,
  );
}

/** Where the visit was, behind `Site`. */
const PLACE = /\b(?:office|clinic|hospital|telehealth|asc|home|suite|snf|facility|room|ward|unit|floor|center)\b/;

/** Vital signs and nothing else. */
function isVitals(value: string): boolean {
  return (
    !/[a-z]{3}/.test(
      value.replaceAll(
        /\b(?:blood pressure|pulse(?: ox)?|heart rate|respirations?|resp\w*|temp\w*|weight|height|vitals?|vital signs|stable|was|were|mmhg|spo2|sat\w*|regular|and|the|afebrile|room air|bpm|kg|lbs?)\b/g,
        '',
      ),
    ) && /\b(?:bp|hr|rr|blood pressure|pulse|temp\w*|vitals?|t \d\d)\b/.test(value)
  );
}

/** A label with its scale: `Pain score (0-10)`, `Resp. (0-10)`. */
const SCALE = /^(?:pain|vas|nrs|resp\w*|spasms?|relief|tone|stiffness)\b[^()]*\(?0 ?- ?10\)?$/;

/** A number on a scale that its label names. */
function isScore({ labeled, label }: Segment, value: string): boolean {
  return labeled && /^\d$/.test(value) && (SCALE.test(label) || /^(?:pain|vas|nrs) (?:score|level|rating)/.test(label));
}

/** A form's own words, not an answer. */
function isTemplate(value: string): boolean {
  return /_{3,}|\[ \]|\bselect\b/.test(value);
}

function keyOfLabel(segment: Segment): Key | 'plan' | undefined {
  const known = segment.labeled
    ? labels.find(({ whole }) => whole.test(segment.label.replaceAll(/ ?\([^)]*\)/g, '')))
    : undefined;
  if (segment.labeled && SCALE.test(segment.label)) return 'response';
  if (known) return known.key;
  if (segment.labeled && segment.section !== 'plan') return undefined;
  switch (segment.section) {
    case 'plan':
      return 'plan';
    case 'observation':
      return 'observe';
    default:
      return undefined;
  }
}

interface NamedText {
  readonly key: Key;
  readonly weak: boolean;
}

function keyOfWords(chart: Chart, segment: Segment): NamedText | undefined {
  const { text, section } = segment;
  const value = text.slice(segment.valueStart - segment.start);
  const fitting = words.filter(({ says, unless }) => {
    const at = value.search(says);
    return at >= 0 && !unless?.test(partAround(value, at));
  });
  if (fitting.length) return firstStated(chart, segment, fitting);
  if (section === 'assessment' && isAssessment(value)) return { key: 'assess', weak: false };
  return isEvent(chart, segment) ? { key: 'event', weak: true } : undefined;
}

function isEvent(chart: Chart, segment: Segment): boolean {
  return (
    events.test(segment.text) &&
    !notOfThisVisit(segment, segment.start, chart.date) &&
    !/\bno\b|risk|without|none/.test(segment.text)
  );
}

/** The part of a sentence around a place, without what the patient takes beside it. */
function partAround(value: string, at: number): string {
  const from = value.lastIndexOf(';', at) + 1;
  const length = value.slice(at).search(/;| and (?:takes|uses|is on)\b|$/);
  return value.slice(from, at + length);
}

/** The first of the fields whose words tell of this visit; what is planned is an assessment at most. */
function firstStated(chart: Chart, segment: Segment, fitting: typeof words): NamedText | undefined {
  const { text, section } = segment;
  if (isWork(text) || /^(?:reason|why)/.test(segment.label) || /^rsn\b/.test(text)) return undefined;
  const found = fitting.find(({ key, says }) => {
    if (chart.kind === 'operation' && !isOfOperation(key, text)) return false;
    if (section === 'exam' && key === 'response' && !OF_THERAPY.test(text) && !ASKED.test(text)) return false;
    const at = Math.max(segment.valueStart, segment.start + text.search(says));
    const why = notOfThisVisit(segment, at, chart.date);
    return !why || (key === 'assess' && why === PLANNED_WHY);
  });
  return found && { key: found.key, weak: segment.labeled && segment.section === 'work' };
}

/** What an examination finds that the drug in the pump is for. */
const OF_THERAPY = /\b(?:ashworth|mas|tone|spas\w*|pain|relief|clonus|vas|nrs|gait|transfers?|withdrawal)\b/;

/** What the patient answers. */
const ASKED = /^(?:no|denies|reports|states|feels)\b/;

function isOfOperation(key: Key, text: string): boolean {
  return (
    key === 'observe' || (key === 'exam' && /catheter|turbid|purulen|pocket (?:was|is)|thin skin|eroded/.test(text))
  );
}

function isAssessment(value: string): boolean {
  return (
    !ERRAND.test(value) &&
    !OTHER_WORDS.test(value) &&
    !LATER.test(value) &&
    /[a-z]{5}/.test(value) &&
    !onlyCodes(value) &&
    !signature.test(value)
  );
}

/** What is to be arranged, which says nothing of the therapy. */
const ERRAND =
  /^(?:if|unless|wean|taper|discontinue|prescribe|trial of|consider|refill|refer\w*|call|rtc|return\w*|next|follow|schedul\w+|order\w*|send|sent|copy|obtain|physical therapy|occupational therapy|recheck\w*|low reservoir|alarm|labs?|mri|x-?ray|prescri\w+)\b/;

/** Who did or oversaw the work, where, and who pays. */
const OTHER_WORDS =
  /\b(?:md|do|np|pa-c|rn|lpn|aprn|cnp|crnp)\b|\bdr\. |\bsup(?:ervis\w*)?\b|^seen (?:in|at|on|today)\b|\b(?:ppo|hmo|uhc|medicare|medicaid|aetna|cigna|bcbs)\b/;

/** Of another visit, or of who did the work. */
const LATER =
  /\b(?:done|performed) by\b|\bimmediately available\b|\bnot (?:performed|done)\b|\b(?:to|will) be (?:discussed|scheduled|arranged|reviewed)\b|\b(?:at|by|until) (?:the )?next visit\b/;

function onlyCodes(text: string): boolean {
  return /\b[a-tv-z]\d[0-9a-z]\.[0-9a-z]/.test(text);
}

/** A sentence about the work itself, which has its own fields. */
function isWork(text: string): boolean {
  return /\d ?(?:ml|cc)\b.*\b(?:aspirat|withdr|fill|instill|inject)|\b(?:aspirat|withdr|fill|instill|inject)\w*.*\d ?(?:ml|cc)\b|mcg\/ml|mg\/ml|\b(?:went|go|gone) (?:up|down)\b.*\d ?m?(?:ic(?:ro)?|c)?g/.test(
    text,
  );
}

/** Headings of why the operation was done, not of what was before. */
const INDICATION = /indication|reason|why|hpi|history of present/;
const NO_INDICATION =
  /\brisks?\b|\bconsent\b|\bsigned\b|\d ?(?:ml|cc)\b|\b(?:husband|wife|mother|father|brother|sister)'s\b|\bcultures?\b|\b(?:started|weaned)\b|\b(?:anti-?coag\w*|blood thinners?|enoxaparin|lovenox|warfarin|apixaban|eliquis|clopidogrel|aspirin|heparin)\b/;

/** Why an operation or a trial was done: symptoms are the response to what was there before. */
function indication(chart: Chart, segment: Segment): Reading | undefined {
  if (segment.text.length < 16 || notOfThisVisit(segment, segment.end - 1, chart.date)) return undefined;
  const event = events.test(segment.text);
  if (NO_INDICATION.test(segment.text) || !(event || INDICATION.test(segment.heading || segment.label)))
    return undefined;
  return reading(chart, event ? 'event' : 'assess', { start: segment.valueStart, end: segment.end, weak: false });
}
