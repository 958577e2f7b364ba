import type { CodeSets } from '../codes/types.js';
import type { Rule, RuleGroup } from './rule.js';

/** Headings of the index, in its order. */
const GROUPS: Readonly<Record<RuleGroup, string>> = {
  form: 'The note’s form', 'code-sets': 'Code sets', choice: 'Choice of service', edits: 'Edits between lines', modifiers: 'Modifiers', drugs: 'Drugs',
  documentation: 'Documentation', history: 'Arithmetic and history', people: 'People, authorisation, privacy',
};

/** The documentation page of a rule: what stands in `docs/rules/`, behind a finding's link, and in SARIF's help. */
export function ruleMarkdown(rule: Rule, codes: CodeSets): string {
  const sources = rule.sources.map((id) => {
    const source = codes.source(id);
    const title = source.edition ? `${source.title}, ${source.edition}` : source.title;
    return `- ${source.url ? `[${title}](${source.url})` : title}`;
  });
  const parts = [
    `# ${rule.id}`, `**${rule.title}.** Level: ${rule.severity}. Group: ${rule.group}.`,
    '## What it does', rule.what, '## Why it matters', rule.why,
    '## Example', 'Wrong:', fence(rule.examples.wrong), 'Right:', fence(rule.examples.right),
    '## Fix', rule.fix ?? 'None: only a person can say what is right.',
    ...(rule.parameters?.length ? ['## Parameters of the payer’s profile', rule.parameters.map((name) => `- \`${name}\``).join('\n')] : []),
    ...(sources.length ? ['## Source', sources.join('\n')] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** All pages by file name, and their index `README.md`. */
export function rulePages(rules: readonly Rule[], codes: CodeSets): Record<string, string> {
  const pages: Record<string, string> = { 'README.md': index(rules) };
  for (const rule of rules) pages[`${rule.id}.md`] = ruleMarkdown(rule, codes);
  return pages;
}

function index(rules: readonly Rule[]): string {
  const parts = ['# Rules', `${rules.length} rules. Each id is what \`ok:\` waives, what \`encounterNotes.rules\` switches, and what SARIF names.`];
  for (const [group, title] of Object.entries(GROUPS)) {
    const rows = rules.filter((rule) => rule.group === group).map((rule) => `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${rule.title} |`);
    if (rows.length) parts.push(`## ${title}`, ['| rule | level | what it says |', '|---|---|---|', ...rows].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

function fence(note: string): string {
  return `\`\`\`encounter\n${note.trimEnd()}\n\`\`\``;
}
