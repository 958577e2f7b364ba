import type { DocumentKind } from './document-kind.js';
import type { Line } from './source-text.js';
import type { Segment } from './segments.js';
import type { Reading } from './chart.js';
import type { IntakeEncounter } from './types.js';
import { PAYER_LABEL, PAYERS, PLACE_LABEL, PLACES } from './wordings/visits.js';

const payers = PAYERS.map(({ says, payer }) => ({ says: new RegExp(says), value: payer })),
  places = PLACES.map(({ says, place }) => ({ says: new RegExp(says), value: place })),
  payerLabel = new RegExp(`(?:^|\\b)(?:${PAYER_LABEL})(?: \\w+)?$`),
  placeLabel = new RegExp(`(?:^|\\b)(?:${PLACE_LABEL})$`),
  placeCode = /\b(?:(?:pos|place of service)(?: code)?[ :#(]*|(?:clinic|office|hospital|center) ?[([])(\d{2})\b/,
  comes =
    /\b(?:comes?|came|presents?|seen|here|visit|returns?|returned|arriv\w+|in)\b[^.;]{0,30}\b(?:our |the |my )?office\b/;
const BY_CODE: Readonly<Record<string, string>> = {
  '11': 'office',
  '12': 'home',
  '02': 'telehealth',
  '10': 'telehealth',
  '19': 'off-campus',
  '21': 'inpatient',
  '22': 'opd',
  '23': 'er',
  '24': 'asc',
  '31': 'snf',
  '32': 'nf',
};
/** Lines at the top of a text that say where and for whom without a label. */
const TOP = 8;

export function payerOf(text: string, lines: readonly Line[], segments: readonly Segment[]): string | null {
  for (const segment of segments)
    if (segment.labeled && payerLabel.test(segment.label)) {
      const found = firstOf(payers, segment.text.slice(segment.valueStart - segment.start));
      if (found) return found;
    }
  const insured = segments.filter(({ text, section }) => section !== 'aside' && INSURANCE.test(text));
  const named = insured.map(segment => firstOf(payers, segment.text)).find(found => found !== undefined);
  return (
    named ??
    firstOf(payers, top(text, lines)) ??
    firstOf(payers, opening(segments)) ??
    firstOf(payers, beginning(segments)) ??
    onlyPayer(segments)
  );
}

/** The first sentences of prose, which introduce the patient. */
function opening(segments: readonly Segment[]): string {
  return segments
    .slice(0, 5)
    .filter(({ section, text }) => section !== 'aside' && /\bmrn\b|year-old|\byo\b|y\/o/.test(text))
    .map(({ text }) => text)
    .join('\n');
}

/** The first short sentences of a text. */
function beginning(segments: readonly Segment[]): string {
  return segments
    .slice(0, 6)
    .filter(({ section, text }) => section !== 'aside' && text.length < 80)
    .map(({ text }) => text)
    .join('\n');
}

/** Of a text that names one payer and no other, in a cell or a short statement. */
function onlyPayer(segments: readonly Segment[]): string | null {
  const named = segments
    .filter(({ section, text }) => section !== 'aside' && text.length < 120 && !RULE.test(text))
    .flatMap(({ text }) => firstOf(payers, text) ?? []);
  return new Set(named).size === 1 ? named[0]! : null;
}

/** What a payer asks for, not whom the patient is insured with. */
const RULE = /\b(?:requires?|guidelines?|policy|criteria|denied|denial|appeal|auth\w*|states|covers|wants)\b/;

const INSURANCE =
  /\b(?:has|with|under) (?:traditional |part b )?(?:medicare|medicaid|aetna|cigna|bcbs|blue cross|uhc|united)|\b(?:payer|payor|insur\w+|ins|coverage|covered|carrier|carries)\b/;

export function placeOf(
  text: string,
  lines: readonly Line[],
  segments: readonly Segment[],
  kind: DocumentKind,
): string | null {
  if (kind === 'phone') return null;
  const code = placeCode.exec(text);
  if (code) return BY_CODE[code[1]!] ?? code[1]!;
  for (const segment of segments)
    if (segment.labeled && placeLabel.test(segment.label)) {
      const found = firstOf(places, segment.text.slice(segment.valueStart - segment.start));
      if (found) return found;
    }
  return (
    firstOf(places, top(text, lines)) ??
    firstOf(places, beginning(segments)) ??
    placeInProse(segments) ??
    onlyPlace(segments)
  );
}

function placeInProse(segments: readonly Segment[]): string | null {
  const own = segments.filter(({ section }) => section !== 'aside');
  if (own.some(({ text }) => comes.test(text))) return 'office';
  const attended = own.flatMap(({ text }) => ATTENDED.exec(text)?.[1] ?? []);
  return firstOf(places, attended.join('\n')) ?? null;
}

/** Of a text that names one place in a cell or a short statement, and no other. */
function onlyPlace(segments: readonly Segment[]): string | null {
  const named = segments
    .filter(({ section, text }) => section !== 'aside' && text.length < 90 && !ELSEWHERE.test(text))
    .flatMap(({ text }) => firstOf(places, text.replaceAll(STOCK, '')) ?? []);
  return new Set(named).size === 1 ? named[0]! : null;
}

const STOCK =
  /\b(?:hospital|inpatient|outpatient|office|ofc|clinic|home|asc)(?:'s)? (?:pharmacy|stock|supply|supplied|purchased?|bought)\b/g;
/** Where the patient goes or was before. */
const ELSEWHERE =
  /\b(?:dr|md|do|np|pa)\b.*\bin (?:the )?(?:ofc|office)\b|\b(?:discharg\w+|sent|went|goes|go|return\w*|refer\w*|call|outside|last|previous|home medications?|lives|admit\w*|to the|if)\b/;

/** Where the patient was seen: `attended the outpatient department of the hospital`. */
const ATTENDED =
  /\b(?:attended|(?:seen|saw (?:you|your|our|the|this|him|her)(?: patient)?) (?:today )?(?:in|at)|came to|presented to|was admitted to) (?:our |the |my )?([^.;,]{3,60})/;

/** `TELEHEALTH NO - IN PERSON`: what a form denies. */
const NOT_SO = /\b(?:tele(?:health|medicine)|video(?: visit)?)\W{1,3}(?:no|n|not)\b/g;

function firstOf(
  wordings: readonly { readonly says: RegExp; readonly value: string }[],
  words: string,
): string | undefined {
  const own = words.replaceAll(NOT_SO, '');
  return wordings.find(({ says }) => says.test(own))?.value;
}

/** The first lines, without sentences that tell of stock and staff. */
function top(text: string, lines: readonly Line[]): string {
  const spoken = lines.filter(line => !line.empty).slice(0, TOP);
  return spoken
    .map(line => text.slice(line.start, line.end))
    .filter(words => words.length < 110 && !/\b(?:lot|invoice|mcg\/ml|mg\/ml|referr\w+|pcp|from the)\b/.test(words))
    .join('\n');
}

/** The services that the facts of the visit show. */
export function servicesOf(
  kind: DocumentKind,
  operation: string | undefined,
  readings: readonly Reading[],
): IntakeEncounter['services'] {
  if (kind === 'phone') return null;
  if (['port', 'external', 'neurostimulator', 'ommaya'].includes(kind)) return 'visit';
  if (kind === 'trial') return 'trial';
  if (kind === 'operation') return operation ?? null;
  const filled = readings.some(({ key, item }) => key === 'fill' && /^in (?!0(?:\.0*)? )/.test(item));
  const tried = filled || readings.some(({ key }) => key === 'fill');
  const changed = readings.some(({ key, item }) => key === 'prog' && !/^(?:none|volume only|reason)/.test(item));
  const read = readings.some(({ key, item }) => key === 'read' && /^(?:expected|dose|alarms)/.test(item));
  const services = [...(tried ? ['refill'] : []), ...(changed ? ['reprogram'] : [])];
  if (services.length) return services.join('+');
  return read ? 'interrogate' : null;
}
