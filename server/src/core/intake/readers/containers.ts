import type { Chart, Reading } from '../chart.js';
import { notOfThisVisit } from '../guards.js';
import type { Segment } from '../segments.js';

const COUNT = '(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|a)';
/** A scan may read the zero of a size as a letter. */
const SIZE = '(?:\\d+o?(?:\\.\\d+)?)[ -]?(?:ml|cc)';
const KIND = '(?:single[- ](?:dose|use)|sdv|preservative[- ]free|multi[- ]?dose|prefilled|glass)';
const THING = '(?:vials?|sdvs?|mdvs?|amps?|ampules?|ampoules?|ampuls?|syringes?|pfs|single[- ](?:dose|use))';

/** How charts count vials. `n` is the count, `s` the size. */
const COUNTED: readonly RegExp[] = [
  `(?<n>${COUNT})(?: ?(?:x|of|\\*)|\\)| -) ?(?<s>${SIZE})(?: (?:each|${KIND}))*[ ,]*${THING}`,
  `(?<n>${COUNT}) (?:${KIND}[ ,]*)*${THING}(?: opened| used)?[ ,]*(?:of|x|at|\\()? ?(?<s>${SIZE})`,
  `(?<n>${COUNT}) (?:${KIND} )*(?<s>${SIZE})(?: ${KIND})*[ -]*${THING}`,
  `(?<s>${SIZE})(?: ${KIND})*[ -]*${THING} ?(?:x|times|#) ?(?<n>${COUNT})`,
  `${THING}(?: opened| used)?[: ]+(?<n>${COUNT}) ?(?:x|of|\\*|@|\\() ?(?<s>${SIZE})`,
  `${THING},? (?:of )?(?<s>${SIZE}) ?(?:x|times|#) ?(?<n>${COUNT})`,
  // A single one, without a count.
  `(?<s>${SIZE})(?: ${KIND})* (?:vial|ampule|ampoule|ampul|amp|sdv|pfs)\\b`,
  `prefilled syringe,? (?:of )?(?<s>${SIZE})`,
  `(?:${KIND}[ -])+(?:vial|ampule|ampoule|ampul),? (?:of )?(?<s>${SIZE})`,
].map(pattern => new RegExp(`(?<![\\w.])${pattern}`, 'g'));

/** Syringes that something was drawn into. */
const DRAWN = /\b(?:residual|aspirat\w*|withdr\w*|drew back|came back|came in)\b/;

const WORDS = ['a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/**
 * `drug: sdv 2 x 20 mL`: the containers that were opened.
 * @param most as many as there are drug lines
 */
export function containersOf(chart: Chart, most: number): Reading[] {
  return chart.segments.flatMap(segment => containersIn(chart, segment)).slice(0, Math.max(1, most));
}

function containersIn(chart: Chart, segment: Segment): Reading[] {
  const lead = segment.labeled && segment.valueStart === segment.start ? `${segment.label}: ` : '';
  const text = lead + segment.text;
  if (!/vial|sdv|mdv|amp|syringe|pfs|single/.test(text)) return [];
  for (const pattern of COUNTED)
    for (const match of text.matchAll(pattern)) {
      const start = Math.max(segment.start, segment.start + match.index - lead.length);
      if (notOfThisVisit(segment, start, chart.date)) continue;
      if (/syringe/.test(match[0]) && (DRAWN.test(text) || !/prefilled|pfs/.test(text))) continue;
      const { n, s } = match.groups!;
      const count = countOf(n);
      const kind = /multi|mdv/.test(
        match[0] + text.slice(match.index + match[0].length, match.index + match[0].length + 16),
      )
        ? 'mdv'
        : 'sdv';
      const end = Math.min(segment.end, segment.start + match.index + match[0].length - lead.length);
      return [
        {
          key: 'drug',
          slot: 'drug container',
          item: `${kind} ${count} x ${s!.replace(/[ -]?(?:ml|cc)/, '').replace('o', '0')} mL`,
          weak: s!.includes('o'),
          start,
          end,
        },
      ];
    }
  return [];
}

/** `2` of `2`, `two`, or nothing stated: one. */
function countOf(n: string | undefined): number {
  if (n === undefined) return 1;
  return /^\d/.test(n) ? Number(n) : Math.max(1, WORDS.indexOf(n));
}
