// An item that was not read proves nothing: no fix on its note takes a code away, lowers one, or adds 52 or 53.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, findingsInDetail, workspaceOf } from '../support/checking';
import { codesIn } from '../support/codes-in';

/** Right notes: what they state leads to what they bill. */
const RIGHT = {
  refill: {
    codes: ['95990'],
    lines: {
      pump: 'SynchroMed II 8637-40, 40 mL, IT, programmable',
      by: 'RN KL',
      sup: 'MD AS, in suite',
      fill: 'out 6.0 mL, in 40 mL, needle 22g',
      prog: 'volume only',
    },
  },
  'refill+reprogram': {
    codes: ['62370'],
    lines: {
      pump: 'SynchroMed II 8637-40, 40 mL, IT, programmable',
      by: 'MD AS',
      read: 'expected 6 mL, dose 480 mcg/day, alarms none',
      fill: 'out 6.0 mL, in 40 mL',
      prog: 'dose 480 -> 520 mcg/day, reason "spasms"',
    },
  },
  reprogram: {
    codes: ['62368'],
    lines: {
      pump: 'SynchroMed II 8637-40, 40 mL, IT, programmable',
      by: 'MD AS',
      read: 'expected 6 mL, dose 480 mcg/day, alarms none',
      prog: 'dose 480 -> 520 mcg/day',
    },
  },
  implant: {
    codes: ['62362', '62351'],
    lines: {
      by: 'MD NS',
      device: 'in SynchroMed II 8637-40, 40 mL, IT, programmable',
      catheter: 'new, laminectomy',
    },
  },
  remove: {
    codes: ['62365', '62355'],
    lines: {
      pump: 'SynchroMed II 8637-40, 40 mL, IT, programmable',
      by: 'MD NS',
      device: 'out NGP0000001',
      catheter: 'removed',
    },
  },
} as const;

/** Items that hold a number, a unit, a date or an arrow, and that no field reads. */
const unreadable = fc.constantFrom(
  'qq 40 mL zz',
  'xy 7.5 mg/day then',
  'wv 12 -> 13',
  '3 foo of 9',
  'pp 2026-10-03 rr',
  'kk RN 88',
  'lorem 20 mL ipsum 4',
);

const cases = fc.constantFrom(...(Object.keys(RIGHT) as (keyof typeof RIGHT)[])).chain(service =>
  fc.record({
    service: fc.constant(service),
    key: fc.constantFrom(...Object.keys(RIGHT[service].lines).filter(key => key !== 'sup')),
    item: unreadable,
    keepsRest: fc.boolean(),
    payer: fc.constantFrom('', ' #medicare', ' #bcbs'),
    place: fc.constantFrom('@office', '@opd bill=facility'),
  }),
);

describe('an item that was not read', () => {
  it('lets no fix take a code away, lower it, or add 52 or 53', () => {
    let undecided = 0;
    fc.assert(
      fc.property(cases, ({ service, key, item, keepsRest, payer, place }) => {
        const { codes, lines } = RIGHT[service];
        // Either the item replaces everything that the line says, or the first thing.
        const spoiled = Object.entries(lines).map(([name, value]) =>
          name === key
            ? `${name}: ${[item, ...(keepsRest ? value.split(', ').slice(1) : [])].join(', ')}`
            : `${name}: ${value}`,
        );
        const note =
          [
            `2026-11-20 ${service} P-1 ${place}${payer}`,
            ...spoiled,
            'dx: G80.0',
            ...codes.map(code => `${code} @A`),
          ].join('\n') + '\n';
        const workspace = workspaceOf({ 'note.encounter': note });
        const [encounter] = workspace.encounters('note.encounter');
        // Where the words happened to be read, the note says something else, and the rules may act on it.
        if (!encounter!.unread.some(one => one.key === key)) return;
        undecided++;
        for (const { finding } of findingsInDetail(workspace)) {
          for (const fix of finding.fixes) {
            const after = codesIn(applyEdits(workspace, 'note.encounter', fix.edits));
            const before = codesIn(note);
            const lost = before.filter(line => !after.some(other => other.code === line.code));
            expect(lost, `${finding.rule}: ${fix.title}\n${note}`).toEqual([]);
            const reduced = after.filter(({ modifiers }) => modifiers.includes('52') || modifiers.includes('53'));
            expect(reduced, `${finding.rule}: ${fix.title}\n${note}`).toEqual([]);
          }
        }
      }),
      { numRuns: 300, seed: 20261130 },
    );
    expect(undecided).toBeGreaterThan(100);
  });
});
