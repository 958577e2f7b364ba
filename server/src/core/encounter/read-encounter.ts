import { reportJoinedField } from './joined-fields.js';
import { Big } from 'big.js';
import { trimEnd } from '../syntax/chars.js';
import type { Block, FieldLine, FenceLine, HeaderLine, Line } from '../syntax/tree.js';
import { asDefaultKey, asKey, REPEATABLE_KEYS, type Key } from '../syntax/vocabulary.js';
import type {
  Authorization,
  BilledCode,
  Defaults,
  Device,
  Drug,
  Encounter,
  Fact,
  FieldUse,
  Fill,
  HeaderPlace,
  Quantity,
  Waiver,
} from './model.js';
import { formatQuantity, isPositive, mgPerMl, plain, sameAmount, sameNumber, settled } from './quantity.js';
import { readCodeLine } from './read-code.js';
import { readDiagnoses } from './read-diagnoses.js';
import { readDrug } from './read-drug.js';
import { readFill, type FillReading } from './read-fill.js';
import { readHeaderLine, readPlace } from './read-header.js';
import { readAuthorization, readBenefits, readNext, readWaiver } from './read-office.js';
import { readPeople, readSupervision } from './read-people.js';
import { readProgram } from './read-program.js';
import { readDevice, readPump } from './read-pump.js';
import { readAfter, readBefore } from './read-status.js';
import { catheterOfDevices, readCatheter, readImaging, readStop, readStudy } from './read-surgery.js';
import { folded, Reader } from './reader.js';
import { settleRepeated, type VolumeEvidence } from './repeated-fill.js';
import { withoutPastAsides } from './past-asides.js';
import { statementsOf } from './statement-items.js';
import { reportStrayLines } from './stray-lines.js';
import { sortDrugLines } from './unplaced-drug.js';

/** Reads what one encounter says. Never throws; what cannot be read is in `problems`. */
export function readEncounter(block: Block, header: HeaderLine): Encounter {
  const steps = reading(block, header);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Reads encounters side by side, one field of each after the other: the code that reads a field is then at hand for the
 * next encounter.
 * @param blocks that have a header
 */
export function readEncounters(blocks: readonly Block[]): readonly Encounter[] {
  const encounters: Encounter[] = [];
  const open = blocks.map(block => reading(block, block.header!));
  while (encounters.length < open.length)
    for (const steps of open) {
      const { done, value } = steps.next();
      if (done) encounters.push(value);
    }
  return encounters;
}

/** Reads an encounter in steps; every reading has the same number of them. */
function* reading(block: Block, header: HeaderLine): Generator<undefined, Encounter> {
  const reader = new Reader(block);
  const head = readHeaderLine(reader, header);
  const { lines: fields, codes, narrative } = readLines(reader, block, true);
  const uses = new Map<Key, FieldUse[]>();
  for (const line of fields) {
    const key = asKey(line.key.text);
    if (!key) continue;
    const { items } = line;
    const end = items.length > 0 ? items[items.length - 1]!.end : line.key.end + 1;
    const use: FieldUse = { block, start: line.key.start, end, key, line, empty: items.length === 0 };
    const before = uses.get(key);
    if (!before) {
      uses.set(key, [use]);
      continue;
    }
    if (!REPEATABLE_KEYS.has(key)) reportDuplicate(reader, line, before[before.length - 1]!.line);
    before.push(use);
  }
  const one = <T>(key: Key, read: (reader: Reader, line: FieldLine) => T | undefined): T | undefined => {
    const lines = uses.get(key);
    return lines && read(reader, stated(reader, lines[lines.length - 1]!.line));
  };
  const all = <T>(key: Key, read: (reader: Reader, line: FieldLine) => T | undefined): readonly T[] => {
    const values: T[] = [];
    for (const use of uses.get(key) ?? NONE) {
      const value = read(reader, stated(reader, use.line));
      if (value !== undefined) values.push(value);
    }
    return values;
  };
  const text = (key: Key): Fact<string> | undefined => one(key, readText);

  yield;
  const { drugs: given, drugsElsewhere } = readDrugs(reader, uses.get('drug') ?? NONE);
  yield;
  const devices = all<Device>('device', readDevice);
  const catheter = one('catheter', readCatheter) ?? catheterOfDevices(devices);
  const before = one('read', readBefore);
  const after = one('after', readAfter);
  yield;
  const pump = one('pump', readPump);
  yield;
  const placed = one('fill', (at, line) => readFill(at, line, uses.has('imaging')));
  const drugs = withoutInjection(given, placed?.fill);
  const filled = filledBy(placed, { drugs, after, pump }, reader);
  // The residual that was expected and the one that was found are often typed beside each other.
  const fill = filled && before?.out && !filled.out ? { ...filled, out: before.out } : filled;
  const read = before && fill?.expected && !before.expected ? { ...before, expected: fill.expected } : before;
  checkVolumes(reader, drugs, fill?.in);
  yield;
  const by = one('by', readPeople),
    sup = one('sup', readSupervision),
    prep = one('prep', readPrep);
  yield;
  const prog = one('prog', (at, line) => readProgram(at, line, read?.dose?.value, strengthsOf(given)));
  yield;
  const dx = one('dx', readDiagnoses) ?? [];
  yield;
  return {
    block,
    header: head.header,
    date: head.date,
    datePlace: head.datePlace,
    services: head.services,
    patient: head.patient,
    place: head.place,
    payers: head.payers,
    flags: head.flags,
    bill: head.bill,
    fields: uses,
    pump,
    by,
    sup,
    prep,
    read,
    fill,
    prog,
    after,
    drugs,
    drugsElsewhere,
    dx,
    exam: text('exam'),
    assess: text('assess'),
    em: text('em'),
    response: text('response'),
    observe: text('observe'),
    next: one('next', readNext),
    stop: one('stop', readStop),
    devices,
    study: one('study', readStudy),
    event: text('event'),
    catheter,
    imaging: one('imaging', readImaging),
    benefits: one('benefits', readBenefits),
    auths: all<Authorization>('auth', readAuthorization),
    queries: all('query', readText),
    waivers: all<Waiver>('ok', readWaiver),
    codes,
    narrative,
    restated: reader.restated,
    unread: reader.unread,
    problems: reader.problems,
  };
}

const NONE: readonly FieldUse[] = [];

/** The items of a line that state something of this visit. */
function stated(reader: Reader, line: FieldLine): FieldLine {
  return withoutPastAsides(reader, statementsOf(line, reader.block.text));
}

/** The strengths at which drugs went in. */
function strengthsOf(drugs: readonly Drug[]): readonly Quantity[] {
  return drugs.flatMap(({ components }) => components.flatMap(({ strength }) => strength?.value ?? []));
}

/** The drugs that went into the reservoir, and the text of the lines of those that were given elsewhere. */
function readDrugs(reader: Reader, uses: readonly FieldUse[]): Pick<Encounter, 'drugs' | 'drugsElsewhere'> {
  const { placed, unplaced } = sortDrugLines(uses.map(({ line }) => stated(reader, line)));
  const drugsElsewhere: Fact<string>[] = [];
  for (const { line, kind } of unplaced) {
    const span = reader.placeOf(line.items, line);
    const fact = reader.fact(reader.block.text.slice(span.start, span.end), span);
    reader.restated.push(fact);
    if (kind === 'elsewhere') drugsElsewhere.push(fact);
  }
  return { drugs: placed.flatMap(line => readDrug(reader, line) ?? []), drugsElsewhere };
}

/** Reads the lines before the first header. */
export function readDefaults(block: Block): Defaults {
  const reader = new Reader(block);
  const { lines } = readLines(reader, block, false);
  const last = new Map<string, FieldLine>();
  for (const line of lines) {
    const key = asDefaultKey(line.key.text);
    if (!key) continue;
    const earlier = last.get(key);
    if (earlier) reportDuplicate(reader, line, earlier);
    last.set(key, line);
  }
  const one = <T>(key: string, read: (line: FieldLine) => T | undefined): T | undefined => {
    const line = last.get(key);
    return line?.items.length ? read(line) : undefined;
  };
  const word = (line: FieldLine): Fact<string> => {
    const { start, end } = reader.placeOf(line.items, line);
    return { value: block.text.slice(start, end), block, start, end };
  };
  const place = one('place', (line): HeaderPlace => {
    const item = line.items[0]!;
    const sigil = item.text[0] === '@' ? 1 : 0;
    return readPlace(reader, {
      token: item,
      name: { start: item.start + sigil, end: item.end, text: item.text.slice(sigil) },
    });
  });
  const payer = one('payer', line => {
    const fact = word(line);
    return { ...fact, value: fact.value.replace(/^#/, '').toLowerCase() };
  });
  return {
    block,
    mac: one('mac', word),
    practice: one('practice', word),
    payer,
    place,
    by: one('by', line => readPeople(reader, statementsOf(line, block.text))),
    sup: one('sup', line => readSupervision(reader, statementsOf(line, block.text))),
    problems: reader.problems,
  };
}

/** Sorts the lines of a block and reports what belongs nowhere. */
function readLines(
  reader: Reader,
  block: Block,
  inEncounter: boolean,
): { lines: FieldLine[]; codes: BilledCode[]; narrative: Fact<string>[] } {
  const lines: FieldLine[] = [];
  const codes: BilledCode[] = [];
  const narrative: Fact<string>[] = [];
  for (const line of block.lines) {
    switch (line.kind) {
      case 'field':
        lines.push(line);
        readKey(reader, line, inEncounter);
        break;
      case 'code':
        if (inEncounter) codes.push(...readCodeLine(reader, line));
        else
          reader.problem(
            'unknown-line',
            { start: line.code.start, end: line.end },
            'This code line is before the first encounter and is billed nowhere.',
          );
        break;
      case 'narrative':
      case 'fenced':
        if (line.text.text) narrative.push(reader.fact(line.text.text, line.text));
        break;
      case 'stray':
        narrative.push(reader.fact(line.text.text, line.text));
        break;
      case 'fence-open':
        if (!line.closed) reportUnclosedFence(reader, block, line);
        break;
    }
  }
  for (const line of reportStrayLines(reader, block, inEncounter)) {
    const text = block.text.slice(line.key.start, line.end).trimEnd();
    narrative.push(reader.fact(text, { start: line.key.start, end: line.key.start + text.length }));
  }
  return { lines, codes, narrative };
}

function readKey(reader: Reader, line: FieldLine, inEncounter: boolean): void {
  const name = line.key.text;
  const known = inEncounter ? asKey(name) : asDefaultKey(name);
  if (!known) return; // reported with the stray lines around it
  if (inEncounter) reportJoinedField(reader, line);
  for (const item of line.items) {
    if (!item.unclosed) continue;
    reader.problem('unclosed-string', item.unclosed, 'Close the quote: this text has no closing quote on its line.', [
      reader.fix('edit', 'Add the closing quote', { start: item.unclosed.end, end: item.unclosed.end }, '"'),
    ]);
  }
  if (line.items.length === 0) {
    reader.problem(
      'empty-field',
      { start: line.key.start, end: line.key.end + 1 },
      `Fill in “${known}:”: it has no value yet.`,
      [],
      known,
    );
  }
}

function readText(reader: Reader, line: FieldLine): Fact<string> | undefined {
  const item = line.items[0];
  return item && reader.fact(item.text, item);
}

/** `prep: identity, consent, vitals`: words that are compared with lists, so blanks and case do not count. */
function readPrep(reader: Reader, line: FieldLine): Encounter['prep'] {
  if (!line.items.length) return undefined;
  return { place: reader.placeOf(line.items, line), items: line.items.map(item => reader.fact(folded(item), item)) };
}

function reportDuplicate(reader: Reader, line: FieldLine, earlier: FieldLine): void {
  const key = line.key.text.toLowerCase();
  reader.problem(
    'duplicate-field',
    line.key,
    `Merge the “${key}:” lines: “${key}:” appears twice; only this line counts.`,
    [reader.fix('edit', `Delete the earlier ${key}: line`, { start: earlier.start, end: earlier.next }, '')],
  );
}

function reportUnclosedFence(reader: Reader, block: Block, open: FenceLine): void {
  const at =
    open.start +
    3 +
    (block.text.slice(open.start, open.end).length - block.text.slice(open.start, open.end).trimStart().length);
  const end: Line = block.lines.findLast(line => line.kind === 'fenced' && line.text.text !== '') ?? open;
  const br = end.next > end.end ? block.text.slice(end.end, end.next) : '\n';
  const insertAt = trimEnd(block.text, end.start, end.end);
  reader.problem(
    'unclosed-fence',
    { start: at - 3, end: at },
    'Close the narrative with a line """: it is never closed and runs to the next encounter.',
    [reader.fix('repair', 'Close the block', { start: insertAt, end: insertAt }, `${br}"""`)],
  );
}

/**
 * A `fill:` that leaves out what was put in has it from the drug lines; strengths that it names must be on one of them.
 */
function filledBy(reading: FillReading | undefined, evidence: VolumeEvidence, reader: Reader): Fill | undefined {
  if (!reading) return undefined;
  const { drugs } = evidence;
  const { strengths, repeated } = reading;
  const fill = repeated ? settleRepeated(reader, reading.fill, repeated, evidence) : reading.fill;
  for (const strength of strengths) {
    if (
      drugs.some(({ components }) =>
        components.some(part => part.strength && sameAmount(part.strength.value, strength.value)),
      )
    )
      continue;
    const text = reader.block.text.slice(strength.start, strength.end);
    reader.unreadItem('fill', { start: strength.start, end: strength.end, text }, '', 'drug');
  }
  if (fill.in) return fill;
  const placed = placedByDrugs(drugs);
  if (placed) return { ...fill, in: placed };
  const { emptied } = fill;
  return emptied ? { ...fill, in: { ...emptied, value: { amount: new Big(0), unit: 'mL' } } } : fill;
}

/** `injected slowly` beside a fill is how the one drug was placed; a single dose has no fill. */
function withoutInjection(drugs: readonly Drug[], fill: Fill | undefined): readonly Drug[] {
  const [only, ...others] = drugs;
  const isFilled = fill?.in !== undefined && isPositive(fill.in.value.amount);
  return only?.injected && isFilled && !others.length ? [{ ...only, injected: undefined }] : drugs;
}

/** What the drug lines put into the reservoir; undefined if one of them does not say. */
function placedByDrugs(drugs: readonly Drug[]): Fact<Quantity> | undefined {
  const given = drugs.filter(({ notGiven, injected }) => !notGiven && !injected);
  const volumes = given.map(({ volume }) => volume).filter(volume => volume !== undefined);
  const [first] = volumes;
  if (!first || volumes.length !== given.length) return undefined;
  return {
    ...first,
    value: { amount: volumes.map(({ value }) => value.amount).reduce((a, b) => a.plus(b)), unit: 'mL' },
  };
}

/** What the drug lines must add up to: placed = `fill: in`, and opened = placed + waste. */
function checkVolumes(reader: Reader, drugs: readonly Drug[], filled: Fact<Quantity> | undefined): void {
  const given: Drug[] = [];
  const volumes: Fact<Quantity>[] = [];
  for (const drug of drugs) {
    if (drug.notGiven || drug.injected) continue;
    given.push(drug);
    if (drug.volume) volumes.push(drug.volume);
  }
  const first = volumes[0];
  if (filled && first && volumes.length === given.length && isPositive(filled.value.amount)) {
    const placed =
      volumes.length === 1 ? first.value.amount : volumes.map(v => v.value.amount).reduce((a, b) => a.plus(b));
    if (
      !sameNumber(placed, filled.value.amount) &&
      !volumes.every(v => sameNumber(v.value.amount, filled.value.amount))
    ) {
      const stated = formatQuantity({ amount: placed, unit: 'mL' });
      reader.problem(
        'malformed-value',
        first,
        `Make the volumes agree: the drug line places ${stated}, but fill: in is ${formatQuantity(filled.value)}.`,
      );
    }
  }
  // An item that was not read may say how the vials were used.
  if (reader.unread.some(({ key }) => key === 'drug')) return;
  for (const drug of given) {
    const { container, waste } = drug;
    const placed = drug.volume ?? (given.length === 1 ? filled : undefined);
    if (container?.value.kind !== 'sdv' || !container.value.size || !waste || !placed) continue;
    const opened = container.value.size.amount.times(container.value.count ?? 1);
    const drawn = drawnFromVials(drug, placed.value);
    const isUsedUp = (used: Big): boolean => sameNumber(opened, used.plus(waste.value.amount));
    // If the vials agree with the fill, only the volume of the drug is wrong, which is reported above.
    if (isUsedUp(drawn) || (given.length === 1 && filled && isUsedUp(drawnFromVials(drug, filled.value)))) continue;
    const rest = opened.minus(settled(drawn));
    reader.problem(
      'malformed-value',
      waste,
      `Make the volumes agree: opened ${formatQuantity({ amount: opened, unit: 'mL' })} is not placed ${formatQuantity({ amount: drawn, unit: 'mL' })} plus waste ${formatQuantity(waste.value)}.`,
      rest.gte(0)
        ? [
            reader.fix(
              'edit',
              `Write waste ${formatQuantity({ amount: rest, unit: 'mL' })}`,
              waste,
              `waste ${plain(rest)} mL`,
            ),
          ]
        : [],
    );
  }
}

/** How much of the vials went into what was placed: 40 mL of 1000 mcg/mL from a vial of 2000 mcg/mL are 20 mL of it. */
function drawnFromVials({ components, from }: Drug, placed: Quantity): Big {
  const strength = components[0]?.strength && mgPerMl(components[0].strength.value),
    vial = from && mgPerMl(from.value);
  return strength && vial && isPositive(vial) ? placed.amount.times(strength).div(vial) : placed.amount;
}
