import { lazy } from './lazy.js';
import type { Tables } from './tables.js';
import type { Unverified } from './types.js';

const NONE: readonly Unverified[] = [];

/** The unverified statements by subject: `code:62370`, `rule:supervision`, … */
export interface Caveats {
  about(subject: string): readonly Unverified[];
  /** As a part of an entry: empty if nothing is unverified, so that `unverified` is never an empty list. */
  part(subject: string): { unverified?: readonly Unverified[] };
}

export function createCaveats(tables: Tables): Caveats {
  const bySubject = lazy(() => {
    const map = new Map<string, Unverified[]>();
    for (const { about, ...mark } of tables.unverified.rows) {
      for (const subject of about) {
        const marks = map.get(subject);
        if (marks) marks.push(mark);
        else map.set(subject, [mark]);
      }
    }
    return map;
  });

  /** A diagnosis bears the marks of its families too: `T85.690A` those of `T85.69`. */
  const ofDiagnosis = (code: string): readonly Unverified[] => {
    const found: Unverified[] = [];
    for (let length = 3; length <= code.length; length++)
      found.push(...(bySubject().get(`diagnosis:${code.slice(0, length)}`) ?? NONE));
    return found;
  };

  const about = (subject: string): readonly Unverified[] =>
    subject.startsWith('diagnosis:')
      ? ofDiagnosis(subject.slice('diagnosis:'.length))
      : (bySubject().get(subject) ?? NONE);

  return {
    about,
    part: subject => {
      const unverified = about(subject);
      return unverified.length ? { unverified } : {};
    },
  };
}

/** What of a statement no text was found for, as findings show it; empty if all of it is read. */
export function doubtsOf(marks: readonly Unverified[] | undefined): { unverified?: string } {
  return marks?.length ? { unverified: marks.map(({ reason }) => reason).join(' ') } : {};
}
