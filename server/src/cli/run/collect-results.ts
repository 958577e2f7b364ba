import { limitFindings } from '../../core/check/limit-findings.js';
import type { CheckedNote, SerializedFinding, UnreadNote } from '../serialized-finding.js';
import { WAIVED, type PartResult } from './batch.js';
import type { BatchResults } from './worker-pool.js';
import type { Origin, PlannedBatch } from './split-by-patient.js';

interface Placed {
  /** Index of its piece in the note. */
  readonly piece: number;
  readonly rank: number;
  readonly json: string;
}

/** Puts together again what was found in the pieces of one note. */
export class ResultCollector {
  private findings: Placed[] = [];
  private readonly waived: Placed[] = [];
  private count = 0;
  private failure: string | undefined;

  /**
   * @param encounters how many the note has
   * @param missing how many of its parts are not judged yet
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

  add({ pieces }: Origin, { found, failure }: PartResult): void {
    this.missing--;
    this.failure ??= failure;
    for (const { piece, rank, json } of found)
      (rank === WAIVED ? this.waived : this.findings).push({ piece: pieces[piece]!, rank, json });
    this.count += found.length;
    // Nothing is kept that will not be listed, however bad the note is.
    if (this.findings.length > 2 * this.most) this.findings = this.listed();
  }

  /** What was found in all of the note; and what could not be judged of it. */
  *whole(): Generator<CheckedNote | UnreadNote> {
    const { file, encounters } = this;
    const listed = this.listed();
    const unlisted = this.count - this.waived.length - listed.length;
    yield {
      file,
      encounters,
      findings: listed.map(parse),
      waived: this.waived.sort(byPiece).map(parse),
      ...(unlisted > 0 ? { unlisted } : {}),
    };
    if (this.failure)
      yield {
        file,
        problem: `Some encounters of this file could not be judged (${this.failure}); this is a defect of Encounter Notes, and the others were.`,
      };
  }

  private listed(): Placed[] {
    return [...limitFindings(this.findings.sort(byPiece), ({ rank }) => rank, this.most)];
  }
}

/** Gives each note what was found in it. */
export function share(
  { origins }: PlannedBatch,
  judged: BatchResults,
  notes: readonly (ResultCollector | undefined)[],
): void {
  judged.forEach((parts, g) =>
    parts.forEach((part, p) => {
      const origin = origins[g]![p]!;
      notes[origin.note]?.add(origin, part);
    }),
  );
}

/** What is found in one piece is in order already, and sorting keeps it. */
function byPiece(a: Placed, b: Placed): number {
  return a.piece - b.piece;
}

function parse({ json }: Placed): SerializedFinding {
  return JSON.parse(json) as SerializedFinding;
}
