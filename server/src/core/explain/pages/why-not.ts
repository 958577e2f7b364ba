import { INJECTION_CODES } from '../../codes/service-table.js';
import type { Reason } from '../../claim/reason.js';
import type { Explanation } from '../../claim/services/supported-services.js';
import { list } from '../../text/prose.js';
import type { Visit } from '../../visit/visit.js';
import { escape, page } from '../markdown.js';
import { citation, type LineOf } from './citation.js';
import { drugChoicePage } from './drug-choice.js';
import type { Condition } from '../condition.js';
import { contradictions, missingFacts, whyNot, type WhyNot } from '../why-not.js';

/** What an encounter says of one code, service or drug; undefined if it decides nothing about it. */
export function codeForEncounter(visit: Visit, code: string, lineOf: LineOf): string | undefined {
  return whyNotPage(visit, code, lineOf) ?? drugChoicePage(visit, code, lineOf);
}

/**
 * Whether the facts of an encounter lead to a code, what contradicts it, and what would have to be stated for it;
 * undefined if no table decides.
 */
export function whyNotPage(visit: Visit, code: string, lineOf: LineOf): string | undefined {
  const answer = whyNot(visit, code);
  const { explanation } = answer;
  if (isUnjudged(answer)) return undefined;
  const isRight = explanation.verdict === 'right';
  return page(
    headline(answer),
    isRight ? reasonList(explanation.reasons, lineOf) : conditionList(answer, lineOf),
    isRight ? undefined : needed(answer),
    explanation.doubt && `**Doubt:** ${explanation.doubt}.`,
  );
}

/** The same in one sentence or two, for a message of the editor. */
export function whyNotSummary(visit: Visit, code: string): string | undefined {
  const answer = whyNot(visit, code);
  const { verdict, instead, isOneOf } = answer.explanation;
  if (isUnjudged(answer)) return undefined;
  if (verdict === 'right' || (verdict === 'not checked' && !openConditions(answer).length))
    return `${code} is supported by this encounter.`;
  const against = [...contradictions(answer), ...missingFacts(answer)].map(({ reason }) => reason.text);
  const needs = openConditions(answer).map(({ need }) => need.replaceAll('`', ''));
  const other = instead.filter(one => one !== code);
  return [
    `${code} ${verdict === 'undecided' ? 'is open' : 'is not supported'}${against.length ? `: ${list([...new Set(against)])}` : ''}.`,
    other.length ? `The facts lead to ${list(other, verdict === 'undecided' || isOneOf ? 'or' : 'and')}.` : '',
    needs.length ? `To bill ${code} the note must state: ${needs.join('; ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Whether no table decides the code; for a spinal injection that is no trial, the note states what no table holds. */
function isUnjudged({ explanation, conditions, code }: WhyNot): boolean {
  return explanation.verdict === 'not checked' && (!conditions.length || INJECTION_CODES.has(code));
}

function headline(answer: WhyNot): string {
  const { code } = answer;
  const { verdict, instead, isOneOf }: Explanation = answer.explanation;
  switch (verdict) {
    case 'not checked':
      return openConditions(answer).length
        ? `**Not supported: the note does not state what ${code} needs**`
        : `**Supported: the note states what ${code} needs**`;
    case 'right':
      return `**Supported: the facts lead to ${code}**`;
    case 'undecided':
      return instead.length
        ? `**Open: the facts leave ${list(instead, 'or')}**`
        : '**Open: the facts do not decide the code yet**';
    default:
      return instead.length
        ? `**Not supported: the facts lead to ${list(instead, isOneOf ? 'or' : 'and')}, not to ${code}**`
        : `**Not supported: the facts support no code here, so not ${code}**`;
  }
}

/** What contradicts the code first, then what is missing, then what fits. */
function conditionList(answer: WhyNot, lineOf: LineOf): string {
  const { conditions, explanation } = answer;
  if (!openConditions(answer).length && explanation.reasons.length) return reasonList(explanation.reasons, lineOf);
  const rows = (state: Condition['state'], label: string): string[] =>
    conditions.filter(one => one.state === state).map(({ reason }) => `- ${label}: ${reasonText(reason, lineOf)}`);
  const all = [
    ...rows('contradicted', '**contradicts it**'),
    ...rows('missing', '**missing**'),
    ...rows('met', 'fits'),
  ];
  // One line of the note can decide two conditions.
  return [...new Set(all)].join('\n');
}

function openConditions({ conditions }: WhyNot): Condition[] {
  return conditions.filter(({ state }) => state !== 'met');
}

function needed(answer: WhyNot): string | undefined {
  const open = openConditions(answer);
  if (!open.length) return undefined;
  return [`**To bill ${answer.code}** the note must state:`, ...open.map(({ need }) => `- ${need}`)].join('\n');
}

function reasonList(reasons: readonly Reason[], lineOf: LineOf): string {
  return reasons.map(reason => `- ${reasonText(reason, lineOf)}`).join('\n');
}

function reasonText(reason: Reason, lineOf: LineOf): string {
  return `${escape(reason.text)}${reason.at ? citation(reason.at, lineOf) : ''}`;
}
