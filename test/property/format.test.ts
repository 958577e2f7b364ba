import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBlock } from '../../server/src/core/format/format';
import { readDefaults, readEncounter } from '../../server/src/core/encounter/read-encounter';
import { factsOf } from '../../server/src/core/encounter/same-facts';
import { parseBlock, parseNote, splitBlocks } from '../../server/src/core/syntax/parse';
import type { Block } from '../../server/src/core/syntax/tree';
import { noteText } from '../support/arbitrary';
import { brokenNote } from '../support/broken-notes';
import { runs } from '../support/runs';

/** @param isAsked which lines, counted in their encounter, may change */
function formatted(text: string, isAsked: (line: number) => boolean = () => true): string {
  return splitBlocks(text)
    .map(piece => formatPiece(parseBlock(piece), isAsked))
    .join('');
}

function formatPiece(block: Block, isAsked: (line: number) => boolean): string {
  let out = '',
    at = 0;
  for (const edit of formatBlock(block)) {
    if (!isAsked(block.lines.find(({ start }) => start === edit.at.start)!.number)) continue;
    out += block.text.slice(at, edit.at.start) + edit.text;
    at = edit.at.end;
  }
  return out + block.text.slice(at);
}

function facts(text: string): string[] {
  return parseNote(text).blocks.map(block =>
    factsOf(block.header ? readEncounter(block, block.header) : readDefaults(block)),
  );
}

/** Lines that the formatter may not touch: what a person wrote as text, and what was not understood. */
function kept(text: string): string[] {
  return parseNote(text).blocks.flatMap(block =>
    block.lines
      .filter(
        line =>
          ['narrative', 'fenced', 'stray', 'comment', 'blank', 'fence-open', 'fence-close'].includes(line.kind) ||
          ((line.kind === 'code' || line.kind === 'header') && !line.complete),
      )
      .map(line => block.text.slice(line.start, line.next)),
  );
}

describe.each([
  ['lines in any order', noteText],
  ['real encounters with slips in them', brokenNote],
])('formatting %s', (_, text) => {
  it('is done once, and keeps the facts, the text lines and every line break', () => {
    fc.assert(
      fc.property(text, note => {
        const once = formatted(note);
        expect(formatted(once)).toBe(once);
        expect(facts(once)).toEqual(facts(note));
        expect(kept(once)).toEqual(kept(note));
        expect(once.match(/\r\n|\r|\n/g)).toEqual(note.match(/\r\n|\r|\n/g));
      }),
      { numRuns: runs(800) },
    );
  });

  it('keeps the facts where only some lines are formatted', () => {
    fc.assert(
      fc.property(text, fc.nat(20), fc.nat(4), (note, from, more) => {
        expect(facts(formatted(note, line => line >= from && line <= from + more))).toEqual(facts(note));
      }),
      { numRuns: runs(400) },
    );
  });
});

it('writes what coders type fast as a note should look', () => {
  expect(
    formatted(
      [
        '11/20/2026   Refill+REPROGRAM P-014  @Office #Medicare',
        'PUMP:SynchroMed II 8637-40,sn NGP0000001, 40mL , it,  programmable',
        'by: rn KL',
        'Read: expected 6.2ml, dose 480 ug/day,alarms none',
        'prog: dose 6 → 6.6 mg/day',
        'dx: g800,z45.1',
        '  95990 @ab',
        'j0475-jz-kd X8 @a  ; checked',
        '|  Two  blanks stay.',
        '',
      ].join('\n'),
    ),
  ).toBe(
    [
      '2026-11-20 refill+reprogram P-014 @office #medicare',
      'pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable',
      'by: RN KL',
      'read: expected 6.2 mL, dose 480 mcg/day, alarms none',
      'prog: dose 6 -> 6.6 mg/day',
      'dx: G80.0, Z45.1',
      '95990          @AB',
      'J0475-JZ-KD x8 @A  ; checked',
      '|  Two  blanks stay.',
      '',
    ].join('\n'),
  );
});

it('writes keywords lower, and nothing else that is in capitals', () => {
  expect(
    formatted(
      [
        '\ufeff2026-11-20 refill  P-014',
        'pump: Reservoir ONE,SN NGP1, PROGRAMMABLE, it, Eri 3 MO',
        'sup: MD AS,In  Suite',
        'prep: Identity, CONSENT, MRI screen',
        'fill: OUT 6 ML,ASEPTIC, Needle 22G',
        'prog: VOLUME ONLY, Reason "As  Was"',
        'drug: Baclofen 2000 mcg/mL, COMMERCIAL, Practice, Lot AB1, SDV 2 x 20 mL',
        'ok: Drug-Waste, "as  agreed", KL',
        '',
      ].join('\n'),
    ),
  ).toBe(
    [
      '\ufeff2026-11-20 refill P-014',
      'pump: Reservoir ONE, sn NGP1, programmable, IT, ERI 3 mo',
      'sup: MD AS, in suite',
      'prep: identity, consent, MRI screen',
      'fill: out 6 mL, aseptic, needle 22G',
      'prog: volume only, reason "As  Was"',
      'drug: Baclofen 2000 mcg/mL, commercial, practice, lot AB1, sdv 2 x 20 mL',
      'ok: drug-waste, "as  agreed", KL',
      '',
    ].join('\n'),
  );
});

it('writes each arrow, month, day and keyword of two words in its one form', () => {
  expect(
    formatted(
      [
        'PAYER: #Medicare',
        'Place: Office',
        '2026-11-20 refill  P-014',
        'SUP: md AS, Plan By md CD',
        'read: ALARMS None',
        'after: alarms Low reservoir',
        'prog: dose 6→7mg/DAY, concentration 20 TO 25 mg/mL, mode flex to simple, reason "6→7 to  8"',
        'drug: baclofen 2000 mcg/mL, exp 6/2027',
        'benefits: VERIFIED 11-13-2026  online',
        '',
      ].join('\n'),
    ),
  ).toBe(
    [
      'payer: #medicare',
      'place: office',
      '2026-11-20 refill P-014',
      'sup: MD AS, plan by MD CD',
      'read: alarms none',
      'after: alarms Low reservoir',
      'prog: dose 6 -> 7 mg/day, concentration 20 -> 25 mg/mL, mode flex to simple, reason "6→7 to  8"',
      'drug: baclofen 2000 mcg/mL, exp 2027-06',
      'benefits: verified 2026-11-13 online',
      '',
    ].join('\n'),
  );
});

it('leaves a line alone whose facts would change with its form, and formats the others', () => {
  const note = ['2026-11-20  refill P-014', 'pump: SynchroMed II 8637µg, 20mL', 'dx:g800', ''];
  expect(formatted(note.join('\n')).split('\n')).toEqual(['2026-11-20 refill P-014', note[1], 'dx: G80.0', '']);
});

it('does not hang on a huge block full of such lines', () => {
  const note = [
    '2026-11-20 refill P-014',
    ...Array.from({ length: 3000 }, (_, i) => `auth: ${i},  benefits`),
    ...Array.from({ length: 3000 }, () => 'pump: SynchroMed II 8637µg'),
    '',
  ].join('\n');
  expect(facts(formatted(note))).toEqual(facts(note));
});
