/** `pump:` and `device:`: models seen before, the patient's last pump, routes and types. */
import { isAmount } from '../../../encounter/read-pump.js';
import type { ItemValues, Value } from '../item-values.js';
import { pumpBefore } from '../known-values.js';
import { gap, type Gap, type Suggestion, type Typed } from '../suggestion.js';
import type { Slot, CursorContext } from '../cursor-context.js';

const ROUTES = ['IT', 'epidural', 'intraventricular', 'IV', 'IA', 'intrathecal', 'intravenous', 'intra-arterial'];
const TYPES = ['programmable', 'constant-flow', 'reservoir', 'port', 'external', 'neurostimulator'];

/** Named if no note has named a pump yet. */
const COMMON = ['SynchroMed II 8637-40, 40 mL', 'SynchroMed II 8637-20, 20 mL'];

interface SeenPump {
  readonly model: string;
  /** Its other items. */
  readonly rest: readonly string[];
}

function pumpsSeen({ workspace, encounter }: CursorContext): readonly SeenPump[] {
  const own = encounter?.pump?.model ?? encounter?.devices.findLast(device => device.in)?.in?.model;
  const pumps = [...workspace.seen.words('pump', encounter), ...COMMON].map((word): SeenPump => {
    const [model = '', ...rest] = word.split(', ');
    return { model, rest };
  });
  // The model that is being typed has no other items yet.
  return pumps.filter(
    ({ model, rest }, i) => pumps.findIndex(other => other.model === model) === i && (model !== own || rest.length > 0),
  );
}

export function pumpChoices(slot: Slot): readonly ItemValues[] {
  const { others, index } = slot;
  const seen = pumpsSeen(slot);
  const models =
    slot.key === 'pump' && index === 0
      ? seen.map(({ model }): ItemValues => ({ words: model, kind: 'value', group: 'model', note: 'model' }))
      : [];
  const named = seen.find(({ model }) => others.some(other => other.endsWith(model.toLowerCase())));
  const reservoirs = [...new Set([...(named?.rest.filter(isAmount) ?? []), '40 mL', '20 mL'])];
  return [
    ...(slot.key === 'device' ? deviceChoices(slot, seen) : models),
    { words: 'sn', value: {} },
    ...(others.some(isAmount)
      ? []
      : reservoirs.map((words): ItemValues => ({ words, kind: 'value', group: 'reservoir', note: 'reservoir' }))),
    ...ROUTES.map((words): ItemValues => ({ words, group: 'route' })),
    ...TYPES.map((words): ItemValues => ({ words, group: 'type' })),
    { words: 'ERI', value: { units: ['mo'] } },
  ];
}

function deviceChoices({ visit }: Slot, seen: readonly SeenPump[]): readonly ItemValues[] {
  const before = pumpBefore(visit);
  const serial = before?.value.serial?.value;
  return [
    { words: 'in', value: { known: seen.map(({ model }): Value => ({ text: model })) } },
    {
      words: 'out',
      value: { known: serial === undefined ? [] : [{ text: serial, note: `${before!.value.model}, ${before!.note}` }] },
    },
  ];
}

/**
 * The patient's own pump, for a `pump:` line that is still empty. The pump of another patient is no fact about this
 * one.
 */
export function ownPump(spot: CursorContext): Pick<Suggestion, 'label' | 'typed' | 'note'> | undefined {
  const before = pumpBefore(spot.visit);
  if (!before) return undefined;
  const { block, start, end } = before.value;
  const text = block.text.slice(start, end);
  return { label: text, typed: withBatteryToFill(text), note: before.note };
}

/** The battery has less left than at the last visit: its months are a gap. */
function withBatteryToFill(text: string): Typed {
  const parts: (string | Gap)[] = [];
  const found = /\beri\s+(\d+)/i.exec(text);
  if (!found) return text;
  const at = found.index + found[0].length - found[1]!.length;
  parts.push(text.slice(0, at), gap(found[1]), text.slice(at + found[1]!.length));
  return parts;
}
