import { escape } from '../explain/markdown.js';
import type { CitedLine, EncounterReport, Report, RuleReport } from './report.js';

const MARKS = { fail: '✗ fail', waived: '~ waived', 'no data': '? no data', pass: '✓ pass', 'n/a': 'n/a' } as const;

/** The report for people: the claim on top, then what failed, what was waived, what had no data, and what passed. */
export function reportMarkdown(report: Report): string {
  const parts = [
    '# Encounter report',
    ...report.encounters.flatMap(encounterParts),
    '## Data',
    Object.entries(report.editions)
      .map(([set, edition]) => `- ${set}: ${edition}`)
      .join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The part of a report on one encounter, without the line break at its end. */
export function encounterMarkdown(encounter: EncounterReport): string {
  return encounterParts(encounter).join('\n\n');
}

function encounterParts(encounter: EncounterReport): string[] {
  const { counts, claim } = encounter;
  const parts = [
    `## ${encounter.date ?? 'no date'} ${escape(encounter.patient ?? 'no patient')} ${encounter.services.join('+')}`,
    `${place(encounter.file, encounter.line)} · checked for ${escape(encounter.profile)} · ` +
      `${counts.fail} fail, ${counts.waived} waived, ${counts['no data']} no data, ${counts.pass} pass`,
    `**${escape(claim.sentence)}**`,
  ];
  if (claim.supported.length) {
    parts.push(
      claim.supported
        .map(line =>
          [
            `- **${escape(line.line)}**${line.arithmetic ? `: ${escape(line.arithmetic)}` : ''}${line.doubt ? ` (${escape(line.doubt)})` : ''}`,
            ...line.reasons.map(reason => `  - ${cited(reason)}`),
          ].join('\n'),
        )
        .join('\n'),
    );
  }
  if (claim.value) {
    const { basis, lines, total } = claim.value;
    const amounts = lines.map(({ line, amount }) => `${escape(line)} ${amount}`).join(', ');
    parts.push(`Billed lines at the ${escape(basis)}: ${amounts}; in all ${total}.`);
  }
  const open = encounter.rules.filter(rule => rule.outcome !== 'pass');
  for (const outcome of ['fail', 'waived', 'no data'] as const)
    for (const rule of open.filter(r => r.outcome === outcome)) parts.push(...ruleParts(rule));
  if (encounter.waivers.length) {
    parts.push(
      '### Waivers',
      encounter.waivers
        .map(
          w =>
            `- line ${w.line}: ${escape(w.rule)}, ${w.reason ? `“${escape(w.reason)}”` : 'no reason'}, ${w.initials ? escape(w.initials) : 'no initials'}${w.holds ? '' : ' (has no effect)'}`,
        )
        .join('\n'),
    );
  }
  const rows = encounter.rules.map(
    rule => `| ${rule.id} | ${MARKS[rule.outcome]} | ${escape(rule.sources.join('; '))} |`,
  );
  parts.push('### Every rule', ['| rule | outcome | source |', '|---|---|---|', ...rows].join('\n'));
  if (encounter.notApplicable.length) parts.push(`These rules do not apply: ${encounter.notApplicable.join(', ')}.`);
  return parts;
}

function ruleParts(rule: RuleReport): string[] {
  const findings = rule.findings.map(finding =>
    [
      `- ${finding.severity}, line ${finding.line}: ${escape(finding.message)}`,
      ...finding.evidence.map(evidence => `  - ${cited(evidence)}`),
      ...(finding.worth ? [`  - worth: ${escape(finding.worth)}`] : []),
      ...(finding.unverified ? [`  - unverified: ${escape(finding.unverified)}`] : []),
      ...(finding.sources.length || finding.edition
        ? [`  - source: ${escape([...finding.sources, ...(finding.edition ? [finding.edition] : [])].join('; '))}`]
        : []),
    ].join('\n'),
  );
  const shown = new Set(rule.findings.map(finding => finding.message));
  const missing = rule.missing.filter(text => !shown.has(text)).map(text => `- ${escape(text)}`);
  return [`### ${MARKS[rule.outcome]}: ${rule.id}`, [...findings, ...missing].join('\n')];
}

function cited(line: CitedLine): string {
  if (line.line === undefined || line.file === undefined) return escape(line.says);
  return `${escape(line.says)} (${place(line.file, line.line)}: ${escape(line.text ?? '')})`;
}

function place(file: string, line: number): string {
  return `${escape(file)}, line ${line}`;
}
