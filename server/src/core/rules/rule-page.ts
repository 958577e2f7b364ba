import type { CodeSets } from '../codes/types.js';
import type { Profiles } from '../policy/types.js';
import type { RuleInfo, RuleGroup } from './rule.js';

const NATIONAL = 'national';

/** Headings of the index, in its order. */
const GROUPS: Readonly<Record<RuleGroup, string>> = {
  form: 'The note’s form',
  'code-sets': 'Code sets',
  'service-selection': 'Service selection',
  edits: 'Edits between lines',
  modifiers: 'Modifiers',
  drugs: 'Drugs',
  documentation: 'Documentation',
  history: 'Arithmetic and history',
  provider: 'Provider and authorization',
  privacy: 'Privacy',
};

/**
 * The documentation page of a rule: the file in `docs/rules/`, behind a finding's link, and in SARIF's help.
 * @param profiles the shipped ones, whose levels the page lists
 */
export function ruleMarkdown(rule: RuleInfo, codes: CodeSets, profiles: Profiles): string {
  const sources = rule.sources.map(id => {
    const source = codes.source(id);
    const title = source.edition ? `${source.title}, ${source.edition}` : source.title;
    return `- ${source.url ? `[${title}](${source.url})` : title}`;
  });
  const doubts = codes.unverifiedAbout(`rule:${rule.id}`);
  const parts = [
    `# ${rule.id}`,
    `**${rule.title}.** Group: ${rule.group}.`,
    '## What it does',
    rule.description,
    '## Why it matters',
    rule.rationale,
    '## Example',
    ...(rule.examples.loads ? ['With this file loaded:', `\`\`\`csv\n${rule.examples.loads}\`\`\``] : []),
    'Wrong:',
    fence(rule.examples.wrong),
    'Right:',
    fence(rule.examples.right),
    '## Fix',
    rule.fixDescription ?? 'None: only a person can say what is right.',
    '## Level',
    levels(rule, profiles),
    ...(rule.parameters?.length
      ? ['## Parameters of the payer’s profile', rule.parameters.map(name => `- \`${name}\``).join('\n')]
      : []),
    '## Source',
    sources.join('\n'),
    ...(doubts.length
      ? [
          '## Not verified',
          'No official text was found for these; a finding that rests on one says so.',
          doubts.map(({ reason }) => `- ${reason}`).join('\n'),
        ]
      : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** All pages by file name, and their index `README.md`. */
export function rulePages(rules: readonly RuleInfo[], codes: CodeSets, profiles: Profiles): Record<string, string> {
  const pages: Record<string, string> = { 'README.md': index(rules) };
  for (const rule of rules) pages[`${rule.id}.md`] = ruleMarkdown(rule, codes, profiles);
  return pages;
}

/** The rule's own level, the profiles that set another, and what wins over both. */
function levels(rule: RuleInfo, profiles: Profiles): string {
  const set = new Map<string, string[]>();
  for (const policy of [profiles.policyFor(undefined), ...profiles.payers()]) {
    const { level, setBy } = policy.severity(rule.id) ?? { level: rule.severity, setBy: '' };
    if (!setBy || (level === rule.severity && setBy === NATIONAL)) continue;
    const row = `\`${level}\`, set by ${setBy === NATIONAL ? 'the national rules' : `the profile ${setBy}`}, for`;
    set.set(row, [...(set.get(row) ?? []), policy.id === NATIONAL ? 'a note without a payer' : policy.id]);
  }
  const own = `\`${rule.severity}\` is the rule default.${set.size ? '' : ' No shipped payer profile changes it.'}`;
  const rows = [...set].map(([row, payers]) => `- ${row} ${payers.join(', ')}`).join('\n');
  const wins =
    'A workspace’s own profile may set another (`severity`), and the setting `encounterNotes.rules` wins over all. Hovering a finding shows the level in force and who set it.';
  return [own, ...(rows ? [rows] : []), wins].join('\n\n');
}

function index(rules: readonly RuleInfo[]): string {
  const parts = [
    '# Rules',
    `${rules.length} rules. Each id is what \`ok:\` waives, what \`encounterNotes.rules\` switches, and what SARIF names.`,
  ];
  for (const [group, title] of Object.entries(GROUPS)) {
    const rows = rules
      .filter(rule => rule.group === group)
      .map(rule => `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${rule.title} |`);
    if (rows.length)
      parts.push(`## ${title}`, ['| rule | level | what it says |', '|---|---|---|', ...rows].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

function fence(note: string): string {
  return `\`\`\`encounter\n${note.trimEnd()}\n\`\`\``;
}
