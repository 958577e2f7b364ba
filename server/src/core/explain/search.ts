import { RULES } from '../check/catalog.js';
import { outsideDays } from '../codes/outside-days.js';
import type { CodeView, FoundCode } from '../codes/types.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { wordsOf } from '../syntax/words.js';
import { wordScore } from '../text/word-match.js';
import type { Workspace } from '../workspace/workspace.js';
import { pumpModels } from '../encounter/pump-catalog.js';
import { KEY_HELP } from './glossary.js';
import { summaryOfModel } from './pages/pump.js';
import type { Topic } from './topic.js';

/** Something that can be explained, as a list shows it: `62370`, and what it is in a few words. */
export interface FoundTopic {
  readonly topic: Topic;
  readonly label: string;
  readonly summary: string;
  readonly kind: string;
}

/** More results than anyone reads before typing another letter. */
const MAX_TOPICS = 60;
/** Words that every question can hold. */
const STOP_WORDS: ReadonlySet<string> = new Set([
  'a',
  'an',
  'and',
  'by',
  'for',
  'from',
  'in',
  'of',
  'the',
  'to',
  'with',
]);

/**
 * Codes, modifiers, drugs, diagnoses, rules, payers, places, keys and credentials by name, by coders' words for them,
 * or by what they are. Best first: the name itself, names that begin with the query, what coders call so, then words of
 * the summaries, with endings and one typing slip allowed. O(size of the tables).
 * @param uri a file whose payers count too; any other name for the shipped ones
 * @param date on which codes are looked up
 */
export function findTopics(workspace: Workspace, uri: string, query: string, date: IsoDate): readonly FoundTopic[] {
  const codes = workspace.codes.on(date);
  const known = tableTopics(workspace, codes, uri, date);
  const words = wordsOf(query).filter(word => !STOP_WORDS.has(word));
  if (words.length === 0) return query.trim() ? [] : known.slice(0, MAX_TOPICS);
  const asked = query.trim().toLowerCase();
  const named = known.filter(found => nameRank(found, asked) === 0);
  const begun = known.filter(found => nameRank(found, asked) === 1);
  const coded = codes.search(query, MAX_TOPICS).map(found => codeTopic(found, date));
  const about = known
    .map(found => ({ found, score: textScore(`${found.label} ${found.summary}`, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ found }) => found);
  const beginsDiagnosis = /^[a-z]\d/.test(asked);
  const rest = beginsDiagnosis ? [...coded, ...begun, ...about] : [...begun, ...coded, ...about];
  return distinct([...named, ...rest]).slice(0, MAX_TOPICS);
}

/** 0: the query is its name. 1: its name begins with the query. */
function nameRank({ label }: FoundTopic, asked: string): 0 | 1 | undefined {
  const name = label.toLowerCase();
  // `@office`, `#medicare` and `fill:` are known by their words too.
  const bare = name.replace(/^[@#]|:$/g, '');
  if (name === asked || bare === asked) return 0;
  return name.startsWith(asked) || bare.startsWith(asked) ? 1 : undefined;
}

/** The sum over the typed words of their best match in a text; 0 if one of them matches nothing. */
function textScore(text: string, words: readonly string[]): number {
  const others = wordsOf(text);
  let sum = 0;
  for (const word of words) {
    const best = Math.max(0, ...others.map(other => wordScore(word, other)));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

function distinct(topics: readonly FoundTopic[]): FoundTopic[] {
  const seen = new Set<string>();
  return topics.filter(({ kind, label }) => {
    const key = `${kind} ${label}`;
    return !seen.has(key) && seen.add(key);
  });
}

function codeTopic(found: FoundCode, date: IsoDate): FoundTopic {
  const { code, set, title, called } = found;
  const kind = KINDS[set] ?? 'code';
  return {
    topic: { kind, word: code, date },
    label: code,
    summary: [title, called, outsideDays(found)].filter(Boolean).join(' · '),
    kind,
  };
}

/** What a code of a set is called; those of CPT and HCPCS are codes. */
const KINDS: Partial<Record<FoundCode['set'], Topic['kind']>> = {
  'ICD-10-CM': 'diagnosis',
  modifiers: 'modifier',
  taxonomy: 'taxonomy',
};

function tableTopics(workspace: Workspace, codes: CodeView, uri: string, date: IsoDate): FoundTopic[] {
  const found = (kind: Topic['kind'], word: string, label: string, summary: string): FoundTopic => ({
    topic: { kind, word, date },
    label,
    summary,
    kind,
  });
  return [
    ...codes.procedures().map(entry => found('code', entry.code, entry.code, entry.summary)),
    ...codes.modifiers().map(entry => found('modifier', entry.modifier, entry.modifier, entry.summary)),
    ...codes.drugs().map(entry => found('drug', entry.name, entry.name, [...entry.brands, entry.summary].join(', '))),
    ...pumpModels().map(row => found('pump', row.model, row.model, summaryOfModel(row))),
    ...RULES.map(rule => found('rule', rule.id, rule.id, rule.title)),
    ...workspace
      .profiles(uri)
      .payers()
      .map(policy => found('payer', policy.id, `#${policy.id}`, policy.title)),
    ...codes
      .places()
      .map(place => found('place', place.code, `@${place.names[0] ?? place.code}`, `${place.code} ${place.title}`)),
    ...Object.entries(KEY_HELP).map(([key, help]) => found('key', key, `${key}:`, help.summary)),
    ...codes.credentials().map(entry => found('credential', entry.word, entry.word, entry.summary)),
    ...codes.units().map(entry => found('unit', entry.word, entry.word, entry.summary)),
    ...codes.taxonomies().map(entry => found('taxonomy', entry.code, entry.code, entry.title)),
  ];
}
