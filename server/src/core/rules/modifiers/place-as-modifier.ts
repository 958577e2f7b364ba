import { facilityProblem } from '../../claim/services/facility.js';
import { isFacilityPlace } from '../../claim/drugs/documented-drug.js';
import type { PlaceEntry } from '../../codes/types.js';
import type { BilledCode, Fact } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit, Fix } from '../../edits/fix.js';
import { supervisionDemand } from '../provider/supervision-demand.js';
import type { Rule } from '../rule.js';
import { placeNumber } from './place-number.js';
import { replace } from '../../edits/builders.js';
import { removeModifier } from '../../encounter/code-line-edits.js';
import { tagHeader } from '../../visit/note-edits.js';

export const placeAsModifier: Rule = {
  id: 'place-as-modifier',
  group: 'modifiers',
  severity: 'error',
  title: 'Place of service used as a modifier',
  description: `A place-of-service number that is no modifier (02, 10 to 14, 19, 20, 21, 31, 34 …) is joined to a
code. The place belongs in the header, as \`@office\` or \`@11\`; on the claim it has a field of its own. Numbers that are modifiers too (22 to 26, 32, 33, 50 to 58 …)
are read as modifiers.`,
  rationale: 'The claim is rejected. Lists found on the web call 11 a modifier of office visits, which it is not.',
  fixDescription: `Edits: move the place to the header where it names none; take the number off where the header names
that place already, or another one. A move that would make a line unbillable at that place is not offered.`,
  sources: ['POS', 'MODS'],
  examples: {
    wrong: `2026-11-20 refill P-014
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
dx: G80.0
95990-11 @A
`,
    right: `2026-11-20 refill P-014 @11
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
dx: G80.0
95990 @A
`,
  },
  concerns: ['modifier'],
  check(visit, context) {
    for (const line of visit.linesToCheck) {
      for (const modifier of line.modifiers) {
        context.applies();
        const place = placeNumber(visit, modifier.value);
        if (!place) continue;
        context.report({
          at: modifier,
          message:
            visit.pos === place.code
              ? `Remove ${modifier.value} from ${line.code}: it is the place of service that the header names, not a modifier.`
              : `Move ${modifier.value} to the header as @${place.code}: it is a place of service (${place.title.toLowerCase()}), not a modifier.`,
          evidence: visit.place ? [{ at: visit.place, text: 'the place of the visit' }] : [],
          fixes: fixesFor(visit, line, modifier, place),
        });
      }
    }
  },
};

function fixesFor(visit: Visit, line: BilledCode, modifier: Fact<string>, place: PlaceEntry): Fix[] {
  const off = removeModifier(line, modifier);
  const takeOff: Fix = { kind: 'edit', title: `Remove ${modifier.value} from ${line.code}`, edits: [off] };
  if (visit.pos === place.code) return [takeOff];
  const own = visit.encounter.place;
  const move: Edit = own ? replace(own, `@${place.code}`) : tagHeader(visit, `@${place.code}`);
  const title = own
    ? `Move ${modifier.value} to the header, as @${place.code} instead of @${own.name}`
    : `Move ${modifier.value} to the header, as @${place.code}`;
  const moves: Fix[] = fitsPlace(visit, place) ? [{ kind: 'edit', title, edits: [move, off] }] : [];
  if (visit.place) return [takeOff, ...moves];
  return moves.length ? moves : [takeOff];
}

/** Whether the claim could be at that place as it is, so that the move brings no error. */
function fitsPlace(visit: Visit, place: PlaceEntry): boolean {
  if (visit.linesToCheck.some(line => facilityProblem(visit, line, place) !== undefined)) return false;
  // Who may bill, supervise and buy turns on the kind of place: a move between the two kinds is more than a place.
  if (visit.pos !== undefined && isFacilityPlace(visit) !== place.facility) return false;
  if (
    !visit.sup &&
    visit.severityOf('supervision') === 'error' &&
    supervisionDemand({ ...visit, memo: new Map(), pos: place.code })
  )
    return false;
  if (!place.facility || visit.bill === 'facility') return true;
  return (
    !visit.linesToCheck.some(line => /^E078\d$/.test(line.code)) &&
    !visit.encounter.drugs.some(drug => drug.owner?.value === 'practice' && !drug.notGiven)
  );
}
