/** Outcomes as a table for a meeting, as CSV, or as JSON. */
import { csv } from '../text/csv.js';
import { denialCodes } from './denial-codes.js';
import type { OutcomeFormat } from './outcome-formats.js';
import type { Outcomes, RuleOutcome } from './outcomes.js';

/** The JSON follows `schemas/outcomes.schema.json`. @param titleOf a rule by its id */
export function outcomesText(outcomes: Outcomes, format: OutcomeFormat, titleOf: (rule: string) => string): string {
  return PRINTERS[format](outcomes, titleOf);
}

const PRINTERS: Readonly<Record<OutcomeFormat, (outcomes: Outcomes, titleOf: (rule: string) => string) => string>> = {
  text: asText,
  csv: asCsv,
  json: asJson,
};

const HEADINGS = ['Rule', 'Foresaw', 'Missed', 'Cried wolf', 'Foresaw $', 'Missed $', 'What the rule says'] as const;

function cells(outcome: RuleOutcome, titleOf: (rule: string) => string): string[] {
  const { rule, foresaw, missed, criedWolf, foresawAmount, missedAmount } = outcome;
  const counts = [foresaw, missed, criedWolf].map(String);
  return [rule, ...counts, foresawAmount.toFixed(2), missedAmount.toFixed(2), titleOf(rule)];
}

function asText(outcomes: Outcomes, titleOf: (rule: string) => string): string {
  const { claims, lines, rules, others, billedOtherwise } = outcomes;
  const apart = [
    [claims.unknownPatient, 'of patients without notes'],
    [claims.unknownDay, 'of days without a note'],
    [claims.withoutDay, 'without a date of service'],
    [claims.leftOut, 'reversed, repeated, or decided elsewhere'],
  ] as const;
  const notJoined = apart.filter(([count]) => count > 0).map(([count, why]) => `${count} ${why}`);
  const rows = rules.map(outcome => cells(outcome, titleOf));
  return [
    `${claims.joined} of ${claims.read} claims belong to a note; of their lines ${lines.paid} are paid ` +
      `and ${lines.denied} denied.`,
    ...(notJoined.length > 0 ? [`Not counted: ${notJoined.join('; ')}.`] : []),
    '',
    ...(rows.length > 0
      ? table([[...HEADINGS], ...rows])
      : ['No rule looks for any of these denials, and none cried wolf.']),
    ...(others.length > 0
      ? [
          '',
          'Denials for which no rule looks:',
          ...table([
            ['Reason', 'Lines', 'Amount $'],
            ...others.map(({ reason, lines: count, amount }) => [reason, String(count), amount.toFixed(2)]),
          ]),
        ]
      : []),
    '',
    'Foresaw: denied lines with a finding. Missed: denied lines without one. Cried wolf: findings on ' +
      'encounters that were paid.',
    ...(billedOtherwise > 0
      ? [
          `${billedOtherwise} encounters with findings were billed with other codes than in the note, ` +
            'and are no false alarms.',
        ]
      : []),
    `Which rule looks for which reason is ${denialCodes().unverified ? 'not verified' : 'verified'}: see ` +
      'docs/outcomes.md.',
    '',
  ].join('\n');
}

/** Numbers are aligned to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows.map(row =>
    row
      .map((cell, column) =>
        column === 0 || Number.isNaN(+rows[1]![column]!)
          ? cell.padEnd(widths[column]!)
          : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
}

function asCsv({ rules, others }: Outcomes, titleOf: (rule: string) => string): string {
  const rows = [
    [...HEADINGS],
    ...rules.map(outcome => cells(outcome, titleOf)),
    ...others.map(({ reason, lines, amount }) => [
      reason,
      '',
      String(lines),
      '',
      '',
      amount.toFixed(2),
      'No rule looks for this reason',
    ]),
  ];
  return csv(rows);
}

function asJson({ rules, others, ...rest }: Outcomes, titleOf: (rule: string) => string): string {
  const value = {
    format: 'encounter-notes-outcomes',
    version: 1,
    ...rest,
    rules: rules.map(({ foresawAmount, missedAmount, ...outcome }) => ({
      ...outcome,
      title: titleOf(outcome.rule),
      foresawAmount: foresawAmount.toFixed(2),
      missedAmount: missedAmount.toFixed(2),
    })),
    others: others.map(({ amount, ...other }) => ({ ...other, amount: amount.toFixed(2) })),
    unverified: denialCodes().unverified,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
