import type { HistoryEntry, HistoryFacts } from '../visit/history.js';
import { summaryOf } from '../visit/history-facts.js';
import type { CodeSets } from '../codes/types.js';
import type { Encounter } from '../encounter/model.js';
import { addDays } from '../encounter/date.js';
import { headerDate } from '../encounter/read-header.js';
import { inCapitals } from '../syntax/chars.js';
import { headerOf } from '../syntax/parse.js';
import type { Block } from '../syntax/tree.js';
import { NO_HISTORY, type EncounterHistory } from './encounter-history.js';
import type { NoteFile } from './note-file.js';
import { encounterOf } from './encounter-cache.js';
import type { IsoDate } from '../syntax/iso-day.js';

/** One encounter of a patient's timeline. */
class TimelineEntry implements HistoryEntry {
  /** The history before it. */
  past = NO_HISTORY;
  /** The history, with this encounter first, of the next encounter of the same file and day, and of the next day. */
  inFile = NO_HISTORY;
  inAll = NO_HISTORY;
  /** All encounters of its day, including itself, in order; the same object until one of them changes. */
  day: readonly TimelineEntry[] = [this];
  /** All encounters of the day after. */
  nextDay: readonly TimelineEntry[] = NO_ENTRIES;
  private summarized: HistoryFacts | undefined;

  constructor(
    readonly block: Block,
    readonly file: NoteFile,
    readonly date: IsoDate,
    readonly timeline: Timeline,
  ) {}

  get encounter(): Encounter {
    return encounterOf(this.block);
  }

  get facts(): HistoryFacts {
    return (this.summarized ??= summaryOf(this.encounter, this.timeline.codes.on(this.date)));
  }
}

interface Timeline {
  readonly patient: string;
  readonly codes: CodeSets;
  readonly entries: TimelineEntry[];
  /** Whether the entries are in order, each with its history. */
  isSorted: boolean;
}

/**
 * The timelines of the patients: all dated encounters of the workspace, by patient and date, in any order of files.
 * On the same date only an encounter above in the same file is earlier. Only the headers of encounters are read here.
 */
export class PatientIndex {
  private readonly timelines = new Map<string, Timeline>();
  private readonly entries = new Map<Block, TimelineEntry>();

  /** @param codes that the encounters are checked by */
  constructor(private readonly codes: CodeSets) {}

  add(block: Block, file: NoteFile): void {
    const header = headerOf(block.text);
    const date = header && headerDate(header);
    const patient = header?.patient && inCapitals(header.patient.text);
    if (date === undefined || patient === undefined) return;
    let timeline = this.timelines.get(patient);
    if (!timeline)
      this.timelines.set(patient, (timeline = { patient, codes: this.codes, entries: [], isSorted: false }));
    const entry = new TimelineEntry(block, file, date, timeline);
    timeline.entries.push(entry);
    timeline.isSorted = false;
    this.entries.set(block, entry);
  }

  /** Removes an encounter from its timeline. */
  remove(block: Block): void {
    const entry = this.entries.get(block);
    if (!entry) return;
    this.entries.delete(block);
    const { timeline } = entry;
    timeline.entries.splice(timeline.entries.indexOf(entry), 1);
    timeline.isSorted = false;
    if (timeline.entries.length === 0) this.timelines.delete(timeline.patient);
  }

  /** All encounters of a patient, oldest first. */
  of(patient: string): readonly Encounter[] {
    const timeline = this.timelines.get(patient);
    return timeline ? isSorted(timeline).entries.map(({ block }) => encounterOf(block)) : [];
  }

  /** The blocks of an encounter's timeline, oldest first; only itself if it has none. */
  timelineOf(block: Block): readonly Block[] {
    const entry = this.entries.get(block);
    return entry ? isSorted(entry.timeline).entries.map(one => one.block) : [block];
  }

  /** Computes the facts of an encounter for the patient's later visits, while its parse is in memory. */
  summarize(block: Block): void {
    void this.entries.get(block)?.facts;
  }

  /** The patient of an encounter. */
  patientOf(block: Block): string | undefined {
    return this.entries.get(block)?.timeline.patient;
  }

  /** The encounters of a patient, unordered, each with its file. */
  entriesOf(patient: string): readonly Pick<TimelineEntry, 'block' | 'file'>[] {
    return this.timelines.get(patient)?.entries ?? [];
  }

  patients(): readonly string[] {
    return [...this.timelines.keys()];
  }

  /**
   * The patient's encounters of the same date, including this one, in order; the same object until one of them changes.
   */
  sameDay(block: Block): readonly HistoryEntry[] {
    const entry = this.entries.get(block);
    if (!entry) return NO_ENTRIES;
    isSorted(entry.timeline);
    return entry.day;
  }

  /** The patient's encounters on the day after an encounter; the same object until one of them changes. */
  nextDay(block: Block): readonly HistoryEntry[] {
    const entry = this.entries.get(block);
    if (!entry) return NO_ENTRIES;
    isSorted(entry.timeline);
    return entry.nextDay;
  }

  /** The patient's encounters before one of them; the same object until one of them changes. */
  before(block: Block): EncounterHistory {
    const entry = this.entries.get(block);
    if (!entry) return NO_HISTORY;
    isSorted(entry.timeline);
    return entry.past;
  }
}

function isSorted(timeline: Timeline): Timeline {
  if (timeline.isSorted) return timeline;
  timeline.isSorted = true;
  const { entries } = timeline;
  entries.sort(
    (a, b) =>
      compare(a.date, b.date) || compare(a.file.uri, b.file.uri) || a.file.indexOf(a.block) - b.file.indexOf(b.block),
  );
  // `before`: all of earlier days; `all`: with those of this day so far; `own`: with those of this day above in the
  // same file.
  let before = NO_HISTORY,
    all = before,
    own = before;
  let last: TimelineEntry | undefined;
  for (const entry of entries) {
    if (entry.date !== last?.date) own = before = all;
    else if (entry.file !== last.file) own = before;
    entry.past = own;
    const alone = own === all;
    own = entry.inFile = entry.inFile.isAfter(own) ? entry.inFile : own.with(entry);
    if (alone) all = own;
    else all = entry.inAll.isAfter(all) ? entry.inAll : all.with(entry);
    entry.inAll = all;
    last = entry;
  }
  groupDays(entries);
  return timeline;
}

const NO_ENTRIES: readonly TimelineEntry[] = [];

/** Links the encounters of each day. */
function groupDays(entries: readonly TimelineEntry[]): void {
  let from = 0;
  for (let to = 1; to <= entries.length; to++) {
    if (entries[to]?.date === entries[from]!.date) continue;
    const known = entries[from]!.day;
    const isKnown = known.length === to - from && known.every((entry, i) => entry === entries[from + i]);
    const day = isKnown ? known : entries.slice(from, to);
    const before = entries[from - 1];
    if (before) linkNextDay(before.day, day);
    for (; from < to; from++) {
      entries[from]!.day = day;
      entries[from]!.nextDay = NO_ENTRIES;
    }
  }
}

/** The encounters of a day know those of the following one if it is the day after. */
function linkNextDay(day: readonly TimelineEntry[], following: readonly TimelineEntry[]): void {
  const { date } = day[0]!;
  if (following[0]!.date === addDays(date, 1)) for (const entry of day) entry.nextDay = following;
}

function compare(a: string, b: string): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
