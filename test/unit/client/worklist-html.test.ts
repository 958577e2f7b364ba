import { describe, expect, it } from 'vitest';
import { worklistHtml } from '../../../client/src/views/worklist-html';
import type { Worklist, WorklistEntry } from '../../../protocol/messages';

const AT = { uri: 'file:///n', range: { start: { line: 4, character: 0 }, end: { line: 9, character: 0 } } };
const ROW: WorklistEntry = {
  ...AT,
  date: '2026-11-20',
  patient: 'P-014',
  services: ['refill'],
  payer: 'Medicare (Part B)',
  provider: 'RN KL',
  state: 'errors',
  words: '2 errors',
};

function textOf(list: Partial<Worklist>): string {
  return worklistHtml({ rows: [], due: [], ...list }, '2026-12-01').text;
}

describe('the worklist page', () => {
  it('totals the encounters by state and offers each payer and provider once', () => {
    const text = textOf({ rows: [ROW, { ...ROW, patient: 'P-015', state: 'ready', words: 'clean' }] });
    expect(text).toContain('1 with errors');
    expect(text).toContain('1 ready');
    expect(text.match(/<option value="Medicare \(Part B\)">/g)).toHaveLength(1);
    expect(text.match(/<option value="RN KL">/g)).toHaveLength(1);
  });

  it('marks a refill as overdue by its planned day, else by its alarm', () => {
    const due = (planned: string | null, alarm: string | null): string =>
      textOf({ due: [{ ...AT, patient: 'P-014', planned, alarm }] });
    expect(due('2026-11-30', '2027-01-01')).toContain('overdue</span>');
    expect(due(null, '2026-11-30')).toContain('overdue</span>');
    expect(due('2026-12-02', null)).not.toContain('overdue</span></td>');
  });

  it('shows text of notes as text', () => {
    const attack = '"><img src=x>';
    const text = textOf({ rows: [{ ...ROW, patient: attack, payer: attack, provider: attack, services: [attack] }] });
    expect(text).not.toContain('<img');
  });
});
