import { groupBy } from '../../core/collections/group-by.js';
import type { Range } from '../../core/workspace/note-file.js';
import type { EncounterRecord } from '../run/encounter-record.js';
import type { CheckedNote, SerializedFinding } from '../serialized-finding.js';
import { tablesHash } from '../tables-hash.js';
import type { FileProblem, Format, ReporterContext } from './reporter.js';
import { slashed } from './words.js';

/** The version of the records; schemas/records.schema.json describes it. */
export const RECORDS_VERSION = 1;

/** A record as a line of the output. */
export interface PrintedRecord extends EncounterRecord {
  readonly record: 'encounter';
  readonly version: number;
  readonly file: string;
  /** Unique in the file: patient, date, and a number if the patient has several encounters that day. */
  readonly id: string;
  readonly editions: readonly string[];
  readonly hash: EncounterRecord['hash'] & { readonly tables: string };
}

/**
 * One record a line: for each encounter what was decided, and after it its findings. `schemas/records.schema.json`
 * describes them. Lines and columns are 1-based.
 */
export function jsonl({ language }: ReporterContext): Format {
  const tables = tablesHash(language);
  const printFinding = (finding: SerializedFinding, encounter: string | undefined): string =>
    line({
      ...findingFields(finding, id => language.codes.source(id).title),
      record: 'finding',
      version: RECORDS_VERSION,
      ...(encounter === undefined ? {} : { encounter }),
    });
  return {
    open: () => '',
    note: note => {
      const ids = idsOf(note);
      const byPiece = groupBy([...note.findings, ...note.waived], ({ piece = 0 }) => piece);
      const findingsOf = (piece: number): string =>
        (byPiece.get(piece) ?? []).map(finding => printFinding(finding, ids.get(piece))).join('');
      const records = (note.details ?? []).map(({ piece, detail }) => {
        const { hash, ...rest } = detail as EncounterRecord;
        const printed: PrintedRecord = {
          record: 'encounter',
          version: RECORDS_VERSION,
          file: slashed(note.file),
          id: ids.get(piece)!,
          ...rest,
          editions: language.editions(rest.date).split(' · '),
          hash: { ...hash, tables },
        };
        return line(printed) + findingsOf(piece);
      });
      return findingsOf(0) + records.join('');
    },
    problem: recordOf,
    flushed: ({ flush }) => line({ record: 'flushed', version: RECORDS_VERSION, flush }),
    close: () => '',
  };
}

/** The record of a problem other than a finding. */
export function recordOf(problem: FileProblem): string {
  return line({ ...problemFields(problem), version: RECORDS_VERSION });
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

/** Piece → id. */
function idsOf({ details = [] }: CheckedNote): ReadonlyMap<number, string> {
  const counts = new Map<string, number>();
  return new Map(
    details.map(({ piece, detail }) => {
      const { patient, date } = detail as EncounterRecord;
      const key = `${patient ?? '-'}/${date ?? '-'}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return [piece, count === 1 ? key : `${key}/${count}`];
    }),
  );
}

function findingFields(finding: SerializedFinding, titleOf: (source: string) => string): object {
  return {
    file: slashed(finding.file),
    ...place(finding.range),
    rule: finding.rule,
    severity: finding.severity,
    outcome: finding.waivedBy ? 'waived' : finding.outcome,
    message: finding.message,
    evidence: finding.evidence.map(evidence => ({
      file: slashed(evidence.file),
      ...place(evidence.range),
      says: evidence.text,
      text: evidence.line.text,
    })),
    fixes: finding.fixes.map(({ kind, title, edits }) => ({
      kind,
      title,
      edits: edits.map(edit => ({ ...place(edit.range), newText: edit.newText })),
    })),
    sources: finding.sources.map(id => ({ id, title: titleOf(id) })),
    ...(finding.edition ? { edition: finding.edition } : {}),
    ...(finding.unverified ? { unverified: finding.unverified } : {}),
    ...(finding.waivedBy ? { waivedBy: { ...finding.waivedBy, line: finding.waivedBy.line + 1 } } : {}),
  };
}

/**
 * What cannot be read or used is an error record. Anything else, such as that some findings are not listed, is a
 * notice. Both have the fields of a finding.
 */
function problemFields({ kind, severity, file, range, message, inputLine }: FileProblem): object {
  return {
    file: slashed(file),
    ...place(range),
    rule: kind,
    severity,
    outcome: 'fail',
    message,
    evidence: [],
    fixes: [],
    sources: [],
    record: severity === 'error' ? 'error' : 'notice',
    ...(inputLine === undefined ? {} : { inputLine }),
  };
}

function place({ start, end }: Range): object {
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
