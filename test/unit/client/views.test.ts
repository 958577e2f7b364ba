// What the views show, without VS Code: structure for keyboards and screen readers, and text of notes that stays text.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimHtml } from '../../../client/src/views/claim-html';
import { explainHtml } from '../../../client/src/views/explain-html';
import { html } from '../../../client/src/views/html';
import { isFromPage, page } from '../../../client/src/views/page';
import type { ClaimPreview, ExplainedEncounter } from '../../../protocol/messages';
import { report } from '../../../server/src/core/report/report';
import { workspaceOf } from '../../support/checking';

const DAY = readFileSync(path.join(import.meta.dirname, '../../../examples/clinic-day.encounter'), 'utf8');
const ATTACK = '"><img src=x onerror=alert(1)><script>alert(2)</script>';

/** Each encounter of a note as the view gets it. */
function explained(text: string): ExplainedEncounter[] {
  const { encounters, ...rest } = report(workspaceOf({ 'file:///day.encounter': text }), ['file:///day.encounter']);
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  return encounters.map(encounter => ({ range, report: { ...rest, encounters: [encounter] } }));
}

const PREVIEW: ClaimPreview = {
  range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
  patient: 'P-014',
  date: '2026-11-20',
  services: ['refill'],
  state: { errors: 1, warnings: 1, words: '1 error, 1 warning' },
  diagnoses: [
    {
      letter: 'A',
      printed: 'G800',
      code: 'G80.0',
      title: 'Spastic quadriplegic cerebral palsy',
      at: { uri: 'file:///n', range: { start: { line: 4, character: 4 }, end: { line: 4, character: 9 } } },
    },
  ],
  forms: [
    [
      {
        at: null,
        shaded: 'ZZmorphine',
        date: '11 20 26',
        place: null,
        code: '95990',
        modifiers: ['25', '59'],
        pointers: 'AB',
        charge: { dollars: '212', cents: '40' },
        units: 1,
        npi: null,
      },
    ],
  ],
  remarks: [{ text: 'The place is not in the note.', at: null }],
  leftOut: [],
  waived: [],
  unverified: 'the sizes',
};

/** Opening tags in order, without those that have no end. */
function unbalanced(markup: string): string[] {
  const open: string[] = [];
  for (const [, close, name = '', , self] of markup.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*?)(\/?)>/g)) {
    if (self || ['meta', 'link', 'br'].includes(name)) continue;
    if (!close) open.push(name);
    else if (open.pop() !== name) return [...open, `</${name}>`];
  }
  return open;
}
const links = (markup: string): string[] => [...markup.matchAll(/<a [^>]*>/g)].map(([tag]) => tag);
const visibleText = (markup: string): string => markup.replace(/<[^>]*>/g, '');

describe('templates', () => {
  it('escape every value but what is HTML already, and leave out what is not there', () => {
    const part = html`<b>${'<&"\'>'}</b>`;
    expect(html`${part}${undefined}${null}${false}${0}${['a', html`<i></i>`, '<']}`.text).toBe(
      '<b>&#60;&#38;&#34;&#39;&#62;</b>0a<i></i>&#60;',
    );
  });
});

describe('a page', () => {
  const text = page({
    title: 'T',
    cspSource: "'self' https://x.example",
    nonce: 'abc',
    style: 'https://x.example/view.css',
    script: 'https://x.example/view.js',
  });

  it('loads only its own style sheet and script', () => {
    const [, csp = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
    expect(csp.replaceAll('&#39;', "'")).toBe(
      "default-src 'none'; style-src 'self' https://x.example; script-src 'nonce-abc'; base-uri 'none'; form-action 'none'",
    );
    expect(text.match(/<script[^>]*>/g)).toEqual(['<script nonce="abc" src="https://x.example/view.js">']);
    expect(text).not.toMatch(/ style=| on\w+=/);
  });

  it('names its language and its main part', () => {
    expect(text).toMatch(/<html lang="en">[^]*<main id="content"/);
    expect(unbalanced(text.replace('<!DOCTYPE html>', ''))).toEqual([]);
  });

  it('understands only messages of its own kinds', () => {
    expect([isFromPage({ kind: 'ready' }), isFromPage('ready'), isFromPage(null), isFromPage({})]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('an encounter explained', () => {
  const all = explained(DAY).map(one => explainHtml(one).text);

  it('says outcomes and levels in words, and each shape is for the eye only', () => {
    for (const text of all) {
      expect(unbalanced(text)).toEqual([]);
      expect(text.match(/<svg /g)?.length).toBe(text.match(/<svg [^>]*aria-hidden="true"/g)?.length);
      expect(visibleText(text)).toMatch(/\d+ fail/);
    }
    expect(all.some(text => / error<\/span>/.test(text))).toBe(true);
  });

  it('has one main heading, and no level is skipped below it', () => {
    for (const text of all) {
      const levels = [...text.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
      expect(levels.filter(level => level === 1)).toHaveLength(1);
      levels.reduce((before, level) => {
        expect(level - before).toBeLessThanOrEqual(1);
        return level;
      });
    }
  });

  it('jumps to every line of evidence, by links that a keyboard reaches', () => {
    const [, second] = explained(DAY);
    const text = explainHtml(second!).text;
    const evidence = second!.report.encounters[0]!.rules.flatMap(({ findings }) =>
      findings.flatMap(finding => finding.evidence),
    );
    expect(evidence.length).toBeGreaterThan(0);
    for (const { line } of evidence)
      expect(text).toContain(`data-uri="file:///day.encounter" data-line="${line! - 1}"`);
    for (const tag of all.flatMap(links)) {
      expect(tag).toMatch(/href="#"/);
      expect(tag).toMatch(/data-(uri|rule|command)=/);
    }
  });

  it('shows every rule once under its outcome, and every id as a link to its page', () => {
    for (const [i, one] of explained(DAY).entries()) {
      const [encounter] = one.report.encounters;
      for (const { id } of encounter!.rules) expect(all[i]).toContain(`data-rule="${id}"`);
      for (const id of encounter!.notApplicable) expect(all[i]).toContain(`data-rule="${id}"`);
    }
  });

  it('lists waivers with reason and initials, and what they hold', () => {
    const [one] = explained('2026-11-20 visit P-014 @office\nok: em-reason "because", KL\nok: npi\n99214 @A\n');
    const words = visibleText(explainHtml(one!).text);
    expect(words).toMatch(/em-reason “because”, KL/);
    expect(words).toMatch(/npi without a reason, no initials has no effect/);
  });

  it('keeps the text of a note text', () => {
    const [one] = explained(
      `2026-11-20 refill P-014 @office #medicare ${ATTACK}\nby: RN ${ATTACK}\nfill: in 40 mL\n95991 @A "${ATTACK}"\nok: ${ATTACK}\n`,
    );
    const { text } = explainHtml(one!);
    expect(text).not.toMatch(/<img|<script|onerror=[^&]*>/);
    expect(unbalanced(text)).toEqual([]);
  });
});

describe('a claim in its boxes', () => {
  const { text } = claimHtml(PREVIEW);

  it('lists the problems in words', () => {
    expect(visibleText(text)).toContain('1 error, 1 warning on this claim');
    expect(visibleText(claimHtml({ ...PREVIEW, state: { errors: 0, warnings: 0, words: 'clean' } }).text)).toContain(
      'no errors or warnings',
    );
    expect(
      visibleText(claimHtml({ ...PREVIEW, state: { errors: 0, warnings: 1, words: '1 warning' } }).text),
    ).toContain('1 warning on this claim');
  });

  it('is a table whose cells have headings, and says what is not in the note to ears too', () => {
    expect(unbalanced(text)).toEqual([]);
    expect(text.match(/<th scope="(col|colgroup)"/g)?.length).toBeGreaterThanOrEqual(8);
    expect(text).toContain('<th scope="rowgroup" rowspan="2" class="number">1</th>');
    expect(visibleText(text)).toMatch(/not in the note/);
    expect(visibleText(text)).toMatch(/212\.40/);
  });

  it('draws twelve diagnoses and six lines, of which the free ones are for the eye only', () => {
    expect(text.match(/<li[^>]*><span class="letter">/g)).toHaveLength(12);
    expect(text.match(/<li class="empty" aria-hidden="true">/g)).toHaveLength(11);
    expect(text.match(/class="free" aria-hidden="true"/g)).toHaveLength(5);
  });

  it('numbers lines on across forms', () => {
    const line = PREVIEW.forms[0]![0]!;
    const long = claimHtml({ ...PREVIEW, forms: [[line, line, line, line, line, line], [line]] }).text;
    expect([...long.matchAll(/class="number">(\d+)<\/th>/g)].map(([, n]) => n)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
    ]);
    expect(visibleText(long)).toMatch(/form 2 of 2/);
  });

  it('shows only the reason where the claim goes on another form', () => {
    const other = claimHtml({
      ...PREVIEW,
      diagnoses: [],
      forms: [],
      remarks: [{ text: 'It goes on a UB-04.', at: null }],
    }).text;
    expect(other).not.toContain('<table');
    expect(visibleText(other)).toContain('UB-04');
  });

  it('keeps the text of a note text', () => {
    const line = { ...PREVIEW.forms[0]![0]!, shaded: ATTACK, code: ATTACK };
    const attacked = claimHtml({
      ...PREVIEW,
      patient: ATTACK,
      forms: [[line]],
      remarks: [{ text: ATTACK, at: null }],
    }).text;
    expect(attacked).not.toMatch(/<img|<script/);
    expect(unbalanced(attacked)).toEqual([]);
  });
});
