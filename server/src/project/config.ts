import { canonicalRuleId } from '../core/syntax/rule-id.js';
import type { Node } from 'jsonc-parser';
import { nearestWord } from '../core/text/nearest-word.js';
import type { Language } from '../core/language.js';
import type { FeeSettings } from '../core/policy/fee-settings.js';
import type { Level, Profiles } from '../core/policy/types.js';
import type { Levels } from '../core/policy/level.js';
import type { Settings } from '../core/workspace/workspace.js';
import { doubledNames, moreFaults, MAX_FAULTS, parseJson, rangeOf, type Fault } from './located-json.js';
import type { Severity } from '../core/policy/severity.js';

/** Where a folder keeps its configuration, beside its payer profiles. */
export const CONFIG_FILE = '.encounter/config.json';

/** From which level on findings make the command fail. */
export type FailOn = Severity | 'never';

/**
 * How the notes below a folder are checked, in the editor and on the command line; its schema is
 * `server/data/schemas/config.schema.json`.
 */
export interface Config {
  /** The payer profile of notes that name no payer. */
  readonly profile?: string;
  /** Rule id → level; wins over the payer's profile. */
  readonly rules?: Levels;
  /** Which notes below the folder are ignored: patterns as in a `.gitignore`. */
  readonly exclude?: readonly string[];
  readonly failOn?: FailOn;
  /** The lowest level that the command prints. */
  readonly severity?: Severity;
  /** For the amounts of a loaded fee schedule. */
  readonly fees?: FeeSettings;
}

export interface ReadConfig {
  /** What is sound of it. */
  readonly config: Config;
  readonly faults: readonly Fault[];
}

const GPCI = ['work', 'practice', 'malpractice'] as const;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
const LEVELS: readonly Level[] = [...SEVERITIES, 'off'];
const FAIL_ON: readonly FailOn[] = [...SEVERITIES, 'never'];

/**
 * Reads the text of a configuration: JSON that may hold comments. Takes what is sound of it and tells the rest: it is
 * typed by hand.
 * @param profiles those that the notes may name
 */
export function readConfig(
  text: string,
  language: Pick<Language, 'rules'>,
  profiles: Pick<Profiles, 'has'>,
): ReadConfig {
  const json = parseJson(text.replace(/^\ufeff/, ' '), true);
  if ('fault' in json) return { config: {}, faults: [json.fault] };
  const reader = new Reader(
    text,
    language.rules.map(({ id }) => id),
    profiles,
  );
  for (const name of doubledNames(json.root)) reader.fault(name, `“${name.value}” is written twice`);
  const config = reader.config(json.root);
  return { config, faults: [...reader.faults, ...moreFaults(reader.count - MAX_FAULTS)] };
}

/** What a note is checked by: what the user has set, before what the configuration of its folder says. */
export function mergeSettings(user: Settings, config: Config): Settings {
  const defaultPayer = user.defaultPayer ?? config.profile;
  return {
    ...user,
    ...(config.rules ? { configured: config.rules } : {}),
    ...(config.fees ? { fees: config.fees } : {}),
    ...(defaultPayer ? { defaultPayer } : {}),
  };
}

/** Reads value by value, and notes what is wrong at its place. */
class Reader {
  /** The first ones. */
  readonly faults: Fault[] = [];
  /** Of all. */
  count = 0;

  constructor(
    private readonly text: string,
    private readonly ruleIds: readonly string[],
    private readonly profiles: Pick<Profiles, 'has'>,
  ) {}

  fault(node: Node, message: string): undefined {
    if (this.count++ < MAX_FAULTS) this.faults.push({ range: rangeOf(this.text, node), message });
    return undefined;
  }

  config(root: Node): Config {
    if (root.type !== 'object') return this.fault(root, 'a configuration is an object in braces') ?? {};
    const config: { -readonly [K in keyof Config]: Config[K] } = {};
    for (const { name, value, at } of this.properties(root)) {
      switch (name) {
        case '$schema':
          break;
        case 'profile': {
          const profile = this.string(name, value)?.trim().toLowerCase().replace(/^#/, '');
          if (profile && this.profiles.has(profile)) config.profile = profile;
          else if (profile)
            this.fault(
              value,
              `profile: there is no payer profile “${profile}”, so notes without a payer are checked by ` +
                'national rules only',
            );
          break;
        }
        case 'rules':
          config.rules = this.levels(value);
          break;
        case 'exclude':
          config.exclude = this.strings(name, value);
          break;
        case 'failOn':
          this.oneOf(name, value, FAIL_ON, level => {
            config.failOn = level;
          });
          break;
        case 'severity':
          this.oneOf(name, value, SEVERITIES, level => {
            config.severity = level;
          });
          break;
        case 'fees':
          Object.assign(config, this.fees(value));
          break;
        default:
          this.unknown(at, name, ['profile', 'rules', 'exclude', 'failOn', 'severity', 'fees'], 'setting');
      }
    }
    return config;
  }

  private levels(node: Node): Levels {
    if (node.type !== 'object')
      return this.fault(node, 'rules: gives each rule its level, as in { "service-mismatch": "off" }') ?? {};
    const levels: Record<string, Level> = {};
    for (const { name: typed, value, at } of this.properties(node)) {
      const name = canonicalRuleId(typed);
      if (!this.ruleIds.includes(name)) this.unknown(at, name, this.ruleIds, 'rule');
      else
        this.oneOf(name, value, LEVELS, level => {
          levels[name] = level;
        });
    }
    return levels;
  }

  /** All of it or nothing: an amount by half of it would be invented. */
  private fees(node: Node): Pick<Config, 'fees'> | undefined {
    if (node.type !== 'object') return this.fault(node, 'fees: gives locality, gpci and conversionFactor in braces');
    const own = this.known('fees', node, ['locality', 'gpci', 'conversionFactor']);
    const indices = own['gpci']?.type === 'object' ? this.known('gpci', own['gpci'], GPCI) : undefined;
    const locality = own['locality'] && this.string('locality', own['locality']);
    const conversionFactor = own['conversionFactor'] && this.positive('conversionFactor', own['conversionFactor']);
    const [work, practice, malpractice] = GPCI.map(name => indices?.[name] && this.positive(name, indices[name]));
    if (locality && conversionFactor && work && practice && malpractice)
      return { fees: { locality, gpci: { work, practice, malpractice }, conversionFactor } };
    return this.fault(node, 'fees: wants locality, conversionFactor, and gpci with work, practice and malpractice');
  }

  /** The properties of an object that has these only. */
  private known(name: string, node: Node, names: readonly string[]): Partial<Record<string, Node>> {
    const found: Partial<Record<string, Node>> = {};
    for (const { name: own, value, at } of this.properties(node)) {
      if (names.includes(own)) found[own] = value;
      else this.unknown(at, own, names, `setting of ${name}`);
    }
    return found;
  }

  /** A number above 0, as decimal text. */
  private positive(name: string, node: Node): string | undefined {
    const value: unknown = node.value;
    if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return String(value);
    return this.fault(node, `${name}: a number above 0 is wanted here`);
  }

  private strings(name: string, node: Node): string[] {
    if (node.type !== 'array') return this.fault(node, `${name}: a list of patterns in brackets`) ?? [];
    return (node.children ?? []).flatMap(child => this.string(name, child) ?? []);
  }

  private string(name: string, node: Node): string | undefined {
    return typeof node.value === 'string' ? node.value : this.fault(node, `${name}: a text in quotes is wanted here`);
  }

  private oneOf<T extends string>(name: string, node: Node, words: readonly T[], take: (word: T) => void): void {
    const word = words.find(one => one === node.value);
    if (word) take(word);
    else this.fault(node, `${name}: can be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
  }

  private unknown(node: Node, name: string, known: readonly string[], what: string): void {
    const near = this.count < MAX_FAULTS ? nearestWord(name, known) : undefined;
    this.fault(node, `there is no ${what} “${name}”${near ? `; did you mean “${near}”?` : ''}`);
  }

  private properties(node: Node): { name: string; value: Node; at: Node }[] {
    return (node.children ?? []).flatMap(({ children: [at, value] = [] }) =>
      at && value ? [{ name: String(at.value), value, at }] : [],
    );
  }
}
