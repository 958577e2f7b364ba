import { bundledLines } from '../../claim/edits/pairs.js';
import { replaceCodeFixes } from '../../claim/fixes/replace-code.js';
import { cited } from '../../claim/reason.js';
import { deviceOf } from '../../claim/services/service-facts.js';
import type { SurgeryChoice, SurgeryLine } from '../../claim/services/surgery.js';
import { isOfGroup, meaningOfGroup, type GroupId } from '../../codes/service-table.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import type { Visit } from '../../visit/visit.js';
import type { RuleContext } from '../rule.js';

/** Implants that are mistaken for a pump, and the words with which a note mentions that one went in as well. */
const OTHER_IMPLANTS: readonly { readonly group: GroupId; readonly words: readonly string[] }[] = [
  {
    group: 'port-implant',
    words: [
      'port',
      'ports',
      'port-a-cath',
      'portacath',
      'mediport',
      'picc',
      'central line',
      'venous',
      'cvc',
      'hickman',
    ],
  },
  {
    group: 'drug-implant',
    words: [
      'contraceptive',
      'contraception',
      'pellet',
      'pellets',
      'rod',
      'rods',
      'buprenorphine',
      'hormone',
      'histrelin',
    ],
  },
  {
    group: 'belly-catheter',
    words: ['peritoneal', 'intraperitoneal', 'peritoneum', 'dialysis', 'ascites', 'tenckhoff'],
  },
];

/**
 * The code of a port, a drug implant or a catheter of the belly on the day that a pump went in: the pump's own code is
 * meant, or the note lacks the other implant.
 * @param due the lines that the surgery leads to and no line bills; the one that is meant is taken out of it
 */
export function checkOtherImplants(
  visit: Visit,
  surgery: SurgeryChoice,
  due: SurgeryLine[],
  context: RuleContext,
): void {
  const pump = surgery.lines.find(({ slot, assumed }) => slot === 'device' && !assumed);
  if (!pump) return;
  for (const billed of visit.linesToCheck) {
    const other = OTHER_IMPLANTS.find(({ group }) => isOfGroup(group, billed.code));
    if (!other || bundledLines(visit).has(billed) || visit.mentions(...other.words) || hasPort(visit)) continue;
    const isDue = due.includes(pump);
    if (isDue && !billed.unsure) due.splice(due.indexOf(pump), 1);
    const means = meaningOfGroup(other.group);
    context.report({
      at: placeOfCode(billed),
      message: isDue
        ? `Bill ${pump.code}: ${pump.reasons[0]?.text ?? 'a pump was put in'}, and ${billed.code} is for ${means}.`
        : `Delete ${billed.code}, or note what it is for: it is for ${means}, and the note has only the pump.`,
      evidence: cited(pump.reasons),
      fixes: isDue ? replaceCodeFixes(visit, billed, pump.code) : [],
    });
  }
}

function hasPort({ encounter: { devices } }: Visit): boolean {
  return devices.some(({ in: put, removed }) => deviceOf(put ?? removed) === 'port');
}
