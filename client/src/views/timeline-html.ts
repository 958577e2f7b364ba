import type { PatientTimeline, TimelinePoint } from '../../../protocol/messages';
import { html, type Html } from './html';
import { jump } from './page';

/** As wide as a narrow column beside the note, so that the words of the drawing keep their size there. */
const WIDTH = 480,
  HEIGHT = 180,
  LEFT = 12,
  TOP = 24,
  BOTTOM = 30;
/** About as wide as `1234.5 mcg/day` is drawn. */
const LABEL_WIDTH = 96;
const MS_PER_DAY = 86_400_000;

/** The visits of a patient: doses as a line, fills and alarms as marks, and all of it as a table. */
export function timelineHtml({ patient, points }: PatientTimeline): Html {
  return html`
<header>
  <p class="kicker">Patient timeline</p>
  <h1>${patient} · ${points.length} ${points.length === 1 ? 'visit' : 'visits'}</h1>
</header>
${points.length > 0 && chart(points)}
<section aria-labelledby="visits">
  <h2 id="visits">Visits <span class="count">${points.length}</span></h2>
  <div class="scroll" role="region" aria-labelledby="visits" tabindex="0">
  <table class="worklist">
    <thead><tr><th scope="col">Date</th><th scope="col">Service</th><th scope="col">Dose after</th><th scope="col">Filled</th><th scope="col">Alarm</th><th scope="col">ERI</th></tr></thead>
    <tbody>${points.map(
      ({ uri, range, date, services, dose, filled, alarm, eri }) => html`
      <tr><td class="exact">${jump(uri, range.start.line, date)}</td><td>${services.join(' + ')}</td>${[dose?.words, filled, alarm, eri].map(exact => html`<td class="exact">${exact ?? '–'}</td>`)}</tr>`,
    )}</tbody>
  </table>
  </div>
</section>`;
}

/** The table below says the same in words, so the drawing is for the eye only. */
function chart(points: readonly TimelinePoint[]): Html {
  const days = points.flatMap(({ date, alarm }) => (alarm ? [dayOf(date), dayOf(alarm)] : [dayOf(date)]));
  const first = Math.min(...days),
    span = Math.max(1, Math.max(...days) - first);
  const x = (date: string): number => LEFT + ((dayOf(date) - first) / span) * (WIDTH - 2 * LEFT);
  const doses = points.flatMap(({ dose, date }) =>
    dose?.mgPerDay == null ? [] : [{ date, mg: dose.mgPerDay, words: dose.words }],
  );
  const highest = Math.max(...doses.map(({ mg }) => mg), 0) || 1;
  const base = HEIGHT - BOTTOM;
  const y = (mg: number): number => base - (mg / highest) * (base - TOP);
  return html`
<svg class="timeline" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" focusable="false">
  <line class="axis" x1="${LEFT}" x2="${WIDTH - LEFT}" y1="${base}" y2="${base}"/>
  ${points.flatMap(({ date, filled }) => (filled ? [html`<line class="fill" x1="${x(date)}" x2="${x(date)}" y1="${base}" y2="${base - 14}"/>`] : []))}
  ${points.flatMap(({ alarm }) => (alarm ? [html`<path class="alarm" d="M${x(alarm)} ${base - 10} l5 9 h-10 z"/>`] : []))}
  ${doses.length > 0 && html`<path class="dose" d="${stepsOf(doses, x, y)}"/>`}
  ${doses.map(({ date, mg }) => html`<circle class="dose-point" cx="${x(date)}" cy="${y(mg)}" r="3"/>`)}
  ${labeledDoses(doses, x).map(({ date, mg, words }) => html`<text x="${x(date)}" y="${y(mg) - 8}" text-anchor="${anchorAt(x(date))}">${words}</text>`)}
  <text x="${LEFT}" y="${HEIGHT - 8}">${points[0]!.date}</text>
  <text x="${WIDTH - LEFT}" y="${HEIGHT - 8}" text-anchor="end">${new Date(Math.max(...days) * MS_PER_DAY).toISOString().slice(0, 10)}</text>
</svg>
<p class="source" aria-hidden="true">Line: daily dose · bars: fills · triangles: low-reservoir alarms</p>`;
}

/** The doses that differ from the one before and have room for their words. */
function labeledDoses<D extends { readonly date: string; readonly words: string }>(
  doses: readonly D[],
  x: (date: string) => number,
): readonly D[] {
  const chosen: D[] = [];
  for (const [i, dose] of doses.entries()) {
    const last = chosen.at(-1);
    const hasRoom = !last || x(dose.date) - x(last.date) >= LABEL_WIDTH;
    if (dose.words !== doses[i - 1]?.words && hasRoom) chosen.push(dose);
  }
  return chosen;
}

/** Words near an edge lean away from it. */
function anchorAt(x: number): 'start' | 'middle' | 'end' {
  if (x < LABEL_WIDTH / 2) return 'start';
  return x > WIDTH - LABEL_WIDTH / 2 ? 'end' : 'middle';
}

/** A dose holds until the next visit that changes it. */
function stepsOf(
  doses: readonly { readonly date: string; readonly mg: number }[],
  x: (date: string) => number,
  y: (mg: number) => number,
): string {
  return doses.map(({ date, mg }, i) => (i === 0 ? `M${x(date)} ${y(mg)}` : `H${x(date)} V${y(mg)}`)).join(' ');
}

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}
