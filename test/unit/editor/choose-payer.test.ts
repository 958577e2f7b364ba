import { describe, expect, it } from 'vitest';
import { choosePayer } from '../../../server/src/core/editor/assists/choose-payer';
import { workspaceOf } from '../../support/checking';

/** The header after the payer is chosen; undefined where nothing changes. */
function headerWith(header: string, payer: string): string | undefined {
  const [encounter] = workspaceOf({ a: `${header}\nby: RN KL\n` }).encounters('a');
  const edit = choosePayer(encounter!, payer);
  return edit && header.slice(0, edit.at.start) + edit.text + header.slice(edit.at.end);
}

describe('choosing a payer', () => {
  it.each([
    ['2026-11-20 refill P-014 @office #medicare', '2026-11-20 refill P-014 @office #bcbs'],
    ['2026-11-20 refill P-014 @office #medicare #aetna', '2026-11-20 refill P-014 @office #bcbs #aetna'],
    ['2026-11-20 refill P-014 @office', '2026-11-20 refill P-014 @office #bcbs'],
    ['2026-11-20 refill P-014 @office !stopped', '2026-11-20 refill P-014 @office #bcbs !stopped'],
    ['2026-11-20 refill P-014', '2026-11-20 refill P-014 #bcbs'],
    ['2026-11-20 refill P-014  ; late', '2026-11-20 refill P-014 #bcbs  ; late'],
    ['2026-11-20 refill P-014 #unheard-of', '2026-11-20 refill P-014 #bcbs'],
  ])('%s', (before, after) => {
    expect(headerWith(before, 'bcbs')).toBe(after);
  });

  it('changes nothing where the header has the payer already', () => {
    expect(headerWith('2026-11-20 refill P-014 @office #BCBS', 'bcbs')).toBeUndefined();
  });
});
