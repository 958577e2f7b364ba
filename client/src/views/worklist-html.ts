import type { Worklist, WorklistEntry } from '../../../protocol/messages';
import { html, type Html } from './html';
import { badge, type Mark } from './marks';
import { jump } from './page';

/** More rows than anyone reads on one page; the filters reach the others by the notes of a day. */
const MAX_ROWS = 2000;

const STATES: Readonly<Record<WorklistEntry['state'], { readonly mark: Mark; readonly title: string }>> = {
  errors: { mark: 'fail', title: 'with errors' },
  warnings: { mark: 'warning', title: 'with warnings' },
  'no claim': { mark: 'info', title: 'without a claim' },
  ready: { mark: 'pass', title: 'ready' },
};

/**
 * Every encounter with what is left to do for it, which a narrow column shows without scrolling. The script of the page
 * filters the rows by the choices above them.
 * @param today the day by which a refill is overdue
 */
export function worklistHtml({ rows, due }: Worklist, today: string): Html {
  const shown = rows.slice(0, MAX_ROWS);
  return html`
<header>
  <p class="kicker">Worklist</p>
  <h1>${rows.length} ${rows.length === 1 ? 'encounter' : 'encounters'}</h1>
  <p id="totals" class="counts" role="status">${Object.entries(STATES).map(([state, { mark, title }]) =>
    badge(mark, `${rows.filter(row => row.state === state).length} ${title}`),
  )}</p>
  <p class="filters" role="group" aria-label="Filter">
    ${choice(
      'state',
      'State',
      Object.entries(STATES).map(([value, { title }]) => [value, title]),
    )}
    ${choice('payer', 'Payer', named(rows.map(({ payer }) => payer)))}
    ${choice('provider', 'Provider', named(rows.map(({ provider }) => provider)))}
    <label>Patient <input type="search" data-filter="patient" size="10" spellcheck="false"></label>
    <span id="matches" role="status"></span>
  </p>
</header>
${dueSection(due, today)}
<section aria-labelledby="encounters">
  <h2 id="encounters">Encounters <span class="count">${rows.length}</span></h2>
  <div class="scroll" role="region" aria-labelledby="encounters" tabindex="0">
  <table class="worklist">
    <thead><tr><th scope="col">Date</th><th scope="col">Patient</th><th scope="col">State</th><th scope="col">Service</th><th scope="col">Payer</th><th scope="col">Provider</th></tr></thead>
    <tbody>${shown.map(rowHtml)}</tbody>
  </table>
  </div>
  ${rows.length > shown.length && html`<p>The table lists the newest ${shown.length}; the totals count all.</p>`}
</section>`;
}

function rowHtml({ uri, range, date, patient, services, payer, provider, state, words }: WorklistEntry): Html {
  const name = patient ?? 'no patient';
  return html`
      <tr data-row data-state="${state}" data-payer="${payer}" data-provider="${provider ?? ''}" data-patient="${name.toLowerCase()}">
        <td class="exact">${date ?? 'no date'}</td><td class="exact">${jump(uri, range.start.line, name, `${name}, ${date ?? 'no date'}`)}</td>
        <td>${badge(STATES[state].mark, words)}</td>
        <td>${services.join(' + ')}</td><td>${payer}</td><td>${provider ?? '–'}</td>
      </tr>`;
}

function dueSection(due: Worklist['due'], today: string): Html | '' {
  if (due.length === 0) return '';
  return html`
<section aria-labelledby="due">
  <h2 id="due">Due refills <span class="count">${due.length}</span></h2>
  <div class="scroll" role="region" aria-labelledby="due" tabindex="0">
  <table class="worklist">
    <thead><tr><th scope="col">Planned</th><th scope="col">Alarm</th><th scope="col">Patient</th><th scope="col"><span class="unseen">Overdue</span></th></tr></thead>
    <tbody>${due.slice(0, MAX_ROWS).map(
      ({ uri, range, patient, planned, alarm }) => html`
      <tr data-row data-patient="${patient.toLowerCase()}">
        <td class="exact">${planned ?? '–'}</td><td class="exact">${alarm ?? '–'}</td><td>${jump(uri, range.start.line, patient, `Last fill of ${patient}`)}</td>
        <td>${(planned ?? alarm ?? today) < today && badge('warning', 'overdue')}</td>
      </tr>`,
    )}</tbody>
  </table>
  </div>
</section>`;
}

function choice(name: string, title: string, values: readonly (readonly [value: string, title: string])[]): Html {
  return html`<label>${title} <select data-filter="${name}"><option value="">All</option>${values.map(
    ([value, label]) => html`<option value="${value}">${label}</option>`,
  )}</select></label>`;
}

/** Each name once, in order. */
function named(names: readonly (string | null)[]): (readonly [string, string])[] {
  return [...new Set(names.flatMap(name => name ?? []))].sort().map(name => [name, name]);
}
