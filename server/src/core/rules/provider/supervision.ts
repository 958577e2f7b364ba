import type { Fix } from '../../edits/fix.js';
import { statedInText } from '../../visit/stated-in-text.js';
import { isOpen } from '../undecided.js';
import { performerReason } from '../../claim/services/service-facts.js';
import type { Visit } from '../../visit/visit.js';
import type { BilledCode, Supervision } from '../../encounter/model.js';
import type { Evidence, Rule, RuleContext } from '../rule.js';
import { staffLine, supervisionDemand } from './supervision-demand.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { isStub } from '../../visit/acceptance.js';
import { insertField } from '../../visit/note-edits.js';

export const supervision: Rule = {
  id: 'supervision',
  documents: [{ key: 'sup', when: visit => supervisionDemand(visit) !== undefined }],
  group: 'provider',
  severity: 'hint',
  title: 'Staff service without proven supervision',
  description: [
    'A staff service that a practitioner bills outside a facility needs `sup:` with a physician or other qualified professional who was',
    '`in suite`. `in building` and `by phone` are not enough. `virtual` (real-time audio and video) counts from 2020-03-01 to 2025-12-31 for',
    'every service (temporary rule), and since 2026-01-01 for services without 10 or 90 global days. A payer profile may set other days.',
  ].join('\n'),
  rationale:
    'Incident-to billing requires direct supervision: without it the staff service cannot be billed, and ' +
    'an audit takes the payment back.',
  fixDescription: 'Edit: inserts an empty `sup:` line to fill in; it is reported until it has a value.',
  parameters: ['audioVideoSupervision'],
  sources: ['410.26', 'A55239', 'PFS26'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
95990 @A
`,
    right: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL
sup: MD AS, in suite
fill: out 6.0 mL, in 40 mL
95990 @A
`,
  },
  check(visit, context) {
    const demand = supervisionDemand(visit);
    if (!demand) {
      const line = staffLine(visit);
      const decides = decidingFact(visit);
      if (visit.bill === 'pro' && line && decides)
        context.missing({
          at: placeOfCode(line),
          message: `Supervision not decided: the note does not say ${decides}.`,
          show: false,
        });
      return;
    }
    const { line } = demand;
    const { sup } = visit;
    const who = performerReason(visit);
    const evidence: Evidence[] = who?.at ? [{ at: who.at, text: who.text }] : [];
    const unverified = visit.policy.parameters.audioVideoSupervision.unverified;
    if (!sup) {
      checkAbsent(visit, line, context, evidence);
      return;
    }
    // What the file's defaults say is reported at the line that it does not cover.
    const at = sup.block === visit.encounter.block ? sup : placeOfCode(line);
    if (isOpen(visit, context, { at, keys: ['sup'], what: 'who supervised, and from where' })) return;
    const open = leftOpen(sup);
    if (open) {
      context.missing({
        at,
        message: open,
        evidence: [{ at: sup, text: 'the supervision that is noted' }],
        show: true,
      });
      return;
    }
    const problem = problemOf(visit, sup, line.code);
    if (problem === 'date') {
      context.missing({
        at: sup,
        message: 'Supervision not decided: the date decides whether audio and video counts, and it cannot be read.',
        show: false,
      });
      return;
    }
    context.applies();
    if (!problem) return;
    context.report({
      at,
      message: `Correct \`sup:\`: ${problem}, and ${line.code} bills the work of staff.`,
      evidence: [
        ...evidence,
        { at: sup, text: 'the supervision that is noted' },
        { at: line, text: `${line.code} is billed` },
      ],
      ...(unverified && sup.modes.some(mode => mode.value === 'virtual') ? { unverified } : {}),
    });
  },
};

function checkAbsent(visit: Visit, line: BilledCode, context: RuleContext, evidence: readonly Evidence[]): void {
  if (isStub(visit, 'sup')) {
    context.missing({ at: placeOfCode(line), message: 'Fill in `sup:`: who supervised.', show: false });
    return;
  }
  const message = `Write who supervised in \`sup:\`, with \`in suite\`: ${line.code} bills the work of staff`;
  const fixes: Fix[] = [
    { kind: 'edit', title: 'Insert `sup:` to fill in', edits: [insertField(visit, 'sup', 'sup:')] },
  ];
  const stated = statedInText(visit, 'sup');
  if (stated) {
    context.missing({
      at: placeOfCode(line),
      message: `${message}, and only the text is about supervision.`,
      evidence: [...evidence, { at: stated, text: 'about supervision' }],
      fixes,
      show: true,
    });
    return;
  }
  context.applies();
  context.report({ at: placeOfCode(line), message: `${message}.`, evidence, fixes });
}

/** `in suite until noon` alone does not say who was there during the service, nor do words that name no known place. */
function leftOpen(sup: Supervision): string | undefined {
  const words = wordsOnPlace(sup);
  if (sup.supervisor?.class === 'qhp' && !sup.modes.length && words && !ELSEWHERE.test(words))
    return `Say in \`sup:\` whether the supervisor was in the suite: “${words}” leaves it open.`;
  if (!sup.partly || isElsewhereToo(sup) || !sup.modes.some(({ value }) => value === 'in suite')) return undefined;
  return `Say in \`sup:\` who was in the suite during the service: “${sup.partly.value}” covers a part of the time.`;
}

/** What the noted supervision lacks, as a clause; `date` where the date of the visit would decide. */
function problemOf(visit: Visit, sup: Supervision, code: string): string | undefined {
  const { supervisor } = sup;
  if (!supervisor) return '`sup:` names no supervisor: it must be a physician or other qualified professional';
  if (supervisor.class !== 'qhp')
    return `${supervisor.credential} cannot supervise: it must be a physician or other qualified professional`;
  const modes = sup.modes.map(mode => mode.value);
  if (modes.includes('in suite'))
    return isElsewhereToo(sup)
      ? `“${sup.partly!.value}” covers a part of the time, and direct supervision is \`in suite\` during the whole service`
      : undefined;
  if (modes.includes('virtual')) {
    return videoProblem(visit, code);
  }
  const words = wordsOnPlace(sup);
  return words
    ? `“${words}” is not \`in suite\`, as direct supervision must be`
    : '`sup:` does not say where the supervisor was: direct supervision is `in suite`';
}

/** What the line says beside the supervisor and the plan: `across the street`. */
function wordsOnPlace({ block, start, end }: Supervision): string {
  const [first = '', ...others] = block.text.slice(start, end).split(/[,;]\s*/);
  const beside = /\b(?:in|on|at|by|via|across|next|out|off|not|left|over|from)\b.*/.exec(first)?.[0];
  return [...(beside ? [beside] : []), ...others]
    .filter(item => !/^(?:plan|npi|taxonomy)\b|^[A-Z]{2,5}(?:-[A-Z]+)?\b/.test(item))
    .join(', ');
}

/** Places and ways that are not in the suite. Words that name none of them leave open where the supervisor was. */
const ELSEWHERE =
  /\b(?:across (?!the hall)|another|other|different|(?:\d(?:st|nd|rd|th)|first|second|third) floor|upstairs|downstairs|building|street|away|off[- ]?site|home|hospital|center|or|er|lunch|break|left|leaves|leaving|out|gone|not|no|none|absent|unavailable|general|remote(?:ly)?|elsewhere|campus|town|call|vacation|travel(?:s|ing)?|surgery)\b/i;

/** `in suite until noon, by phone after`: for the rest of the time the supervisor was elsewhere. */
function isElsewhereToo({ partly, modes }: Supervision): boolean {
  return partly !== undefined && modes.some(({ value }) => value === 'by phone' || value === 'in building');
}

/** Why supervision by audio and video does not count for the service; undefined if it does. */
function videoProblem(visit: Visit, code: string): string | undefined {
  const { from, notWithGlobalDaysFrom } = visit.policy.parameters.audioVideoSupervision.value;
  if (!from) return 'this payer does not accept supervision by audio and video: it must be `in suite`';
  const { date } = visit.codes;
  if (date === undefined) return 'date';
  if (date < from)
    return `supervision by audio and video counts only since ${from}: before that it must be \`in suite\``;
  const days = visit.codes.procedure(code)?.indicators?.global;
  const excluded = notWithGlobalDaysFrom !== undefined && date >= notWithGlobalDaysFrom;
  return excluded && (days === '010' || days === '090')
    ? `supervision by audio and video does not count since ${notWithGlobalDaysFrom} for a service with global days (${code} has ${+days}): it must be \`in suite\``
    : undefined;
}

/** The missing fact that decides whether supervision is needed. */
function decidingFact(visit: Visit): string | undefined {
  if (!visit.performer) return 'who performed';
  return visit.performer.class === 'staff' && visit.pos === undefined ? 'where it was' : undefined;
}
