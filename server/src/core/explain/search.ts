import { RULES } from '../check/catalog.js';
import { wordsOf } from '../syntax/words.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Topic } from './topic.js';
import { KEY_HELP } from './glossary.js';
import type { IsoDate } from '../syntax/iso-day.js';

/** Something that can be explained, as a list shows it: `62370`, and what it is in a few words. */
export interface FoundTopic {
  readonly topic: Topic;
  readonly label: string;
  readonly summary: string;
  readonly kind: string;
}

/** More than anybody reads before typing another letter. */
const MOST = 60;

/**
 * What somebody may mean who types these words: codes, modifiers, drugs, diagnoses, rules, payers, places, keys and people's credentials,
 * by name or by what they are. Best first: the name itself, names that begin so, then the words of the summaries. O(size of the tables).
 * @param uri a file whose payers count too; any other name for the shipped ones
 * @param date on which diagnoses are looked up
 */
export function findTopics(workspace: Workspace, uri: string, query: string, date: IsoDate): readonly FoundTopic[] {
  const asked = query.trim().toLowerCase();
  const words = wordsOf(query);
  const known = tableTopics(workspace, uri, date);
  if (!words.length) return known.slice(0, MOST);
  const ranked = known
    .map(found => ({ found, rank: rankOf(found, asked, words) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank);
  const named = ranked.filter(({ rank }) => rank === 0),
    others = ranked.filter(({ rank }) => rank > 0);
  const diagnoses = workspace.codes
    .on(date)
    .searchDiagnoses(query, MOST)
    .map(entry => ({
      found: {
        topic: { kind: 'diagnosis', word: entry.code, date },
        label: entry.code,
        summary: entry.called ? `${entry.title} · ${entry.called}` : entry.title,
        kind: 'diagnosis',
      } as const,
    }));
  const beginsDiagnosis = /^[a-z]\d/.test(asked);
  return [...named, ...(beginsDiagnosis ? [...diagnoses, ...others] : [...others, ...diagnoses])]
    .map(({ found }) => found)
    .slice(0, MOST);
}

/** 0: its name. 1: its name begins so. 2: every word begins one of its words. 3: none of these. */
function rankOf({ label, summary }: FoundTopic, asked: string, words: readonly string[]): number {
  const name = label.toLowerCase();
  // `@office`, `#medicare` and `fill:` are known by their words too.
  const bare = name.replace(/^[@#]|:$/g, '');
  if (name === asked || bare === asked) return 0;
  if (name.startsWith(asked) || bare.startsWith(asked)) return 1;
  const said = wordsOf(`${label} ${summary}`);
  return words.every(word => said.some(other => other.startsWith(word))) ? 2 : 3;
}

function tableTopics(workspace: Workspace, uri: string, date: IsoDate): FoundTopic[] {
  const codes = workspace.codes.on(date);
  const found = (
    kind: Topic['kind'],
    word: string,
    label: string,
    summary: string,
    shown: string = kind,
  ): FoundTopic => ({ topic: { kind, word, date }, label, summary, kind: shown });
  return [
    ...codes.procedures().map(entry => found('code', entry.code, entry.code, entry.summary, 'code')),
    ...codes.modifiers().map(entry => found('modifier', entry.modifier, entry.modifier, entry.summary)),
    ...codes.drugs().map(entry => found('drug', entry.name, entry.name, [...entry.brands, entry.summary].join(', '))),
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
