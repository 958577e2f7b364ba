import { expect, it } from 'vitest';
import { codeHtml, unknownCodeHtml } from '../../../client/src/views/code-html';
import type { CodeSheet } from '../../../protocol/messages';

const SHEET: CodeSheet = {
  code: '62370',
  kind: 'procedure',
  date: '2026-11-20',
  summary: 'Analyze, reprogram and refill <a pump>',
  sections: [
    {
      title: 'NCCI pairs',
      rows: [{ label: 'Denied', codes: [{ code: '62367' }, { code: '95990' }], text: 'and 3 more' }],
    },
    { title: 'Related codes', rows: [{ codes: [{ code: '62369', summary: 'by staff' }] }] },
  ],
  sources: [{ title: 'A table' }],
};

it('leads to other codes by links and says what each button does', () => {
  const { text } = codeHtml(SHEET, false);
  expect(text).toContain('data-code="62367"');
  expect(text).toContain('aria-label="62369: open its page"');
  expect(text).toContain('and 3 more');
  expect(text).toContain('<button type="button" data-favorite="62370" aria-pressed="false">Add to favorites</button>');
  expect(codeHtml(SHEET, true).text).toContain('aria-pressed="true">Remove from favorites');
});

it('escapes every text', () => {
  expect(codeHtml(SHEET, false).text).not.toContain('<a pump>');
});

it('says that there is no result', () => {
  expect(unknownCodeHtml('9999Z', '2026-11-20').text).toContain('No result: 9999Z is in no table');
});
