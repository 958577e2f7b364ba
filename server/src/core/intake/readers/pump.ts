import type { Chart, Reading } from '../chart.js';
import { notOfThisVisit } from '../guards.js';
import { amountOf } from '../measures.js';
import { phrasePattern } from '../patterns.js';
import { pumpsIn } from '../pump-names.js';
import { PUMP_HISTORY, type Placed } from '../read-measures.js';
import type { Segment } from '../segments.js';
import { POCKET, PUMP } from '../wordings/phrases.js';
import { NEIGHBORS, NEW_DEVICE, OLD_DEVICE, SERIAL, SERIAL_SHAPES } from '../wordings/pumps.js';
import { isConstantFlow } from './constant-flow.js';
import { firstOfEach, statementsOf, type Statement } from './statements.js';

const neighbors = NEIGHBORS.map(({ says, kind }) => ({ says: new RegExp(says), kind })),
  serials = [new RegExp(SERIAL, 'g'), new RegExp(SERIAL_SHAPES, 'g')],
  SHAPE = new RegExp(`^${SERIAL_SHAPES}$`),
  bareSerial = /^ ?#?([a-z]{0,4}\d?[a-z]{0,3}-?\d[a-z0-9-]{3,})\b/,
  phrases = PUMP.map(phrasePattern),
  pocketPhrases = POCKET.map(phrasePattern),
  oldDevice = new RegExp(`\\b(?:${OLD_DEVICE})\\b`),
  newDevice = new RegExp(`\\b(?:${NEW_DEVICE})\\b`),
  goneAfter =
    /^[^.;]{0,60}?\b(?:(?:was|were) )?(?:\w+ and )?(?:removed|explanted|taken out|dissected (?:out|free)|passed off|freed|disconnected|discarded|delivered from|excised)\b/;

/** A pump as the source names it: its model or its serial number, and whether it went in, came out, or stayed. */
interface Device {
  readonly item: string;
  readonly what: 'model' | 'serial';
  readonly fate: 'in' | 'out' | 'stays';
  readonly start: number;
  readonly end: number;
}

/** `pump:` of the pump that is there, and `device:` of what an operation put in and took out. */
export function readPump(chart: Chart, placed: readonly Placed[], operation: string | undefined): Reading[] {
  if (chart.kind === 'phone' || chart.kind === 'other') return [];
  const neighbor = neighborDevice(chart);
  if (neighbor) return neighbor;
  const devices = [...modelsIn(chart, operation), ...serialsIn(chart, operation)];
  const key = devices.some(({ fate }) => fate === 'in') ? 'device' : 'pump';
  const readings = devices.map(device => deviceReading(device, key));
  const properties =
    chart.kind === 'trial' && !devices.length ? [] : [...sizeAndLife(chart, placed, key), ...kinds(chart, key)];
  return [...readings, ...properties, ...pocketWork(chart)];
}

/** `device: pocket revised`: work on the pocket or the pump in an operation that puts no first pump in. */
function pocketWork(chart: Chart): Reading[] {
  if (chart.operation !== 'replace' && chart.operation !== 'revise') return [];
  return firstOfEach(chart, 'device', statementsOf(chart, pocketPhrases));
}

const NEIGHBOR_KINDS: ReadonlySet<Chart['kind']> = new Set(['port', 'external', 'neurostimulator']);

function neighborDevice(chart: Chart): Reading[] | undefined {
  if (!NEIGHBOR_KINDS.has(chart.kind)) return undefined;
  for (const segment of chart.segments)
    for (const { says, kind } of neighbors) {
      const match = says.exec(segment.text);
      if (match && kind === chart.kind && segment.section !== 'aside')
        return [
          {
            key: 'pump',
            item: kind,
            start: segment.start + match.index,
            end: segment.start + match.index + match[0].length,
          },
        ];
    }
  return [];
}

function modelsIn(chart: Chart, operation: string | undefined): Device[] {
  const titles = chart.segments.slice(0, 2);
  const found = [...chart.segments.slice(2), ...titles].flatMap(segment =>
    pumpsIn(segment.text).flatMap(({ model, ...at }): Device[] => {
      const start = segment.start + at.start,
        end = segment.start + at.end;
      const own = PUMP_HISTORY.test(segment.label) ? { ...segment, section: 'work' as const } : segment;
      if (blocked(chart, withoutImplantDates(own), start)) return [];
      return [{ item: model, what: 'model', fate: fateOf(segment, start, end, operation), start, end }];
    }),
  );
  return mostPrecise(found);
}

const IMPLANTED =
  /\b(?:(?:was|were) )?(?:implanted|placed|inserted|put in|replaced|exchanged)(?: \w+){0,3}? (?:in|on|since) (?:(?:early |late |mid )?(?:\w+ )?(?:of )?(?:19|20)\d\d|[\d/-]{4,10})/g;

/** The day on which the pump went in makes it no pump of an earlier day. */
function withoutImplantDates(segment: Segment): Segment {
  return { ...segment, text: segment.text.replaceAll(IMPLANTED, words => ' '.repeat(words.length)) };
}

/** `SynchroMed II` beside `SynchroMed II 8637-40` says nothing more. */
function mostPrecise(devices: readonly Device[]): Device[] {
  return devices.filter(
    (one, i) =>
      !devices.some(
        (other, k) =>
          other.fate === one.fate &&
          (other.item.startsWith(`${one.item} `) ||
            (other.item === one.item && k < i) ||
            (one.item === 'SynchroMed' && other.item !== one.item)),
      ),
  );
}

function serialsIn(chart: Chart, operation: string | undefined): Device[] {
  const found: Device[] = [];
  for (const segment of chart.segments) {
    const add = (start: number, end: number): void => {
      const isPump = SHAPE.test(segment.text.slice(start - segment.start, end - segment.start));
      if (blocked(chart, segment, start) || (!isPump && /catheter|programmer|lead/.test(segment.label))) return;
      const item = chart.source.slice(start, end).toUpperCase().replaceAll(' ', '').replace(/[-.]$/, '');
      if (!found.some(one => one.item === item))
        found.push({ item, what: 'serial', fate: fateOf(segment, start, end, operation), start, end });
    };
    const named =
      segment.labeled && /\bserial|\bs\/n\b|^sn$/.test(segment.label)
        ? bareSerial.exec(segment.text.slice(segment.valueStart - segment.start))
        : null;
    if (named) add(segment.valueStart + named[0].length - named[1]!.length, segment.valueStart + named[0].length);
    for (const match of serials.flatMap(pattern => [...segment.text.matchAll(pattern)])) {
      const end = segment.start + match.index + match[0].length;
      if (!/(?:catheter|programmer)(?: \w+)? $/.test(segment.text.slice(0, match.index)))
        add(end - match[1]!.length, end);
    }
  }
  return operation ? found : [...found, ...found.flatMap(one => twinsOf(chart, one))];
}

const SERIAL_TOKEN = /(?<![\w-])[a-z]{2,4}\d{5,8}[a-z]?(?![\w-])/g,
  MAX_MISREAD = 2;

/** Serial numbers that differ from one in a sign or two: one of them is misread, and the text does not tell which. */
function twinsOf(chart: Chart, one: Device): Device[] {
  const item = one.item.toLowerCase();
  return chart.segments.flatMap(segment =>
    [...segment.text.matchAll(SERIAL_TOKEN)].flatMap(match => {
      const start = segment.start + match.index;
      const differing = [...match[0]].filter((sign, i) => sign !== item[i]).length;
      const isTwin = match[0].length === item.length && differing > 0 && differing <= MAX_MISREAD;
      if (!isTwin || blocked(chart, segment, start)) return [];
      return [{ ...one, item: match[0].toUpperCase(), start, end: start + match[0].length }];
    }),
  );
}

function blocked(chart: Chart, segment: Segment, start: number): boolean {
  return notOfThisVisit(segment, start, chart.date) !== undefined;
}

function fateOf(segment: Segment, start: number, end: number, operation: string | undefined): Device['fate'] {
  if (!operation || operation === 'revise') return 'stays';
  if (operation === 'implant') return 'in';
  const before = segment.text.slice(0, start - segment.start);
  const nearest = Math.max(lastIndex(newDevice, before), -1) - Math.max(lastIndex(oldDevice, before), -1);
  if (nearest !== 0) return nearest > 0 ? 'in' : 'out';
  const label = `${segment.heading} ${segment.label}`;
  if (oldDevice.test(label)) return 'out';
  if (newDevice.test(label)) return 'in';
  if (operation === 'remove' || goneAfter.test(segment.text.slice(end - segment.start))) return 'out';
  return 'in';
}

function lastIndex(words: RegExp, text: string): number {
  return [...text.matchAll(new RegExp(words, 'g'))].at(-1)?.index ?? -1;
}

function deviceReading({ item, what, fate, start, end }: Device, key: 'pump' | 'device'): Reading {
  if (fate === 'out')
    return what === 'serial'
      ? { key: 'device', item: `out ${item}`, start, end }
      : { key: 'pump', item, start, end, weak: true };
  if (what === 'serial')
    return { key: fate === 'in' ? 'device' : key, slot: `${key} serial`, item: `sn ${item}`, start, end };
  return fate === 'in'
    ? { key: 'device', slot: 'device model', item: `in ${item}`, start, end }
    : { key: 'pump', slot: 'pump model', item, start, end };
}

function sizeAndLife(chart: Chart, placed: readonly Placed[], key: 'pump' | 'device'): Reading[] {
  const constant = isConstantFlow(chart);
  return placed.flatMap((one): Reading[] => {
    if (one.why) return [];
    const place = { start: one.start, end: one.end };
    if (one.slot === 'eri')
      return [{ key: 'pump', slot: 'pump eri', item: `ERI ${amountOf(one)}`, ...place, weak: one.weak }];
    // No programmer reads the volume of a pump of a fixed rate: what its line says is how much it holds.
    const holds = constant && one.slot === 'volume' && pumpsIn(one.segment.line).length > 0;
    if (one.slot !== 'size' && !holds) return [];
    return [{ key, slot: 'pump size', item: amountOf(one), ...place, weak: one.garbled }];
  });
}

function kinds(chart: Chart, key: 'pump' | 'device'): Reading[] {
  const stated = [...statementsOf(chart, phrases), ...routeSigns(chart)];
  const statements = stated.some(({ item }) => ROUTES.has(item)) ? stated : [...stated, ...routeInTitle(chart)];
  const constant =
    statements.some(({ item }) => item === 'constant-flow') &&
    /intera|codman|infusaid|isomed|hepatic|fixed rate/.test(chart.text);
  return firstOfEach(
    chart,
    key,
    [...statements]
      .sort((a, b) => aboutPump(a) - aboutPump(b))
      .filter(({ item, segment }) => {
        if (item === 'constant-flow') return constant;
        if (item === 'IT') return chart.kind !== 'ommaya' && !/chemo|trial of intrathecal/.test(segment.text);
        return item !== 'programmable' || (!constant && segment.label !== 'model');
      }),
  );
}

const ROUTES: ReadonlySet<string> = new Set(
  phrases.map(({ item }) => item).filter(item => !/programmable|flow/.test(item)),
);

/** The route that only a title says: `ITB pump management`. */
function routeInTitle(chart: Chart): Statement[] {
  for (const title of chart.titles)
    for (const { item, says } of phrases) {
      const match = ROUTES.has(item) ? [...chart.text.slice(title.start, title.end).matchAll(says)][0] : undefined;
      if (!match) continue;
      const start = title.start + match.index;
      const segment = chart.segments[0];
      return segment ? [{ item, segment, start, end: start + match[0].length }] : [];
    }
  return [];
}

/** Words behind the label of the route say it best, then those beside the name of the pump. */
function aboutPump({ segment }: Statement): number {
  if (segment.labeled && /\b(?:route|delivery|therapy)\b/.test(segment.label)) return 0;
  return pumpsIn(segment.text).length ? 1 : 2;
}

const IT_DEVICE =
  /(?<![A-Za-z-])IT (?:\w+ )?(?:pump|catheter|drug|infusion|therapy|baclofen|morphine|hydromorphone|fentanyl|ziconotide)\b/;

/** `IT` in capitals beside the name of a pump; elsewhere it may be the department. */
function routeSigns({ segments, source }: Chart): Statement[] {
  return segments.flatMap(segment => {
    const beside =
      IT_DEVICE.test(source.slice(segment.start, segment.end)) ||
      pumpsIn(segment.text).length > 0 ||
      pumpsIn(segment.line).length > 0 ||
      /\b(?:pump|device|model|route)\b/.test(segment.label);
    const match = /(?<![A-Za-z-])IT(?![A-Za-z0-9-])(?! (?:dep|help|support|staff|ticket))/.exec(
      source.slice(segment.start, segment.end),
    );
    if (!beside || !match || segment.section === 'aside') return [];
    const start = segment.start + match.index;
    return [{ item: 'IT', segment, start, end: start + 2 }];
  });
}
