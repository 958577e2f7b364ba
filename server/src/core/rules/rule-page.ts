import type { CodeSets } from '../codes/types.js';
import type { Rule } from './rule.js';

/** The documentation page of a rule: what stands in `docs/rules/`, behind a finding's link, and in SARIF's help. */
export function ruleMarkdown(rule: Rule, codes: CodeSets): string {
  const sources = rule.sources.map((id) => {
    const source = codes.source(id);
    const title = source.edition ? `${source.title}, ${source.edition}` : source.title;
    return `- ${source.url ? `[${title}](${source.url})` : title}`;
  });
  const marks = codes.unverifiedOfRule(rule.id).map((mark) => `- ◌ ${mark.reason}`);
  const parts = [
    `# ${rule.id}`, `**${rule.title}.** Level: ${rule.severity}. Group: ${rule.group}.`,
    '## What it does', rule.what, '## Why it matters', rule.why,
    '## Example', 'Wrong:', fence(rule.examples.wrong), 'Right:', fence(rule.examples.right),
    '## Fix', rule.fix ?? 'None: only a person can say what is right.',
    ...(rule.parameters?.length ? ['## Parameters of the payer’s profile', rule.parameters.map((name) => `- \`${name}\``).join('\n')] : []),
    ...(sources.length ? ['## Source', sources.join('\n')] : []),
    ...(marks.length ? ['## Unverified', marks.join('\n')] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function fence(note: string): string {
  return `\`\`\`encounter\n${note.trimEnd()}\n\`\`\``;
}
