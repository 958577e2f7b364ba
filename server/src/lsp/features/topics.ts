import { codeSheet } from '../../core/explain/code-sheet.js';
import { asTopic, explainTopic } from '../../core/explain/topic.js';
import { findTopics } from '../../core/explain/search.js';
import { levelOf, setByWords } from '../../core/policy/level.js';
import { coveragePayers } from '../../core/visit/coverage-payers.js';
import type { Feature } from '../context.js';
import { noteOf } from '../params.js';
import { isPosition } from '../sync.js';
import { answer } from '../requests.js';

/**
 * What can be explained without a note that holds it: codes and all other words of the language, and the rules with
 * their levels.
 */
export const topics: Feature = context => {
  const { workspace, language, host } = context;
  const keyOf = (params: { textDocument?: { uri: string } }): string =>
    (params.textDocument ? noteOf(context, params)?.key : undefined) ?? '';
  answer(context, 'encounterNotes/findTopics', 'finding what to explain', params => {
    const { query, date } = params;
    if (typeof query !== 'string' || typeof date !== 'string') return [];
    // A list that opens without words will be asked for some: the first search builds its index.
    if (query === '') setTimeout(() => workspace.codes.on(date).search('pump', 1), 0);
    return findTopics(workspace, keyOf(params), query, date);
  });
  answer(context, 'encounterNotes/explainTopic', 'explaining', params => {
    const topic = asTopic(params.topic);
    return (topic && explainTopic(workspace, keyOf(params), topic)) ?? null;
  });
  answer(context, 'encounterNotes/codeSheet', 'showing a code', params => {
    const { code, date, line } = params;
    if (typeof code !== 'string' || typeof date !== 'string') return null;
    const key = keyOf(params);
    const position = { line: line ?? -1, character: 0 };
    const at = isPosition(position) ? workspace.at(key, position) : undefined;
    const visit = at && workspace.visit(at.block);
    const day = visit?.date ?? date;
    const payers = visit ? coveragePayers(visit) : workspace.profiles(key).policyFor(undefined, day).chain;
    const sheet = codeSheet(workspace.codes.on(day), code, payers);
    return sheet ? { ...sheet, date: day } : null;
  });
  answer(context, 'encounterNotes/rules', 'listing rules', params => {
    const key = keyOf(params);
    const settings = workspace.settings(key);
    const policy = workspace
      .profiles(key)
      .policyFor(workspace.file(key)?.defaults.payer?.value ?? settings.defaultPayer);
    return language.rules.map(rule => {
      const level = levelOf(rule, settings, policy);
      return {
        id: rule.id,
        title: rule.title,
        group: rule.group,
        level: level.level,
        setBy: setByWords(level),
        page: host.rulePage(rule.id) ?? null,
      };
    });
  });
  return {};
};
