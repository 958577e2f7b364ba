import type { Rule } from '../rule.js';
import { refillByNeedle } from './required-when.js';
import { itemWith, lineOf, missing, SHARED, stillEmpty, stubItems } from './documentation-rule.js';
import { refillExample } from './examples.js';
import { list } from '../../text/prose.js';

export const technique: Rule = {
  ...SHARED,
  id: 'doc-technique',
  element: 'needle and aseptic technique',
  documents: [{ key: 'fill', item: 'needle' }],
  title: 'Missing: technique of the refill',
  description:
    'A refill needs the needle and a word that the technique was aseptic: `needle` and `aseptic` in `fill:`.',
  rationale:
    "Good practice, not a payer's published demand: after an infection or a fill beside the pump these are the first questions.",
  fixDescription:
    'Edit: adds an empty `needle` to `fill:` to fill in; it is reported until it has a value. `aseptic` ' +
    'is left to the coder, since a fix never says what was done.',
  sources: ['LANG'],
  examples: {
    wrong: refillExample('fill: out 6.0 mL, in 40 mL, needle 22g, template'),
    right: refillExample('fill: out 6.0 mL, in 40 mL, needle 22g, aseptic'),
  },
  check(visit, context) {
    const demand = refillByNeedle(visit);
    const { fill } = visit.encounter;
    if (!demand || !fill) return;
    context.applies();
    const line = lineOf(visit, 'fill');
    const noNeedle = !fill.needle && !itemWith(line, 'needle');
    if (noNeedle || !fill.aseptic) {
      const absent = [
        ...(noNeedle ? ['the needle (`needle`)'] : []),
        ...(fill.aseptic ? [] : ['that the technique was aseptic (`aseptic`)']),
      ];
      const stub = fill.aseptic ? stubItems(visit, line, 'needle') : undefined;
      missing(
        visit,
        context,
        { rule: this.id, demand },
        {
          keys: ['fill'],
          message: `Write ${list(absent)} in \`fill:\`.`,
          fixes: stub ? [stub] : [],
        },
      );
    } else if (!fill.needle) stillEmpty(context, demand.at, 'The `needle` in `fill:` is still to be filled in.');
  },
};
