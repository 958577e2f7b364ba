import { CATHETER } from '../fields/catheter.js';
import { compileField } from '../fields/compiled-field.js';
import { IMAGING } from '../fields/imaging.js';
import { STOP, STUDY } from '../fields/surgery.js';
import type { FieldLine, Item, Span } from '../syntax/tree.js';
import type { Catheter, CatheterWork, Device, Fact, Imaging, Quantity, Stop, StopStage, Study } from './model.js';
import { isOfOtherThing } from './device-words.js';
import { flagsOf, type StatedFlag } from './read-flags.js';
import { holdsValue, piecesOf } from './item-pieces.js';
import { dayOf, isEarlier, isOtherDay, isPlanned, isPutOff, withTrailer } from './other-time.js';
import { isRevisionKit } from './pump-asides.js';
import { readItems } from './read-items.js';
import type { Reader } from './reader.js';

const CATHETER_FIELD = compileField(CATHETER),
  IMAGING_FIELD = compileField(IMAGING),
  STOP_FIELD = compileField(STOP),
  STUDY_FIELD = compileField(STUDY);

const STAGES: readonly StopStage[] = ['before-start', 'after-start', 'before-anesthesia', 'after-anesthesia'];

/** `stop: after-anesthesia, in room, anesthesia planned, reason "hypotension"` */
export function readStop(reader: Reader, line: FieldLine): Stop | undefined {
  if (!line.items.length) return undefined;
  if (isNoStop(line.items)) {
    readItems(reader, STOP_FIELD, line.items.filter(isDenialWithNumber));
    return undefined;
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  const { facts } = readItems(reader, STOP_FIELD, line.items);
  let stage: Fact<StopStage> | undefined;
  for (const value of STAGES) {
    const fact = facts[value];
    if (fact && (!stage || fact.start >= stage.start)) stage = { ...fact, value };
  }
  // `after sedation, before incision`: the anesthesia says how far it went.
  const given = facts['after-anesthesia'];
  if (given && stage?.value === 'before-start') stage = { ...given, value: 'after-anesthesia' };
  return {
    block,
    start,
    end,
    stage,
    inRoom: facts['inRoom'] as Stop['inRoom'],
    anesthesiaPlanned: facts['anesthesiaPlanned'] as Stop['anesthesiaPlanned'],
    elective: facts['elective'] as Stop['elective'],
    reason: facts['reason'] as Stop['reason'],
  };
}

/** `no`, `n/a`, `not stopped`, `procedure completed`: the whole of an item says that nothing was stopped. */
const NO_STOP =
  /^(?:(?:no|none|n\/?a|nil|not applicable|(?:(?:procedure|refill|fill|it|was) )*(?:not|never) (?:stopped|aborted|discontinued|cancell?ed)|no (?:stops?|discontinuation|interruption)|nothing (?:was )?stopped))$/i;
const COMPLETED =
  /^(?:(?:no|not stopped|the|procedure|refill|fill|visit|it|was|all|fully|successfully|-)\s+)*(?:completed?|finished)\b(?!.*\b(?:not|partial\w*|partly|half|stopped|aborted|abandoned|until|except)\b)/i;

/** Whether a line says that the procedure was not stopped, with no stage behind it. */
function isNoStop(items: readonly Item[]): boolean {
  const saysSo = ({ text }: Item): boolean =>
    [NO_STOP, COMPLETED, DENIED_STOP].some(pattern => pattern.test(text.trim()));
  if (items.every(saysSo)) return true;
  return saysSo(items[0]!) && !items.some(({ text }) => flagsOf(STOP_FIELD, text).some(isStage));
}

/** `no and 1 mL`: the number is of something that the denial does not name. */
function isDenialWithNumber({ text }: Item): boolean {
  return DENIED_STOP.test(text.trim()) && /\d/.test(text);
}

function isStage({ item: { name } }: StatedFlag): boolean {
  return STAGES.some(stage => stage === name);
}

/** `no before-start`, `elective not used`, `reason none` */
const DENIED_STOP =
  /^(?:no|never|without)\b|^reason:?\s+"?(?:none|n\/?a)"?$|\bnot (?:used|applicable|needed|done|stopped)$/i;

const JOINED_TO_PUMP =
  /\b(?:re-?)?(?:connect|attach)(?:ed|ion|ing)?\s+to\s+(?:(?:the|a|an|new|replacement)\s+)*(?:pump|device|generator|reservoir)\b|\bconnector\s+(?:was\s+)?(?:replaced|changed|exchanged)\b/i;

/** In `old catheter connected to the new pump`, the last is not what was done to the catheter. */
const NEW_PUMP =
  /\b(?:new|replacement)\s+(?=(?:pump|device|generator|reservoir|battery)\b(?!\s+(?:segment|portion|section|end|side)))/gi;
const OLD_CATHETER = /\b(?:old|existing|same|original|previous|present|indwelling)\b/i;
const RECONNECTED = /\b(?:dis|re-?)(?:connect|attach)\w*/gi;

/** Whether the words of an item say of a revision no more than that the catheter was joined again. */
function isOnlyReconnected(text: string, day: string | undefined): boolean {
  const rest = text.replace(JOINED_TO_PUMP, '').replace(RECONNECTED, '');
  return !flagsOf(CATHETER_FIELD, rest, day).some(({ item: { name }, isDenied }) => name === 'revised' && !isDenied);
}

const WORK: ReadonlySet<string> = new Set<CatheterWork>(['kept', 'new', 'revised', 'removed']);

function isWork(name: string): name is CatheterWork {
  return WORK.has(name);
}

/** The flags of an item that say what was done: in `tunneled catheter removed` the first only tells which catheter. */
function workDone(flags: readonly StatedFlag[], text: string): readonly StatedFlag[] {
  const named = flags.filter(({ item: { name }, isDenied }) => WORK.has(name) && !isDenied);
  if (named.every(({ item: { name } }) => name === 'new')) return named;
  return named.filter(
    (flag, i) => flag.item.name !== 'new' || flags.indexOf(flag) > i || text.toLowerCase().includes('and'),
  );
}

/** What an item states; joining the old catheter to the pump that went in is part of the implant. */
function worksOf(flags: readonly StatedFlag[], text: string, isOnlyJoined: boolean): CatheterWork[] {
  const isJoined =
    isOnlyJoined && /to\s+(?:\w+\s+)*(?:pump|device|generator|reservoir)/i.test(text) && JOINED_TO_PUMP.test(text);
  const done = workDone(flags, text).map(({ item: { name } }) =>
    isJoined && name === 'revised' ? 'kept' : (name as CatheterWork),
  );
  return isJoined && !done.length && OLD_CATHETER.test(text) ? ['kept'] : done;
}

/** Work that was begun and given up. */
const ABANDONED =
  /\b(?:abandoned|aborted|given up|unsuccessful(?:ly)?|failed|attempt(?:ed|s)?|tried|unable to|could not be|couldn't be)\b/i;
/** It was done in the end. */
const DONE_AFTER_ALL =
  /\b(?:then|finally|eventually|second attempt|later|after (?:one|two|three|\d+|several) attempts?)\b/i;

function isAbandoned(text: string): boolean {
  return ABANDONED.test(text) && !DONE_AFTER_ALL.test(text);
}

/** `withdrawn 2 cm`, `pulled back to T10`: the catheter was moved, not taken out. */
const MOVED =
  /(?:\bre-)?\b(?:withdrawn|pulled|drawn|advanced)\b(?=.*\b(?:back|slightly|partially|cm|mm|levels?|(?:to|at) [CTL]\d))(?:\s+(?:back|partially))?/gi;
/** `above the laminectomy`: a place. */
const AT_LAMINECTOMY =
  /\b(?:above|below|beneath|under|over|near|beside|next to|through the (?:old|previous|prior|existing))\s+(?:the\s+)?(?:(?:old|prior|previous|existing)\s+)*(?:hemi)?lamin(?:ectomy|otomy)\b/gi;

/** The clauses of an item that are about the catheter. */
function ofCatheter(text: string): string {
  const clauses = text
    .replace(/\bnot (?:removed|taken out|explanted)\b/i, 'left in place')
    .replace(MOVED, 'repositioned')
    .replace(AT_LAMINECTOMY, '')
    .split(/(;|\band\b|\bthen\b)/i);
  return clauses.map(clause => (isOfOtherThing(clause) ? ' ' : clause)).join('');
}

/** Details of an operation, which do not make a revision of a catheter that was kept. */
const DETAIL = /\b(?:pulled|withdrawn|trimmed|re-?anchored|adjusted|secured|shortened)\b/i;

/** `kept` and `no laminectomy` as whole items are not overturned by what another item mentions. */
function withoutOverturned(
  flags: readonly StatedFlag[],
  { text }: Item,
  whole: ReadonlySet<string>,
): readonly StatedFlag[] {
  if (/^(?:kept|no laminectomy)$/i.test(text.trim())) return flags;
  return flags.filter(({ item: { name } }) => {
    if (whole.has('kept') && name === 'revised') return !DETAIL.test(text) || /^\s*but\b/i.test(text);
    if (whole.has('kept') && name === 'new') return /\b(?:catheter|segment|piece|portion|connector)\b/i.test(text);
    return !(whole.has('no laminectomy') && name === 'laminectomy');
  });
}

/** `catheter: new, no laminectomy, tip at T9` */
export function readCatheter(reader: Reader, line: FieldLine): Catheter | undefined {
  if (!line.items.length) return undefined;
  const work: Fact<CatheterWork>[] = [];
  const abandoned: Fact<CatheterWork>[] = [];
  const day = dayOf(reader.block);
  const whole = new Set(line.items.map(({ text }) => text.trim().toLowerCase()));
  let laminectomy: Fact<boolean> | undefined, percutaneous: Fact<boolean> | undefined;
  let isReconnected = true;
  for (const [i, item] of line.items.entries()) {
    const text = ofCatheter(
      withTrailer(line.items, i).replace(NEW_PUMP, '').replace(OUT, 'removed').replace(LEFT, 'kept'),
    );
    const flags = withoutOverturned(flagsOf(CATHETER_FIELD, text, day), item, whole);
    const isOnlyJoined = isOnlyReconnected(text, day);
    isReconnected &&= isOnlyJoined;
    const isGivenUp = isAbandoned(text);
    const names = isGivenUp ? flags.map(({ item: { name } }) => name) : worksOf(flags, item.text, isOnlyJoined);
    for (const name of names.filter(isWork)) {
      const facts = isGivenUp && name !== 'kept' ? abandoned : work;
      if (!facts.some(({ value }) => value === name)) facts.push(reader.fact(name, item));
    }
    for (const {
      item: { name },
      isDenied,
    } of flags) {
      if (name === 'laminectomy') laminectomy = reader.fact(!isDenied, item);
      else if (name === 'noLaminectomy' && !isDenied) {
        const fact = reader.fact(false, item);
        if (/laminectom/i.test(item.text)) laminectomy = fact;
        else percutaneous = fact;
      }
    }
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  const isOpen = isRemovalOpen(work, line.items);
  return { block, start, end, work, abandoned, isReconnected, isOpen, laminectomy: laminectomy ?? percutaneous };
}

/** `out`, `out with the pump`: the item says no more than that. */
const OUT = /^\s*out(?=\s*$|\s+(?:with|intact|completely|entirely)\b)/i;

/** `left` alone is no side of the body. */
const LEFT = /^\s*left\s*$/i;

/** Words for a catheter beside the one that came out, or for putting it in again. */
const ANOTHER = /\b(?:fresh|second|another|other|different|replacement|again|passed|put|re-\w+ed)\b/i;

/** Whether a line that says of one catheter that it came out has words about another that say nothing of it. */
function isRemovalOpen(work: readonly Fact<CatheterWork>[], items: readonly Item[]): boolean {
  if (!work.length || !work.every(({ value }) => value === 'removed')) return false;
  return items.some(({ text }) => ANOTHER.test(text) && !/\b(?:no|not|without)\b/i.test(text));
}

/** `device: in Ascenda 8780` beside no `catheter:` states a new catheter; a revision kit, a revised one. */
export function catheterOfDevices(devices: readonly Device[]): Catheter | undefined {
  const put = devices.findLast(({ catheterIn }) => catheterIn)?.catheterIn;
  if (!put) return undefined;
  const { block, start, end } = put;
  return {
    block,
    start,
    end,
    work: [{ ...put, value: isRevisionKit(put.value) ? 'revised' : 'new' }],
    abandoned: [],
    isReconnected: false,
    isOpen: false,
  };
}

/** Equipment that could not be used. */
const UNUSABLE =
  /\b(?:unavailable|not (?:\w+ )?available|out of (?:order|service)|broken|not working|inoperable|malfunction\w*|down)\b/i;

/** Palpation does without imaging, unless the line has a method too. */
const PALPATED = /\b(?:palpat\w+|landmarks?)\b/i;

/** Equipment that was at hand, whether or not it was used. */
const READY = /\b(?:available|standby|ready)\b/i;

/** `imaging: ultrasound, image saved` */
export function readImaging(reader: Reader, line: FieldLine): Imaging | undefined {
  if (!line.items.length) return undefined;
  const found: { [use in ImagingUse | 'without']?: Imaging['kind'] } = {};
  let unsure: Imaging['unsure'];
  for (const [i, item] of line.items.entries()) {
    for (const [use, method] of usesOf(withTrailer(line.items, i), dayOf(reader.block))) {
      if (use === 'open') unsure ??= reader.fact(item.text, item);
      // `none in the office, fluoro in the suite`: a method that was used counts.
      else found[use === 'used' && method === 'none' ? 'without' : use] ??= reader.fact(method, item);
    }
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  return { block, start, end, kind: found.used ?? found.without ?? found.denied ?? found.palpated, unsure };
}

type ImagingUse = 'used' | 'denied' | 'palpated' | 'open';
type Method = 'none' | 'fluoro' | 'ultrasound';

const SHORT_FOR_ULTRASOUND = /\bUS(?![\w-])|\bPOCUS\b/g;

/** What a text says of each method that it names, and of doing without. */
function usesOf(typed: string, day: string | undefined): readonly (readonly [ImagingUse, Method])[] {
  const text = typed.replace(SHORT_FOR_ULTRASOUND, 'ultrasound');
  const flags = flagsOf(IMAGING_FIELD, text, day);
  if (!flags.length) {
    const left = openMethod(text);
    return left ? [[left, 'none']] : [];
  }
  const isUnusable = UNUSABLE.test(text);
  // `ultrasound none`: a denial of that method.
  if (flags.length > 1 && /\S\s+none$/i.test(text)) return [['denied', 'none']];
  return flags.map(({ item: { name }, isDenied }): readonly [ImagingUse, Method] => {
    if (name === 'none') return [PALPATED.test(text) ? 'palpated' : 'used', 'none'];
    if (isDenied || isUnusable) return ['denied', 'none'];
    return [READY.test(text) ? 'open' : 'used', name as Method];
  });
}

/** What a text says of a method that it does not state for today: that it was not used, or nothing certain. */
function openMethod(text: string): 'denied' | 'open' | undefined {
  if (!namesMethod(text)) return undefined;
  return UNUSABLE.test(text) || isPutOff(text) ? 'denied' : 'open';
}

/** Whether a text names a method of imaging, at any time. */
function namesMethod(text: string): boolean {
  return text.split(/[^A-Za-z-]+/).some(word => flagsOf(IMAGING_FIELD, word).some(({ item }) => item.name !== 'none'));
}

/** `study: side-port, contrast 3 mL, aspirated 1 mL, rotor turns` */
export function readStudy(reader: Reader, line: FieldLine): Study | undefined {
  if (!line.items.length) return undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  const items = withAmounts(line.items).filter((item, i, all) => isOfToday(reader, item, withTrailer(all, i)));
  // A study that was only discussed or put off is none.
  if (!items.length) return undefined;
  const denied = line.items.find(({ text }) => DENIED_CONTRAST.test(text));
  const rotor = items.find(isRotorOnly);
  const others = items.filter(item => !isRotorOnly(item));
  // One item states the contrast: what else names it says the same (`omnipaque-300; injected`).
  const words = items.filter(item => isRotorOnly(item) || CONTRAST.test(item.text));
  for (const item of words) reader.restated.push(reader.fact(item.text, item));
  const { facts, named } = readItems(reader, STUDY_FIELD, others);
  const contrast = itemWith(
      reader,
      others.filter(item => item !== denied),
      CONTRAST,
    ),
    sidePort = itemWith(reader, others, SIDE_PORT);
  const amount = (name: string): Fact<Quantity | undefined> | undefined => {
    const bare = named.get(name);
    return (facts[name] as Fact<Quantity> | undefined) ?? (bare && reader.fact(undefined, bare));
  };
  const injected = amount('contrast') ?? (contrast && { ...contrast, value: undefined });
  const isDenied = denied !== undefined && (!injected || isWithin(injected, denied));
  return {
    block,
    start,
    end,
    sidePort: (facts['sidePort'] as Study['sidePort']) ?? sidePort,
    contrast: isDenied ? undefined : injected,
    noContrast: isDenied ? reader.fact(true, denied) : undefined,
    aspirated: amount('aspirated'),
    rotor: (facts['rotor'] as Study['rotor']) ?? (rotor && reader.fact(true, rotor)),
  };
}

const BARE_VOLUME = /^\s*\d+(?:\.\d+)?\s*(?:ml|cc)\s*$/i;
const OF_VOLUME = /\b(?:aspirat\w+|withdr[ae]wn?|drawn|dye|contrast|omnipaque|isovue|injected)\b/i;

/** `side port aspirated, 1 mL`: the amount belongs to what is named before it, with no amount of its own. */
function withAmounts(items: readonly Item[]): readonly Item[] {
  const joined: Item[] = [];
  for (const item of items) {
    const before = joined.at(-1);
    if (before && BARE_VOLUME.test(item.text) && OF_VOLUME.test(before.text) && !/\d/.test(before.text))
      joined[joined.length - 1] = {
        ...before,
        end: item.end,
        text: `${before.text}${' '.repeat(item.start - before.end)}${item.text}`,
      };
    else joined.push(item);
  }
  return joined;
}

const NO_STUDY =
  /^(?:none|no|not|never|without|n\/?a)\b|\b(?:not|never) (?:\w+ )?(?:needed|indicated|done|performed|used|necessary|required|planned|accessed|entered|injected|given|administered|instilled|obtained)\b/i;
/** An earlier study: `dye study on 2026-09-02 normal`. */
function isOfOtherDay(text: string, day: string | undefined): boolean {
  return piecesOf(text).some(
    ({ kind, start, end }) => (kind === 'date' || kind === 'number') && isOtherDay(text.slice(start, end), day),
  );
}

const CONTRAST = /\b(?:dye|contrast|omnipaque|isovue|iohexol|iopamidol|myelogram)\b/i;
/** `without contrast`, `dye not given`; `no dye leak` is about contrast that was injected. */
const DENIED_CONTRAST =
  /\b(?:no|without|sans|w\/o) (?:iv |any )?(?:dye|contrast)(?: (?:dye|contrast|agent|study|material))?(?=\s*(?:$|[;,.(]|(?:was |were )?(?:given|used|injected|instilled|needed|required|administered|as|because|due|since|and|for)\b))|\b(?:dye|contrast)(?: \w+)?(?: was| were)? (?:not|never)(?: \w+)? (?:given|used|injected|instilled|needed|required|necessary|indicated|administered|done)\b|\b(?:dye|contrast)[: ]+(?:none|omitted|withheld|held|deferred|declined)\b/i;
const SIDE_PORT = /\b(?:side[ -]?port|access port|catheter port|cap)\b/i;

/** The first item that names one of these: a study may name its contrast without a volume. */
function itemWith(reader: Reader, items: readonly Item[], words: RegExp): Fact<true> | undefined {
  const item = items.find(({ text }) => words.test(text));
  return item && reader.fact(true, item);
}

function isWithin({ start, end }: Span, outer: Span): boolean {
  return start >= outer.start && end <= outer.end;
}

/** `rotor study after a bolus of 0.1 mL`: nothing of it is contrast or fluid of the catheter. */
function isRotorOnly({ text }: Item): boolean {
  return /\brotor\b/i.test(text) && !CONTRAST.test(text) && !SIDE_PORT.test(text);
}

/** Whether an item of `study:` states what was done today; a number of another is reported. */
function isOfToday(reader: Reader, item: Item, inContext: string): boolean {
  const isOther = isOfOtherDay(item.text, dayOf(reader.block));
  if (!NO_STUDY.test(item.text) && !isPlanned(inContext) && !isEarlier(inContext) && !isOther) return true;
  if (isOther) reader.restated.push(reader.fact(item.text, item));
  else if (piecesOf(item.text).some(holdsValue)) reader.unreadItem('study', item, STUDY_NAMES);
  return false;
}

const STUDY_NAMES = STUDY_FIELD.field.items.map(({ word }) => word).join(', ');
