import type { Rule } from '../rule.js';

/** SV101-3 to SV101-6 of the electronic claim; four fields in item 24D of the paper form. */
const MAX_MODIFIERS = 4;

export const modifierCount: Rule = {
  id: 'modifier-count',
  group: 'modifiers',
  severity: 'error',
  title: 'More than four modifiers',
  description:
    'A claim line has room for four modifiers, on paper and electronically; this line has more. Some ' +
    'payers take 99 in the first place and the rest in the remarks; that is a convention of theirs.',
  rationale: 'The fifth modifier is lost, or the claim is rejected.',
  sources: ['X222'],
  examples: {
    wrong: `2026-11-20 implant P-138 @opd
by: MD AS
device: in SynchroMed II 8637-40, 40 mL, IT, programmable
dx: G82.22
62362-62-22-58-GC-KX @A
`,
    right: `2026-11-20 implant P-138 @opd
by: MD AS
device: in SynchroMed II 8637-40, 40 mL, IT, programmable
dx: G82.22
62362-62-22-58-GC @A
`,
  },
  concerns: ['modifier'],
  check(visit, context) {
    for (const line of visit.linesToCheck) {
      if (!line.modifiers.length) continue;
      context.applies();
      const extra = line.modifiers[MAX_MODIFIERS];
      if (!extra) continue;
      context.report({
        at: { ...extra, end: line.modifiers.at(-1)!.end },
        message: `Remove ${line.modifiers.length - MAX_MODIFIERS} of the ${line.modifiers.length} modifiers on ${line.code}: a claim line has room for ${MAX_MODIFIERS}.`,
        evidence: [{ at: line, text: `${line.modifiers.length} modifiers` }],
      });
    }
  },
};
