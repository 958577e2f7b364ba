import { describe, expect, it } from 'vitest';
import { brokenFixes, reported } from '../../support/fix-laws';

type Stage = 'before-start' | 'after-start' | 'before-anesthesia' | 'after-anesthesia';

interface Stopped {
  readonly claim: 'pro' | 'facility';
  readonly stage: Stage | undefined;
  readonly elective: boolean;
  readonly planned: boolean;
  readonly inRoom: boolean;
  /** The needle did not find the port. */
  readonly access: boolean;
}

/** Codes of the class that is paid for surgery and injections into the spine. */
const SURGERY = ['62362', '62350', '62323'];
const bool = [false, true];
const ALL: Stopped[] = (['pro', 'facility'] as const).flatMap(claim =>
  ([undefined, 'before-start', 'after-start', 'before-anesthesia', 'after-anesthesia'] as const).flatMap(stage =>
    bool.flatMap(elective =>
      bool.flatMap(planned =>
        bool.flatMap(inRoom => bool.map(access => ({ claim, stage, elective, planned, inRoom, access }))),
      ),
    ),
  ),
);

/**
 * What the table says: the modifiers that are right, no code at all, or that a fact is missing (with what may be
 * right).
 */
function table(s: Stopped, code: string): Answer {
  return s.claim === 'pro' ? professional(s) : facility(s, code);
}

type Answer = { right: string[] } | 'no code' | { maybe: string[] };

function professional(s: Stopped): Answer {
  const started = s.stage?.startsWith('after');
  if (s.elective || started === false) return 'no code';
  const right = s.access ? ['53', '52'] : ['53'];
  return started ? { right } : { maybe: right };
}

function facility(s: Stopped, code: string): Answer {
  const started = s.stage?.startsWith('after');
  const planned = s.planned || s.stage === 'before-anesthesia' || s.stage === 'after-anesthesia';
  if (s.elective && (planned || started === false)) return 'no code';
  // Surgery without a word about anesthesia: it is open whether it was planned.
  if (!planned && SURGERY.includes(code))
    return { maybe: [...(started ? [] : ['73']), ...(started === false ? [] : ['74']), '52'] };
  if (!planned) return { right: ['52'] };
  if (started === undefined) return { maybe: ['73', '74'] };
  if (started) return { right: ['74'] };
  return s.inRoom ? { right: ['73'] } : { maybe: ['73'] };
}

const OTHER_CLAIM = { pro: ['73', '74'], facility: ['53'] };

function expected(s: Stopped, code: string, modifier: string): string[] {
  const answer = table(s, code);
  if (OTHER_CLAIM[s.claim].includes(modifier)) return ['modifier-setting error'];
  if (answer === 'no code') return ['stopped-procedure error'];
  if ('right' in answer) return answer.right.includes(modifier) ? [] : ['stopped-procedure error'];
  return answer.maybe.includes(modifier) ? ['stopped-procedure info'] : ['stopped-procedure error'];
}

function note(s: Stopped, code: string, modifier: string): string {
  const words = [
    s.stage,
    s.elective && 'elective',
    s.planned && 'anesthesia planned',
    s.inRoom && 'in room',
    `reason "${s.access ? 'port not found' : 'hypotension'}"`,
  ].filter(word => word);
  return `2026-11-20 visit P-014 @asc${s.claim === 'facility' ? ' bill=facility' : ''} !stopped\nby: MD AS\nstop: ${words.join(', ')}\ndx: M96.1\n${code}${modifier && `-${modifier}`} @A\n`;
}

describe.each(['62362', '62350', '95991', '62370', '62323'])('a stopped %s', code => {
  it.each(
    ALL.map(
      s =>
        [
          Object.entries(s)
            .filter(([, value]) => value !== false)
            .map(([key, value]) => (value === true ? key : String(value)))
            .filter(Boolean)
            .join(' '),
          s,
        ] as const,
    ),
  )('%s', (_, s) => {
    for (const modifier of ['', '52', '53', '73', '74']) {
      const found = reported(note(s, code, modifier), 'stopped-procedure', 'modifier-setting');
      expect(found, modifier || 'no modifier').toEqual(expected(s, code, modifier).map(e => `5 ${e}`));
    }
  });
});

describe('fixes', () => {
  it.each(['62362', '95991', '96522'])('of %s hold their promise in every cell of the table', code => {
    const broken = ALL.flatMap(s =>
      ['', '52', '53', '73', '74', '22', '22-53', '51-58-GC-KX'].flatMap(modifier =>
        brokenFixes(note(s, code, modifier), ['stopped-procedure', 'modifier-setting']),
      ),
    );
    expect(broken).toEqual([]);
  });

  it('take the drugs of a refill that never began along', () => {
    const text = `2026-11-20 refill P-014 @office #medicare !stopped\nby: MD AS\nstop: before-start, reason "fever"\ndrug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, mdv, not given\ndx: G80.0\n95991-53 @A\nJ0475-KD x8 @A\n99213-25 @A\n`;
    expect(brokenFixes(text, ['stopped-procedure'])).toEqual([]);
  });
});
