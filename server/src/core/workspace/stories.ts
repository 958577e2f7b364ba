import type { Encounter } from '../encounter/model.js';

/** One encounter in the story of its patient. */
interface Chapter {
  readonly encounter: Encounter;
  readonly uri: string;
  readonly index: number;
}

/**
 * The stories of the patients: all dated encounters of the workspace, by patient and date, whatever the order of files.
 * On the same date only an encounter above in the same file counts as earlier.
 */
export class Stories {
  private readonly chapters = new Map<string, Chapter[]>();
  /** Patients whose story has changed since it was last sorted. */
  private readonly unsorted = new Set<string>();

  add(encounter: Encounter, uri: string, index: number): void {
    const patient = patientOf(encounter);
    if (!patient) return;
    const chapters = this.chapters.get(patient);
    if (chapters) chapters.push({ encounter, uri, index });
    else this.chapters.set(patient, [{ encounter, uri, index }]);
    this.unsorted.add(patient);
  }

  /** Takes an encounter out of its story. */
  remove(encounter: Encounter): void {
    const patient = patientOf(encounter);
    const chapters = patient && this.chapters.get(patient);
    if (!chapters) return;
    const at = chapters.findIndex((chapter) => chapter.encounter === encounter);
    if (at >= 0) chapters.splice(at, 1);
    if (chapters.length === 0) this.chapters.delete(patient);
  }

  /** Forgets the order of a story, for encounters of a file that moved within it. */
  reorder(encounter: Encounter, uri: string, index: number): void {
    const patient = patientOf(encounter);
    const chapters = patient && this.chapters.get(patient);
    const at = chapters ? chapters.findIndex((chapter) => chapter.encounter === encounter) : -1;
    if (!chapters || at < 0 || chapters[at]!.index === index) return;
    chapters[at] = { encounter, uri, index };
    this.unsorted.add(patient);
  }

  /** All encounters of a patient, oldest first. */
  of(patient: string): readonly Encounter[] {
    return this.sorted(patient).map((chapter) => chapter.encounter);
  }

  patients(): readonly string[] {
    return [...this.chapters.keys()];
  }

  /** The patient's encounters before one of them, newest first. */
  before(encounter: Encounter): readonly Encounter[] {
    const patient = patientOf(encounter);
    if (!patient) return [];
    const chapters = this.sorted(patient);
    const own = chapters.find((chapter) => chapter.encounter === encounter);
    if (!own) return [];
    const earlier: Encounter[] = [];
    for (let i = chapters.length - 1; i >= 0; i--) {
      const chapter = chapters[i]!;
      const date = chapter.encounter.date!, ownDate = encounter.date!;
      if (date < ownDate || (date === ownDate && chapter.uri === own.uri && chapter.index < own.index)) earlier.push(chapter.encounter);
    }
    return earlier;
  }

  private sorted(patient: string): readonly Chapter[] {
    const chapters = this.chapters.get(patient) ?? [];
    if (this.unsorted.delete(patient)) {
      chapters.sort((a, b) => compare(a.encounter.date!, b.encounter.date!) || compare(a.uri, b.uri) || a.index - b.index);
    }
    return chapters;
  }
}

/** The key of an encounter's story: patient tokens are read in either case. Undefined without a patient or a date. */
export function patientOf(encounter: Encounter): string | undefined {
  return encounter.date === undefined ? undefined : encounter.patient?.value.toUpperCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
