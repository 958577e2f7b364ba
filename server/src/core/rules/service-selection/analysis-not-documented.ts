import { statedInText } from '../../visit/stated-in-text.js';
import { statedInOtherNote } from '../../visit/other-note.js';
import type { SourceRange } from '../../syntax/source-range.js';
import type { Visit } from '../../visit/visit.js';
import { isOfOtherSpace, needsProgrammablePump } from '../../claim/services/pump-codes.js';
import { linesInsideSurgery } from '../../claim/edits/pairs.js';
import { cited } from '../../claim/reason.js';
import { readingStub, stubFix } from '../../claim/fixes/replace-code.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import { analysisReason, undecidedEvidence } from '../../claim/services/service-facts.js';
import type { Rule, RuleContext, Violation } from '../rule.js';
import type { BilledCode } from '../../encounter/model.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';

export const analysisNotDocumented: Rule = {
  id: 'analysis-not-documented',
  documents: [{ key: 'read', when: visit => visit.linesToCheck.some(({ code }) => needsProgrammablePump(code)) }],
  group: 'service-selection',
  severity: 'warning',
  title: 'Pump analysis billed but not documented',
  description: `62367–62370 include an electronic analysis of the pump: \`read:\` must state its reservoir (\`expected\`), its dose and its alarms. The
status after the visit (\`after:\`) is no analysis before it. If only one of the three is stated, if the line sums
the analysis up ("working normally"), or if an item of \`read:\` was not read, the rule has no data. If the pump cannot
be one that these codes are for, \`route\` or \`pump-not-programmable\` reports it and this rule does not.`,
  rationale:
    'Reservoir, prescription and alarm status are what these codes are made of; without them in the ' +
    'record, a refill is at best 95990 or 95991.',
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
      checkAnalysis(visit, context, billed);
    }
  },
};

function checkAnalysis(visit: Visit, context: RuleContext, billed: BilledCode): void {
  const { facts } = supportedServices(visit).pump;
  const open = openAnalysis(visit, billed.code);
  if (open) {
    context.missing({ at: placeOfCode(billed), ...open, fixes: [stubFix(readingStub(visit))], show: true });
    return;
  }
  context.applies();
  if (facts.analysis === 'complete') return;
  context.report({
    at: placeOfCode(billed),
    message:
      facts.analysis === 'none'
        ? `Document the analysis in \`read:\`: ${billed.code} includes one, and the note has no expected volume, dose and alarms.`
        : `Add ${list(facts.lacking.map(item => NAMES[item]))} to \`read:\`: ${billed.code} includes a complete analysis.`,
    evidence: cited([analysisReason(visit)]),
    fixes: [stubFix(readingStub(visit))],
  });
}

/** Why an incomplete analysis does not prove that none was made: the message, and what says so. */
function openAnalysis(visit: Visit, code: string): Pick<Violation, 'message' | 'evidence'> | undefined {
  const { analysis, lacking } = supportedServices(visit).pump.facts;
  const isOneValue = lacking.length > 1;
  // One value alone is copied from an analysis, and `working normally` sums one up; what else it held is open.
  if (analysis === 'partial' && (isOneValue || isSummedUp(visit))) {
    const why = isOneValue ? 'one value is stated' : 'the line sums the analysis up';
    return {
      message: `Add ${list(lacking.map(item => NAMES[item]))} to \`read:\` to decide ${code}: ${why}.`,
      evidence: cited([analysisReason(visit)]),
    };
  }
  const stated = analysis === 'none' ? (statedInText(visit, 'read') ?? readInOtherNote(visit)) : undefined;
  if (!stated) return undefined;
  const where = stated.block === visit.encounter.block ? 'the text' : 'another note of the day';
  return {
    message: `Write the analysis in \`read:\`: ${where} states one, and ${code} includes one.`,
    evidence: [{ at: stated, text: 'an analysis' }],
  };
}

const NAMES = { expected: 'the expected volume', dose: 'the dose', alarms: 'the alarms' } as const;

const SUMMARY =
  /\b(?:interrogated|(?:working|functioning|operating|running) (?:normally|properly|well|correctly|appropriately)|normal (?:function|interrogation)|within normal limits|wnl|(?:report|printout|telemetry) (?:scanned|saved|in (?:the )?chart|attached|reviewed))\b/i;

/** Whether `read:` sums the analysis up in words, beside the values that it states. */
function isSummedUp({ encounter: { read } }: Visit): boolean {
  return read !== undefined && SUMMARY.test(read.block.text.slice(read.start, read.end));
}

/** The reading of another note of the day that bills none. */
function readInOtherNote(visit: Visit): SourceRange | undefined {
  return statedInOtherNote(visit, ({ read }) => read, needsProgrammablePump);
}
