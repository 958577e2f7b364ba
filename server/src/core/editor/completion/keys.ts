/** Which keys an encounter of a kind usually has, and what each is best begun with. */
import type { Visit } from '../../visit/visit.js';
import { requiredBy } from '../../check/required-by.js';
import { DEFAULT_KEYS, KEYS, REPEATABLE_KEYS, type Key, type Service } from '../../syntax/vocabulary.js';
import { FIELDS } from '../../fields/fields.js';
import { KEY_HELP } from '../../explain/glossary.js';
import { drugBefore } from './known-values.js';
import { gap, type Suggestion, type Typed } from './suggestion.js';
import type { CursorContext } from './cursor-context.js';
import { wholeDrug } from './fields/drug.js';
import { datesAhead } from './fields/office.js';
import { ownPump } from './fields/pump.js';
import { wholeStatus } from './fields/status.js';

/** The keys of a visit, by what the visit is for. */
export const USUAL_KEYS: Readonly<Record<Service, readonly Key[]>> = {
  refill: usualKeysOf('refill'),
  reprogram: usualKeysOf('reprogram'),
  interrogate: usualKeysOf('interrogate'),
  implant: usualKeysOf('implant'),
  replace: usualKeysOf('replace'),
  remove: usualKeysOf('remove'),
  revise: usualKeysOf('revise'),
  trial: usualKeysOf('trial'),
  visit: usualKeysOf('visit'),
};

function usualKeysOf(service: Service): readonly Key[] {
  return FIELDS.filter(({ services }) => services.includes(service)).map(({ key }) => key);
}

/** Keys that the visit still lacks and usually has, in the order in which they are typed. */
function usualKeys(visit: Visit): ReadonlySet<Key> {
  const usual = new Set(visit.encounter.services.flatMap(({ value }) => USUAL_KEYS[value]));
  if (visit.stopped) usual.add('stop');
  if (!visit.pump && !usual.has('device') && (usual.has('read') || usual.has('fill'))) usual.add('pump');
  if (visit.performer?.class === 'staff' && visit.bill === 'pro' && !visit.sup) usual.add('sup');
  return usual;
}

/**
 * Keys for a new line: first the ones that the payer's profile demands, then the usual ones of such a visit, then all
 * others.
 */
export function proposeKeys(spot: CursorContext, colonFollows: boolean, valueFollows: boolean): readonly Suggestion[] {
  const { visit, encounter } = spot;
  if (!visit || !encounter) return defaultKeys(spot, colonFollows, valueFollows);
  const usual = usualKeys(visit);
  const level = (key: Key): number => {
    if (requiredBy(visit, key)) return 0;
    return usual.has(key) ? 1 : 2;
  };
  const rank = new Map(KEYS.map(key => [key, level(key)]));
  const others = encounter.fields;
  // The line of the caret may have the key already: it can be typed again in its place.
  const isFree = (key: Key): boolean =>
    REPEATABLE_KEYS.has(key) || !others.get(key)?.some(use => use.line.number !== spot.line.number);
  return KEYS.filter(isFree)
    .sort((a, b) => rank.get(a)! - rank.get(b)! || Number(others.has(a)) - Number(others.has(b)))
    .map(key => {
      const because = requiredBy(visit, key)?.rule.title;
      return {
        ...keyProposal(spot, key, colonFollows, valueFollows),
        note: because ? `required here: ${because}` : KEY_HELP[key].summary,
      };
    });
}

function defaultKeys(spot: CursorContext, colonFollows: boolean, valueFollows: boolean): readonly Suggestion[] {
  const used = new Set(
    spot.block.lines.flatMap(line =>
      line.kind === 'field' && line.number !== spot.line.number ? line.key.text.toLowerCase() : [],
    ),
  );
  return DEFAULT_KEYS.filter(key => !used.has(key)).map(key => ({
    ...keyProposal(spot, key, colonFollows, valueFollows),
    note: KEY_HELP[key].summary,
  }));
}

/** A key with its colon, and where its value has a usual form, with that. */
function keyProposal(
  spot: CursorContext,
  key: (typeof KEYS)[number] | (typeof DEFAULT_KEYS)[number],
  colonFollows: boolean,
  valueFollows: boolean,
): Suggestion {
  const base = { label: `${key}:`, kind: 'key' as const, about: { kind: 'key' as const, word: key } };
  if (colonFollows) return { ...base, label: key };
  if (valueFollows) return base;
  const body = bodyOf(spot, key);
  return {
    ...base,
    typed: typeof body === 'object' ? [`${key}: `, ...body] : `${key}: ${body ?? ''}`,
    ...(body === undefined ? { goesOn: true as const } : {}),
  };
}

function bodyOf(spot: CursorContext, key: string): Typed | undefined {
  if (!spot.visit) return undefined;
  switch (key) {
    case 'read':
    case 'after':
    case 'fill':
      return wholeStatus(spot, key);
    case 'drug':
      return drugBefore(spot.visit) && wholeDrug(spot)?.typed;
    case 'pump':
      return ownPump(spot)?.typed;
    case 'next': {
      const { alarm, next } = datesAhead(spot);
      return alarm && [gap(next[0]?.text), `, alarm ${alarm.text}`];
    }
    default:
      return undefined;
  }
}
