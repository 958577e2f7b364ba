/** `next:`, `benefits:`, `auth:` and `ok:`. */
import { alarmOf, type Alarm } from '../../../claim/history/alarm.js';
import { isUnknown } from '../../../claim/history/infusion-rate.js';
import { addDays, daysBetween } from '../../../encounter/date.js';
import { RULES } from '../../../check/catalog.js';
import { isWaivable } from '../../../check/catalog.js';
import { claimLines } from '../../claim-lines.js';
import type { IsoDate } from '../../../syntax/iso-day.js';
import type { Visit } from '../../../visit/visit.js';
import type { ItemValues, Value } from '../item-values.js';
import { proposeCodes } from '../code-line.js';
import { gap, type Suggestion } from '../suggestion.js';
import { wordAt, wordsIn, type Slot, type CursorContext } from '../cursor-context.js';

/** The computed alarm, and next visits that follow from it or from the patient's last interval. */
export function datesAhead({ visit }: CursorContext): { readonly alarm?: Value; readonly next: readonly Value[] } {
  if (!visit?.date) return { next: [] };
  const computed = alarmOf(visit);
  const alarm = computed && !isUnknown(computed) ? computed : undefined;
  return {
    ...(alarm ? { alarm: { text: alarm.planBy, note: alarm.lastDay?.why ?? alarm.text } } : {}),
    next: [...weekBefore(visit.date, alarm), ...asPlannedLast(visit, visit.date, alarm)],
  };
}

/** A week before the alarm, if that is far enough ahead to plan. */
function weekBefore(today: IsoDate, alarm: Alarm | undefined): Value[] {
  if (!alarm) return [];
  const ahead = daysBetween(today, alarm.planBy);
  if (ahead <= WEEK || (!alarm.lastDay && ahead > MAX_DAYS_AHEAD)) return [];
  const of = alarm.lastDay?.why ?? `the alarm, ${alarm.date}`;
  const day = addDays(alarm.planBy, -WEEK);
  return day ? [{ text: day, note: `a week before ${of}` }] : [];
}

/** As many days ahead as the patient's last visit planned, if that is not after the alarm. */
function asPlannedLast(visit: Visit, today: IsoDate, alarm: Alarm | undefined): Value[] {
  const last = visit.history.find(({ encounter }) => encounter.next?.date !== undefined)?.encounter;
  const interval = last?.date ? daysBetween(last.date, last.next!.date!.value) : 0;
  const planned = interval > 0 ? addDays(today, interval) : undefined;
  if (!planned || (alarm && planned > alarm.planBy)) return [];
  return [{ text: planned, note: `${interval} days, as planned on ${last!.date}` }];
}

const WEEK = 7;
/** No one plans a refill by volume alone further ahead: the drug has a last day that the note does not give. */
const MAX_DAYS_AHEAD = 365;

export function nextChoices(slot: Slot): readonly ItemValues[] {
  const { alarm, next } = datesAhead(slot);
  const dated = slot.others.some(other => /^\d/.test(other));
  return [
    ...(dated
      ? []
      : next.map(({ text, note = '' }): ItemValues => ({ words: text, kind: 'date', group: 'date', note }))),
    { words: 'alarm', ...(alarm?.note ? { note: alarm.note } : {}), value: { known: alarm ? [alarm] : [] } },
  ];
}

/** Behind the number of the authorization: the codes of this claim. */
export function proposeAuthorized(slot: Slot): readonly Suggestion[] {
  const {
    visit,
    block: { text },
    line,
    item,
  } = slot;
  const first = line.items[0];
  // The first word is the number, which is the payer's.
  if (!visit || !first || slot.offset <= first.start + first.text.split(/\s/, 1)[0]!.length) return [];
  const word = wordAt(slot, item.start, item.end);
  const named = new Set(
    line.items
      .flatMap(({ start, end }) => wordsIn(text, start, end))
      .filter(({ start }) => start !== word.start)
      .map(w => w.text.toUpperCase()),
  );
  const own = new Set([...visit.linesToCheck, ...claimLines(visit)].map(({ code }) => code));
  const proposals = proposeCodes(slot, visit, { typed: word.typed, rest: true })
    .filter(({ label }) => !named.has(label))
    .map(proposal => ({ ...proposal, at: word }));
  return [...proposals.filter(({ label }) => own.has(label)), ...proposals.filter(({ label }) => !own.has(label))];
}

/** The rule to waive: those that find something here first; then its reason. */
export function proposeWaiver(slot: Slot): readonly Suggestion[] {
  const { workspace, block, item, index, left, right, visit, encounter } = slot;
  if (index > 0) {
    const people = workspace.seen.words('person', encounter).map(name => name.slice(name.indexOf(' ') + 1));
    return left.includes('"')
      ? []
      : [...new Set(people)].map(initials => ({ label: initials, kind: 'person', note: 'initials of who waives' }));
  }
  const word = wordAt(slot, item.start, item.end);
  const behind = block.text.slice(word.end, item.end).trim() !== '' || slot.others.length > 0;
  if (word.start > item.start)
    return right.trim() === '' && word.text === ''
      ? [{ label: '"…", …', kind: 'value', typed: ['"', gap(), '", ', gap()], note: 'the reason, and initials' }]
      : [];
  const waived = new Set(encounter?.waivers.filter(({ start }) => start !== item.start).map(({ rule }) => rule.value));
  const verdict = workspace.verdict(block);
  const firing = new Map([...verdict.findings, ...verdict.waived].map(finding => [finding.rule, finding]));
  const rules = RULES.filter(({ id }) => isWaivable(id) && !waived.has(id));
  return [...rules.filter(({ id }) => firing.has(id)), ...rules.filter(({ id }) => !firing.has(id))].map(
    ({ id, title }): Suggestion => {
      const finding = firing.get(id);
      return {
        label: id,
        kind: 'rule',
        at: word,
        note: finding ? `finds something here: ${title}` : title,
        about: { kind: 'rule', word: id, of: visit?.policy.id ?? '' },
        ...(finding ? { why: finding.message } : {}),
        ...(behind ? {} : { typed: [`${id} "`, gap(), '", ', gap()] }),
      };
    },
  );
}
