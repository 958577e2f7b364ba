import { canonicalRuleId } from '../syntax/rule-id.js';
import type { Workspace } from '../workspace/workspace.js';
import { codePage } from './pages/code.js';
import { diagnosisEntryPage } from './pages/diagnosis.js';
import { credentialPage, drugPage, keyPage, rulePage, taxonomyPage, unitPage, wordPage } from './pages/field.js';
import { flagPage, payerPage, placePage, servicePage, settingPage } from './pages/header.js';
import { modifierPage } from './pages/modifier.js';
import { pumpPage } from './pages/pump.js';
import { levelOf } from '../policy/level.js';
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
  const codes = workspace.codes.on(date);
  const profiles = workspace.profiles(uri);
  switch (kind) {
    case 'key':
      return keyPage(word);
    case 'keyword':
      return wordPage(of, word);
    case 'code':
      return codePage(codes, word, date);
    case 'modifier':
      return modifierPage(codes, of, word);
    case 'diagnosis':
      return diagnosisEntryPage(codes, word, date);
    case 'drug':
      return drugPage(codes, date, word);
    case 'pump':
      return pumpPage(codes, word);
    case 'place':
      return placePage(codes, word);
    case 'payer':
      return payerPage(codes, profiles, word, date);
    case 'service':
      return servicePage(word);
    case 'flag':
      return flagPage(word);
    case 'setting':
      return settingPage(word);
    case 'credential':
      return credentialPage(codes, word);
    case 'taxonomy':
      return taxonomyPage(codes, word);
    case 'unit':
      return unitPage(codes, word);
    case 'rule': {
      const rule = ruleById(canonicalRuleId(word));
      return rule && rulePage(codes, rule, levelOf(rule, workspace.settings(uri), profiles.policyFor(of, date)));
    }
  }
}
