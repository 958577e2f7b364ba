import { checkDefaults, checkVisit } from '../check.js';
import type { CodeSets } from '../codes/types.js';
import { buildVisit } from '../encounter/build-visit.js';
import type { Defaults, Encounter, Place } from '../encounter/model.js';
import { readEncounter } from '../encounter/read-encounter.js';
import type { Visit } from '../encounter/visit.js';
import type { Finding, Verdict } from '../finding.js';
import type { Levels } from '../policy/level.js';
import type { Profiles } from '../policy/types.js';
import { parseBlock, splitBlocks } from '../syntax/parse.js';
import type { Block } from '../syntax/tree.js';
import { vetFixes } from '../vet-fixes.js';
import { NoteFile, type Position, type Range } from './note-file.js';
import { Seen } from './seen.js';
import { Stories } from './stories.js';

export interface Settings {
  /** The user's own levels, rule id → level. */
  readonly levels?: Levels;
  /** Payer in force where neither the encounter nor its file names one. */
  readonly defaultPayer?: string;
}

/** A place with its file, ready for an editor. */
export interface Location {
  readonly uri: string;
  readonly range: Range;
}

interface Judged {
  readonly defaults: Defaults;
  readonly history: readonly Encounter[];
  readonly visit: Visit;
  verdict?: Verdict;
}

/**
 * All notes that are looked at together. A verdict depends on the encounter's text, the defaults of its file, the patient's earlier
 * encounters, the code sets, the profiles and the settings, and is remembered until one of these changes.
 */
export class Workspace {
  private readonly files = new Map<string, NoteFile>();
  private readonly owners = new WeakMap<Block, NoteFile>();
  private readonly stories = new Stories();
  /** What the notes have said before: people, pumps, diagnoses. */
  readonly seen = new Seen();
  private readonly told = new Map<NoteFile, Map<Block, Encounter>>();
  private judged = new WeakMap<Block, Judged>();
  private judgedDefaults = new WeakMap<Block, Verdict>();
  private settingsOf: (uri: string) => Settings = () => ({});
  private profilesOf: (uri: string) => Profiles;

  constructor(readonly codes: CodeSets, profiles: Profiles, settings: Settings = {}) {
    this.profilesOf = () => profiles;
    this.configure(settings);
  }

  /** The settings in force for a file. */
  settings(uri: string): Settings {
    return this.settingsOf(uri);
  }

  /** The payer profiles that a file may name. */
  profiles(uri: string): Profiles {
    return this.profilesOf(uri);
  }

  /** Other settings or profiles (one for all files, or by file): every verdict is made anew when it is next asked for. */
  configure(settings: Settings | ((uri: string) => Settings), profiles: Profiles | ((uri: string) => Profiles) = this.profilesOf): void {
    this.settingsOf = typeof settings === 'function' ? settings : () => settings;
    this.profilesOf = typeof profiles === 'function' ? profiles : () => profiles;
    this.judged = new WeakMap();
    this.judgedDefaults = new WeakMap();
  }

  /** Adds a file, or gives it another text. Returns it. */
  set(uri: string, text: string): NoteFile {
    let file = this.files.get(uri);
    if (file) file.setText(text);
    else this.files.set(uri, (file = new NoteFile(uri, text)));
    this.retell(file);
    return file;
  }

  /** Replaces a range of a file; does nothing for a file that is not there. */
  edit(uri: string, range: Range, text: string): void {
    const file = this.files.get(uri);
    if (!file) return;
    file.edit(range, text);
    this.retell(file);
  }

  delete(uri: string): void {
    const file = this.files.get(uri);
    if (!file) return;
    this.files.delete(uri);
    for (const encounter of this.told.get(file)?.values() ?? []) this.untell(encounter);
    this.seen.setDefaults(uri, undefined);
    this.told.delete(file);
  }

  file(uri: string): NoteFile | undefined {
    return this.files.get(uri);
  }

  uris(): readonly string[] {
    return [...this.files.keys()];
  }

  /** Encounters of one file, in order. */
  encounters(uri: string): readonly Encounter[] {
    const file = this.files.get(uri);
    return file ? file.blocks.flatMap((block) => file.encounter(block) ?? []) : [];
  }

  /** All encounters of a patient in the workspace, oldest first. */
  story(patient: string): readonly Encounter[] {
    return this.stories.of(patient.toUpperCase());
  }

  patients(): readonly string[] {
    return this.stories.patients();
  }

  /** The encounter of a block with everything that it is judged by; undefined for the defaults of a file. */
  visit(block: Block): Visit | undefined {
    return this.judge(block)?.visit;
  }

  verdict(block: Block): Verdict {
    const judged = this.judge(block);
    const file = this.owners.get(block);
    if (judged && file) return (judged.verdict ??= vetFixes(block, checkVisit(judged.visit), (text) => this.wouldBe(block, text)?.verdict));
    let verdict = this.judgedDefaults.get(block);
    if (!verdict && file) this.judgedDefaults.set(block, (verdict = this.judgeDefaults(file)));
    return verdict ?? { findings: [], waived: [], outcomes: new Map(), missing: new Map() };
  }

  /** How another text would be judged in the place of an encounter's; undefined where it is no single encounter. Nothing is remembered of it. */
  wouldBe(block: Block, text: string): { readonly block: Block; readonly visit: Visit; readonly verdict: Verdict } | undefined {
    const file = this.owners.get(block);
    const before = this.judge(block);
    const pieces = splitBlocks(text).filter((piece) => piece !== '');
    const after = parseBlock(text);
    if (!file || !before || !after.header || pieces.length > 1) return undefined;
    const visit = this.visitOf(file, readEncounter(after, after.header), before.history);
    return { block: after, visit, verdict: checkVisit(visit) };
  }

  /** The findings of a file, top to bottom. */
  findings(uri: string): readonly Finding[] {
    return this.files.get(uri)?.blocks.flatMap((block) => this.verdict(block).findings) ?? [];
  }

  /** The waived findings of a file, top to bottom. */
  waived(uri: string): readonly Finding[] {
    return this.files.get(uri)?.blocks.flatMap((block) => this.verdict(block).waived) ?? [];
  }

  /** Where a place is now; undefined where its block is no longer part of any file. */
  locate(place: Place): Location | undefined {
    const file = this.owners.get(place.block);
    return file && file.indexOf(place.block) >= 0 ? { uri: file.uri, range: file.rangeOf(place) } : undefined;
  }

  /** The block, offset and (of an encounter) visit at a position of a file. */
  at(uri: string, position: Position): { file: NoteFile; block: Block; offset: number } | undefined {
    const file = this.files.get(uri);
    return file && { file, ...file.locate(position) };
  }

  private judge(block: Block): Judged | undefined {
    const file = this.owners.get(block);
    const encounter = file?.encounter(block);
    if (!file || !encounter) return undefined;
    const { defaults } = file;
    const history = this.stories.before(encounter);
    const known = this.judged.get(block);
    if (known && known.defaults === defaults && sameList(known.history, history)) return known;
    const judged: Judged = { defaults, history, visit: this.visitOf(file, encounter, history) };
    this.judged.set(block, judged);
    return judged;
  }

  private visitOf(file: NoteFile, encounter: Encounter, history: readonly Encounter[]): Visit {
    const { codes } = this;
    return buildVisit(encounter, { defaults: file.defaults, history, codes, profiles: this.profilesOf(file.uri), ...this.settingsOf(file.uri) });
  }

  private judgeDefaults({ uri, defaults }: NoteFile): Verdict {
    const { defaultPayer, levels } = this.settingsOf(uri);
    const policy = this.profilesOf(uri).policyFor(defaults.payer?.value ?? defaultPayer);
    return checkDefaults(defaults, (ruleId) => levels?.[ruleId] ?? policy.severity(ruleId)?.level);
  }

  /** Tells the stories again for the encounters of a file that came, went or moved. */
  private retell(file: NoteFile): void {
    const before = this.told.get(file);
    const now = new Map<Block, Encounter>();
    file.blocks.forEach((block, index) => {
      this.owners.set(block, file);
      const encounter = file.encounter(block);
      if (!encounter) return;
      now.set(block, encounter);
      if (before?.has(block)) this.stories.reorder(encounter, file.uri, index);
      else {
        this.stories.add(encounter, file.uri, index);
        this.seen.add(encounter);
      }
    });
    for (const [block, encounter] of before ?? []) if (!now.has(block)) this.untell(encounter);
    this.seen.setDefaults(file.uri, file.defaults);
    this.told.set(file, now);
  }

  private untell(encounter: Encounter): void {
    this.stories.remove(encounter);
    this.seen.remove(encounter);
  }
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}
