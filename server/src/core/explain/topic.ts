import { canonicalRuleId } from '../syntax/rule-id.js';
import type { Workspace } from '../workspace/workspace.js';
import { codePage } from './pages/code.js';
import { diagnosisEntryPage } from './pages/diagnosis.js';
import { credentialPage, drugPage, keyPage, rulePage, taxonomyPage, unitPage, wordPage } from './pages/field.js';
import { flagPage, payerPage, placePage, servicePage, settingPage } from './pages/header.js';
import { modifierPage } from './pages/modifier.js';
import { pumpPage } from './pages/pump.js';
import { levelOf } from '../policy/level.js';
import type { CodeView } from '../codes/types.js';
import { ruleById } from '../check/catalog.js';
import type { IsoDate } from '../syntax/iso-day.js';

const KINDS = [
  'key',
  'keyword',
  'code',
  'modifier',
  'diagnosis',
  'drug',
  'pump',
  'rule',
  'place',
  'payer',
  'service',
  'flag',
  'setting',
  'credential',
  'taxonomy',
  'unit',
] as const;

/**
 * Something that can be explained; `word` names it, `of` says of what: the key of a keyword, the code that takes a
 * modifier, the payer that sets a rule.
 */
export interface Topic {
  readonly kind: (typeof KINDS)[number];
  readonly word: string;
  readonly of?: string;
  readonly date?: IsoDate;
}

/** Reads a topic that went to an editor and came back. */
export function asTopic(value: unknown): Topic | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, word, of, date } = value as Readonly<Record<string, unknown>>;
  const known = KINDS.find(k => k === kind);
  if (!known || typeof word !== 'string') return undefined;
  return {
    kind: known,
    word,
    ...(typeof of === 'string' ? { of } : {}),
    ...(typeof date === 'string' ? { date } : {}),
  };
}

/** The page of a topic, as a hover in the same file would show it. Markdown; undefined if there is nothing to say. */
export function explainTopic(
  workspace: Workspace,
  uri: string,
  { kind, word, of = '', date }: Topic,
): string | undefined {
  return PAGES[kind]({ workspace, uri, word, of, date, codes: workspace.codes.on(date) });
}

/** What a page of a topic is made from. */
interface Asked {
  readonly workspace: Workspace;
  readonly uri: string;
  readonly word: string;
  readonly of: string;
  readonly date: Topic['date'];
  readonly codes: CodeView;
}

const PAGES: Readonly<Record<Topic['kind'], (asked: Asked) => string | undefined>> = {
  key: ({ word }) => keyPage(word),
  keyword: ({ of, word }) => wordPage(of, word),
  code: ({ codes, word, date }) => codePage(codes, word, date),
  modifier: ({ codes, of, word }) => modifierPage(codes, of, word),
  diagnosis: ({ codes, word, date }) => diagnosisEntryPage(codes, word, date),
  drug: ({ codes, date, word }) => drugPage(codes, date, word),
  pump: ({ codes, word }) => pumpPage(codes, word),
  place: ({ codes, word }) => placePage(codes, word),
  payer: ({ workspace, uri, codes, word, date }) => payerPage(codes, workspace.profiles(uri), word, date),
  service: ({ word }) => servicePage(word),
  flag: ({ word }) => flagPage(word),
  setting: ({ word }) => settingPage(word),
  credential: ({ codes, word }) => credentialPage(codes, word),
  taxonomy: ({ codes, word }) => taxonomyPage(codes, word),
  unit: ({ codes, word }) => unitPage(codes, word),
  rule: ({ workspace, uri, codes, word, of, date }) => {
    const rule = ruleById(canonicalRuleId(word));
    const policy = workspace.profiles(uri).policyFor(of, date);
    return rule && rulePage(codes, rule, levelOf(rule, workspace.settings(uri), policy));
  },
};
