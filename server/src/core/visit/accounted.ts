/** Whether a note accounts for what a rule would report: why a refill is late, who changed the dose. */
import type { Encounter } from '../encounter/model.js';
import { Sentence, sentences, WordList } from '../encounter/statements.js';
import type { SourceRange } from '../syntax/source-range.js';
import { memoByVisitAndKey } from './memo.js';
import type { Visit } from './visit.js';

/** What a note can account for. */
export type Matter = 'late refill' | 'other dose' | 'expired drug' | 'unrelated service' | 'no bridge' | 'residual';

/** What is still to be done, up to the end of its clause. */
const PLANNED =
  /\b(?:will|shall|to be|going to|plan(?:s|ned)? to|needs? to|must|cannot|can't|declined|refused|unable|failed)\b[^,;]*/gi;

const LATE = new WordList(
  'missed',
  'no-show',
  'no-shows',
  'overdue',
  'delayed',
  'rescheduled',
  'hospitalized',
  'hospitalised',
  'hospitalization',
  'elsewhere',
);
const RAN_OUT_OR_ELSEWHERE =
  /\b(?:ran|run|running) (?:dry|empty|out)\b|\bpump (?:was )?(?:found )?(?:dry|empty)\b|\brefilled (?:at|in) (?:the |a |an )?(?:hospital|other|another|outside|rehab)|\b(?:another|other|outside) (?:clinic|practice|hospital|provider|office)\b/;

/** A dose that was changed by someone else, or on another day. */
const CHANGED_ELSEWHERE =
  /\b(?:changed|increased|decreased|raised|lowered|reduced|adjusted|titrated|reprogrammed|set)\b.*(?:\bby (?!\d|about|approx|~|half|one|a (?:half|quarter|third|fifth))\w|\belsewhere\b|\boutside\b|\b(?:at|in|by) (?:the |a |an )?(?:hospital|other|another|rehab|icu|er|ed)\b|\b\d{4}-\d\d-\d\d\b)/;

const EXPIRED = new WordList('expired', 'expiration', 'expiry', 'outdated');
const SETTLED = new WordList(
  'discard*',
  'replac*',
  'remov*',
  'exchang*',
  'return*',
  'wasted',
  'correct*',
  'extended',
  'unused',
);

const OF_SURGERY =
  '(?:the |his |her |this |that |any )?(?:recent |prior |last |pump )*(?:implant|surger|operati|procedure|revision|replacement|placement)';
const UNRELATED = new RegExp(`\\b(?:unrelated|not related|nothing to do with)\\b.*\\b${OF_SURGERY}`, 'i');

const NO_BRIDGE =
  /\b(?:no|without(?: an?)?) bridg\w*(?: bolus)?|\bbridg\w*(?: bolus)?[: ]+(?:was |is )?(?:none|not(?: \w+)?|omitted|waived|unnecessary|skipped)\b/i;
const PRIMED = /\bprim(?:e|ed|ing)\b/;
const CLEARED =
  /\b(?:empt(?:y|ied)|aspirat\w*|clear(?:ed)?|flush\w*|prim(?:e|ed|ing)|new catheter|first fill|exchang\w*|replaced)\b/;

const RESIDUAL = new WordList('residual', 'residuals', 'volume', 'volumes', 'discrepancy', 'discrepancies');
const LOOKED_AT = new WordList(
  'checked',
  'rechecked',
  're-checked',
  'double-checked',
  'reviewed',
  're-reviewed',
  'verified',
  'investigated',
  'evaluated',
  'explained',
  'addressed',
  'reported',
  'called',
  'ordered',
);

/** How a sentence accounts for a matter. */
interface Account {
  /** Where else it can be, beside the free text of the note. */
  readonly beside?: (encounter: Encounter) => readonly (SourceRange | undefined)[];
  /** @param done the sentence without what is only planned */
  readonly isIn: (sentence: Sentence, done: Sentence) => boolean;
}

const ACCOUNTS: Readonly<Record<Matter, Account>> = {
  'late refill': {
    beside: ({ fill, read }) => [fill?.reason, read?.log],
    isIn: (_, done) => done.affirms(LATE) || done.affirmsMatch(RAN_OUT_OR_ELSEWHERE),
  },
  'other dose': {
    beside: ({ read }) => [read?.log],
    isIn: (_, done) => done.affirmsMatch(CHANGED_ELSEWHERE),
  },
  'expired drug': {
    beside: ({ fill }) => [fill?.reason],
    isIn: (_, done) => done.affirms(EXPIRED) && done.affirms(SETTLED),
  },
  'unrelated service': {
    beside: ({ prog }) => [prog?.reason],
    isIn: (_, done) => UNRELATED.test(done.text),
  },
  'no bridge': {
    beside: ({ prog }) => [prog],
    isIn: (_, done) =>
      done.affirmsMatch(PRIMED) ||
      (NO_BRIDGE.test(done.text) && new Sentence(done.text.replace(NO_BRIDGE, '')).affirmsMatch(CLEARED)),
  },
  residual: { isIn: (sentence, done) => sentence.affirms(RESIDUAL) && done.affirms(LOOKED_AT) },
};

/** Whether a sentence of the note accounts for a matter: of its text, an event, a reason, the log, or `prog:`. */
export const accountsFor: (visit: Visit, matter: Matter) => boolean = memoByVisitAndKey(({ encounter }, name) => {
  const { beside, isIn } = ACCOUNTS[name as Matter];
  const { fields, exam, assess, em, response, observe, narrative } = encounter;
  const others = [exam, assess, em, response, observe, ...(fields.get('event') ?? []), ...(beside?.(encounter) ?? [])];
  const typed = others.flatMap(text => (text ? [text.block.text.slice(text.start, text.end)] : []));
  // A semicolon goes on about the same thing.
  const text = [joined(narrative.map(line => line.value)), ...typed].join('\n').replaceAll(';', ',');
  return sentences(text).some(sentence => isIn(sentence, new Sentence(sentence.text.replace(PLANNED, ''))));
});

/**
 * The narrative as one text: a line that ends inside a sentence goes on in the next, which then begins with a small
 * letter.
 */
function joined(lines: readonly string[]): string {
  return lines.reduce((text, line) => text + (/^\p{Ll}/u.test(line) && !/[.;!?]$/.test(text) ? ' ' : '\n') + line, '');
}
