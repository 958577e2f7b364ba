// Profiles swapped on the same note: see payers.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { derivedClaim, lineText } from '../../../server/src/core/report/derived-claim';
import { RULES } from '../../../server/src/core/check/catalog';
import { findingsInDetail, workspaceOf } from '../../support/checking';

const PAYERS = ['national', 'medicare', 'medicaid', 'aetna', 'workers-comp', 'self-pay'] as const;
const file = join(import.meta.dirname, 'payers.md');
const [, ...parts] = readFileSync(file, 'utf8').split(/^(?=## )/m);

/** The findings of a note for each payer, side by side. */
function table(note: string): string {
  const results = PAYERS.map(payer => {
    const workspace = workspaceOf({ note: note.replace(' #PAYER', payer === 'national' ? '' : ` #${payer}`) });
    const visit = workspace.visit(workspace.encounters('note')[0]!.block)!;
    expect(visit.policy.id).toBe(payer);
    const findings = findingsInDetail(workspace)
      .map(({ finding }) => finding)
      .filter(({ gathered }) => !gathered);
    return { findings, supported: derivedClaim(visit).supported.map(lineText).join(', ') };
  });
  const rules = RULES.filter(({ id }) => results.some(({ findings }) => findings.some(({ rule }) => rule === id)));
  const cell = (rule: string, { findings }: (typeof results)[number]): string => {
    const levels = findings.filter(finding => finding.rule === rule).map(({ severity }) => severity);
    const level = [...new Set(levels)].join(', ') || '–';
    return levels.length > 1 ? `${level} ×${levels.length}` : level;
  };
  const rows = [
    ['', ...PAYERS],
    PAYERS.map(() => '---').concat('---'),
    ...rules.map(({ id }) => [id, ...results.map(one => cell(id, one))]),
    ['*supports*', ...results.map(({ supported }) => supported)],
  ];
  return rows.map(row => `| ${row.join(' | ')} |\n`).join('');
}

const noteOf = (part: string): string => /```encounter\n([^]*?)```/.exec(part)![1]!;
const tableOf = (part: string): string => part.slice(part.lastIndexOf('```') + 3).trimStart();

describe('one note, six payers', () => {
  for (const part of parts)
    it(part.slice(3, part.indexOf('\n')), () => expect(table(noteOf(part))).toBe(`${tableOf(part).trim()}\n`));
});
