/**
 * Facts that the free text of a note states, where no line of their key does: a pasted chart, the narrative, or another
 * text field. They are not read from there, so their key is undecided.
 */
import type { Encounter, TextFact } from '../encounter/model.js';
import { sentences, WordList } from '../encounter/statements.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { Key } from '../syntax/vocabulary.js';
import { isOfOtherTime, labeledLines } from './labeled-lines.js';
import { memoByVisitAndKey } from './memo.js';
import type { Visit } from './visit.js';

/** How a text states the facts of a key. */
interface Wording {
  /** How a labeled line of it begins (`Residual: 4.1 mL`); the key itself is always a label. */
  readonly labels?: RegExp;
  /** Words of which a sentence affirms one of each list. */
  readonly affirmed?: readonly (readonly WordList[])[];
  /** Words that state it even if they are denied (`no spasms` is a response). */
  readonly mentioned?: WordList;
}

const CHANGED = new WordList(
  'increased',
  'decreased',
  'reduced',
  'raised',
  'lowered',
  'changed',
  'titrated',
  'adjusted',
  'escalated',
  'switched',
);
const PLACED = new WordList(
  'placed',
  'inserted',
  'implanted',
  'tunneled',
  'tunnelled',
  'revised',
  'repositioned',
  'replaced',
  'removed',
  'explanted',
  'exchanged',
  'spliced',
  'reconnected',
  'threaded',
  'advanced',
  'anchored',
);

const WORDINGS: Partial<Record<Key, Wording>> = {
  fill: {
    labels: /^(?:pump )?(?:re)?fill(?:ed)?\b|^(?:volume (?:in|instilled|placed)|new volume|instilled)\b/i,
    affirmed: [
      [new WordList('refilled', 'filled', 'instilled', 'replenished')],
      [new WordList('ml', 'cc'), new WordList('placed', 'added')],
      [
        new WordList('refill'),
        new WordList('performed', 'completed', 'done', 'uneventful', 'successful*', 'tolerated'),
      ],
    ],
  },
  prog: {
    labels:
      /^(?:re)?program\w*\b|^(?:new|changed|increased|decreased) (?:daily )?(?:dose|rate)\b|^(?:dose|rate) change/i,
    affirmed: [
      [new WordList('dose', 'rate', 'infusion', 'bolus', 'concentration', 'mode', 'flex'), CHANGED],
      [new WordList('reprogrammed')],
    ],
  },
  read: {
    labels: /^(?:interrogat\w*|telemetry|pump (?:status|read\w*)|expected|alarms?|reservoir volume|erv)\b/i,
    affirmed: [[new WordList('interrogated', 'interrogation', 'telemetry', 'analyzed')]],
  },
  after: {
    labels: /^(?:post\w*|final\w*|new settings|updated)\b/i,
    affirmed: [
      [
        new WordList('after', 'post-refill', 'final', 'updated', 'ending'),
        new WordList('volume', 'reservoir', 'dose', 'rate', 'settings'),
      ],
    ],
  },
  sup: {
    labels: /^(?:supervis\w*|incident[ -]to|physician (?:on site|present))\b/i,
    affirmed: [[new WordList('supervised', 'supervising', 'supervision', 'suite', 'on-site')]],
  },
  drug: { labels: /^(?:drugs?|infusate|compound|solution|refill|medication (?:placed|in pump|refilled))\b/i },
  catheter: { labels: /^(?:spinal |intrathecal )?cath(?:eter)?\b/i, affirmed: [[new WordList('catheter*'), PLACED]] },
  device: {
    labels: /^(?:implant\w*|explant\w*|device|pump (?:implanted|placed|model|in|out))\b/i,
    affirmed: [[new WordList('pump', 'device', 'generator', 'reservoir', 'port'), PLACED]],
  },
  em: {
    labels: /^(?:e\/?m|hpi|cc|chief complaint|new (?:problem|complaint)|separate\w*)\b/i,
    affirmed: [[new WordList('separate', 'separately', 'unrelated')]],
  },
  response: {
    labels: /^(?:response|subjective|hpi|pain\b.*|relief|nrs|vas|efficacy|side effects|interval history)/i,
    mentioned: new WordList(
      'relief',
      'ashworth',
      'nrs',
      'vas',
      'spasm',
      'spasms',
      'spasticity',
      'tone',
      'withdrawal',
      'analgesia',
    ),
  },
  assess: {
    labels: /^(?:assess\w*|a\/p|a&p|impression|goals?)\b/i,
    affirmed: [[new WordList('goal', 'goals', 'reassess*')]],
  },
  exam: { labels: /^(?:exam\w*|pe|physical|pocket|site|skin|incision)\b/i },
};

/** The text that states facts of a key; undefined if none does. */
export const statedInText: (visit: Visit, key: Key) => SourceRange | undefined = memoByVisitAndKey((visit, name) => {
  const key = name as Key;
  const labels = WORDINGS[key]?.labels;
  const labeled = labeledLines(visit).find(({ value }) => isLabel(value, key) || labels?.test(value));
  return labeled ?? textsBeside(visit.encounter, key).find(({ value }) => isStatedBy(value, WORDINGS[key]));
});

function isLabel(value: string, key: Key): boolean {
  return value.toLowerCase().startsWith(`${key} `);
}

function isStatedBy(text: string, wording: Wording | undefined): boolean {
  if (!wording) return false;
  const { affirmed = [], mentioned } = wording;
  return sentences(text).some(
    sentence =>
      affirmed.some(lists => lists.every(words => sentence.affirms(words))) ||
      (mentioned !== undefined && sentence.mentions(mentioned)),
  );
}

/** The free text of an encounter without that of the key itself; a `query` only asks. */
export function textsBeside(
  { exam, assess, em, response, observe, narrative }: Encounter,
  key: Key,
): readonly TextFact[] {
  const fields = { exam, assess, em, response, observe };
  const others = Object.entries(fields).flatMap(([name, text]) => (text && name !== key ? [text] : []));
  return [...narrative, ...others].filter(({ value }) => !isOfOtherTime(value));
}
