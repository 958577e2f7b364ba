import { MAX_EVIDENCE_LINES } from '../../claim/claim-limits.js';
import { isMaterial } from '../../claim/edits/evaluation.js';
import { PUMP_CODES, SURGERY_CODES } from '../../codes/service-table.js';
import { memoByVisit } from '../../visit/memo.js';
import type { Authorization, BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { RuleContext, Rule } from '../rule.js';
import { at } from '../../edits/builders.js';
import { list } from '../../text/prose.js';

export const authorisation: Rule = {
  id: 'authorisation',
  group: 'provider',
  severity: 'warning',
  title: 'Authorization does not cover the claim',
  description: [
    'Reports an `auth:` that names other services or drugs than those billed (also one code of a surgery for another, as 62361 for 62362), and one that ended before the visit; its last day still counts. An',
    'authorization beside another that covers the claim is not reported, nor are visits and drugs that an authorization of the service does not name.',
  ].join('\n'),
  rationale:
    'A claim for a code that the payer did not authorize, or after the authorization ended, is denied, ' +
    'often with no appeal.',
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
  concerns: ['auth:'],
  check(visit, context) {
    for (const auth of visit.encounter.auths) {
      checkEnd(visit, auth, context);
      checkCodes(visit, auth, context);
    }
  },
};

/** What all authorizations together allow on the date. */
interface Allowed {
  readonly some: boolean;
  /** One of them names no codes. */
  readonly anything: boolean;
  readonly codes: ReadonlySet<string>;
}

const allowed = memoByVisit((visit): Allowed => {
  const inForce = visit.encounter.auths.filter(
    ({ through }) => !through || (visit.date !== undefined && through.value >= visit.date),
  );
  return {
    some: inForce.length > 0,
    anything: inForce.some(({ codes }) => codes.length === 0),
    codes: new Set(inForce.flatMap(({ codes }) => codes.map(({ value }) => value))),
  };
});

function checkEnd(visit: Visit, auth: Authorization, context: RuleContext): void {
  const { through } = auth;
  if (!through) return;
  if (visit.date === undefined) {
    context.missing({ at: auth, message: 'The date of the visit cannot be read.', show: false });
    return;
  }
  context.applies();
  if (through.value >= visit.date) return;
  const { some, anything, codes } = allowed(visit);
  const renewed = some && (anything || auth.codes.length === 0 || auth.codes.some(({ value }) => codes.has(value)));
  if (renewed) return;
  context.report({
    at: through,
    message: `Get a new authorization: this one ended on ${through.value}, before the visit of ${visit.date}.`,
    evidence: [{ at: through, text: `authorized through ${through.value}` }],
  });
}

interface Billed {
  readonly codes: ReadonlySet<string>;
  /** The codes, for messages. */
  readonly listed: string;
  readonly lines: readonly BilledCode[];
  /** Another effective authorization covers one of the codes. */
  readonly isAllowed: boolean;
}

/** What is billed of services, or of drugs and supplies. */
const billedOf = memoByVisit((visit): Readonly<Record<'services' | 'things', Billed>> => {
  const pick = (things: boolean): Billed => {
    const lines = visit.linesToCheck.filter(({ code }) => isMaterial(visit.codes, code) === things);
    const codes = new Set(lines.map(({ code }) => code));
    return {
      codes,
      listed: list([...codes]),
      lines,
      isAllowed: [...codes].some(code => allowed(visit).codes.has(code)),
    };
  };
  return { services: pick(false), things: pick(true) };
});

interface Rivals {
  readonly named: readonly string[];
  readonly billed: string;
}

/**
 * A code that is billed and not authorized, where another for the same part of the surgery or the same pump service is
 * authorized and not billed.
 */
function rivalsOf(visit: Visit, named: readonly string[], billed: ReadonlySet<string>): Rivals | undefined {
  const unused = named.filter(code => !billed.has(code));
  for (const code of billed) {
    if (allowed(visit).codes.has(code)) continue;
    const instead = unused.filter(other => areRivals(code, other));
    if (instead.length) return { named: instead, billed: code };
  }
  return undefined;
}

function areRivals(one: string, other: string): boolean {
  const [a, b] = [SURGERY_CODES.get(one), SURGERY_CODES.get(other)];
  if (a && b) return a.part === b.part && !a.unlisted && !b.unlisted;
  return PUMP_CODES.has(one) && PUMP_CODES.has(other);
}

/** Services are compared with services; drugs and supplies only if the authorization names nothing else. */
function checkCodes(visit: Visit, auth: Authorization, context: RuleContext): void {
  if (auth.codes.length === 0) return;
  const named = auth.codes.map(({ value }) => value);
  const kind = named.every(code => isMaterial(visit.codes, code)) ? 'things' : 'services';
  const billed = billedOf(visit)[kind];
  if (billed.codes.size === 0) {
    context.missing({
      at: auth,
      message: `Authorization not checked: no ${kind === 'things' ? 'drug' : 'service'} is billed that it could cover.`,
      show: false,
    });
    return;
  }
  context.applies();
  const rivals = rivalsOf(visit, named, billed.codes);
  if (!rivals && (billed.isAllowed || named.some(code => billed.codes.has(code)))) return;
  const first = auth.codes[0]!,
    last = auth.codes.at(-1)!;
  context.report({
    at: at(auth.block, first.start, last.end),
    message: `Have the authorization changed, or correct the claim: it names ${list(rivals?.named ?? named)}, and the claim bills ${rivals?.billed ?? billed.listed}.`,
    evidence: [
      { at: at(auth.block, first.start, last.end), text: `authorized: ${list(named)}` },
      ...billed.lines.slice(0, MAX_EVIDENCE_LINES).map(line => ({ at: line, text: `${line.code} is billed` })),
    ],
  });
}
