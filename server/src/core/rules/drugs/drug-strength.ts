import { containerStrength, drugsGiven, isMarketed } from '../../claim/drugs/documented-drug.js';
import { formatQuantity } from '../../encounter/quantity.js';
import type { Rule } from '../rule.js';
import { isOpen } from '../undecided.js';
import { list } from '../../text/prose.js';

export const drugStrength: Rule = {
  id: 'drug-strength',
  group: 'drugs',
  severity: 'warning',
  title: 'No such commercial strength',
  description:
    'A single drug marked `commercial` in a strength in which it is not marketed. A drug that was ' +
    'diluted (`from` the strength of its vial, or a sentence that says so) is checked by its vial: ' +
    'diluting by the label is no compounding.',
  rationale: 'A strength that no maker sells was mixed: the drug is a compound, and its own J-code does not bill it.',
  sources: ['FDA'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office #medicare
drug: hydromorphone 20 mg/mL, 20 mL, commercial, practice, sdv 2 x 10 mL, waste 0 mL
`,
    right: `2026-11-20 refill P-022 @office #medicare
drug: hydromorphone 10 mg/mL, 20 mL, commercial, practice, sdv 2 x 10 mL, waste 0 mL
`,
  },
  concerns: ['drug:'],
  check(visit, context) {
    for (const of of drugsGiven(visit)) {
      const { drug, components, entries } = of;
      const entry = entries[0],
        component = components[0];
      if (drug.source?.value !== 'commercial' || components.length > 1 || !entry?.strengths.length || !component)
        continue;
      const typed = containerStrength(of);
      const strength = typed?.value;
      if (!strength) {
        context.missing({
          at: component,
          show: false,
          message: `The note gives no strength of the ${entry.name}, so it cannot be compared with what is marketed.`,
        });
        continue;
      }
      context.applies();
      if (isMarketed(entry, strength) || visit.affirms('diluted', 'dilution', 'dilute')) continue;
      if (isOpen(visit, context, { at: component, keys: ['drug'], what: 'whether the drug was diluted or compounded' }))
        continue;
      const unread = entry.strengths.filter(({ verified }) => !verified).map(({ amount, unit }) => `${amount} ${unit}`);
      context.report({
        at: drug.from ?? component,
        message: `Write \`from\` with the vial’s strength, or \`compounded\`: commercial ${entry.name} is not sold at ${formatQuantity(strength)}, only at ${list(entry.strengths.map(({ amount }) => amount))} ${entry.strengths[0]!.unit}.`,
        evidence: [{ at: drug, text: `${entry.name}, marked commercial` }],
        ...(unread.length
          ? { unverified: `No label was read for ${list(unread)}; the list of marketed strengths may be longer.` }
          : {}),
      });
    }
  },
};
