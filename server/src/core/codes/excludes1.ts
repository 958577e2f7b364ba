import type { IsoDate } from '../syntax/iso-day.js';
import type { Caveats } from './caveats.js';
import { spellDiagnosis } from './diagnosis-spelling.js';
import { lazy } from './lazy.js';
import type { RawExcludes1, Tables } from './tables.js';
import type { DiagnosisStatus, Excludes1 } from './types.js';

/** The Excludes1 notes of the tabular list. */
export function createExcludes1(
  tables: Tables,
  caveats: Caveats,
  status: (code: string, date: IsoDate) => DiagnosisStatus,
): (a: string, b: string, date: IsoDate) => Excludes1 | undefined {
  /** Family → family that may not be beside it → the note, in both directions. */
  const notes = lazy(() => {
    const pairs = new Map<string, Map<string, RawExcludes1>>();
    const add = (a: string, b: string, note: RawExcludes1): void => {
      const others = pairs.get(a);
      if (others) others.set(b, note);
      else pairs.set(a, new Map([[b, note]]));
    };
    for (const note of tables.icd10cmNotes.excludes1) {
      add(note.under, note.names, note);
      add(note.names, note.under, note);
    }
    return pairs;
  });

  /**
   * The note that holds for two codes, and the one of them that it names. At most 6 × 6 prefixes, however many notes
   * there are.
   */
  function noteOf(one: string, other: string): { note: RawExcludes1; named: string } | undefined {
    for (let i = 3; i <= one.length; i++) {
      const others = notes().get(one.slice(0, i));
      for (let j = 3; others && j <= other.length; j++) {
        const note = others.get(other.slice(0, j));
        if (note && !note.except?.some(code => code === one || code === other))
          return { note, named: note.names === one.slice(0, i) ? one : other };
      }
    }
    return undefined;
  }

  return (a, b, date) => {
    const [one, other] = [spellDiagnosis(a), spellDiagnosis(b)];
    const found = noteOf(one, other);
    // A code that is not yet, or no longer, there excludes nothing.
    if (!found || [one, other].some(code => ['not-yet', 'ended'].includes(status(code, date)))) return undefined;
    const { under, names, source, condition, either } = found.note;
    return {
      a: one,
      b: other,
      families: [under, names],
      source,
      ...(condition && { condition }),
      ...(!either && { keep: found.named }),
      ...caveats.part(`excludes1:${under} ${names}`),
    };
  };
}
