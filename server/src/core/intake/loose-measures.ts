import type { Measure } from './measures.js';
import type { Segment } from './segments.js';

/**
 * Words after which a number without a unit is a volume in mL, as short notes write: `exp resid 7.4`, `vol 40`,
 * `asp 7.0`.
 */
const VOLUME_WORDS =
  /\b(?:vol(?:ume)?|resid(?:ual)?|erv|aspirated|asp|withdrew|withdrawn|instilled|filled|inj|out(?! of)|expected)(?: (?:of|is|was|to|at|set to|reset to|vol|volume))?[:= ]{1,2}(\d{1,2}(?:\.\d+)?)(?![\d.]*(?:[/%]|[ ]?(?:ml|cc|mc?g|ug|%|x|g\b|ga\b|mo\b|min|days?|hours?|h\b|years?|lb|kg|cm|weeks?)|[-/:]\d))(?![\w.]*\d)/g;
const OUT_IN =
  /\bout[:= ]{1,2}\d{1,2}(?:\.\d+)?(?: ?(?:ml|cc))?[,; ]{1,2}in[:= ]{1,2}(\d{1,2}(?:\.\d+)?)(?![\w.]*\d|[ ]?(?:ml|cc|min))/g;
const WASTE_WORDS = /\b(?:waste[d]?|wastage)[:= ]{1,2}(\d{1,2}(?:\.\d+)?)(?![\d.]*[ ]?(?:[a-z/%]))/g;

/** Volumes without a unit that the words beside them tell. */
export function looseMeasures(segment: Segment, known: readonly Measure[]): Measure[] {
  return [VOLUME_WORDS, OUT_IN, WASTE_WORDS].flatMap(words =>
    [...segment.text.matchAll(words)].flatMap(match => {
      const number = match[1]!;
      const end = segment.start + match.index + match[0].length;
      const start = end - number.length;
      if (known.some(one => one.start < end && one.end > start)) return [];
      return [{ start, end, kind: 'volume' as const, number, unit: 'mL', garbled: false, bare: true }];
    }),
  );
}
