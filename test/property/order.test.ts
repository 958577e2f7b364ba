import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { language, look } from '../support/checking';
import { ENCOUNTERS } from '../support/clinic-notes';
import { runs } from '../support/runs';

/**
 * The visits of a few patients over a year: each encounter a file of its own, so that any order of them is a workspace.
 */
const year = fc
  .array(
    fc.record({
      encounter: fc.constantFrom(...ENCOUNTERS),
      patient: fc.constantFrom('P-1', 'P-2', 'P-3'),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      withPump: fc.boolean(),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map(visits => {
    const seen = new Set<string>();
    return visits.flatMap(({ encounter, patient, month, day, withPump }) => {
      const date = `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      // On one date only the order within a file tells which came first, so a patient comes once a day here.
      if (seen.has(patient + date)) return [];
      seen.add(patient + date);
      const text = encounter.replace(/^\d{4}-\d\d-\d\d/, date).replace(/ P-\d+/, ` ${patient}`);
      return [withPump ? text : text.replace(/^pump: .*\n/m, '')];
    });
  });

function shownFindings(workspace: Workspace): string[] {
  return workspace
    .uris()
    .flatMap(uri =>
      [...workspace.findings(uri), ...workspace.waived(uri)].map(finding => {
        const { line, text } = look(workspace, finding);
        return `${uri} ${line} ${finding.rule} ${finding.severity} ${text} ${finding.message} ${finding.evidence.map(e => e.text).join('; ')}`;
      }),
    )
    .sort();
}

it('the order in which files come changes no finding', () => {
  fc.assert(
    fc.property(
      year.chain(texts =>
        fc.tuple(
          fc.constant(texts),
          fc.shuffledSubarray(
            texts.map((_, i) => i),
            { minLength: texts.length },
          ),
        ),
      ),
      ([texts, order]) => {
        const first = language.createWorkspace(),
          second = language.createWorkspace();
        texts.forEach((text, i) => first.set(`${i}.encounter`, text));
        for (const i of order) second.set(`${i}.encounter`, texts[i]!);
        expect(shownFindings(second)).toEqual(shownFindings(first));
      },
    ),
    { numRuns: runs(40) },
  );
});

it('the order of encounters in a file changes only their lines', () => {
  fc.assert(
    fc.property(
      year.chain(texts => fc.tuple(fc.constant(texts), fc.shuffledSubarray(texts, { minLength: texts.length }))),
      ([texts, shuffled]) => {
        const lines = (all: string[]): string[] => all.map(one => one.replace(/^\S+ \d+ /, '')).sort();
        const first = language.createWorkspace(),
          second = language.createWorkspace();
        first.set('a', texts.map(text => `${text.trimEnd()}\n`).join(''));
        second.set('a', shuffled.map(text => `${text.trimEnd()}\n`).join(''));
        expect(lines(shownFindings(second))).toEqual(lines(shownFindings(first)));
      },
    ),
    { numRuns: runs(40) },
  );
});

it('checking again after an edit elsewhere gives what a fresh workspace gives', () => {
  fc.assert(
    fc.property(year, fc.nat(11), (texts, at) => {
      const workspace = language.createWorkspace(),
        fresh = language.createWorkspace();
      texts.forEach((text, i) => workspace.set(`${i}.encounter`, text));
      shownFindings(workspace);
      const i = at % texts.length;
      const edited = texts[i]!.replace(/^fill: .*\n/m, '').replace(/^pump: .*\n/m, '');
      workspace.set(`${i}.encounter`, edited);
      texts.forEach((text, j) => fresh.set(`${j}.encounter`, i === j ? edited : text));
      expect(shownFindings(workspace)).toEqual(shownFindings(fresh));
    }),
    { numRuns: runs(40) },
  );
});
