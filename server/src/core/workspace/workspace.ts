import { checkDefaults, checkVisit, checkVisits, errorsIn } from '../check/check-visit.js';
import type { CodeSets } from '../codes/types.js';
import { buildVisit, type AsOf } from '../visit/build-visit.js';
import type { Defaults, Encounter } from '../encounter/model.js';
import { readEncounters } from '../encounter/read-encounter.js';
import type { HistoryEntry, SameDay } from '../visit/history.js';
import { MAX_SAME_DAY_NOTES, NO_OTHER_NOTES } from '../visit/same-day.js';
import type { Today, Visit } from '../visit/visit.js';
import type { Finding, CheckResult } from '../check/finding.js';
import type { FeeSettings } from '../policy/fee-settings.js';
import type { OwnLevels } from '../policy/level.js';
import type { Profiles } from '../policy/types.js';
import { headerOf, parseBlock, splitBlocks } from '../syntax/parse.js';
import type { Block } from '../syntax/tree.js';
import { FixValidator } from '../check/validate-fixes.js';
import type { Fix } from '../edits/fix.js';
import type { EncounterHistory } from './encounter-history.js';
import { NoteFile, type Change, type Piece, type Position, type Range } from './note-file.js';
import { encounterOf, readTogether } from './encounter-cache.js';
import { FileFindings } from './file-findings.js';
import { WordIndex } from './word-index.js';
import { PatientIndex } from './patient-index.js';
import type { SourceRange } from '../syntax/source-range.js';

export interface Settings extends OwnLevels {
  /** Payer in force if neither the encounter nor its file names one. */
  readonly defaultPayer?: string;
  readonly today?: Today;
  /** Checks every encounter by the tables and profiles of another day, or for another payer: what would change. */
  readonly asOf?: AsOf;
  /** What the practice has for amounts of a loaded fee schedule. */
  readonly fees?: FeeSettings;
}

/** A place with its file, ready for an editor. */
export interface Location {
  readonly uri: string;
  readonly range: Range;
}

/** What an encounter was checked by, and with what verdict: it holds as long as these are the same objects. */
interface CheckedEncounter {
  readonly block: Block;
  readonly file: NoteFile;
  readonly defaults: Defaults;
  readonly history: EncounterHistory;
  /** All encounters of the patient on that date, this one among them. */
  readonly day: readonly HistoryEntry[];
  readonly nextDay: readonly HistoryEntry[];
  verdict?: CheckResult;
  /** Kept of an open file only. */
  visit?: Visit;
}

/** The findings of an encounter with their fixes, and what tries these. */
interface FullResult {
  readonly findings: readonly Finding[];
  readonly validator: FixValidator;
}

/** A fix whose text is read and checked in the place of an encounter. */
interface Trial {
  readonly fix: Fix;
  readonly validator: FixValidator;
  readonly block: Block;
  visitOf(encounter: Encounter): Visit;
}

/** How many encounters are checked together. */
export const TOGETHER = 64;

/**
 * All notes that are looked at together. A verdict depends on the encounter's text, the defaults of its file, the
 * patient's earlier encounters, the code sets, the profiles and the settings, and is remembered until one of these
 * changes.
 */
export class Workspace {
  private readonly files = new Map<string, NoteFile>();
  private readonly owners = new Map<Block, NoteFile>();
  private readonly patientIndex: PatientIndex;
  /** Another number whenever unchanged encounters move to other lines. */
  layoutVersion = 0;
  /** Words that the notes use: people, pumps, diagnoses. */
  readonly seen = new WordIndex();
  private readonly checked = new Map<Block, CheckedEncounter>();
  /** Of the files that were asked for, so that an edit costs no look at all their encounters. */
  private readonly findingsByFile = new Map<NoteFile, FileFindings>();
  /**
   * The last visits of files that are not open, and the last results with fixes: several things are asked of an
   * encounter one after the other.
   */
  private readonly lastVisits = new Map<CheckedEncounter, Visit>();
  private readonly lastResults = new Map<CheckedEncounter, FullResult>();
  private checkedDefaults = new WeakMap<Block, CheckResult>();
  private settingsOf: (uri: string) => Settings = () => ({});
  private profilesOf: (uri: string) => Profiles;

  constructor(
    readonly codes: CodeSets,
    profiles: Profiles,
    settings: Settings = {},
  ) {
    this.patientIndex = new PatientIndex(codes);
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

  /**
   * Sets settings and profiles (one for all files, or by file); every encounter is checked again on the next request.
   */
  configure(
    settings: Settings | ((uri: string) => Settings),
    profiles: Profiles | ((uri: string) => Profiles) = this.profilesOf,
  ): void {
    this.settingsOf = typeof settings === 'function' ? settings : () => settings;
    this.profilesOf = typeof profiles === 'function' ? profiles : () => profiles;
    this.checked.clear();
    this.forgetLast();
    this.findingsByFile.clear();
    this.checkedDefaults = new WeakMap();
  }

  /** Adds a file, or gives it another text. Returns it. */
  set(uri: string, text: string): NoteFile {
    const known = this.files.get(uri);
    if (known) {
      this.follow(known, known.setText(text));
      return known;
    }
    const file = new NoteFile(uri, text);
    this.files.set(uri, file);
    this.follow(file, { at: 0, gone: [], come: file.blocks, moved: 0 });
    return file;
  }

  /**
   * Adds a part of a file that is not there yet: enough to check the encounters in it, where the patients' others are
   * there too.
   */
  addPart(uri: string, pieces: readonly Piece[]): NoteFile {
    const file = NoteFile.partOf(uri, pieces);
    this.files.set(uri, file);
    this.follow(file, { at: 0, gone: [], come: file.blocks, moved: 0 });
    return file;
  }

  /** Replaces a range of a file; does nothing for a file that is not there. */
  edit(uri: string, range: Range, text: string): void {
    const file = this.files.get(uri);
    if (!file) return;
    this.follow(file, file.edit(range, text));
  }

  /**
   * An editor opens the file. An open file keeps what was read from it; of any other only text and findings are kept.
   * Deleting the file frees everything.
   */
  open(uri: string): void {
    const file = this.files.get(uri);
    if (file) file.isOpen = true;
  }

  delete(uri: string): void {
    const file = this.files.get(uri);
    if (!file) return;
    this.files.delete(uri);
    this.findingsByFile.delete(file);
    this.forgetLast();
    this.follow(file, { at: 0, gone: file.blocks, come: [], moved: 0 });
    this.seen.setDefaults(uri, undefined);
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
    return file ? file.blocks.flatMap(block => file.encounter(block) ?? []) : [];
  }

  /** All encounters of a patient in the workspace, oldest first. */
  timeline(patient: string): readonly Encounter[] {
    return this.patientIndex.of(patient.toUpperCase());
  }

  patients(): readonly string[] {
    return this.patientIndex.patients();
  }

  /** The encounter of a block with everything that it is checked by; undefined for the defaults of a file. */
  visit(block: Block): Visit | undefined {
    const checked = this.encounterState(block);
    return checked && this.visitFor(checked);
  }

  verdict(block: Block): CheckResult {
    const checked = this.encounterState(block);
    const file = this.owners.get(block);
    if (checked && !checked.verdict) this.checkTogether([block]);
    if (checked?.verdict) return checked.verdict;
    let verdict = this.checkedDefaults.get(block);
    if (!verdict && file) this.checkedDefaults.set(block, (verdict = this.checkDefaults(file)));
    return verdict ?? { findings: [], waived: [], outcomes: new Map(), missing: new Map() };
  }

  /**
   * Makes the verdicts on encounters that have none, perhaps of several workspaces: all are read, then one rule after
   * the other looks at them. The code of a reader or a rule is then at hand for the next encounter, where the code of
   * all together is not.
   */
  static checkTogether(encounters: readonly { readonly workspace: Workspace; readonly block: Block }[]): void {
    for (const { workspace } of encounters) workspace.forgetLast();
    const unchecked: { readonly workspace: Workspace; readonly checked: CheckedEncounter }[] = [];
    for (const { workspace, block } of encounters) {
      const checked = workspace.encounterState(block);
      if (checked && !checked.verdict) unchecked.push({ workspace, checked });
    }
    readTogether(unchecked.map(({ checked }) => checked.block));
    const visits = unchecked.map(({ workspace, checked }) => workspace.visitFor(checked));
    checkVisits(visits).forEach((verdict, i) => unchecked[i]!.workspace.keep(unchecked[i]!.checked, verdict));
  }

  /**
   * Tries the fixes of encounters that {@link checkTogether} has just checked, all together: for those who will show
   * each fix.
   */
  static tryFixes(encounters: readonly { readonly workspace: Workspace; readonly block: Block }[]): void {
    const trials = encounters.flatMap(({ workspace, block }) => {
      const checked = workspace.encounterState(block);
      const result = checked && workspace.lastResults.get(checked);
      return result
        ? workspace.trialsOf(
            checked,
            result,
            result.findings.flatMap(({ fixes }) => fixes),
          )
        : [];
    });
    settle(trials);
  }

  private trialsOf(checked: CheckedEncounter, { validator }: FullResult, fixes: readonly Fix[]): readonly Trial[] {
    return fixes.flatMap(fix => {
      const text = validator.trialOf(fix);
      if (text === undefined) return [];
      const block = encounterIn(text);
      if (block) return [{ fix, validator, block, visitOf: encounter => this.visitOf(encounter, checked) }];
      validator.settle(fix, undefined);
      return [];
    });
  }

  private checkTogether(blocks: readonly Block[]): void {
    for (let from = 0; from < blocks.length; from += TOGETHER)
      Workspace.checkTogether(blocks.slice(from, from + TOGETHER).map(block => ({ workspace: this, block })));
  }

  private keep(checked: CheckedEncounter, verdict: CheckResult): void {
    this.patientIndex.summarize(checked.block);
    this.lastResults.set(checked, this.fullResult(checked, verdict));
    checked.verdict = {
      ...verdict,
      findings: verdict.findings.map((finding, i) => this.withoutFixes(finding, checked, i)),
    };
  }

  private forgetLast(): void {
    this.lastVisits.clear();
    this.lastResults.clear();
  }

  /**
   * The finding as it is kept: its fixes and what it gathers are made again when they are first asked for, because few
   * are ever seen.
   */
  private withoutFixes(finding: Finding, checked: CheckedEncounter, index: number): Finding {
    const kept: Finding = { ...finding };
    if (finding.gathered)
      Object.defineProperty(kept, 'gathered', {
        enumerable: true,
        get: () => this.resultOf(checked).findings[index]?.gathered,
      });
    if (finding.fixes.length === 0) return kept;
    const make = (): readonly Fix[] => {
      const result = this.resultOf(checked);
      const made = result.findings[index]?.fixes ?? [];
      settle(this.trialsOf(checked, result, made));
      return made.filter(fix => result.validator.isHarmless(fix));
    };
    let fixes: readonly Fix[] | undefined;
    return Object.defineProperty(kept, 'fixes', { enumerable: true, get: () => (fixes ??= make()) });
  }

  /** The findings of an encounter with their fixes; those of the last ones are at hand. */
  private resultOf(checked: CheckedEncounter): FullResult {
    const known = this.lastResults.get(checked);
    if (known) return known;
    const result = this.fullResult(checked, checkVisit(this.visitFor(checked)));
    this.lastResults.clear();
    this.lastResults.set(checked, result);
    return result;
  }

  private fullResult(checked: CheckedEncounter, { findings }: CheckResult): FullResult {
    return { findings, validator: new FixValidator(checked.block, findings) };
  }

  /**
   * How another text would be checked in the place of an encounter's; undefined if it is no single encounter. Nothing
   * is remembered of it.
   */
  wouldBe(
    block: Block,
    text: string,
  ): { readonly block: Block; readonly visit: Visit; readonly verdict: CheckResult } | undefined {
    const checked = this.encounterState(block);
    const visit = checked && this.visitOfText(checked, text);
    return visit && { block: visit.encounter.block, visit, verdict: checkVisit(visit) };
  }

  /** The findings of a file, top to bottom. */
  findings(uri: string): readonly Finding[] {
    return this.checkFile(uri)?.findings ?? [];
  }

  /** The most severe findings of a file, top to bottom. @param most how many at most */
  mostSevere(uri: string, most: number): readonly Finding[] {
    return this.checkFile(uri)?.mostSevere(most) ?? [];
  }

  /** The waived findings of a file, top to bottom. */
  waived(uri: string): readonly Finding[] {
    return this.checkFile(uri)?.waived ?? [];
  }

  private checkFile(uri: string): FileFindings | undefined {
    const file = this.files.get(uri);
    if (!file) return undefined;
    const known = this.findingsByFile.get(file);
    const current = known?.defaults === file.defaults ? known : undefined;
    if (current?.stale.size === 0) return current;
    // One patient after the other, because the encounters of one read each other.
    for (const block of current?.stale ?? file.blocks)
      if (this.owners.get(block) === file && !this.encounterState(block)?.verdict) this.checkPatient(file, block);
    const verdictOf = (block: Block): CheckResult => this.checked.get(block)?.verdict ?? this.verdict(block);
    if (current) current.refresh(verdictOf);
    else this.findingsByFile.set(file, new FileFindings(file, file.defaults, file.blocks.map(verdictOf)));
    return this.findingsByFile.get(file);
  }

  /** Checks the encounters of a file that are of the patient of one of them, and frees those of closed files. */
  private checkPatient(file: NoteFile, block: Block): void {
    const timeline = this.patientIndex.timelineOf(block);
    const own = timeline.filter(other => this.owners.get(other) === file);
    this.checkTogether(own);
    for (const other of timeline) if (!this.owners.get(other)?.isOpen) other.release();
  }

  /** The line in which a block begins now; undefined if it is no longer part of any file. */
  firstLineOf(block: Block): number | undefined {
    return this.owners.get(block)?.firstLineOf(block);
  }

  /** Where a range is now; undefined if its block is no longer part of any file. */
  locate(place: SourceRange): Location | undefined {
    const file = this.owners.get(place.block);
    return file && { uri: file.uri, range: file.rangeOf(place) };
  }

  /** The block, offset and (of an encounter) visit at a position of a file. */
  at(uri: string, position: Position): { file: NoteFile; block: Block; offset: number } | undefined {
    const file = this.files.get(uri);
    return file && { file, ...file.locate(position) };
  }

  private encounterState(block: Block): CheckedEncounter | undefined {
    const file = this.owners.get(block);
    if (!file || block === file.blocks[0]) return undefined;
    const { defaults } = file;
    const history = this.patientIndex.before(block);
    const known = this.checked.get(block);
    const day = this.patientIndex.sameDay(block);
    const nextDay = this.patientIndex.nextDay(block);
    if (
      known &&
      known.defaults === defaults &&
      known.history === history &&
      known.day === day &&
      known.nextDay === nextDay
    )
      return known;
    const checked: CheckedEncounter = { block, file, defaults, history, day, nextDay };
    this.checked.set(block, checked);
    return checked;
  }

  /** The visit that another text would make in the place of an encounter's; undefined if it is no single encounter. */
  private visitOfText(checked: CheckedEncounter, text: string): Visit | undefined {
    const block = encounterIn(text);
    return block && this.visitOf(encounterOf(block), checked);
  }

  private visitFor(checked: CheckedEncounter): Visit {
    const known = checked.visit ?? this.lastVisits.get(checked);
    if (known) return known;
    const visit = this.visitOf(encounterOf(checked.block), checked);
    if (checked.file.isOpen) checked.visit = visit;
    else {
      if (this.lastVisits.size >= TOGETHER) this.lastVisits.clear();
      this.lastVisits.set(checked, visit);
    }
    return visit;
  }

  private visitOf(encounter: Encounter, { block, file, history, day, nextDay }: CheckedEncounter): Visit {
    const { codes } = this;
    return buildVisit(encounter, {
      defaults: file.defaults,
      history,
      sameDay: othersOfDay(block, day),
      nextDay,
      codes,
      profiles: this.profilesOf(file.uri),
      ...this.settingsOf(file.uri),
    });
  }

  private checkDefaults({ uri, defaults }: NoteFile): CheckResult {
    const { defaultPayer, levels, configured } = this.settingsOf(uri);
    const policy = this.profilesOf(uri).policyFor(defaults.payer?.value ?? defaultPayer);
    return checkDefaults(
      defaults,
      ruleId => levels?.[ruleId] ?? configured?.[ruleId] ?? policy.severity(ruleId)?.level,
    );
  }

  /** Keeps up with the blocks of a file that came and went. */
  private follow(file: NoteFile, change: Change): void {
    const { gone, come, moved } = change;
    if (moved) this.layoutVersion++;
    const patients = new Set<string>();
    const touch = (block: Block): void => {
      const patient = this.findingsByFile.size ? this.patientIndex.patientOf(block) : undefined;
      if (patient !== undefined) patients.add(patient);
    };
    for (const block of gone) {
      this.owners.delete(block);
      if (!headerOf(block.text)) continue; // the defaults
      touch(block);
      this.checked.delete(block);
      this.patientIndex.remove(block);
      this.seen.remove(block);
    }
    this.findingsByFile.get(file)?.applyChange(change);
    for (const block of come) {
      this.owners.set(block, file);
      if (block === file.blocks[0]) continue; // the defaults
      this.patientIndex.add(block, file);
      this.seen.add(block);
      touch(block);
    }
    // The findings of the patient's other encounters may change too, in any file.
    for (const patient of patients)
      for (const { block, file } of this.patientIndex.entriesOf(patient))
        this.findingsByFile.get(file)?.stale.add(block);
    if (this.files.get(file.uri) === file) this.seen.setDefaults(file.uri, file.defaults);
  }
}

/** The block of a text that is one encounter. */
function encounterIn(text: string): Block | undefined {
  if (splitBlocks(text).filter(piece => piece !== '').length > 1) return undefined;
  const block = parseBlock(text);
  return block.header && block;
}

/** Reads and checks the texts of trials, and records whether the fixes are harmless. */
function settle(trials: readonly Trial[]): void {
  const encounters = readEncounters(trials.map(({ block }) => block));
  const errors = errorsIn(trials.map(({ visitOf }, i) => visitOf(encounters[i]!)));
  trials.forEach(({ validator, fix }, i) => validator.settle(fix, errors[i]));
}

/** The notes around one on the same date, the nearest of them. */
function othersOfDay(block: Block, day: readonly HistoryEntry[]): SameDay {
  if (day.length < 2) return NO_OTHER_NOTES;
  const at = day.findIndex(entry => entry.block === block);
  return {
    before: day.slice(Math.max(0, at - MAX_SAME_DAY_NOTES), at),
    after: day.slice(at + 1, at + 1 + MAX_SAME_DAY_NOTES),
  };
}
