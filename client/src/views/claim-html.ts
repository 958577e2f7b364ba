import type { ClaimPreview, ClaimPreviewLine, Jump } from '../../../protocol/messages';
import { html, type Html } from './html';
import { badge } from './marks';
import { commandLink, heading, jump } from './page';

const LETTERS = [...'ABCDEFGHIJKL'];
/** Service lines that a form has room for; the free ones are drawn empty, as on paper. */
const LINES_OF_FORM = 6;

/** The claim as it would be in boxes 21 and 24 of the paper form. */
export function claimHtml(preview: ClaimPreview): Html {
  const { patient, services, date, state, forms, remarks, unverified } = preview;
  const clean = state.errors + state.warnings === 0;
  return html`
<header>
  <p class="kicker">Claim preview</p>
  ${heading(patient, services, date)}
  <p id="state" class="counts" role="status">${
    clean
      ? badge('pass', 'no errors or warnings on this claim')
      : badge(state.errors > 0 ? 'fail' : 'warning', `${state.words} on this claim`)
  } <span class="links">${commandLink('explainEncounter', 'Explain this encounter')} · ${commandLink('copyClaim', 'Copy the claim lines')}</span></p>
</header>
${
  forms.length + preview.diagnoses.length > 0 &&
  html`
${diagnosesBox(preview)}
${forms.map((lines, i) => serviceLines(lines, i, forms.length))}`
}
${
  remarks.length > 0 &&
  html`
<section aria-labelledby="remarks">
  <h2 id="remarks">What the boxes do not show <span class="count">${remarks.length}</span></h2>
  <ul>${remarks.map(({ text, at }) => html`<li>${text}${at && html` ${jumpTo(at, `line ${at.range.start.line + 1}`)}`}</li>`)}</ul>
</section>`
}
<footer><p class="unverified">For review only; not a claim form. Not verified: ${unverified}</p></footer>`;
}

function diagnosesBox({ diagnoses }: ClaimPreview): Html {
  return html`
<section aria-labelledby="box21">
  <h2 id="box21">21 <span class="box-name">Diagnosis or nature of illness or injury</span> <span class="indicator">ICD Ind. <b>0</b></span></h2>
  <ol class="box21">${LETTERS.map(letter => {
    const dx = diagnoses.find(one => one.letter === letter);
    if (!dx) return html`<li class="empty" aria-hidden="true"><span class="letter">${letter}.</span></li>`;
    const words = html`<span class="value">${dx.printed}</span>`;
    return html`<li><span class="letter">${letter}.</span> ${dx.at ? jumpTo(dx.at, words, `${letter}: ${dx.code}`) : words}<span class="title">${dx.title ?? 'in no loaded edition'}</span></li>`;
  })}</ol>
</section>`;
}

function serviceLines(lines: readonly ClaimPreviewLine[], form: number, forms: number): Html {
  const id = `form-${form + 1}`;
  const free = Array.from({ length: Math.max(0, LINES_OF_FORM - lines.length) }, (_, i) => lines.length + i + 1);
  return html`
<section aria-labelledby="${id}">
  <h2 id="${id}">24 <span class="box-name">Service lines${forms > 1 ? html`, form ${form + 1} of ${forms}` : ''}</span></h2>
  <div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">
  <table class="box24">
    <thead>
      <tr>
        <th scope="col" rowspan="2"><span class="unseen">Line</span></th>
        <th scope="colgroup" colspan="2">A. Date of service</th>
        <th scope="col" rowspan="2">B. Place</th>
        <th scope="colgroup" colspan="5">D. Procedures, services or supplies</th>
        <th scope="col" rowspan="2">E. Pointer</th>
        <th scope="col" rowspan="2">F. $ Charges</th>
        <th scope="col" rowspan="2">G. Units</th>
        <th scope="col" rowspan="2">J. Rendering provider</th>
      </tr>
      <tr>
        <th scope="col">From</th><th scope="col">To</th>
        <th scope="col">CPT/HCPCS</th><th scope="colgroup" colspan="4">Modifier</th>
      </tr>
    </thead>
    <tbody>${lines.map((line, i) => serviceLine(line, form * LINES_OF_FORM + i + 1))}${free.map(
      n => html`
      <tr class="shaded" aria-hidden="true"><td rowspan="2" class="number">${n}</td><td colspan="12"></td></tr>
      <tr class="free" aria-hidden="true"><td></td><td></td><td></td><td></td><td></td><td></td><td></td><td></td><td></td><td></td><td></td><td class="npi"><span class="qualifier">NPI</span></td></tr>`,
    )}
    </tbody>
  </table>
  </div>
</section>`;
}

function serviceLine(
  { at, shaded, date, place, code, modifiers, pointers, charge, units, npi }: ClaimPreviewLine,
  n: number,
): Html {
  const value = html`<span class="value">${code}</span>`;
  return html`
      <tr class="shaded"><th scope="rowgroup" rowspan="2" class="number">${n}</th><td colspan="12">${shaded ? html`<span class="unseen">Supplemental: </span><span class="value">${shaded}</span>` : ''}</td></tr>
      <tr>
        ${box(date)}${box(date)}${box(place)}
        <td>${at ? jumpTo(at, value, `${code}: go to its line`) : value}</td>
        ${[0, 1, 2, 3].map(i => html`<td class="modifier">${modifiers[i] && html`<span class="value">${modifiers[i]}</span>`}</td>`)}
        ${box(pointers || null)}
        <td class="charge">${charge ? html`<span class="value">${charge.dollars}<span class="cents"><span class="unseen">.</span>${charge.cents}</span></span>` : NOT_IN_NOTE}</td>
        <td class="units"><span class="value">${units}</span></td>
        <td class="npi"><span class="qualifier">NPI</span> ${npi ? html`<span class="value">${npi}</span>` : NOT_IN_NOTE}</td>
      </tr>`;
}

const NOT_IN_NOTE = html`<span class="missing"><span aria-hidden="true">–</span><span class="unseen">not in the note</span></span>`;

function box(value: string | null): Html {
  return html`<td>${value === null ? NOT_IN_NOTE : html`<span class="value">${value}</span>`}</td>`;
}

function jumpTo({ uri, range }: Jump, words: Html | string, label?: string): Html {
  return jump(uri, range.start.line, words, label);
}
