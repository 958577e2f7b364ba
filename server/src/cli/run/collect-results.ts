import { limitFindings } from '../../core/check/limit-findings.js';
import { LEVELS } from '../levels.js';
import type { CheckedNote, SerializedFinding, UnreadNote } from '../serialized-finding.js';
import { WAIVED, type Detail, type PartResult } from './batch.js';
import type { BatchResults } from './batch.js';
import type { Origin, PlannedBatch } from './split-by-patient.js';

interface Placed {
  /** Index of its piece in the note. */
  readonly piece: number;
  readonly rank: number;
  readonly json: string;
}

/** Collects the results for one note, whose pieces can be checked in different batches. */
export class ResultCollector {
  private findings: Placed[] = [];
  private readonly waived: Placed[] = [];
  private readonly details: Detail[] = [];
  /** How many findings there are, by rank. */
  private readonly counts = LEVELS.map(() => 0);
  private readonly dates = new Set<string | null>();
  private failure: string | undefined;
  /** See `CheckedNote`. */
  withoutHistory = false;

  /**
   * @param encounters how many the note has
   * @param missing how many of its parts are not checked yet
   * @param most how many findings are listed
   */
  constructor(
    private readonly file: string,
    private readonly encounters: number,
    private missing: number,
    private readonly most: number,
  ) {}

  get isComplete(): boolean {
    return this.missing === 0;
  }

  add({ pieces }: Origin, { found, details = [], dates = [], failure }: PartResult): void {
    this.missing--;
    for (const date of dates) this.dates.add(date);
    this.failure ??= failure;
    for (const { piece, rank, json } of found) {
      (rank === WAIVED ? this.waived : this.findings).push({ piece: pieces[piece]!, rank, json });
      if (rank !== WAIVED) this.counts[rank]!++;
    }
    for (const { piece, json } of details) this.details.push({ piece: pieces[piece]!, json });
    // Drop what will not be listed, so that a note full of findings needs no more memory.
    if (this.findings.length > 2 * this.most) this.findings = this.listed();
  }

  /** The findings of the whole note, and a problem if a part could not be checked. */
  *results(): Generator<CheckedNote | UnreadNote> {
    const { file, encounters } = this;
    const listed = this.listed();
    const unlisted = this.unlisted(listed);
    yield {
      file,
      encounters,
      dates: [...this.dates],
      findings: listed.map(parse),
      waived: this.waived.sort(byPiece).map(parse),
      ...(this.details.length
        ? {
            details: this.details
              .sort(byPiece)
              .map(({ piece, json }) => ({ piece, detail: JSON.parse(json) as object })),
          }
        : {}),
      ...(unlisted ? { unlisted } : {}),
      ...(this.withoutHistory ? { withoutHistory: true } : {}),
    };
    if (this.failure)
      yield {
        file,
        problem:
          `Some encounters of this file could not be checked (${this.failure}); this is a defect of ` +
          'Encounter Notes, and the others were checked.',
      };
  }

  private listed(): Placed[] {
    return [...limitFindings(this.findings.sort(byPiece), ({ rank }) => rank, this.most)];
  }

  private unlisted(listed: readonly Placed[]): CheckedNote['unlisted'] {
    const counts = [...this.counts];
    for (const { rank } of listed) counts[rank]!--;
    if (counts.every(count => count === 0)) return undefined;
    const [error = 0, warning = 0, info = 0, hint = 0] = counts;
    return { error, warning, info, hint };
  }
}

/** Adds the results of a batch to the notes that they belong to. */
export function share(
  { origins }: PlannedBatch,
  checked: BatchResults,
  notes: readonly (ResultCollector | undefined)[],
): void {
  checked.forEach((parts, g) =>
    parts.forEach((part, p) => {
      const origin = origins[g]![p]!;
      notes[origin.note]?.add(origin, part);
    }),
  );
}

/** The findings of one piece are in order already, and sorting is stable. */
function byPiece(a: { readonly piece: number }, b: { readonly piece: number }): number {
  return a.piece - b.piece;
}

function parse({ piece, json }: Placed): SerializedFinding {
  return { ...(JSON.parse(json) as SerializedFinding), piece };
}
