import type { FieldLine } from '../syntax/tree.js';
import type { Catheter, CatheterWork, Fact, Imaging, Stop, StopStage, Study } from './model.js';
import { folded, keywordOf, type Draft, type Reader } from './reader.js';

const STAGES: ReadonlySet<string> = new Set<StopStage>([
  'before-start',
  'after-start',
  'before-anesthesia',
  'after-anesthesia',
]);
const WORK: ReadonlySet<string> = new Set<CatheterWork>(['kept', 'new', 'revised', 'removed']);

/** `stop: after-anesthesia, in room, anesthesia planned, reason "hypotension"` */
export function readStop(reader: Reader, line: FieldLine): Stop | undefined {
  if (!line.items.length) return undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  const stop: Draft<Stop> = {
    block,
    start,
    end,
    stage: undefined,
    inRoom: undefined,
    anesthesiaPlanned: undefined,
    elective: undefined,
    reason: undefined,
  };
  for (const item of line.items) {
    const keyword = keywordOf(item);
    const { word, rest } = keyword;
    const text = folded(item, keyword).replaceAll('anaesthesia', 'anesthesia');
    const stage = text.replace(' ', '-');
    if (STAGES.has(stage)) stop.stage = reader.fact(stage as StopStage, item);
    else if (text === 'in room') stop.inRoom = reader.fact(true, item);
    else if (text === 'anesthesia planned') stop.anesthesiaPlanned = reader.fact(true, item);
    else if (text === 'elective') stop.elective = reader.fact(true, item);
    else if (word === 'reason') stop.reason = reader.words(item, rest) ?? stop.reason;
  }
  return stop;
}

/** `catheter: new, no laminectomy, tip at T9` */
export function readCatheter(reader: Reader, line: FieldLine): Catheter | undefined {
  if (!line.items.length) return undefined;
  const work: Fact<CatheterWork>[] = [];
  let laminectomy: Fact<boolean> | undefined;
  for (const item of line.items) {
    const keyword = keywordOf(item);
    const { word } = keyword;
    const text = folded(item, keyword);
    if (WORK.has(word)) work.push(reader.fact(word as CatheterWork, item));
    if (text === 'no laminectomy' || text === 'without laminectomy') laminectomy = reader.fact(false, item);
    else if (text === 'laminectomy' || text === 'with laminectomy') laminectomy = reader.fact(true, item);
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  return { block, start, end, work, laminectomy };
}

/** `imaging: ultrasound, image saved` */
export function readImaging(reader: Reader, line: FieldLine): Imaging | undefined {
  if (!line.items.length) return undefined;
  let kind: Imaging['kind'];
  for (const item of line.items) {
    const { word } = keywordOf(item);
    if (word === 'none' || word === 'fluoro' || word === 'ultrasound') kind ??= reader.fact(word, item);
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  return { block, start, end, kind };
}

/** `study: side-port, contrast 3 mL, aspirated 1 mL, rotor turns` */
export function readStudy(reader: Reader, line: FieldLine): Study | undefined {
  return line.items.length ? reader.placeOf(line.items, line) : undefined;
}
