/** Remittances beside what the rules found: which denials a rule foresaw, which it missed, and where it cried wolf. */
import { Big } from 'big.js';
import type { Severity } from '../policy/severity.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { denialCodes } from './denial-codes.js';
import { REVERSAL, type Adjustment, type PaidClaim, type PaidLine } from './remittance.js';

/** An encounter as it was checked. */
export interface CheckedEncounter {
  readonly patient: string;
  readonly date: IsoDate;
  /** Codes of the claim, without modifiers. */
  readonly billed: readonly string[];
  readonly findings: readonly { readonly rule: string; readonly severity: Severity }[];
}

/** What became of the findings of one rule. Nothing in it is of a patient. */
export interface RuleOutcome {
  readonly rule: string;
  /** Denied lines for whose reason the rule looks, and it had a finding. */
  foresaw: number;
  /** Denied lines for whose reason the rule looks, and no rule had a finding. */
  missed: number;
  /** Encounters with a finding of the rule that were paid without such a denial. */
  criedWolf: number;
  /** What was not paid on the lines that it foresaw, and that it missed. */
  foresawAmount: Big;
  missedAmount: Big;
}

/** A reason of denials for which no rule looks. */
export interface OtherReason {
  /** `CARC 29`, `RARC N130` */
  readonly reason: string;
  lines: number;
  amount: Big;
}

export interface Outcomes {
  readonly rules: readonly RuleOutcome[];
  readonly others: readonly OtherReason[];
  readonly claims: {
    /** Final claims of the remittances. */
    read: number;
    /** Those of an encounter of the notes. */
    joined: number;
    /** No note has the patient. */
    unknownPatient: number;
    /** The patient has notes, and none of that day. */
    unknownDay: number;
    /** The remittance states no day of service. */
    withoutDay: number;
    /** Counted in an earlier file, reversed, or decided by another payer. */
    leftOut: number;
  };
  readonly lines: { paid: number; denied: number };
  /** Encounters with findings whose remittance has other codes than the note: they say nothing of false alarms. */
  billedOtherwise: number;
}

/** CLP02: predetermination, or sent on to another payer: nothing was decided here. */
const UNDECIDED: ReadonlySet<string> = new Set(['23', '25']);
const DENIED = '4';
/** CARC that mean nothing without a remark. */
const NEEDS_REMARK: ReadonlySet<string> = new Set(['16', '96', '125', '226', '252', 'A1']);

/** @param encounters those of all notes; a day can have several of one patient */
export function outcomesOf(claims: readonly PaidClaim[], encounters: readonly CheckedEncounter[]): Outcomes {
  return new Counter(encounters).count(claims);
}

interface Day {
  readonly encounters: CheckedEncounter[];
  /** Codes of the remittances. */
  readonly paid: Set<string>;
  /** Rules that look for a reason of a denial of the day. */
  readonly expected: Set<string>;
}

class Counter {
  private readonly tokens = new Set<string>();
  private readonly days = new Map<string, Day>();
  private readonly rules = new Map<string, RuleOutcome>();
  private readonly others = new Map<string, OtherReason>();
  private readonly result = {
    claims: { read: 0, joined: 0, unknownPatient: 0, unknownDay: 0, withoutDay: 0, leftOut: 0 },
    lines: { paid: 0, denied: 0 },
    billedOtherwise: 0,
  };

  constructor(encounters: readonly CheckedEncounter[]) {
    for (const encounter of encounters) {
      const token = encounter.patient.toUpperCase();
      this.tokens.add(token);
      const key = keyOf(token, encounter.date);
      const day = this.days.get(key);
      if (day) day.encounters.push(encounter);
      else this.days.set(key, { encounters: [encounter], paid: new Set(), expected: new Set() });
    }
  }

  count(all: readonly PaidClaim[]): Outcomes {
    const claims = finalClaims(all);
    this.result.claims.leftOut = all.length - claims.length;
    for (const claim of claims) this.addClaim(claim);
    for (const day of this.days.values()) this.addFalseAlarms(day);
    const rules = [...this.rules.values()].sort(
      (a, b) => b.missed - a.missed || b.foresaw - a.foresaw || b.criedWolf - a.criedWolf || compare(a.rule, b.rule),
    );
    const others = [...this.others.values()].sort((a, b) => b.lines - a.lines || compare(a.reason, b.reason));
    return { ...this.result, rules, others };
  }

  private addClaim(claim: PaidClaim): void {
    const { claims } = this.result;
    claims.read++;
    const token = this.tokenOf(claim);
    if (token === undefined) {
      claims.unknownPatient++;
      return;
    }
    // Without service lines the claim was decided as a whole.
    const lines: readonly PaidLine[] =
      claim.lines.length > 0 ? claim.lines : [{ code: '', date: claim.date, adjustments: [], remarks: [] }];
    const dates = lines.map(line => line.date ?? claim.date ?? dayIn(claim.number));
    const days = dates.map(date => (date === undefined ? undefined : this.days.get(keyOf(token, date))));
    if (days.some(day => day)) claims.joined++;
    else if (dates.every(date => date === undefined)) claims.withoutDay++;
    else claims.unknownDay++;
    lines.forEach((line, i) => {
      const day = days[i];
      if (day) this.addLine(claim, line, day);
    });
  }

  /** The token that a name of the claim is, or begins with: `P-014`, `P-014-20261120`. The longest one wins. */
  private tokenOf({ names }: PaidClaim): string | undefined {
    for (const name of names.map(one => one.toUpperCase())) {
      for (let end = name.length; end > 0; end--) {
        const isWhole = end === name.length || !/[A-Z0-9]/.test(name[end]!);
        if (isWhole && this.tokens.has(name.slice(0, end))) return name.slice(0, end);
      }
    }
    return undefined;
  }

  private addLine(claim: PaidClaim, line: PaidLine, day: Day): void {
    if (line.code) day.paid.add(line.code);
    const own = line.adjustments.filter(isDenial);
    // Reasons at the level of the claim hold for its lines if these have none of their own.
    const reasons = own.length > 0 ? own : claim.adjustments.filter(isDenial);
    if (reasons.length === 0 && claim.status !== DENIED) {
      this.result.lines.paid++;
      return;
    }
    this.result.lines.denied++;
    const remarks = line.remarks.length > 0 ? line.remarks : claim.remarks;
    const amount = reasons.reduce((sum, reason) => sum.plus(reason.amount), new Big(0));
    const { remarks: known, adjustments } = denialCodes();
    const expected = new Set([
      ...remarks.flatMap(code => known.get(code) ?? []),
      ...reasons.flatMap(({ reason }) => adjustments.get(reason) ?? []),
    ]);
    if (expected.size === 0) this.addOther(reasons, remarks, amount);
    else this.addDenial(expected, amount, day);
  }

  private addDenial(expected: ReadonlySet<string>, amount: Big, day: Day): void {
    for (const rule of expected) day.expected.add(rule);
    const found = new Set(day.encounters.flatMap(({ findings }) => findings.filter(isWarning).map(({ rule }) => rule)));
    const seen = [...expected].filter(rule => found.has(rule));
    for (const rule of seen) {
      const outcome = this.outcome(rule);
      outcome.foresaw++;
      outcome.foresawAmount = outcome.foresawAmount.plus(amount);
    }
    if (seen.length > 0) return;
    // Counted once, for the rule that looks for the reason first.
    const [first] = expected;
    const outcome = this.outcome(first!);
    outcome.missed++;
    outcome.missedAmount = outcome.missedAmount.plus(amount);
  }

  private addOther(reasons: readonly Adjustment[], remarks: readonly string[], amount: Big): void {
    const [first] = reasons;
    const [remark] = !first || NEEDS_REMARK.has(first.reason) ? remarks : [];
    const names = [...(first ? [`CARC ${first.reason}`] : []), ...(remark === undefined ? [] : [`RARC ${remark}`])];
    const reason = names.join(', ') || 'no reason stated';
    const other = this.others.get(reason) ?? { reason, lines: 0, amount: new Big(0) };
    other.lines++;
    other.amount = other.amount.plus(amount);
    this.others.set(reason, other);
  }

  private addFalseAlarms({ encounters, paid, expected }: Day): void {
    if (paid.size === 0) return;
    for (const { billed, findings } of encounters) {
      const alarms = new Set(
        findings.filter(finding => isWarning(finding) && denialCodes().rules.has(finding.rule)).map(({ rule }) => rule),
      );
      if (alarms.size === 0) continue;
      if (!billed.every(code => paid.has(code))) {
        this.result.billedOtherwise++;
        continue;
      }
      for (const rule of alarms) if (!expected.has(rule)) this.outcome(rule).criedWolf++;
    }
  }

  private outcome(rule: string): RuleOutcome {
    const known = this.rules.get(rule);
    if (known) return known;
    const zero = new Big(0);
    const created = { rule, foresaw: 0, missed: 0, criedWolf: 0, foresawAmount: zero, missedAmount: zero };
    this.rules.set(rule, created);
    return created;
  }
}

/** Each claim once, without those that were taken back or not decided here. */
function finalClaims(claims: readonly PaidClaim[]): PaidClaim[] {
  const seen = new Set<string>();
  let final: PaidClaim[] = [];
  for (const claim of claims) {
    if (seen.has(claim.identity)) continue;
    seen.add(claim.identity);
    if (claim.status === REVERSAL) final = final.filter(({ number }) => number !== claim.number);
    else if (!UNDECIDED.has(claim.status)) final.push(claim);
  }
  return final;
}

function isDenial({ reason, amount }: Adjustment): boolean {
  return !denialCodes().payments.has(reason) && amount.gt(0);
}

function isWarning({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'error' || severity === 'warning';
}

/** The day in the number of a claim, as our own export writes it: `P-014-20261120`. */
function dayIn(number: string): IsoDate | undefined {
  const [, year, month, day] = /(?:^|\D)(20\d\d)(\d\d)(\d\d)$/.exec(number) ?? [];
  return day === undefined ? undefined : `${year}-${month}-${day}`;
}

function keyOf(token: string, date: IsoDate): string {
  return `${token}\0${date}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
