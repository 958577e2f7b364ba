import type { Fix } from '../../edits/fix.js';
import type { Rule } from '../rule.js';
import { refillByNeedle } from './required-when.js';
import { itemWith, lineOf, missing, SHARED, stillEmpty, stubItems } from './documentation-rule.js';
import { refillExample } from './examples.js';
import { at } from '../../edits/builders.js';
import { list } from '../../text/prose.js';

export const documentedResidual: Rule = {
  ...SHARED,
  id: 'doc-residual',
  element: 'residual volume',
  documents: [
    { key: 'read', item: 'expected' },
    { key: 'fill', item: 'out' },
  ],
  title: 'Missing: residual volume',
  description:
    'A refill needs the volume that was aspirated (`fill: out`) and, of a programmable pump, the volume ' +
    'that the pump expected (`read: expected`). Where there is no `read:` line at all, ' +
    '`doc-status-before` says so.',
  rationale:
    'The difference shows a leak, a fault of the pump or a fill that missed it; both volumes belong in the record.',
  fixDescription:
    'Edit: adds an empty `out` to `fill:` or `expected` to `read:` to fill in; each is reported until it has a volume.',
  sources: ['LANG'],
  examples: {
    wrong: refillExample(
      'read: expected 6.2 mL, dose 480 mcg/day, alarms none',
      'fill: in 40 mL, needle 22g, template, aseptic',
    ),
    right: refillExample('read: expected 6.2 mL, dose 480 mcg/day, alarms none'),
  },
  check(visit, context) {
    const demand = refillByNeedle(visit);
    if (!demand) return;
    context.applies();
    const { fill, read } = visit.encounter;
    const type = visit.pump?.type?.value;
    const fillLine = lineOf(visit, 'fill'),
      readLine = lineOf(visit, 'read');
    const noOut = !fill?.out,
      noExpected = !read?.expected && (type === undefined || type === 'programmable');
    const outMissing = noOut && !itemWith(fillLine, 'out');
    const expectedMissing = noExpected && read !== undefined && !itemWith(readLine, 'expected');
    if (outMissing || (expectedMissing && type !== undefined)) {
      const absent = [
        ...(outMissing ? ['the aspirated volume (`out` in `fill:`)'] : []),
        ...(expectedMissing ? ['the expected volume (`expected` in `read:`)'] : []),
      ];
      const stubs = [
        ...(outMissing ? [stubItems(visit, fillLine, 'out')] : []),
        ...(expectedMissing ? [stubItems(visit, readLine, 'expected')] : []),
      ];
      missing(
        visit,
        context,
        { rule: this.id, demand },
        {
          keys: ['fill', 'read'],
          message: `Write ${list(absent)}: a refill needs ${absent.length > 1 ? 'both' : 'it'}.`,
          fixes: together(stubs),
          evidence: [
            ...demand.evidence,
            ...(expectedMissing && read
              ? [{ at: at(read.block, read.start, read.end), text: 'without an expected volume' }]
              : []),
          ],
        },
      );
    } else if (noOut) stillEmpty(context, demand.at, 'The aspirated volume is still to be filled in.');
    else if (noExpected) stillEmpty(context, demand.at, 'The note does not say what volume the pump expected.');
  },
};

/** One fix that inserts everything that the finding misses; none if one of them cannot be inserted. */
function together(stubs: readonly (Fix | undefined)[]): Fix[] {
  const [first, second] = stubs;
  if (!first || (stubs.length > 1 && !second)) return [];
  if (!second) return [first];
  const title = `${first.title.replace(' to fill in', '')}, ${second.title.replace('Add', 'add')}`;
  return [{ kind: 'edit', title, edits: [...first.edits, ...second.edits] }];
}
