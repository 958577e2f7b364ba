/** Whether a note accounts for what a rule would report: why a refill is late, who changed the dose. */
import type { SourceRange } from '../syntax/source-range.js';
import { memoByVisitAndKey } from './memo.js';
import type { Visit } from './visit.js';

/** What a note can account for. */
export type Matter = 'late refill' | 'other dose' | 'expired drug' | 'unrelated service' | 'no bridge';

const LATE =
  /\b(?:missed|no[- ]shows?|(?:ran|run|running|was|been) (?:dry|empty|out)|refilled (?:elsewhere|at|in|by)|(?:another|other|outside) (?:clinic|practice|hospital|provider|office)|hospital(?:i[sz]ed|i[sz]ation)?|overdue|delayed|rescheduled|withdrawal|pump (?:was )?(?:off|stopped|held))\b/i;

const CHANGED = 'changed|increased|decreased|raised|lowered|reduced|adjusted|titrated|reprogrammed|set';
const BY_OTHERS = new RegExp(
  `\\b(?:${CHANGED})\\b[^.;]*\\b(?:by (?!\\d)|elsewhere|outside|hospital|clinic|in the|at the|e\\.?[rd]\\b|on \\d{4}-|\\d{4}-\\d\\d-\\d\\d)`,
  'i',
);

const EXPIRED =
  /\b(?:expir\w*|outdated)\b(?=[^;\n]*\b(?:discard\w*|replac\w*|remov\w*|exchang\w*|return\w*|wasted|correct\w*|extended|new one|not used)\b)/i;

const UNRELATED = /\b(?:unrelated|not related|has nothing to do)\b/i;

const WITHOUT_BRIDGE =
  /\b(?:no|without(?: an?)?) bridg\w*|\bbridg\w*(?: bolus)?[: ]+(?:was |is )?(?:none|not|omitted|waived|unnecessary|skipped)\b|\bprim(?:e|ed|ing)\b/i;
const CLEARED =
  /\b(?:empt(?:y|ied)|aspirat\w*|clear(?:ed)?|flush\w*|prim(?:e|ed|ing)|new catheter|first fill|exchang\w*|replaced)\b/i;

const WORDS: Readonly<Record<Matter, readonly RegExp[]>> = {
  'late refill': [LATE],
  'other dose': [BY_OTHERS],
  'expired drug': [EXPIRED],
  'unrelated service': [UNRELATED],
  'no bridge': [WITHOUT_BRIDGE, CLEARED],
};

/** What is planned or denied accounts for nothing. */
const NOT_DONE =
  /\b(?:will|shall|to be|going to|plan(?:s|ned)? to|needs? to|must|no (?:missed|withdrawal|hospital\w*|expir\w*)|den(?:y|ies|ied)|not (?:missed|expired|changed|empty|discarded))\b[^.,;]*/gi;

/** The line that accounts for a matter: in the text of the note, an event, a reason, the log, or \`prog:\`. */
export const accountsFor: (visit: Visit, matter: Matter) => SourceRange | undefined = memoByVisitAndKey(
  (visit, matter): SourceRange | undefined =>
    textsOf(visit).find(({ block, start, end }) => {
      const text = block.text.slice(start, end).replace(NOT_DONE, '');
      return WORDS[matter as Matter].every(words => words.test(text));
    }),
);

function textsOf({ encounter }: Visit): readonly SourceRange[] {
  const { fields, exam, assess, em, response, observe, narrative, fill, prog, read } = encounter;
  const events = fields.get('event') ?? [];
  return [exam, assess, em, response, observe, fill?.reason, prog, read?.log, ...events, ...narrative].filter(
    text => text !== undefined,
  );
}
