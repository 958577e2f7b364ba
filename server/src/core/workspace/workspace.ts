import { checkDefaults, checkVisit, errorsIn } from '../check/check-visit.js';
import type { CodeSets } from '../codes/types.js';
import { buildVisit } from '../visit/build-visit.js';
import type { Defaults, Encounter } from '../encounter/model.js';
import { readEncounter } from '../encounter/read-encounter.js';
import type { HistoryEntry, SameDay } from '../visit/history.js';
import { MAX_SAME_DAY_NOTES, NO_OTHER_NOTES } from '../visit/same-day.js';
import type { Today, Visit } from '../visit/visit.js';
import type { Finding, CheckResult } from '../check/finding.js';
import type { OwnLevels } from '../policy/level.js';
import type { Profiles } from '../policy/types.js';
import { headerOf, parseBlock, splitBlocks } from '../syntax/parse.js';
import type { Block } from '../syntax/tree.js';
import { FixValidator } from '../check/validate-fixes.js';
import type { Fix } from '../edits/fix.js';
import type { PastEncounters } from './encounter-history.js';
import { NoteFile, type Change, type Piece, type Position, type Range } from './note-file.js';
import { encounterOf } from './encounter-cache.js';
import { FileFindings } from './file-findings.js';
import { WordIndex } from './word-index.js';
import { PatientIndex } from './patient-index.js';
import type { SourceRange } from '../syntax/source-range.js';

export interface Settings extends OwnLevels {
  /** Payer in force if neither the encounter nor its file names one. */
  readonly defaultPayer?: string;
  readonly today?: Today;
}

/** A place with its file, ready for an editor. */
export interface Location {
  readonly uri: string;
  readonly range: Range;
}

/** What an encounter was checked by, and with what verdict: it holds as long as these are the same objects. */
interface Judged {
  readonly block: Block;
  readonly file: NoteFile;
  readonly defaults: Defaults;
  readonly history: PastEncounters;
  /** All encounters of the patient on that date, this one among them. */
  readonly day: readonly HistoryEntry[];
  verdict?: CheckResult;
  /** Kept of an open file only. */
  visit?: Visit;
}

interface LastResult {
  readonly judged: Judged;
  readonly findings: readonly Finding[];
  readonly validator: FixValidator;
}

/**
 * All notes that are looked at together. A verdict depends on the encounter's text, the defaults of its file, the patient's earlier
 * encounters, the code sets, the profiles and the settings, and is remembered until one of these changes.
 */
export class Workspace {
  private readonly files = new Map<string, NoteFile>();
  private readonly owners = new Map<Block, NoteFile>();
  private readonly stories: PatientIndex;
  /** Another number whenever unchanged encounters move to other lines. */
  layoutVersion = 0;
  /** Words that the notes use: people, pumps, diagnoses. */
  readonly seen = new WordIndex();
  private readonly judged = new Map<Block, Judged>();
  /** Of the files that were asked for, so that an edit costs no look at all their encounters. */
  private readonly findingsByFile = new Map<NoteFile, FileFindings>();
  /** The last visit of a file that is not open: several things are asked of an encounter one after the other. */
  private lastVisit: { readonly judged: Judged; readonly visit: Visit } | undefined;
  private lastResult: LastResult | undefined;
  private judgedDefaults = new WeakMap<Block, CheckResult>();
  private settingsOf: (uri: string) => Settings = () => ({});
  private profilesOf: (uri: string) => Profiles;

  constructor(
    readonly codes: CodeSets,
    profiles: Profiles,
    settings: Settings = {},
  ) {
    this.stories = new PatientIndex(codes);
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

  /** Sets settings and profiles (one for all files, or by file); every encounter is checked again on the next request. */
  configure(
    settings: Settings | ((uri: string) => Settings),
    profiles: Profiles | ((uri: string) => Profiles) = this.profilesOf,
  ): void {
    this.settingsOf = typeof settings === 'function' ? settings : () => settings;
    this.profilesOf = typeof profiles === 'function' ? profiles : () => profiles;
    this.judged.clear();
    this.lastVisit = undefined;
    this.lastResult = undefined;
    this.findingsByFile.clear();
    this.judgedDefaults = new WeakMap();
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

  /** Adds a part of a file that is not there yet: enough to check the encounters in it, where the patients' others are there too. */
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
   * An editor opens the file. An open file keeps what was read from it; of any other only text and findings are kept. Deleting the file frees
   * everything.
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
    this.lastVisit = undefined;
    this.lastResult = undefined;
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
  story(patient: string): readonly Encounter[] {
    return this.stories.of(patient.toUpperCase());
  }

  patients(): readonly string[] {
    return this.stories.patients();
  }

  /** The encounter of a block with everything that it is checked by; undefined for the defaults of a file. */
  visit(block: Block): Visit | undefined {
    const judged = this.judge(block);
    return judged && this.visitFor(judged);
  }

  verdict(block: Block): CheckResult {
    const judged = this.judge(block);
    const file = this.owners.get(block);
    if (judged && file) return (judged.verdict ??= this.verdictOf(judged));
    let verdict = this.judgedDefaults.get(block);
    if (!verdict && file) this.judgedDefaults.set(block, (verdict = this.judgeDefaults(file)));
    return verdict ?? { findings: [], waived: [], outcomes: new Map(), missing: new Map() };
  }

  private verdictOf(judged: Judged): CheckResult {
    const { block } = judged;
    const verdict = checkVisit(this.visitFor(judged));
    this.stories.sumUp(block);
    this.lastResult = undefined;
    this.resultOf(judged, verdict);
    return { ...verdict, findings: verdict.findings.map((finding, i) => this.withoutFixes(finding, judged, i)) };
  }

  /** The finding as it is kept: its fixes and what it gathers are made again when they are first asked for, because few are ever seen. */
  private withoutFixes(finding: Finding, judged: Judged, index: number): Finding {
    const kept: Finding = { ...finding };
    if (finding.gathered)
      Object.defineProperty(kept, 'gathered', {
        enumerable: true,
        get: () => this.resultOf(judged).findings[index]?.gathered,
      });
    if (finding.fixes.length === 0) return kept;
    const make = (): readonly Fix[] => {
      const { findings, validator } = this.resultOf(judged);
      return findings[index]?.fixes.filter(fix => validator.isHarmless(fix)) ?? [];
    };
    let fixes: readonly Fix[] | undefined;
    return Object.defineProperty(kept, 'fixes', { enumerable: true, get: () => (fixes ??= make()) });
  }

  /** The findings of an encounter with their fixes; those of the last one are at hand. */
  private resultOf(judged: Judged, result?: CheckResult): LastResult {
    if (this.lastResult?.judged === judged) return this.lastResult;
    const { findings } = result ?? checkVisit(this.visitFor(judged));
    const validator = new FixValidator(judged.block, findings, text => {
      const visit = this.visitOfText(judged, text);
      return visit && errorsIn(visit);
    });
    return (this.lastResult = { judged, findings, validator });
  }

  /** How another text would be checked in the place of an encounter's; undefined if it is no single encounter. Nothing is remembered of it. */
  wouldBe(
    block: Block,
    text: string,
  ): { readonly block: Block; readonly visit: Visit; readonly verdict: CheckResult } | undefined {
    const judged = this.judge(block);
    const visit = judged && this.visitOfText(judged, text);
    return visit && { block: visit.encounter.block, visit, verdict: checkVisit(visit) };
  }

  /** The findings of a file, top to bottom. */
  findings(uri: string): readonly Finding[] {
    return this.judgeFile(uri)?.findings ?? [];
  }

  /** The most severe findings of a file, top to bottom. @param most how many at most */
  mostSevere(uri: string, most: number): readonly Finding[] {
    return this.judgeFile(uri)?.mostSevere(most) ?? [];
  }

  /** The waived findings of a file, top to bottom. */
  waived(uri: string): readonly Finding[] {
    return this.judgeFile(uri)?.waived ?? [];
  }

  private judgeFile(uri: string): FileFindings | undefined {
    const file = this.files.get(uri);
    if (!file) return undefined;
    const known = this.findingsByFile.get(file);
    const current = known?.defaults === file.defaults ? known : undefined;
    if (current?.stale.size === 0) return current;
    // One patient after the other, because the encounters of one read each other.
    for (const block of current?.stale ?? file.blocks) {
      if (this.owners.get(block) !== file || this.judge(block)?.verdict) continue;
      const story = this.stories.storyWith(block);
      for (const other of story) if (this.owners.get(other) === file) this.verdict(other);
      for (const other of story) if (!this.owners.get(other)?.isOpen) other.release();
    }
    const verdictOf = (block: Block): CheckResult => this.judged.get(block)?.verdict ?? this.verdict(block);
    if (current) current.refresh(verdictOf);
    else this.findingsByFile.set(file, new FileFindings(file, file.defaults, file.blocks.map(verdictOf)));
    return this.findingsByFile.get(file);
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

  private judge(block: Block): Judged | undefined {
    const file = this.owners.get(block);
    if (!file || block === file.blocks[0]) return undefined;
    const { defaults } = file;
    const history = this.stories.before(block);
    const known = this.judged.get(block);
    const day = this.stories.sameDay(block);
    if (known && known.defaults === defaults && known.history === history && known.day === day) return known;
    const judged: Judged = { block, file, defaults, history, day };
    this.judged.set(block, judged);
    return judged;
  }

  /** The visit that another text would make in the place of an encounter's; undefined if it is no single encounter. */
  private visitOfText(judged: Judged, text: string): Visit | undefined {
    if (splitBlocks(text).filter(piece => piece !== '').length > 1) return undefined;
    const after = parseBlock(text);
    const { header } = after;
    return header && this.visitOf(readEncounter(after, header), judged);
  }

  private visitFor(judged: Judged): Visit {
    const known = judged.visit ?? (this.lastVisit?.judged === judged ? this.lastVisit.visit : undefined);
    if (known) return known;
    const visit = this.visitOf(encounterOf(judged.block), judged);
    if (judged.file.isOpen) judged.visit = visit;
    else this.lastVisit = { judged, visit };
    return visit;
  }

  private visitOf(encounter: Encounter, { block, file, history, day }: Judged): Visit {
    const { codes } = this;
    return buildVisit(encounter, {
      defaults: file.defaults,
      history,
      sameDay: othersOfDay(block, day),
      codes,
      profiles: this.profilesOf(file.uri),
      ...this.settingsOf(file.uri),
    });
  }

  private judgeDefaults({ uri, defaults }: NoteFile): CheckResult {
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
      const patient = this.findingsByFile.size ? this.stories.patientOf(block) : undefined;
      if (patient !== undefined) patients.add(patient);
    };
    for (const block of gone) {
      this.owners.delete(block);
      if (!headerOf(block.text)) continue; // the defaults
      touch(block);
      this.judged.delete(block);
      this.stories.remove(block);
      this.seen.remove(block);
    }
    this.findingsByFile.get(file)?.applyChange(change);
    for (const block of come) {
      this.owners.set(block, file);
      if (block === file.blocks[0]) continue; // the defaults
      this.stories.add(block, file);
      this.seen.add(block);
      touch(block);
    }
    // The findings of the patient's other encounters may change too, in any file.
    for (const patient of patients)
      for (const { block, file } of this.stories.chaptersOf(patient)) this.findingsByFile.get(file)?.stale.add(block);
    if (this.files.get(file.uri) === file) this.seen.setDefaults(file.uri, file.defaults);
  }
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
