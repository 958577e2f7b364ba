import type { Measure } from './measures.js';
import type { Segment } from './segments.js';

/**
 * Words after which a number without a unit is a volume in mL, as short notes write: `exp resid 7.4`, `vol 40`,
 * `asp 7.0`.
 */
const VOLUME_WORDS =
  /\b(?:vol(?:ume)?|res(?:ervoir)?(?= (?:re-?)?set\b| updated| now| reset)|exp rv|rv|resv|rsvr|resvr|resid(?:ual)?(?: (?:obtained|withdrawn|aspirated|returned|removed|actual|actually|drawn))?|erv|arv|aspirated|asp|withdrew|withdrawn|removed|drained|drew(?: back| off| out)?|drawn (?:back|off|out)|took out|in pump per (?:telemetry|programmer)|pulled(?: back| out)?|put (?:in|back)|got(?: back)?|reservoir|instl?|w\/d|instilled|filled|refilled|injected|placed|inj|out(?! of)|expected)(?: (?:of|is|was|to|at|(?:re-?)?set(?: to| at)?|(?:updated|changed|entered|programmed|restored)(?: to| as| at)?|(?:untouched|unchanged|not changed|left)(?: at)?|now|vol|volume))?[:= ]{1,2}(\d{1,2}(?:\.\d+)?)(?![\d.]*(?:[/%]|[ ]?(?:ml|cc|mc?g|ug|%|x|g\b|ga\b|mo\b|min|days?|hours?|h\b|years?|lb|kg|cm|weeks?)|[-/:]\d))(?![\w.]*\d|\.[a-z])/g;
const OUT_IN =
  /\b(?:out|act(?:ual)?|asp(?:irated)?|got|w\/d|removed|drew)[:= ]{1,2}\d{1,2}(?:\.\d+)?(?: ?(?:ml|cc))?[,;/ ]{1,3}in[:= ]{1,2}(\d{1,2}(?:\.\d+)?)(?![\w.]*\d|[ ]?(?:ml|cc|min))/g;
/** `ERI 41m`, `months to ERI 6` */
const ERI_WORDS =
  /\b(?:eri|eos|battery)[:= ]{1,2}(\d{1,3})(?= ?m\b(?! ?l))|\b(?:months|mos?) to eri[:= ]{1,2}(\d{1,3})(?![\d.]*\d)/g;
const WASTE_WORDS = /\b(?:waste[d]?|wastage)[:= ]{1,2}(\d{1,2}(?:\.\d+)?)(?![\d.]*[ ]?(?:[a-z/%]))/g;

/** `10.5 out -> waste. 40 in (baclofen` */
const NUMBER_OUT =
  /(?<![\w.,/-])(\d{1,2}(?:\.\d+)?)(?= out\b(?! of))|(?<![\w.,/-])([1-5]\d)(?= in(?: \(| of (?!the)|[.,;]|$))/g;
/** `SMII 40`: the size of the reservoir behind the name. */
const SIZE_BEHIND = /(?<=\b(?:synchromed|sm) ?(?:ii|iii|2|3) )([24]0)(?=$|[ ,;-]+(?![\d.]| ?(?:mc?g|ml|cc|mo)\b))/g;

/** `exp 2.2 / act 2.0` */
const EXPECTED_ACTUAL =
  /\bexp(?:ected)?[:= ]{1,2}(\d{1,2}(?:\.\d+)?)(?= ?(?:ml|cc)?[ ,;/]{1,3}(?:act(?:ual)?|got|out|asp\w*|w\/d)[:= ]{1,2}\d)|(?<=\d ?(?:ml|cc)? \()exp(?:ected)?[:= ]{1,2}(\d{1,2}(?:\.\d+)?)(?=\))|\bact(?:ual)?[:= ]{1,2}(\d{1,2}(?:\.\d+)?)(?![\w.]*\d|[ ]?(?:ml|cc)|[ ]?\/(?! ?[a-z]))/g;
/** `dd 525 -> 575` */
const DOSE_FROM = /\b(?:dose|dd|rate)[:= ]{1,2}(\d{1,5}(?:\.\d+)?)(?= ?-?> ?\d[\d.]*(?![\d.]*[ ]?(?:mc?g|ug|ml|%)))/g,
  DOSE_TO =
    /(?<=\b(?:dose|dd|rate)[:= ]{1,2}\d{1,5}(?:\.\d{1,3})? ?-?> ?)(\d{1,5}(?:\.\d+)?)(?![\d.]*[ ]?(?:mc?g|ug|ml|%))/g;
const DOSE_WORDS =
  /\b(?:dose|dd)[:= ]{1,2}(\d{1,5}(?:\.\d+)?)(?![\d.,]*(?:[ ]?(?:[a-z%/]|->|>)[a-z/]*)?\d)(?![\d.]*[ ]?(?:mc?g|ug|ml|cc|%|x\b|units|-?>|to\b|milli|micro))/g;

/** `ITB 412.3/d`, `412.3/day mcg` */
const PER_DAY = /(?<![\w./,-])(\d{1,5}(?:\.\d{1,3})?) ?\/ ?(?:d|day)\b(?: ?mc?g\b)?/g;

/**
 * Volumes without a unit that the words beside them tell, and doses without one.
 * @param doseUnit the unit of the doses of the text, if all have one and the same
 */
export function looseMeasures(segment: Segment, known: readonly Measure[], doseUnit: string | undefined): Measure[] {
  const volumes = [VOLUME_WORDS, OUT_IN, WASTE_WORDS, EXPECTED_ACTUAL, NUMBER_OUT, SIZE_BEHIND].flatMap(words =>
    found(segment, known, words, { kind: 'volume', unit: 'mL' }),
  );
  const months = found(segment, known, ERI_WORDS, { kind: 'months', unit: 'mo' });
  if (doseUnit === undefined) return [...volumes, ...months];
  const doses = [DOSE_FROM, DOSE_TO, DOSE_WORDS].flatMap(words =>
    found(segment, known, words, { kind: 'rate', unit: doseUnit }),
  );
  const daily = [...segment.text.matchAll(PER_DAY)].flatMap(({ index, 0: words, 1: number }): Measure[] => {
    const start = segment.start + index;
    const end = start + words.length;
    if (known.some(one => one.start < end && one.end > start)) return [];
    return [{ start, end, kind: 'rate', unit: doseUnit, number: number!, garbled: false, bare: true }];
  });
  return [...volumes, ...months, ...doses, ...daily];
}

function found(
  segment: Segment,
  known: readonly Measure[],
  words: RegExp,
  sort: Pick<Measure, 'kind' | 'unit'>,
): Measure[] {
  return [...segment.text.matchAll(words)].flatMap(match => {
    const number = (match[1] ?? match[2] ?? match[3])!;
    const end = segment.start + match.index + match[0].length;
    const start = end - number.length;
    if (known.some(one => one.start < end && one.end > start)) return [];
    return [{ start, end, ...sort, number, garbled: false, bare: true }];
  });
}
