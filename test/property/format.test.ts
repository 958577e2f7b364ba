import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBlock } from '../../server/src/core/editor/format';
import { readDefaults, readEncounter } from '../../server/src/core/encounter/read-encounter';
import { factsOf } from '../../server/src/core/encounter/same-facts';
import { parseBlock, parseNote, splitBlocks } from '../../server/src/core/syntax/parse';
import type { Block } from '../../server/src/core/syntax/tree';
import { noteText } from '../support/arbitrary';

function formatted(text: string): string {
  return splitBlocks(text).map((piece) => formatPiece(parseBlock(piece))).join('');
}

function formatPiece(block: Block): string {
  let out = '', at = 0;
  for (const edit of formatBlock(block)) {
    out += block.text.slice(at, edit.at.start) + edit.text;
    at = edit.at.end;
  }
  return out + block.text.slice(at);
}

function facts(text: string): string[] {
  return parseNote(text).blocks.map((block) => factsOf(block.header ? readEncounter(block, block.header) : readDefaults(block)));
}

/** Lines that the formatter may not touch: what a person wrote as text, and what was not understood. */
function kept(text: string): string[] {
  return parseNote(text).blocks.flatMap((block) => block.lines
    .filter((line) => ['narrative', 'fenced', 'stray', 'comment', 'blank', 'fence-open', 'fence-close'].includes(line.kind) || ((line.kind === 'code' || line.kind === 'header') && !line.complete))
    .map((line) => block.text.slice(line.start, line.next)));
}

describe('formatting any text', () => {
  it('is done once: formatting again changes nothing', () => {
    fc.assert(fc.property(noteText, (text) => {
      const once = formatted(text);
      expect(formatted(once)).toBe(once);
    }), { numRuns: 1500 });
  });

  it('keeps the facts, the text lines and every line break', () => {
    fc.assert(fc.property(noteText, (text) => {
      const once = formatted(text);
      expect(facts(once)).toEqual(facts(text));
      expect(kept(once)).toEqual(kept(text));
      expect(once.match(/\r\n|\r|\n/g)).toEqual(text.match(/\r\n|\r|\n/g));
    }), { numRuns: 1500 });
  });
});

it('writes what coders type fast as a note should look', () => {
  expect(formatted([
    '11/20/2026   Refill+REPROGRAM P-014  @Office #Medicare', 'PUMP:SynchroMed II 8637-40,sn NGP0000001, 40mL , it,  programmable', 'by: rn KL', 'Read: expected 6.2ml, dose 480 ug/day,alarms none',
    'prog: dose 6 → 6.6 mg/day', 'dx: g800,z45.1', '  95990 @ab', 'j0475-jz-kd X8 @a  ; checked', '|  Two  blanks stay.', '',
  ].join('\n'))).toBe([
    '2026-11-20 refill+reprogram P-014 @office #medicare', 'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable', 'by: RN KL', 'read: expected 6.2 mL, dose 480 mcg/day, alarms none',
    'prog: dose 6 -> 6.6 mg/day', 'dx: G80.0, Z45.1', '95990          @AB', 'J0475-JZ-KD x8 @A  ; checked', '|  Two  blanks stay.', '',
  ].join('\n'));
});
