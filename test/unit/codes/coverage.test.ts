// Lists of the diagnoses that support a service: the file, and which list decides for whom.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COVERAGE_COLUMNS } from '../../../server/src/core/codes/import/coverage-list';
import { createLanguage } from '../../../server/src/core/language';
import { findingsOf } from '../../support/checking';
import { releasesIn } from '../../support/releases';

const HEADER = `${COVERAGE_COLUMNS.join(',')}\n`;
const LIST = `${HEADER}NGS-JK,62370,G80.-,yes,2026-01-01,2026-12-31,Article 1
NGS-JK,62370,G80.1,no,2026-01-01,,Article 1
Medicare,62370,M96.1,yes,2026-01-01,,Article 2
#aetna,62370,G80.1,no,2026-01-01,,Bulletin 3
`;

function supportOf(note: string, ...texts: string[]): readonly string[] {
  const workspace = createLanguage(texts.flatMap(text => releasesIn(text))).createWorkspace();
  workspace.set('note', note);
  return findingsOf(workspace)
    .filter(({ finding }) => finding.rule === 'diagnosis-support')
    .map(({ finding }) => finding.message);
}

const note = (dx: string, payer = '#medicare', mac = '', date = '2026-11-20') =>
  `${mac && `mac: ${mac}\n\n`}${date} refill P-014 @office ${payer}\ndx: ${dx}\n62370 @A\n`;

it('the published schema names the columns that are read', () => {
  const schema = JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../../../schemas/coverage-list.schema.json'), 'utf8'),
  ) as { fields: { name: string }[] };
  expect(schema.fields.map(({ name }) => name)).toEqual([...COVERAGE_COLUMNS]);
});

describe('the list that decides', () => {
  it.each([
    ['of the contractor, for Medicare', note('G80.0', '#medicare', 'NGS-JK'), 0],
    ['of the contractor; the longer entry wins', note('G80.1', '#medicare', 'NGS-JK'), 1],
    ['of Medicare, if the contractor has none', note('M96.1', '#medicare', 'Noridian-JF'), 0],
    ['of Medicare, without a contractor', note('G80.0'), 1],
    ['of Medicare, for Medicare Advantage', note('G80.0', '#medicare-advantage'), 1],
    ['of the payer, which only excludes', note('G80.0', '#aetna'), 0],
    ['of the payer, which excludes this one', note('G80.1', '#aetna'), 1],
    ['none for a payer without a list', note('G80.1', '#bcbs'), 0],
    ['of the contractor says nothing for others', note('G80.0', '#bcbs', 'NGS-JK'), 0],
    [
      'an entry that has ended counts no longer: only G80.1 is excluded',
      note('G80.0', '#medicare', 'NGS-JK', '2027-01-01'),
      0,
    ],
  ])('%s', (_, text, count) => {
    expect(supportOf(text, LIST)).toHaveLength(count);
  });

  it('is the newest that has begun, and lists of several payers are side by side', () => {
    const quoted = `${HEADER}medicare,62370,G80.0,yes,2026-07-01,,"Article 2, revised"\n`;
    expect(supportOf(note('G80.0'), LIST, quoted)).toEqual([]);
    expect(supportOf(note('G80.0', '#medicare', '', '2026-06-30'), LIST, quoted)).toHaveLength(1);
    expect(supportOf(note('G80.1', '#aetna'), LIST, quoted)).toHaveLength(1);
  });
});

describe('a file with an error names its line and what was expected', () => {
  it.each([
    ['medicare,6237,G80.1,yes,2026-01-01,,x', 'a service code'],
    ['medicare,62370,spasticity,yes,2026-01-01,,x', 'a diagnosis'],
    ['medicare,62370,G80.1,maybe,2026-01-01,,x', 'yes or no'],
    ['medicare,62370,G80.1,yes,1/1/2026,,x', 'a first day'],
    ['medicare,62370,G80.1,yes,2026-01-01,2025-01-01,x', 'a last day'],
    ['medicare,62370,G80.1,yes,2026-01-01,,', 'the policy'],
    ['two words,62370,G80.1,yes,2026-01-01,,x', 'a payer'],
    ['medicare,62370,G80', '7 columns'],
  ])('%s', (row, expected) => {
    expect(() => releasesIn(`${HEADER}medicare,62370,G80.0,yes,2026-01-01,,ok\n${row}\n`)).toThrow(
      new RegExp(`line 3: expected ${expected}`),
    );
  });

  it('and a missing column', () => {
    expect(() => releasesIn('payer,service,diagnosis,support\nmedicare,62370,G80.1,yes\n')).toThrow(
      /line 1: expected a column “from”/,
    );
  });

  it('columns come in any order', () => {
    const [list] = releasesIn(
      'source,to,from,support,diagnosis,service,payer,remark\nArticle 1,,2026-01-01,YES,g80*,62370,NGS-JK,new\n',
    );
    expect(list).toMatchObject({ set: 'coverage', name: 'ngs-jk', from: '2026-01-01', rows: 1 });
  });
});
