import type { CodeSheet, SheetCode, SheetSection } from '../../../protocol/messages';
import { html, type Html } from './html';

/** The page of a code: all that the tables hold of it, with links to the pages of other codes. */
export function codeHtml(sheet: CodeSheet, isFavorite: boolean): Html {
  const { code, kind, date, summary, warning, sections, sources } = sheet;
  return html`
<header>
  <p class="kicker">${kind === 'diagnosis' ? 'Diagnosis' : 'Code'} on ${date}</p>
  <h1>${code} · ${summary}</h1>
  ${warning && html`<p><strong>${warning}</strong></p>`}
  <p><button type="button" data-favorite="${code}" aria-pressed="${isFavorite ? 'true' : 'false'}">${isFavorite ? 'Remove from favorites' : 'Add to favorites'}</button></p>
</header>
${sections.map((section, i) => sectionHtml(section, `section-${i}`))}
<footer><p class="source">${sources.length === 1 ? 'Source' : 'Sources'}: ${sources.map(({ title }) => title).join(' · ')}</p></footer>`;
}

/** What is shown for a code that no table holds. */
export function unknownCodeHtml(code: string, date: string): Html {
  return html`<header><h1>${code}</h1></header><p role="status">No result: ${code} is in no table that is loaded for ${date}.</p>`;
}

function sectionHtml({ title, rows }: SheetSection, id: string): Html {
  return html`
<section aria-labelledby="${id}">
  <h2 id="${id}">${title}</h2>
  <ul>${rows.map(({ label, text, codes = [] }) => html`<li>${label && html`<strong>${label}:</strong> `}${codesHtml(codes)}${text && html` ${text}`}</li>`)}</ul>
</section>`;
}

/** Codes with what they are, one a line; bare codes in a row. */
function codesHtml(codes: readonly SheetCode[]): Html {
  if (codes.some(({ summary }) => summary !== undefined))
    return html`<ul>${codes.map(({ code, summary }) => html`<li>${codeLink(code)} ${summary}</li>`)}</ul>`;
  return html`${codes.map(({ code }, i) => html`${i > 0 && ', '}${codeLink(code)}`)}`;
}

function codeLink(code: string): Html {
  return html`<a href="#" data-code="${code}" aria-label="${code}: open its page"><code>${code}</code></a>`;
}
