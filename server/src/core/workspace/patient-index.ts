import type { HistoryEntry, HistoryFacts } from '../visit/history.js';
import { summaryOf } from '../visit/history-facts.js';
import type { CodeSets } from '../codes/types.js';
import type { Encounter } from '../encounter/model.js';
import { headerDate } from '../encounter/read-header.js';
import { inCapitals } from '../syntax/chars.js';
import { headerOf } from '../syntax/parse.js';
import type { Block } from '../syntax/tree.js';
import { NO_HISTORY, type PastEncounters } from './encounter-history.js';
import type { NoteFile } from './note-file.js';
import { encounterOf } from './encounter-cache.js';
import type { IsoDate } from '../syntax/iso-day.js';

/** One encounter in the story of its patient. */
class TimelineEntry implements HistoryEntry {
  /** What came before it. */
  past = NO_HISTORY;
  /** What came before the next encounter of the same file and day, and what came before the next day: each with this one in front. */
  inFile = NO_HISTORY;
  inAll = NO_HISTORY;
  /** All encounters of its day, itself among them, in order; the same object as long as none of them changes. */
  day: readonly TimelineEntry[] = [this];
  private summarized: HistoryFacts | undefined;

  constructor(
    readonly block: Block,
    readonly file: NoteFile,
    readonly date: IsoDate,
    readonly story: Timeline,
    private readonly codes: CodeSets,
  ) {}

  get encounter(): Encounter {
    return encounterOf(this.block);
  }

  get facts(): HistoryFacts {
    return (this.summarized ??= summaryOf(this.encounter, this.codes.on(this.date)));
  }
}

interface Timeline {
  readonly patient: string;
  readonly chapters: TimelineEntry[];
  /** Whether the chapters are in order, each with its past. */
  settled: boolean;
}

/**
 * The stories of the patients: all dated encounters of the workspace, by patient and date, regardless of the order of files.
 * On the same date only an encounter above in the same file counts as earlier. Of each encounter only its header is read here.
 */
export class PatientIndex {
  private readonly stories = new Map<string, Timeline>();
  private readonly chapters = new Map<Block, TimelineEntry>();

  /** @param codes that the encounters are checked by */
  constructor(private readonly codes: CodeSets) {}

  add(block: Block, file: NoteFile): void {
    const header = headerOf(block.text);
    const date = header && headerDate(header);
    const patient = header?.patient && inCapitals(header.patient.text);
    if (date === undefined || patient === undefined) return;
    let story = this.stories.get(patient);
    if (!story) this.stories.set(patient, (story = { patient, chapters: [], settled: false }));
    const chapter = new TimelineEntry(block, file, date, story, this.codes);
    story.chapters.push(chapter);
    story.settled = false;
    this.chapters.set(block, chapter);
  }

  /** Takes an encounter out of its story. */
  remove(block: Block): void {
    const chapter = this.chapters.get(block);
    if (!chapter) return;
    this.chapters.delete(block);
    const { story } = chapter;
    story.chapters.splice(story.chapters.indexOf(chapter), 1);
    story.settled = false;
    if (story.chapters.length === 0) this.stories.delete(story.patient);
  }

  /** All encounters of a patient, oldest first. */
  of(patient: string): readonly Encounter[] {
    const story = this.stories.get(patient);
    return story ? settled(story).chapters.map(({ block }) => encounterOf(block)) : [];
  }

  /** The blocks of the story that an encounter belongs to, oldest first; itself alone where it belongs to none. */
  storyWith(block: Block): readonly Block[] {
    const chapter = this.chapters.get(block);
    return chapter ? settled(chapter.story).chapters.map(one => one.block) : [block];
  }

  /** Sums up for the patient's later visits what an encounter says: best while its reading is at hand. */
  sumUp(block: Block): void {
    void this.chapters.get(block)?.facts;
  }

  /** Whose story an encounter belongs to. */
  patientOf(block: Block): string | undefined {
    return this.chapters.get(block)?.story.patient;
  }

  /** The encounters of a patient in no order, each with its file. */
  chaptersOf(patient: string): readonly Pick<TimelineEntry, 'block' | 'file'>[] {
    return this.stories.get(patient)?.chapters ?? [];
  }

  patients(): readonly string[] {
    return [...this.stories.keys()];
  }

  /** The patient's encounters of the same date, itself among them, in order. As long as none of them changes, it is the same object. */
  sameDay(block: Block): readonly HistoryEntry[] {
    const chapter = this.chapters.get(block);
    if (!chapter) return NO_ENTRIES;
    settled(chapter.story);
    return chapter.day;
  }

  /** The patient's encounters before one of them. As long as none of them changes, it is the same object. */
  before(block: Block): PastEncounters {
    const chapter = this.chapters.get(block);
    if (!chapter) return NO_HISTORY;
    settled(chapter.story);
    return chapter.past;
  }
}

function settled(story: Timeline): Timeline {
  if (story.settled) return story;
  story.settled = true;
  const { chapters } = story;
  chapters.sort(
    (a, b) =>
      compare(a.date, b.date) || compare(a.file.uri, b.file.uri) || a.file.indexOf(a.block) - b.file.indexOf(b.block),
  );
  // `before`: all of earlier days; `all`: with those of this day so far; `own`: with those of this day above in the same file.
  let before = NO_HISTORY,
    all = before,
    own = before;
  let last: TimelineEntry | undefined;
  for (const chapter of chapters) {
    if (chapter.date !== last?.date) own = before = all;
    else if (chapter.file !== last.file) own = before;
    chapter.past = own;
    const alone = own === all;
    own = chapter.inFile = chapter.inFile.isAfter(own) ? chapter.inFile : own.with(chapter);
    all = chapter.inAll = alone ? own : chapter.inAll.isAfter(all) ? chapter.inAll : all.with(chapter);
    last = chapter;
  }
  groupDays(chapters);
  return story;
}

const NO_ENTRIES: readonly HistoryEntry[] = [];

/** Lets the encounters of each day know each other. */
function groupDays(chapters: readonly TimelineEntry[]): void {
  let from = 0;
  for (let to = 1; to <= chapters.length; to++) {
    if (chapters[to]?.date === chapters[from]!.date) continue;
    const known = chapters[from]!.day;
    const isKnown = known.length === to - from && known.every((entry, i) => entry === chapters[from + i]);
    const day = isKnown ? known : chapters.slice(from, to);
    for (; from < to; from++) chapters[from]!.day = day;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
