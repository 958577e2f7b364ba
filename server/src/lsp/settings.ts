import { canonicalRuleId } from '../core/syntax/rule-id.js';
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { nearestWord } from '../core/text/nearest-word.js';
import { HINT_KINDS, SHOWN_BY_DEFAULT, type HintKind } from '../core/editor/inlay-hints.js';
import { LENS_KINDS, type LensKind } from '../core/editor/code-lens.js';
import type { Settings as Checking } from '../core/workspace/workspace.js';
import { isWithin, addressOf } from '../project/address.js';
import type { Severity } from '../core/policy/severity.js';

export const SECTION = 'encounterNotes';
/** A client that says it can be asked, and then does not answer, must not keep findings back. */
const PATIENCE_MS = 3000;
/** More findings of one note than anyone works through at a time; the rest shows up as these are fixed. */
const DEFAULT_MAX_FINDINGS = 250;

interface Settings {
  readonly checking: Checking;
  readonly hints: ReadonlySet<HintKind>;
  readonly lenses: ReadonlySet<LensKind>;
  readonly maxFindings: number;
  readonly whileTyping: 'calm' | 'all';
  /** What of them cannot be used, in whole sentences. */
  readonly faults: readonly string[];
}

interface Dependencies {
  readonly connection: Connection;
  readonly client: ClientCapabilities;
  /** The client's initialization options. */
  readonly options: unknown;
  /** The ids of the rules that can be set. */
  readonly rules: readonly string[];
  /** Called if other settings apply than before. */
  readonly changed: () => void;
}

/**
 * What the user has set under `encounterNotes.`, which can differ from folder to folder. A client that can be asked is
 * asked; any other gives its settings when it starts or with a change.
 */
export class UserSettings {
  #everywhere: Settings;
  #folders: { key: string; settings: Settings }[] = [];
  #asked = 0;
  readonly #canAsk: boolean;
  readonly #asksForCalm: boolean;

  private readonly connection: Connection;
  private readonly rules: readonly string[];
  private readonly changed: () => void;

  constructor({ connection, client, options, rules, changed }: Dependencies) {
    this.connection = connection;
    this.rules = rules;
    this.changed = changed;
    this.#canAsk = client.workspace?.configuration === true;
    this.#everywhere = this.#read(section(options));
    this.#asksForCalm = isRecord(options) && options['calmWhileTyping'] === true;
  }

  /** What the note is checked by. */
  of(key: string): Checking {
    return this.#settingsOf(key).checking;
  }

  /** The kinds of inlay hints that are switched on. */
  hintsOf(key: string): ReadonlySet<HintKind> {
    return this.#settingsOf(key).hints;
  }

  /** The kinds of code lenses that are switched on. */
  lensesOf(key: string): ReadonlySet<LensKind> {
    return this.#settingsOf(key).lenses;
  }

  /** Whether findings wait while their encounter is typed: only for a client that asks for it. */
  isCalm(key: string): boolean {
    return this.#asksForCalm && this.#settingsOf(key).whileTyping === 'calm';
  }

  /** How many findings of the note are listed at most. */
  maxFindingsOf(key: string): number {
    return this.#settingsOf(key).maxFindings;
  }

  /**
   * What cannot be used of the settings, in whole sentences.
   * @param isPayer whether there is such a payer profile, of one folder or of any
   */
  faults(isPayer: (payer: string, folder: string | undefined) => boolean): readonly string[] {
    const scopes = [{ key: undefined, settings: this.#everywhere }, ...this.#folders];
    return [
      ...new Set(
        scopes.flatMap(
          ({
            key,
            settings: {
              checking: { defaultPayer },
              faults,
            },
          }) => [
            ...faults,
            ...(defaultPayer === undefined || isPayer(defaultPayer, key)
              ? []
              : [
                  `${SECTION}.profile.default: there is no payer profile “${defaultPayer}”, so notes ` +
                    'without a payer are checked by national rules only.',
                ]),
          ],
        ),
      ),
    ];
  }

  #read(settings: unknown): Settings {
    return readSettings(settings, this.rules);
  }

  /** Of the innermost folder that holds the note, else of the whole workspace. */
  #settingsOf(key: string): Settings {
    let best: { key: string; settings: Settings } | undefined;
    for (const folder of this.#folders)
      if (isWithin(key, folder.key) && folder.key.length > (best?.key.length ?? 0)) best = folder;
    return best?.settings ?? this.#everywhere;
  }

  /** What a client says on its own. */
  async given(settings: unknown, folders: readonly string[]): Promise<void> {
    if (this.#canAsk) return this.ask(folders);
    if (settings === null || settings === undefined) return;
    this.#everywhere = this.#read(section(settings));
    this.changed();
  }

  /** Asks the client again; resolves when its answer holds, or when waiting longer would keep findings back. */
  async ask(folders: readonly string[]): Promise<void> {
    if (!this.#canAsk) return;
    const question = ++this.#asked;
    const items = [{ section: SECTION }, ...folders.map(scopeUri => ({ section: SECTION, scopeUri }))];
    const answered = this.connection.workspace.getConfiguration(items).then(
      (answers: unknown) => {
        // Of two questions under way only the answer to the later one counts, also where it comes first.
        if (question !== this.#asked || !Array.isArray(answers)) return;
        this.#everywhere = this.#read(answers[0]);
        this.#folders = folders.map((folder, i) => ({ key: addressOf(folder), settings: this.#read(answers[i + 1]) }));
        this.changed();
      },
      () => {
        /* a client that cannot answer: its initial settings stay in use */
      },
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>(resolve => {
      timer = setTimeout(resolve, PATIENCE_MS);
    });
    await Promise.race([answered, patience]);
    clearTimeout(timer);
  }
}

/** What a client sends unasked may be the section itself, or all settings with the section inside. */
function section(settings: unknown): unknown {
  return isRecord(settings) && SECTION in settings ? settings[SECTION] : settings;
}

/** Takes what can be used of the settings, and says what cannot: settings are typed by hand. */
function readSettings(value: unknown, known: readonly string[]): Settings {
  const settings = isRecord(value) ? value : {};
  const reader = new SettingsReader();
  const payer = reader.payer(settings['profile']);
  const { inlayHints, codeLens } = settings;
  return {
    whileTyping:
      reader.value(settings, 'whileTyping', isWhileTyping, 'can be "calm" or "all", nothing else.') ?? 'calm',
    maxFindings:
      reader.value(settings, 'maxFindings', isCount, 'must be a whole number from 1 on, as in 250.') ??
      DEFAULT_MAX_FINDINGS,
    checking: { levels: reader.levels(settings['rules'], known), ...(payer ? { defaultPayer: payer } : {}) },
    hints: new Set(
      HINT_KINDS.filter(kind => reader.isOn(inlayHints, `inlayHints.${kind}`, SHOWN_BY_DEFAULT.has(kind))),
    ),
    lenses: new Set(LENS_KINDS.filter(kind => reader.isOn(codeLens, `codeLens.${kind}`, true))),
    faults: reader.faults,
  };
}

class SettingsReader {
  readonly faults: string[] = [];

  /** A setting that is of its kind; undefined if it is not set, or cannot be used. */
  value<T>(settings: object, name: string, isOfKind: (value: unknown) => value is T, fault: string): T | undefined {
    const value: unknown = (settings as Readonly<Record<string, unknown>>)[name];
    if (isOfKind(value)) return value;
    if (value !== undefined && value !== null) this.faults.push(`${SECTION}.${name} ${fault}`);
    return undefined;
  }

  levels(rules: unknown, known: readonly string[]): Record<string, Severity | 'off'> {
    const levels: Record<string, Severity | 'off'> = {};
    if (!isRecord(rules) && rules !== undefined && rules !== null)
      this.faults.push(`${SECTION}.rules must give each rule its level, as in { "service-mismatch": "off" }.`);
    for (const [typed, level] of isRecord(rules) ? Object.entries(rules) : []) {
      const rule = canonicalRuleId(typed);
      const near = nearestWord(rule, known);
      if (!known.includes(rule))
        this.faults.push(`${SECTION}.rules: there is no rule “${rule}”${near ? `; did you mean “${near}”?` : '.'}`);
      else if (!isLevel(level))
        this.faults.push(`${SECTION}.rules: ${rule} can be error, warning, info, hint or off, nothing else.`);
      else levels[rule] = level;
    }
    return levels;
  }

  /** Written as in a header or as in a setting; empty if none is set. */
  payer(profile: unknown): string {
    const named = isRecord(profile) ? profile['default'] : undefined;
    if (typeof named === 'string') return named.trim().toLowerCase().replace(/^#/, '');
    if (named !== undefined && named !== null)
      this.faults.push(`${SECTION}.profile.default is the id of a payer profile, as in "medicare".`);
    return '';
  }

  /** @param name `codeLens.claim` */
  isOn(switches: unknown, name: string, byDefault: boolean): boolean {
    const value = isRecord(switches) ? switches[name.slice(name.indexOf('.') + 1)] : undefined;
    if (typeof value === 'boolean') return value;
    if (value !== undefined && value !== null)
      this.faults.push(`${SECTION}.${name} can be true or false, nothing else.`);
    return byDefault;
  }
}

function isWhileTyping(value: unknown): value is 'calm' | 'all' {
  return value === 'calm' || value === 'all';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

function isLevel(level: unknown): level is Severity | 'off' {
  return level === 'error' || level === 'warning' || level === 'info' || level === 'hint' || level === 'off';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
