import type { FieldLine, Item } from '../syntax/tree.js';
import { DRUG_FIELD, DrugReader } from './drug-items.js';
import {
  checkTotal,
  inMilliliters,
  inMl,
  inWhole,
  reportLooseStrength,
  volumeOfTotal,
  withStrength,
} from './drug-line-amounts.js';
import { ownerOf } from './drug-owner.js';
import { holdsValue, piecesOf } from './item-pieces.js';
import { drugsNamed, nameInFull } from './loose-facts.js';
import type { Drug, DrugSource, Fact, Quantity } from './model.js';
import { isPlaceholder } from './placeholder.js';
import { isQualified } from './qualified-items.js';
import { sameAmount } from './quantity.js';
import { readItems } from './read-items.js';
import { spanOfBoth, type Reader } from './reader.js';

/**
 * `drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice
 * $684.00`
 */
export function readDrug(reader: Reader, line: FieldLine): Drug | undefined {
  if (!line.items.length) return undefined;
  // `see MAR` says where the drug is named, which the rules report.
  if (line.items.every(({ text }) => isPlaceholder(text) && !/^see\b/i.test(text))) {
    reader.placeholder('drug', line.items[0]!, 'a name with its strength, a volume');
    return undefined;
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  const draft = new DrugReader(reader, line.items);
  readAll(reader, draft, line.items);
  const { facts } = readItems(reader, DRUG_FIELD, withoutFurtherDrugs(reader, draft));
  const strength = facts['strength'] as Fact<Quantity> | undefined;
  const named = draft.components.map(part => ({ ...part, name: nameInFull(part.name) }));
  reportLooseContainers(reader, facts);
  const taken = volumeTaken(reader, facts, draft);
  draft.finishParts(taken);
  checkTotal(reader, draft, taken);
  const placed = draft.madeUp?.whole ?? taken;
  const { components, from: vial } = inWhole(reader, withStrength(named, strength), draft, taken);
  reportLooseStrength(reader, components, strength);
  const from = (facts['from'] as Drug['from']) ?? draft.from ?? vial;
  return {
    block,
    start,
    end,
    components,
    volume: placed ?? volumeOfTotal(reader, components, draft.total),
    from,
    injected: facts['injected'] as Drug['injected'],
    source: oneOf<DrugSource>(facts, ['commercial', 'compounded']),
    owner: ownerOf(reader, draft.others),
    container: inMilliliters(reader, draft.container, from ?? components[0]?.strength),
    lot: facts['lot'] as Drug['lot'],
    expiry: facts['expiry'] as Drug['expiry'],
    ndc: facts['ndc'] as Drug['ndc'],
    prescription: facts['prescription'] as Drug['prescription'],
    invoice: (facts['invoice'] as Drug['invoice']) ?? draft.invoice,
    total: draft.total,
    waste: inMl(reader, (facts['waste'] as Drug['waste']) ?? draft.waste, from ?? components[0]?.strength),
    notGiven: facts['notGiven'] as Drug['notGiven'],
  };
}

/** The volume by its own item, or beside the name, or as a part of a vial. */
function volumeTaken(
  reader: Reader,
  facts: Readonly<Record<string, Fact<unknown> | undefined>>,
  draft: DrugReader,
): Fact<Quantity> | undefined {
  const volume = facts['volume'] as Drug['volume'];
  if (volume && draft.volume && sameAmount(volume.value, draft.volume.value) !== true)
    reader.contradiction('drug', 'volume', spanOfBoth(volume, draft.volume));
  return volume ?? draft.volume ?? draft.part;
}

function readAll(reader: Reader, draft: DrugReader, items: readonly Item[]): void {
  const first = indexOfDrug(items);
  for (let i = 0; i < items.length; i++) {
    if (i !== first && isQualified('drug', items[i]!)) {
      reader.restated.push(reader.fact(items[i]!.text, items[i]!));
      continue;
    }
    const last = draft.readList(items, i);
    if (last === undefined) draft.read(items[i]!, i === first);
    else i = last;
  }
}

/** The item that names the drug: the first one that names a known drug, else the first of the line. */
function indexOfDrug(items: readonly Item[]): number {
  const known = items.findIndex(({ text }) => drugsNamed(text).length > 0 && !NOT_IN_IT.test(text));
  return Math.max(known, 0);
}

/**
 * The items of a line but those that name another drug without its strength: `bupivacaine`, `with some bupivacaine`.
 */
function withoutFurtherDrugs(reader: Reader, { components, others }: DrugReader): readonly Item[] {
  const own = components.flatMap(({ name }) => drugsNamed(name));
  return others.filter(item => {
    const further = own.length ? drugsNamed(item.text).filter(name => !own.includes(name)) : [];
    if (!further.length || NOT_IN_IT.test(item.text)) return true;
    reader.unreadItem('drug', item, `each drug with its strength, as in ${own[0]} 10 mg/mL + ${further[0]} 5 mg/mL`);
    return piecesOf(item.text).some(holdsValue);
  });
}

/** A drug beside these words is not in the reservoir. */
const NOT_IN_IT = /"|\b(?:no|not|without|flush\w*|previous\w*|formerly|instead)\b/i;

/** A container whose count and size gave no fact. */
function reportLooseContainers(reader: Reader, facts: Readonly<Record<string, Fact<unknown> | undefined>>): void {
  for (const container of [facts['sdv'], facts['mdv']]) {
    if (container)
      reader.unreadItem(
        'drug',
        { ...container, text: reader.block.text.slice(container.start, container.end) },
        'sdv 2 x 20 mL, mdv',
      );
  }
}

/** The last of some flags that are values of one fact; one that is an item of its own says more than a mention. */
function oneOf<T extends string>(
  facts: Readonly<Record<string, Fact<unknown> | undefined>>,
  values: readonly T[],
): Fact<T> | undefined {
  let last: Fact<T> | undefined;
  for (const value of values) {
    const fact = facts[value];
    if (!fact) continue;
    const isWhole = fact.block.text.slice(fact.start, fact.end).toLowerCase() === value;
    if (isWhole) return { ...fact, value };
    if (!last || fact.start > last.start) last = { ...fact, value };
  }
  return last;
}
