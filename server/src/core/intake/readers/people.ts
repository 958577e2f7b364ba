import type { Chart, Reading } from '../chart.js';
import { phrasePattern } from '../patterns.js';
import { personMentions } from '../person-mentions.js';
import type { Segment } from '../segments.js';
import { withCapitals } from '../source-text.js';
import { BYSTANDER, PERFORMER, STRONG_PERFORMER, SUPERVISOR } from '../wordings/people.js';
import { SUPERVISION } from '../wordings/phrases.js';

/** A name with a credential. */
interface Person {
  readonly segment: Segment;
  /** `RN KL` */
  readonly item: string;
  readonly staff: boolean;
  readonly start: number;
  readonly end: number;
}

const performer = new RegExp(`\\b(?:${PERFORMER})\\b`),
  strongPerformer = new RegExp(`\\b(?:${STRONG_PERFORMER})\\b`),
  supervisor = new RegExp(`\\b(?:${SUPERVISOR})\\b`),
  bystander = new RegExp(`\\b(?:${BYSTANDER})\\b`),
  modes = SUPERVISION.map(phrasePattern);

/** `by:` and `sup:` */
export function readPeople(chart: Chart): Reading[] {
  const people = peopleIn(chart);
  const ranked = people
    .filter(person => !isOfOtherColumn(chart, person))
    .filter(person => !isAddressed(chart, person) && !isOfWard(chart, person) && !isOfAddendum(chart, person))
    .map(person => ({ person, ...roleOf(person, people) }))
    .filter(({ role }) => role !== 'none');
  const operated = chart.kind === 'operation' || chart.kind === 'trial';
  const by = best(
    ranked.filter(({ role }) => role === 'by'),
    operated,
  );
  const sup = best(ranked.filter(one => one.role === 'sup' && one.person.item !== by?.person.item));
  const attending = sup ? [] : attendingBeside(chart, ranked, by?.person);
  const readings: Reading[] = sup || attending.length ? attending : inFirstPerson(chart, by?.person);
  if (by) readings.push({ key: 'by', slot: 'by', ...place(by.person), weak: by.rank < 1 });
  if (sup && by?.person.staff !== false)
    readings.push({ key: 'sup', slot: 'sup', ...place(sup.person) }, ...modesNear(chart, sup.person, people));
  else if (sup) {
    const mode = modesNear(chart, sup.person, people).map(one => ({ ...one, weak: true }));
    readings.push({ key: 'sup', slot: 'sup', ...place(sup.person), weak: true }, ...mode);
  }
  return [...readings, ...npiOf(chart, by?.person, people)];
}

/** The number behind the name of who performed, with no other name between. */
function npiOf(chart: Chart, by: Person | undefined, people: readonly Person[]): Reading[] {
  const npi = /\bnpi[:# ]+(\d{10})\b/.exec(chart.text);
  if (!npi || !by) return [];
  const owner = chart.segments.find(({ start, end }) => start <= npi.index && npi.index < end);
  const another = owner && bystander.test(`${owner.label} ${owner.text}`) && owner !== by.segment;
  if (another || people.some(({ start }) => start > by.start && start < npi.index)) return [];
  return [{ key: 'by', slot: 'npi', item: `npi ${npi[1]}`, start: npi.index, end: npi.index + npi[0].length }];
}

const ATTENDING = /\b(?:attending|physician|provider|oncologist|neurologist|doctor|md)\b/;

/** A physician beside the nurse who filled, where a line of its own says where the physician was. */
function attendingBeside(
  chart: Chart,
  ranked: readonly (Role & { readonly person: Person })[],
  filler: Person | undefined,
): Reading[] {
  if (!filler?.staff) return [];
  const person = ranked
    .map(one => one.person)
    .find(one => !one.staff && one !== filler && ATTENDING.test(labelOf(one)));
  if (!person) return [];
  const lines = chart.segments.filter(
    ({ section, label, text }) => section !== 'aside' && ATTENDING.test(`${label} ${text.slice(0, 40)}`),
  );
  const mode = lines.map(segment => modeBehind(segment, person)).find(found => found !== undefined);
  return mode ? [{ key: 'sup', slot: 'sup', ...place(person) }, mode] : [];
}

const I_WAS = /\bi (?:was|have been|remained) (?:[a-z]+,? ){0,4}?(?:in the|present|immediately|on ?site|available)/;
/** Characters from the name at the head of an addendum to what it says, or to the signature below. */
const MAX_ADDENDUM = 240;

/** `I was in the suite` in an addendum: the physician who signs it, or whom its head names, supervised. */
function inFirstPerson(chart: Chart, filler: Person | undefined): Reading[] {
  const statement = chart.segments.find(({ section, text }) => section !== 'aside' && I_WAS.test(text));
  if (!filler?.staff || !statement) return [];
  const source = withCapitals(chart.source);
  const from = Math.max(0, statement.start - MAX_ADDENDUM);
  const above = physiciansIn(source.slice(from, statement.start), from);
  const below = physiciansIn(source.slice(statement.end, statement.end + MAX_ADDENDUM), statement.end);
  const person = above.at(-1) ?? below[0];
  const mode = person && modeBehind({ ...statement, valueStart: statement.start }, { ...person, end: statement.start });
  return mode ? [{ key: 'sup', slot: 'sup', ...person }, mode] : [];
}

function physiciansIn(words: string, offset: number): { item: string; start: number; end: number }[] {
  return personMentions(words.replaceAll(/[\n\r\t]/g, ' ')).flatMap(({ start, end, initials, credential }) =>
    credential.class === 'staff'
      ? []
      : [{ item: `${credential.name.replace('PA-C', 'PA')} ${initials}`, start: offset + start, end: offset + end }],
  );
}

/** Where the physician was, in the value of a line or behind the name. */
function modeBehind(segment: Segment, person: Pick<Person, 'end'>): Reading | undefined {
  const from = segment.labeled ? segment.valueStart : Math.max(segment.start, person.end);
  const words = segment.text.slice(from - segment.start);
  for (const { item, says } of modes) {
    const match = [...words.matchAll(says)][0];
    if (!match || /\bnot\b[^.;]{0,20}$/.test(words.slice(0, match.index))) continue;
    const start = from + match.index;
    return { key: 'sup', slot: 'sup mode', item, start, end: start + match[0].length };
  }
  return undefined;
}

function labelOf({ segment, start }: Person): string {
  return `${segment.label} ${segment.text.slice(0, start - segment.start)}`.slice(-40);
}

function place({ item, start, end }: Person): { item: string; start: number; end: number } {
  return { item, start, end };
}

function peopleIn(chart: Chart): Person[] {
  const source = withCapitals(chart.source);
  return chart.segments.flatMap(segment => {
    const words = source.slice(segment.start, segment.end).replaceAll(/[\n\r\t]/g, ' ');
    return personMentions(words).map(({ start, end, initials, credential }) => ({
      segment,
      item: `${credential.name.replace('PA-C', 'PA')} ${initials}`,
      staff: credential.class === 'staff',
      start: segment.start + start,
      end: segment.start + end,
    }));
  });
}

/** `YT = Yannick Trew RN`: the initials before a name in the legend of a sheet. */
const LEGEND = /(?:^|[\s,;|])([a-z]{2,3}) ?[=:] ?$/;

/** Whether a legend explains the initials of a person, and the row of who did the visit has other ones. */
function isOfOtherColumn(chart: Chart, { segment, start }: Person): boolean {
  const key = LEGEND.exec(chart.text.slice(Math.max(segment.start - 6, 0), start))?.[1];
  if (key === undefined) return false;
  const rows = chart.segments.filter(
    ({ labeled, label, text, valueStart, start: from }) =>
      labeled && /^[a-z]{2,3}$/.test(text.slice(valueStart - from).trim()) && OF_STAFF.test(label),
  );
  const keys = rows.map(({ text, valueStart, start: from }) => text.slice(valueStart - from).trim());
  return keys.length > 0 && !keys.includes(key);
}

const OF_STAFF = /\b(?:nurse|provider|rn|staff|by|initials?|performer|clinician|who|seen)\b/;

/** Behind a name: the person was at hand. */
const PRESENT =
  /^[ ,(-]{0,3}(?:[a-z&]+, )?(?:was |is |present )*in (?:the |this )?(?:ofc|office|clinic|department|dept|building|bldg)\b/;

/** Before a name: a letter goes to the person. */
const RECIPIENT = /(?:^|\n)(?:to|attn|attention|dear)[: ]+(?:dr\.? )?$/;
const SALUTATION = /\bdear (?:dr|doctor)\.? (?:[a-z'-]+ ){0,2}([a-z'-]+)/g;

/** Whether a letter addresses the person, and no other words tell what the person did. */
function isAddressed({ text }: Chart, { start, end, segment }: Person): boolean {
  const names = [...text.matchAll(SALUTATION)].map(match => match[1]!);
  const words = text.slice(start, end).split(/[^a-z'-]+/);
  const before = text.slice(segment.start, start);
  return !strongPerformer.test(`${segment.label} ${before}`) && names.some(name => words.includes(name));
}

/** A line of the nurses of a ward, who did not do the work. */
const WARD = /^(?:ed|er|floor|ward|icu|pacu|unit) nurs\w+\b/;
const MAX_LINE = 400;

function isOfWard({ text }: Chart, { start }: Person): boolean {
  const from = Math.max(0, start - MAX_LINE);
  const line = text.slice(from, start).split('\n').at(-1)!;
  return WARD.test(line.trimStart());
}

/** The head of an addendum, below which people sign what they add. */
const ADDENDUM = /^\W*(?:\d[\d/ :-]{5,16})?addend(?:um|a)\b/gm;

/** Whether a person signs an addendum to a note that others signed, and no words tell what the person did. */
function isOfAddendum({ text }: Chart, { start, segment }: Person): boolean {
  const head = [...text.matchAll(ADDENDUM)].find(({ index }) => index > text.length / 3);
  if (!head || start < head.index) return false;
  return !strongPerformer.test(`${segment.label} ${text.slice(segment.start, start)}`);
}

/** Behind a name: what the person did. */
const DID =
  /^[ ,()]{0,3}(?:then )?(?:drew|withdrew|aspirated|filled|refilled|injected|instilled|emptied|accessed|put in|performed|did the (?:re)?fill|interrogated|(?:re)?programmed)\b/;

interface Role {
  readonly role: 'by' | 'sup' | 'none';
  readonly rank: number;
}

function isNamedPerformer(before: string, after: string): boolean {
  return (strongPerformer.test(before) && !supervisor.test(before)) || DID.test(after);
}

function roleOf(person: Person, people: readonly Person[]): Role {
  const { segment, start, end } = person;
  const previous = people.filter(other => other.segment === segment && other.end <= start).at(-1);
  const from = previous?.end ?? segment.start;
  const before = segment.text.slice(from - segment.start, start - segment.start).slice(-60);
  const next = people.find(other => other.segment === segment && other.start >= end);
  const after = segment.text.slice(end - segment.start, (next?.start ?? segment.end) - segment.start);
  const label = segment.labeled && !previous ? segment.label : '';
  const named = `${label} ${before}`;
  if (RECIPIENT.test(`${label}: `) || RECIPIENT.test(before)) return { role: 'none', rank: 0 };
  if (label === 'checked by') return { role: 'by', rank: 1 };
  if (/\bby me \(?$/.test(before)) return { role: 'by', rank: 4 };
  if (bystander.test(named) && !/perform|supervis|on ?site/.test(named)) return { role: 'none', rank: 0 };
  if (isNamedPerformer(named, after)) return { role: 'by', rank: 4 };
  if (supervisor.test(named) || (!person.staff && (supervisor.test(after.slice(0, 60)) || PRESENT.test(after))))
    return { role: 'sup', rank: 2 };
  if (/^\(?(?:verif|check|witness|second|cosign|double)/.test(after.trim())) return { role: 'none', rank: 0 };
  if (segment.section === 'aside' && !label) return { role: 'none', rank: 0 };
  if (performer.test(named)) return { role: 'by', rank: 3 };
  const rest =
    segment.text.slice(0, start - segment.start).trim().length +
    after.replace(/npi.*|\d[\d/: ]*(?:am|pm)?/g, '').trim().length;
  if (/(?:electronically )?signed|signature|^[a-z]{2,3} ?= ?$/.test(before)) return { role: 'by', rank: 3 };
  return rest < 16 ? { role: 'by', rank: 2 } : { role: 'by', rank: 0 };
}

/**
 * The best rank; of several, clinical staff before a physician, since who signs below the nurse did not fill. An
 * operation or trial is the physician's.
 */
function best<T extends Role & { readonly person: Person }>(all: readonly T[], operated = false): T | undefined {
  const physicians = operated ? all.filter(({ person }) => !person.staff) : [];
  const possible = physicians.length ? physicians : all;
  const rank = Math.max(...possible.map(one => one.rank));
  const top = possible.filter(one => one.rank === rank);
  return top.find(({ person }) => person.staff) ?? top[0];
}

/** Where the supervisor was: in the words beside the name. */
function modesNear(chart: Chart, person: Person, people: readonly Person[]): Reading[] {
  const { segment, start, end } = person;
  const next = people.find(other => other.segment === segment && other.start >= end);
  const from = Math.max(segment.start, start - 60);
  const text = segment.text.slice(from - segment.start, (next?.start ?? segment.end) - segment.start);
  const behind = segment.text.slice(end - segment.start, (next?.start ?? segment.end) - segment.start);
  const beside = chart.segments[chart.segments.indexOf(segment) + 1];
  const cell: [string, number][] =
    beside?.labeled &&
    (beside.label === segment.label ||
      /^(?:in (?:the )?(?:office |clinic )?suite|location|where|present|presence|availability|supervision)$/.test(
        beside.label,
      )) &&
    !/:? *(?:no|n)$/.test(beside.text) &&
    !chart.text.slice(end, beside.start).includes('\n')
      ? [[beside.text, beside.start]]
      : [];
  for (const [words, at] of [[behind, end] as const, [text, from] as const, ...cell])
    for (const { item, says } of modes) {
      const match = [...words.matchAll(says)][0];
      if (match && !/\bnot\b[^.;]{0,20}$/.test(words.slice(0, match.index)))
        return [
          { key: 'sup', slot: 'sup mode', item, start: at + match.index, end: at + match.index + match[0].length },
        ];
    }
  return [];
}
