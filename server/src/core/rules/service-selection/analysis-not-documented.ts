import { statedInText } from '../../visit/stated-in-text.js';
import { statedInOtherNote } from '../../visit/other-note.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { isOfOtherSpace, needsProgrammablePump } from '../../claim/services/pump-codes.js';
import { linesInsideSurgery } from '../../claim/edits/pairs.js';
import { cited } from '../../claim/reason.js';
import { readingStub, stubFix } from '../../claim/fixes/replace-code.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import { analysisReason, undecidedEvidence } from '../../claim/services/service-facts.js';
import type { MissingFact, Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';

export const analysisNotDocumented: Rule = {
  id: 'analysis-not-documented',
  documents: [{ key: 'read', when: visit => visit.linesToCheck.some(({ code }) => needsProgrammablePump(code)) }],
  group: 'service-selection',
  severity: 'warning',
  title: 'Pump analysis billed but not documented',
  description: `62367–62370 include an electronic analysis of the pump: \`read:\` must state its reservoir (\`expected\`), its dose and its alarms. The
status after the visit (\`after:\`) is no analysis before it. If only one of the three is stated, or an item of \`read:\` was not read, the rule has no data. If the pump cannot
be one that these codes are for, \`route\` or \`pump-not-programmable\` reports it and this rule does not.`,
  rationale:
    'Reservoir, prescription and alarm status are what these codes are made of; without them in the record, a refill is at best 95990 or 95991.',
  fixDescription:
    'Edit: inserts `read:`, or the items that it lacks, to fill in. The stub is reported until it is filled.',
  sources: ['RVU26', 'AAPC'],
  examples: {
    wrong: `2026-11-20 interrogate P-031 @office
pump: SynchroMed II 8637-40, sn NGP0000003, 40 mL, IT, programmable
by: RN KL
read: expected 18.0 mL, dose 480 mcg/day
dx: G80.0, Z45.1
62367 @AB
`,
    right: `2026-11-20 refill P-031 @office
pump: SynchroMed II 8637-40, sn NGP0000003, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
dx: G80.0, Z45.1
95990 @AB
`,
  },
  concerns: ['pump-service'],
  check(visit, context) {
    const { facts } = supportedServices(visit).pump;
    if (facts.device !== undefined && facts.device !== 'programmable') return;
    for (const billed of visit.linesToCheck) {
      if (!needsProgrammablePump(billed.code) || isOfOtherSpace(billed.code, facts)) continue;
      if (linesInsideSurgery(visit).has(billed)) continue;
      if (facts.analysis === 'unreadable') {
        context.missing({
          at: placeOfCode(billed),
          message: `${billed.code} not decided: an item of \`read:\` could not be read.`,
          evidence: undecidedEvidence(visit, 'read'),
          show: false,
        });
        continue;
      }
      const reason = analysisReason(visit);
      // One value alone is copied from an analysis; what else the analysis held is open.
      if (facts.analysis === 'partial' && facts.lacking.length > 1) {
        context.missing({
          at: placeOfCode(billed),
          message: `Add ${list(facts.lacking.map(item => NAMES[item]))} to \`read:\` to decide ${billed.code}: one value is stated.`,
          evidence: cited([reason]),
          fixes: [stubFix(readingStub(visit))],
          show: true,
        });
        continue;
      }
      const elsewhere = facts.analysis === 'none' ? analysisElsewhere(visit, billed) : undefined;
      if (elsewhere) {
        context.missing(elsewhere);
        continue;
      }
      context.applies();
      if (facts.analysis === 'complete') continue;
      context.report({
        at: placeOfCode(billed),
        message:
          facts.analysis === 'none'
            ? `Document the analysis in \`read:\`: ${billed.code} includes one, and the note has no expected volume, dose and alarms.`
            : `Add ${list(facts.lacking.map(item => NAMES[item]))} to \`read:\`: ${billed.code} includes a complete analysis.`,
        evidence: cited([reason]),
        fixes: [stubFix(readingStub(visit))],
      });
    }
  },
};

const NAMES = { expected: 'the expected volume', dose: 'the dose', alarms: 'the alarms' } as const;

/** An analysis that the text states, or another note of the day that bills none. */
function analysisElsewhere(visit: Visit, billed: BilledCode): MissingFact | undefined {
  const stated = statedInText(visit, 'read') ?? statedInOtherNote(visit, ({ read }) => read, needsProgrammablePump);
  if (!stated) return undefined;
  const where = stated.block === visit.encounter.block ? 'the text' : 'another note of the day';
  return {
    at: placeOfCode(billed),
    message: `Write the analysis in \`read:\`: ${where} states one, and ${billed.code} includes one.`,
    evidence: [{ at: stated, text: 'an analysis' }],
    fixes: [stubFix(readingStub(visit))],
    show: true,
  };
}
