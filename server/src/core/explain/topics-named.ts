import type { Workspace } from '../workspace/workspace.js';
import { pumpModelOf } from '../encounter/pump-catalog.js';
import { FLAG_HELP, SERVICE_HELP } from './glossary.js';
import { findTopics, type FoundTopic } from './search.js';
import type { Topic } from './topic.js';

/** The topics that have exactly this name. `J0475-KD` is the modifier on the code. */
export function topicsNamed(workspace: Workspace, word: string, date: string): Topic[] {
  const codes = workspace.codes.on(date);
  const asked = word.trim().toLowerCase();
  const [code = '', modifier, ...more] = asked.toUpperCase().split('-');
  if (modifier && !more.length && codes.procedure(code) && codes.modifier(modifier))
    return [{ kind: 'modifier', word: modifier, of: code, date }];
  const isCalled = ({ label }: FoundTopic): boolean => bare(label) === bare(asked);
  const topics = findTopics(workspace, '', asked.replace(/^[@#]|:$/g, ''), date)
    .filter(isCalled)
    .map(({ topic }) => topic);
  if (topics.length) return topics;
  const diagnosis =
    codes.diagnosis(asked.toUpperCase()) ?? codes.diagnosis(asked.toUpperCase().replace(/^(...)(.+)$/, '$1.$2'));
  if (diagnosis) return [{ kind: 'diagnosis', word: diagnosis.code, date }];
  const pump = pumpModelOf(asked)?.row.model;
  if (pump) return [{ kind: 'pump', word: pump, date }];
  const place = codes.place(asked.replace(/^@/, ''));
  if (place) return [{ kind: 'place', word: place.code, date }];
  if (Object.hasOwn(SERVICE_HELP, asked)) return [{ kind: 'service', word: asked, date }];
  return Object.hasOwn(FLAG_HELP, asked) ? [{ kind: 'flag', word: asked, date }] : [];
}

/** `@office`, `#medicare` and `fill:` are known by their words too. */
function bare(label: string): string {
  return label.toLowerCase().replace(/^[@#]|:$/g, '');
}
