// The source and specification that `npm run new-rule` begins a rule with. They compile and pass: the rule finds its
// first case.

/** File → text. */
export function ruleSkeleton(group, id) {
  return new Map([
    [`server/src/core/rules/${group}/${id}.ts`, source(group, id)],
    [`test/spec/${group}/${id}.md`, specification(id)],
  ]);
}

const camelCase = id => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const source = (group, id) => `import type { Rule } from '../rule.js';

export const ${camelCase(id)}: Rule = {
  id: '${id}',
  group: '${group}',
  severity: 'warning',
  title: 'What is wrong, in a few words',
  description: 'What the rule looks at, and when it reports.',
  rationale: 'What happens to the claim otherwise.',
  sources: ['LANG'],
  examples: {
    wrong: \`2026-11-20 visit P-014 @office
by: MD AS
dx: G80.0
99213 x2 @A
\`,
    right: \`2026-11-20 visit P-014 @office
by: MD AS
dx: G80.0
99213 @A
\`,
  },
  check(visit, context) {
    for (const line of visit.claimLines) {
      context.applies(); // there is something to check: without this the outcome is n/a
      if (line.code !== '99213' || line.units === 1) continue;
      context.report({
        at: line.unitsFact ?? line,
        message: \`Bill \${line.code} once: a visit has one unit.\`,
        evidence: [{ at: line, text: \`\${line.units} units\` }],
      });
    }
  },
};
`;

const specification = id => `# ${id}

What the rule is about, for a coder.

## What is wrong

\`\`\`encounter example=wrong
\`\`\`
- line 4 · warning · \`x2\` · Bill 99213 once
- outcome: fail

## Looks wrong, is right

\`\`\`encounter example=right
\`\`\`
- outcome: pass

## Waived

\`\`\`encounter
2026-11-20 visit P-014 @office
by: MD AS
dx: G80.0
99213 x2 @A
ok: ${id} "agreed with the payer", KL
\`\`\`
- outcome: waived
`;
