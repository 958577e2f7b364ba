import type { Chart, Reading } from '../chart.js';
import { isDenied, notOfThisVisit } from '../guards.js';
import { amountOf } from '../measures.js';
import type { Placed } from '../read-measures.js';
import type { Segment } from '../segments.js';

/** A catheter or rotor study was done, and not only named among the risks or as a part of an implant. */
const STUDY =
  /\b(?:side[- ]?port|catheter access port|\bcap\b|access port)\b[^.;]{0,60}\b(?:study|aspirat\w*|access\w*|enter\w*|inject\w*|withdr\w*)|\b(?:dye|contrast|catheter|rotor|roller|pump) (?:\w+ )?study\b|\bcatheterogram|\bmyelogram through/;
const SIDE_PORT = /\b(?:side[- ]?port|catheter access port|access port)\b/;
const CONTRAST = /\b(?:contrast|omnipaque|isovue|iohexol|iopamidol|dye)\b/;
const ROTOR =
  /\b(?:rotor|roller)s?\b[^.;]{0,30}\b(?:study|moved|turned|rotat\w+|advanced|degrees)|\d ?(?:degrees|°)[^.;]{0,20}\brot/;
const DRAWN = /\b(?:aspirat\w*|withdr\w*|drew|drawn|back)\b/;

/** `study:` of a catheter or a rotor, with no fill. */
export function readStudy(chart: Chart, placed: readonly Placed[]): Reading[] {
  const isStudied = chart.kind === 'operation' && /\bstudy\b/.test(chart.text);
  if (chart.kind !== 'visit' && !isStudied) return [];
  const own = (segment: Segment, at: number): boolean =>
    segment.section !== 'plan' &&
    !(chart.kind === 'operation' && segment.section === 'indication') &&
    notOfThisVisit(segment, at, chart.date) === undefined &&
    !isDenied(segment, at);
  const segments = chart.segments.filter(segment => own(segment, segment.start));
  if (!segments.some(({ text, label }) => STUDY.test(`${label} ${text}`))) return [];
  return [
    ...firstNamed(segments, SIDE_PORT, 'side-port'),
    ...firstNamed(segments, ROTOR, 'rotor'),
    ...volumesOf(placed.filter(({ segment, start }) => own(segment, start))),
  ];
}

/** The first place outside the title of the text, else the title. */
function firstNamed(segments: readonly Segment[], says: RegExp, item: string): Reading[] {
  const named = segments.flatMap(segment => {
    const match = says.exec(segment.text);
    const denied =
      match && /^[^.;]{0,20}\bnot (?:performed|done|needed)/.test(segment.text.slice(match.index + match[0].length));
    return match && !denied
      ? [{ start: segment.start + match.index, end: segment.start + match.index + match[0].length }]
      : [];
  });
  const place = named[1] ?? named[0];
  return place ? [{ key: 'study', slot: `study ${item}`, item, ...place }] : [];
}

function volumesOf(placed: readonly Placed[]): Reading[] {
  const filled = placed.some(({ slot, why }) => slot === 'in' && !why);
  return placed.flatMap((one): Reading[] => {
    if (one.kind !== 'volume') return [];
    const { segment, start, end } = one;
    const clause = segment.text
      .slice(0, start - segment.start)
      .split(/[;.](?= )/)
      .at(-1)!
      .slice(-60);
    const behind = segment.text
      .slice(end - segment.start)
      .split(/[;.:,]/)[0]!
      .slice(0, 40);
    const place = { start, end };
    if (CONTRAST.test(clause) || CONTRAST.test(behind))
      return [{ key: 'study', slot: 'study contrast', item: `contrast ${amountOf(one)}`, ...place }];
    const fromCatheter = one.slot === 'other' || (one.slot === 'out' && !filled);
    if (fromCatheter && DRAWN.test(clause + behind) && !/\b(?:blood|pus|seroma|urine)\b/.test(behind))
      return [{ key: 'study', slot: 'study aspirated', item: `aspirated ${amountOf(one)}`, ...place }];
    return [];
  });
}
