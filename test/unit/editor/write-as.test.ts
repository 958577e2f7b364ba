import { describe, expect, it } from 'vitest';
import { writeAs } from '../../../server/src/core/editor/assists/write-as';
import type { Encounter } from '../../../server/src/core/encounter/model';
import { factsOf } from '../../../server/src/core/encounter/same-facts';
import type { ItemDeclaration } from '../../../server/src/core/fields/field';
import { FIELDS } from '../../../server/src/core/fields/fields';
import { applyEdits, workspaceOf } from '../../support/checking';

const HEADER = '2026-11-20 refill P-014 @office\n';

function encounterOf(note: string): Encounter {
  return workspaceOf({ note }).encounters('note')[0]!;
}

/** The line after *Write as* on one of its items; undefined if it is not offered. */
function written(line: string, item = line.slice(line.indexOf(':') + 2)): string | undefined {
  const workspace = workspaceOf({ note: `${HEADER}${line}\n` });
  const rewriting = writeAs(workspace.encounters('note')[0]!, HEADER.length + line.indexOf(item) + 1);
  if (!rewriting) return undefined;
  expect(rewriting.title).toBe(`Write as “${rewriting.edits[0]!.text}”`);
  return applyEdits(workspace, 'note', rewriting.edits).slice(HEADER.length).trimEnd();
}

describe('“Write as” gives the canonical spelling', () => {
  it.each([
    ['fill: aspirated 6.2 mL, in 40 mL', 'aspirated', 'fill: out 6.2 mL, in 40 mL'],
    ['fill: aspirated 6 mL of cloudy fluid', 'aspirated', 'fill: out 6 mL of cloudy fluid'],
    ['fill: out 6 mL, instilled 40 cc', 'instilled', 'fill: out 6 mL, in 40 mL'],
    ['fill: withdrew 6 mL and filled 20 mL', 'withdrew', 'fill: out 6 mL, in 20 mL'],
    ['fill: out 6 mL, sterile technique', 'sterile', 'fill: out 6 mL, aseptic'],
    ['read: residual expected 3 mL', 'residual', 'read: expected 3 mL'],
    ['read: expected 3 mL, no active alarms', 'no active', 'read: expected 3 mL, alarms none'],
    ['read: dose 0.25 mg/hr', 'dose', 'read: dose 6 mg/day'],
    ['prog: increased from 6 to 6.6 mg/day', 'increased', 'prog: dose 6 -> 6.6 mg/day'],
    ['prog: rate unchanged', 'rate', 'prog: none'],
    ['by: KL RN', 'KL', 'by: RN KL'],
    ['sup: MD AS, on site', 'on site', 'sup: MD AS, in suite'],
    ['drug: baclofen 40,000 mcg/20 mL, 40 mL', 'baclofen', 'drug: baclofen 2000 mcg/mL, 40 mL'],
    ['drug: morphine 20 mg/mL and bupivacaine 10 mg/mL', 'morphine', 'drug: morphine 20 mg/mL + bupivacaine 10 mg/mL'],
    ['drug: baclofen 2000 mcg/mL, compound', 'compound', 'drug: baclofen 2000 mcg/mL, compounded'],
    ['catheter: repositioned at T9', 'repositioned', 'catheter: revised at T9'],
    ['pump: SynchroMed II 8637-40, intrathecal', 'intrathecal', 'pump: SynchroMed II 8637-40, IT'],
    ['next: low reservoir alarm 2027-04-27', 'low', 'next: alarm 2027-04-27'],
  ])('%s', (line, item, wanted) => {
    expect(written(line, item)).toBe(wanted);
  });

  it.each([
    ['fill: out 6.2 mL'],
    ['fill: OUT 6.2mL'],
    ['read: dose 1,000 mcg/day'],
    ['exam: aspirated 6 mL'],
    ['dx: g800'],
    ['fill: qzx 6 mL'],
  ])('and leaves what is canonical, or would lose words: %s', line => {
    expect(written(line)).toBeUndefined();
  });
});

/** A value that the wording can have, if the item takes one. */
function itemOf({ kind, units }: ItemDeclaration, wording: string): string {
  switch (kind) {
    case 'quantity':
      return `${wording} 7 ${units![0]}`;
    case 'count':
      return `${wording} 2`;
    case 'date':
      return `${wording} 2027-04-27`;
    case 'words':
      return `${wording} clear`;
    case 'gauge':
      return `22 ${wording}`;
    default:
      return wording;
  }
}

describe('on every declared wording', () => {
  const cases = FIELDS.filter(({ text }) => !text).flatMap(({ key, items }) =>
    items.flatMap(item =>
      [...(item.wordings ?? []), ...(item.weak ?? [])].map(wording => ({ key, item, text: itemOf(item, wording) })),
    ),
  );
  const before: Readonly<Record<string, string>> = { drug: 'baclofen 2000 mcg/mL, ', pump: 'SynchroMed II, ' };

  it('the facts stay, and nothing is left to rewrite', () => {
    let offered = 0;
    const wrong: string[] = [];
    for (const { key, text } of cases) {
      const line = `${key}: ${before[key] ?? ''}${text}`;
      const result = written(line, text);
      if (result === undefined) continue;
      offered++;
      if (factsOf(encounterOf(`${HEADER}${result}\n`)) !== factsOf(encounterOf(`${HEADER}${line}\n`)))
        wrong.push(`${line} → ${result}: other facts`);
      const [item = ''] = result.slice(key.length + 2 + (before[key] ?? '').length).split(', ');
      const again = written(result, item);
      if (again !== undefined && again !== result) wrong.push(`${line} → ${result} → ${again}`);
    }
    expect(wrong).toEqual([]);
    console.log(`write as: offered for ${offered} of ${cases.length} wordings`);
    expect(offered / cases.length).toBeGreaterThan(0.85);
  });
});
