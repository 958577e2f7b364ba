import { isMaterial } from '../../claim/evaluation.js';
import type { Authorisation } from '../../encounter/model.js';
import type { Visit } from '../../encounter/visit.js';
import type { Report, Rule } from '../rule.js';
import { at, list } from '../toolkit.js';

export const authorisation: Rule = {
  id: 'authorisation',
  group: 'people',
  severity: 'warning',
  title: 'Authorisation does not cover the claim',
  what: [
    'Reports an `auth:` that names other services or drugs than those billed, and one that ended before the visit; its last day still counts. An',
    'authorisation beside another that covers the claim is not reported, nor are visits and drugs that an authorisation of the service does not name.',
  ].join('\n'),
  why: 'A claim for a code that the payer did not authorise, or after the authorisation ended, is denied, often with no appeal.',
  sources: ['CPB0161', 'CMM210'],
  examples: {
    wrong: `2026-11-20 refill+reprogram P-022 @office #aetna
by: MD AS
fill: out 2.9 mL, in 20 mL
prog: dose 6.0 -> 6.6 mg/day
auth: A-4471, 62369 J7999, through 2027-03-31
62370 @A
`,
    right: `2026-11-20 refill+reprogram P-022 @office #aetna
by: MD AS
fill: out 2.9 mL, in 20 mL
prog: dose 6.0 -> 6.6 mg/day
auth: A-4471, 62370 J7999, through 2026-11-20
62370 @A
`,
  },
  check(visit, report) {
    const { auths } = visit.encounter;
    for (const auth of auths) {
      checkEnd(visit, auth, report);
      checkCodes(visit, auth, report);
    }
  },
};

function checkEnd(visit: Visit, auth: Authorisation, report: Report): void {
  const { through } = auth;
  if (!through) return;
  if (visit.date === undefined) {
    report.noData({ at: auth, message: 'The date of the visit cannot be read.', show: false });
    return;
  }
  report.applies();
  if (through.value >= visit.date) return;
  const renewed = visit.encounter.auths.some((other) => other !== auth && isInForce(visit, other) && (auth.codes.length === 0 || other.codes.length === 0 || covers(other, auth.codes.map(({ value }) => value))));
  if (renewed) return;
  report.fail({
    at: through, message: `The authorisation ended on ${through.value}, before this visit of ${visit.date}: a new one is needed.`,
    evidence: [{ at: through, text: `authorised through ${through.value}` }],
  });
}

/** Services are compared with services; drugs and supplies only where the authorisation names nothing else. */
function checkCodes(visit: Visit, auth: Authorisation, report: Report): void {
  if (auth.codes.length === 0) return;
  const isThing = (code: string): boolean => isMaterial(visit.codes, code);
  const named = auth.codes.map(({ value }) => value);
  const things = named.every(isThing);
  const billed = [...new Set(visit.judged.map(({ code }) => code))].filter((code) => isThing(code) === things);
  if (billed.length === 0) {
    report.noData({ at: auth, message: `No ${things ? 'drug' : 'service'} is billed that the authorisation could cover.`, show: false });
    return;
  }
  report.applies();
  if (covers(auth, billed)) return;
  if (visit.encounter.auths.some((other) => other !== auth && isInForce(visit, other) && other.codes.some(({ value }) => isThing(value) === things) && covers(other, billed))) return;
  const first = auth.codes[0]!, last = auth.codes.at(-1)!;
  report.fail({
    at: at(auth.block, first.start, last.end),
    message: `The authorisation names ${list(named)}, and the claim bills ${list(billed)}: have it changed, or correct the claim.`,
    evidence: [
      { at: at(auth.block, first.start, last.end), text: `authorised: ${list(named)}` },
      ...visit.judged.filter(({ code }) => billed.includes(code)).map((line) => ({ at: line, text: `${line.code} is billed` })),
    ],
  });
}

function covers(auth: Authorisation, codes: readonly string[]): boolean {
  return auth.codes.some(({ value }) => codes.includes(value));
}

function isInForce(visit: Visit, { through }: Authorisation): boolean {
  return !through || (visit.date !== undefined && through.value >= visit.date);
}
