import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dueRefills } from '../../../server/src/core/editor/worklist';
import { worklistCalendar } from '../../../server/src/core/editor/worklist-calendar';
import { workspaceOf } from '../../support/checking';

const [due] = dueRefills(
  workspaceOf({
    a: '2026-11-20 refill P-014 @office\npump: SynchroMed II 8637-40, IT\nfill: out 6 mL, in 40 mL\nnext: 2027-01-10\n',
  }),
);

it('folds lines at 75 octets without breaking a character, and escapes what separates', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }).filter(isWhole), patient => {
      const lines = worklistCalendar([{ ...due!, patient }]).split('\r\n');
      expect(lines.at(-1)).toBe('');
      for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const unfolded = lines.join('\r\n').replaceAll('\r\n ', '');
      expect(unfolded).not.toContain('\ufffd');
      const summary = /^SUMMARY:(.*)$/m.exec(unfolded)![1]!;
      expect(summary.replaceAll(/\\[\\;,n]/g, '')).not.toMatch(/[\\;,]/);
      expect(unfolded.split('\r\n').filter(line => line === 'BEGIN:VEVENT')).toHaveLength(1);
    }),
  );
});

/** Text as a note has it: whole characters, and none that ends a line. */
function isWhole(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\ufffd\u2028\u2029]/u.test(text);
}
