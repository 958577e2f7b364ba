// The facts of one field line in a short form, for test/corpora/wordings.txt: `out=6 mL`, `template`,
// `dose:480 mcg/day>528 mcg/day`.
import { parseNote } from '../../server/src/core/syntax/parse';
import { readEncounter } from '../../server/src/core/encounter/read-encounter';
import type {
  Container,
  DrugComponent,
  Encounter,
  Fact,
  Performer,
  Pump,
  Quantity,
} from '../../server/src/core/encounter/model';

/** What a line was read as; `isReported` if a finding says that something of it was not read or is malformed. */
export interface LineReading {
  readonly facts: readonly string[];
  readonly isReported: boolean;
}

export function factsOfLine(line: string): LineReading {
  const block = parseNote(`2026-11-20 refill P-014 @office #medicare\n${line}\n`).blocks.find(one => one.header)!;
  const encounter = readEncounter(block, block.header!);
  const facts: string[] = [];
  const key = line.slice(0, line.indexOf(':')) as keyof typeof FACTS;
  FACTS[key](encounter, (name, value) => {
    if (value !== undefined && value !== false) facts.push(value === true ? name : `${name}=${value}`);
  });
  const isReported =
    encounter.unread.length > 0 ||
    encounter.problems.some(({ rule }) => rule !== 'date-format' && rule !== 'empty-field');
  return { facts, isReported };
}

type Add = (name: string, value: string | number | boolean | undefined) => void;

const amount = (fact: Fact<Quantity | undefined> | undefined): string | undefined => text(fact?.value);
const text = (quantity: Quantity | undefined): string | undefined =>
  quantity && `${quantity.amount.toFixed()} ${quantity.unit}`;
const person = (who: Performer | undefined): string | undefined => who && `${who.credential}/${who.class}`;

function addPump(pump: Pump | undefined, add: Add): void {
  add('sn', pump?.serial?.value);
  add('res', amount(pump?.reservoir));
  add('route', pump?.route?.value);
  add('type', pump?.type?.value);
  add('other', pump?.other?.value);
  add('eri', amount(pump?.eri));
  add('implanted', pump?.implanted?.value);
}

function addStatus(key: 'read' | 'after'): (encounter: Encounter, add: Add) => void {
  return ({ [key]: status }, add) => {
    add('expected', amount(status?.expected));
    add('volume', amount(status?.volume));
    add('out', amount(status?.out));
    add('dose', amount(status?.dose));
    add('alarms', status?.alarms !== undefined);
    add('log', status?.log !== undefined);
    add('battery', status?.battery !== undefined);
    add('eri', amount(status?.eri));
    add('alarmDate', status?.alarmDate?.value);
    for (const further of status?.furtherDoses ?? []) add('further', amount(further));
  };
}

function addPresent<T>(fact: T | undefined, names: readonly (keyof T & string)[], add: Add): void {
  for (const name of names) add(name, fact?.[name] !== undefined);
}

function addTexts<T>(fact: T | undefined, names: Readonly<Record<string, keyof T>>, add: Add): void {
  for (const [shown, name] of Object.entries(names)) add(shown, (fact?.[name] as Fact<string> | undefined)?.value);
}

function addComponents(components: readonly DrugComponent[], add: Add): void {
  const strengths = components.map(({ name, strength, mass }) => {
    const stated = amount(strength) ?? (mass && `mass ${amount(mass)}`);
    return `${name}@${stated ?? '?'}`;
  });
  add('c', strengths.join('+'));
  for (const { name } of components) add(`c~${name}`, true);
}

function containerOf({ kind, count, size }: Container): string {
  return `${kind} ${count ?? '?'}x${text(size) ?? '?'}`;
}

const FACTS = {
  fill({ fill }: Encounter, add: Add): void {
    add('NOFILL', fill === undefined);
    add('out', amount(fill?.out));
    add('in', amount(fill?.in));
    add('expected', amount(fill?.expected));
    add('emptied', fill?.emptied !== undefined);
    add('needle', fill?.needle !== undefined);
    add('template', fill?.template !== undefined);
    add('aseptic', fill?.aseptic !== undefined);
    add('attempts', fill?.attempts?.value);
    add('reason', fill?.reason !== undefined);
  },
  read: addStatus('read'),
  after: addStatus('after'),
  prog({ prog }: Encounter, add: Add): void {
    addPresent(prog, ['none', 'volumeOnly', 'unstated'], add);
    add('volume', amount(prog?.volume));
    add('alarmDate', prog?.alarmDate?.value);
    const items = prog?.items ?? [];
    for (const { kind, from, to } of items) {
      const name = kind === 'concentration' ? 'conc' : kind;
      add(name, true);
      if (from || to) add(`${name}:${text(from) ?? '?'}>${text(to) ?? '?'}`, true);
    }
    const isChange = prog?.unstated !== undefined || items.some(({ changes }) => changes);
    add(isChange ? 'CHANGE' : 'NOCHANGE', true);
  },
  by({ by }: Encounter, add: Add): void {
    add('main', person(by?.main));
    add('read', person(by?.read));
    add('prog', person(by?.prog));
    add('teaching', person(by?.teaching));
    add('resident', by?.resident !== undefined);
    add('npi', by?.npi !== undefined);
    add(by?.main?.class === 'unrecognized' ? 'unrec' : (by?.main?.class ?? ''), true);
  },
  sup({ sup }: Encounter, add: Add): void {
    add('sup', person(sup?.supervisor));
    add('sup', sup?.supervisor !== undefined);
    for (const { value } of sup?.modes ?? []) add('mode', value);
    add('NOSUITE', !sup?.modes.some(({ value }) => value === 'in suite'));
    add('plan', person(sup?.planBy));
  },
  pump({ pump }: Encounter, add: Add): void {
    addPump(pump, add);
  },
  next({ next }: Encounter, add: Add): void {
    add('date', next?.date?.value);
    add('alarm', next?.alarm?.value);
    add('interval', next?.interval !== undefined);
  },
  drug({ drugs: [drug] }: Encounter, add: Add): void {
    addComponents(drug?.components ?? [], add);
    add('vol', amount(drug?.volume));
    add('from', amount(drug?.from));
    add('src', drug?.source?.value);
    add('owner', drug?.owner?.value);
    add('cont', drug?.container && containerOf(drug.container.value));
    addTexts(drug, { lot: 'lot', exp: 'expiry', rx: 'prescription', inv: 'invoice' }, add);
    add('waste', amount(drug?.waste));
    addPresent(drug, ['lot', 'ndc', 'notGiven', 'injected'], add);
  },
  device({ devices: [device] }: Encounter, add: Add): void {
    add('dout', device?.out?.value);
    add('IN', device?.in !== undefined);
    add('NOIN', device?.in === undefined);
    add('OUT', device?.out !== undefined);
    addPump(device?.in ?? device?.removed, add);
    const work = device?.work.map(({ value }) => value).join(',');
    add('work', work || undefined);
    add('work', Boolean(work));
    add('NOWORK', !work);
  },
  catheter({ catheter }: Encounter, add: Add): void {
    const work = catheter?.work.map(({ value }) => value).join(',');
    add('cath', work || undefined);
    add('NOCATH', !work);
    add('lam', catheter?.laminectomy && String(catheter.laminectomy.value));
  },
  imaging({ imaging }: Encounter, add: Add): void {
    add('img', imaging?.kind?.value);
  },
  study({ study }: Encounter, add: Add): void {
    add('side', study?.sidePort !== undefined);
    add('NOSTUDY', study === undefined);
    add('contrast', study?.contrast && (amount(study.contrast) ?? 'yes'));
    add('CONTRAST', study?.contrast !== undefined);
    add('NOCONTRAST', study?.contrast === undefined);
    add('asp', study?.aspirated && (amount(study.aspirated) ?? 'yes'));
    add('rotor', study?.rotor !== undefined);
  },
  stop({ stop }: Encounter, add: Add): void {
    add('NOSTOP', stop === undefined);
    add('stage', stop?.stage?.value);
    add('room', stop?.inRoom !== undefined);
    add('anes', stop?.anesthesiaPlanned !== undefined);
    add('elective', stop?.elective !== undefined);
    add('reason', stop?.reason !== undefined);
  },
  auth({ auths }: Encounter, add: Add): void {
    add('auth', auths.length > 0);
    add('through', auths[0]?.through?.value);
  },
  dx({ dx }: Encounter, add: Add): void {
    add('dx', dx.map(({ code }) => code).join(','));
  },
};
