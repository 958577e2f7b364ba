/**
 * Every ICD-10-CM code of some editions in one block table: the key is the code, `info` its flags, the text its title.
 * Flags hold one character for each edition, oldest first: `1` billable, `0` header, `-` absent; the two commonest are
 * shortened.
 */
import { BlockTable, encodeBlocks, type Block, type EncodedBlock, type Row } from './block-table.js';

/** A row of the diagnosis tables: code, flags, title. */
export type DiagnosisRow = readonly [code: string, flags: string, title: string];

interface Line {
  readonly code: string;
  readonly billable: boolean;
  readonly title: string;
}

/**
 * @param editions the codes of each edition, oldest first; a title is that of the newest edition which holds the code
 */
export function encodeDiagnoses(editions: readonly (readonly Line[])[]): EncodedBlock[] {
  const rows = new Map<string, { flags: string[]; title: string }>();
  editions.forEach((lines, edition) => {
    for (const { code, billable, title } of lines) {
      let row = rows.get(code);
      if (!row) rows.set(code, (row = { flags: editions.map(() => '-'), title }));
      row.flags[edition] = billable ? '1' : '0';
      row.title = title;
    }
  });
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  return encodeBlocks(
    sorted.map(([key, { flags, title }]): Row => ({ key, info: shorten(flags.join('')), text: title })),
  );
}

/** All billable: nothing; all headers: one zero. */
function shorten(flags: string): string {
  if (/^1+$/.test(flags)) return '';
  return /^0+$/.test(flags) ? '0' : flags;
}

export class DiagnosisTable {
  private readonly table: BlockTable;

  /** @param editions how many each row has a flag for */
  constructor(
    blocks: readonly Block[],
    private readonly editions: number,
  ) {
    this.table = new BlockTable(blocks);
  }

  get(code: string): DiagnosisRow | undefined {
    const row = this.table.get(code);
    return row && this.rowOf(row);
  }

  flags(code: string): string | undefined {
    const info = this.table.infoOf(code);
    return info === undefined ? undefined : this.lengthen(info);
  }

  /** Rows below a code: longer codes that begin with it. */
  below(code: string): readonly DiagnosisRow[] {
    return this.table
      .startingWith(code)
      .filter(({ key }) => key !== code)
      .map(row => this.rowOf(row));
  }

  *all(): Generator<DiagnosisRow> {
    for (const row of this.table.all()) yield this.rowOf(row);
  }

  private rowOf({ key, info, text }: Row): DiagnosisRow {
    return [key, this.lengthen(info), text];
  }

  private lengthen(info: string): string {
    return info.length > 1 ? info : (info || '1').repeat(this.editions);
  }
}
