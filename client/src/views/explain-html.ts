import type {
  CitedLine,
  EncounterReport,
  ExplainedEncounter,
  FindingReport,
  RuleReport,
} from '../../../protocol/messages';
import { html, type Html } from './html';
import { badge, mark, markOfLevel, type Mark } from './marks';
import { commandLink, fixButton, heading, jump, ruleLink } from './page';

type Outcome = RuleReport['outcome'];

/** What an outcome is called, on its own and in a count. */
const OUTCOMES: readonly { readonly outcome: Outcome & Mark; readonly title: string; readonly counted: string }[] = [
  { outcome: 'fail', title: 'Fails', counted: 'fail' },
  { outcome: 'waived', title: 'Waived', counted: 'waived' },
  { outcome: 'no data', title: 'Not decided: a fact is missing', counted: 'not decided' },
  { outcome: 'pass', title: 'Passes', counted: 'pass' },
];

/** What was decided on an encounter, and why: the claim, then each rule by its outcome, the worst first. */
export function explainHtml({ report }: ExplainedEncounter): Html {
  const [encounter] = report.encounters;
  if (!encounter) return html`<p>There is no encounter here.</p>`;
  return html`
<header>
  <p class="kicker">Explain this encounter</p>
  ${heading(encounter.patient, encounter.services, encounter.date)}
  <p id="counts" class="counts" role="status">${shownCounts(encounter).map(({ outcome, counted }) => badge(outcome, `${encounter.counts[outcome]} ${counted}`))}</p>
  <p class="links">${jump(encounter.file, encounter.line - 1, `Line ${encounter.line} of the note`)} · checked for <strong>${encounter.profile}</strong> · ${commandLink('claimPreview', 'Preview the claim')}</p>
</header>
${claimSection(encounter)}
${OUTCOMES.filter(({ outcome }) => outcome !== 'pass').map(({ outcome, title }) => rulesSection(encounter, outcome, title))}
${waiverSection(encounter)}
${passedSection(encounter)}
<footer>
  <h2>Data</h2>
  <dl class="editions">${Object.entries(report.editions).map(([set, edition]) => html`<div><dt>${set}</dt><dd>${edition}</dd></div>`)}</dl>
</footer>`;
}

/** What fails and what passes always counts; the rest if there is any. */
function shownCounts({ counts }: EncounterReport): typeof OUTCOMES {
  return OUTCOMES.filter(({ outcome }) => outcome === 'fail' || outcome === 'pass' || counts[outcome] > 0);
}

function claimSection({ claim }: EncounterReport): Html {
  const lines = claim.supported.map(
    ({ line, reasons, arithmetic, doubt }) => html`
    <li><code class="line">${line}</code>${arithmetic ? html` <span class="arithmetic">${arithmetic}</span>` : ''}${doubt ? html` <span class="doubt">${mark('info')} ${doubt}</span>` : ''}
      ${reasons.length > 0 && html`<ul class="evidence" aria-label="Why ${line}">${reasons.map(reason => html`<li>${cited(reason)}</li>`)}</ul>`}
    </li>`,
  );
  return html`
<section aria-labelledby="claim">
  <h2 id="claim">Claim</h2>
  <p class="sentence">${claim.sentence}</p>
  ${lines.length > 0 && html`<ul class="claim">${lines}</ul>`}
</section>`;
}

function rulesSection(encounter: EncounterReport, outcome: Outcome & Mark, title: string): Html | '' {
  const rules = encounter.rules.filter(rule => rule.outcome === outcome);
  if (rules.length === 0) return '';
  const id = outcome.replace(' ', '-');
  return html`
<section aria-labelledby="${id}">
  <h2 id="${id}">${mark(outcome)} ${title} <span class="count">${rules.length}</span></h2>
  ${rules.map(
    rule => html`
  <article aria-labelledby="rule-${rule.id}">
    <h3 id="rule-${rule.id}">${rule.title} ${ruleLink(rule.id)}</h3>
    ${rule.findings.map(finding => findingHtml(finding, encounter, outcome === 'fail' ? rule.id : undefined))}
    ${missingOnly(rule).map(text => html`<p>${text}</p>`)}
  </article>`,
  )}
</section>`;
}

/** @param fixable the rule, where its finding is open and so has fixes or can be waived */
function findingHtml(
  { severity, line, message, evidence, sources, edition, unverified }: FindingReport,
  { file }: EncounterReport,
  fixable: string | undefined,
): Html {
  const from = [...sources, ...(edition ? [edition] : [])];
  return html`
    <div class="finding ${severity}">
      <p>${badge(markOfLevel(severity), severity)} ${message} ${jump(file, line - 1, `line ${line}`, `Go to line ${line}`)}${fixable && html` ${fixButton(file, line - 1, fixable)}`}</p>
      ${evidence.length > 0 && html`<ul class="evidence" aria-label="Evidence">${evidence.map(one => html`<li>${cited(one)}</li>`)}</ul>`}
      ${unverified && html`<p class="unverified">Not verified: ${unverified}</p>`}
      ${from.length > 0 && html`<p class="source">Source: ${from.join(' · ')}</p>`}
    </div>`;
}

/** What a rule lacks, except for what a finding says already. */
function missingOnly({ missing, findings }: RuleReport): string[] {
  const shown = new Set(findings.map(({ message }) => message));
  return missing.filter(text => !shown.has(text));
}

function waiverSection({ waivers, file }: EncounterReport): Html | '' {
  if (waivers.length === 0) return '';
  return html`
<section aria-labelledby="waivers">
  <h2 id="waivers">Waivers <span class="count">${waivers.length}</span></h2>
  <ul>${waivers.map(
    ({ rule, reason, initials, line, holds }) => html`
    <li>${ruleLink(rule)} ${reason === null ? 'without a reason' : html`“${reason}”`}, ${initials ?? 'no initials'}${holds ? '' : html` <strong>has no effect</strong>`}, ${jump(file, line - 1, `line ${line}`, `Go to line ${line}`)}</li>`,
  )}
  </ul>
</section>`;
}

function passedSection({ rules, notApplicable }: EncounterReport): Html {
  const passed = rules.filter(({ outcome }) => outcome === 'pass');
  return html`
<section aria-labelledby="passed">
  <h2 id="passed">${mark('pass')} Passes <span class="count">${passed.length}</span></h2>
  <details id="details-passed">
    <summary>The ${passed.length} rules that found nothing wrong</summary>
    <ul class="rules">${passed.map(({ id, title, sources }) => html`<li>${ruleLink(id)} ${title}${sources.length > 0 && html` <span class="source">${sources.join(' · ')}</span>`}</li>`)}</ul>
  </details>
  <details id="details-not-applicable">
    <summary>The ${notApplicable.length} rules that do not apply here</summary>
    <ul class="rules columns">${notApplicable.map(id => html`<li>${ruleLink(id)}</li>`)}</ul>
  </details>
</section>`;
}

/** A fact, a link to the line that states it, and the line itself. */
function cited({ says, file, line, text }: CitedLine): Html {
  if (file === undefined || line === undefined) return html`${says}`;
  return html`${says} ${jump(file, line - 1, `line ${line}`, `Go to line ${line}: ${text ?? ''}`)}${text && html` <q aria-hidden="true">${text}</q>`}`;
}
