// Notes that no example holds, for tests through the protocol.
import type { Diagnostic, Range } from 'vscode-languageserver/node';

/**
 * Filled by a nurse, billed with a code that only a physician or QHP can bill; one line is neither key, code nor
 * narrative.
 */
export const NURSE_BILLED_AS_PHYSICIAN = `2026-10-06 refill P-311 @office
pump: SynchroMed II 8637-20, sn NGP0000311, 20 mL, IT, programmable, ERI 40 mo
by: RN TT
sup: DO BW, in suite
read: expected 3.0 mL, dose 150 mcg/day, alarms none
fill: out 3.1 mL, in 20 mL, needle 22g, template, aseptic
prog: volume only
after: volume 20 mL, dose 150 mcg/day, alarms none
drug: baclofen 1000 mcg/mL, 20 mL, commercial, practice, sdv 1 x 20 mL, lot G5511, exp 2027-09, waste 0 mL, invoice $311.00
dx: G82.51, Z45.1
exam: pocket clean
assess: spasms fewer, goals met
response: sits through dinner, Ashworth 2
next: 2027-01-20, alarm 2027-02-10
95991 @AB
J0475-JZ x2 @A
tolerated well, no complaints
`;

/** Only an earlier note of the same patient states the pump: without it the route is unknown. */
export const EARLIER_WITH_PUMP = `2026-05-04 visit P-322 @office
pump: SynchroMed II 8637-40, sn NGP0000322, 40 mL, IT, programmable, ERI 50 mo
assess: doing well
`;
export const LATER_WITHOUT_PUMP = `2026-10-06 refill P-322 @office
by: MD QR
read: expected 6.0 mL, dose 200 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
prog: volume only
dx: G82.51, Z45.1
95991 @AB
`;
/** What is filled here lasts 80 days, and the next fill comes after the pump ran empty. */
export const FILL_BEFORE = `2026-05-04 refill P-344 @office
pump: SynchroMed II 8637-40, sn NGP0000344, 40 mL, IT, programmable, ERI 50 mo
read: expected 6.0 mL, dose 1000 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL
`;
export const FILL_TOO_LATE = FILL_BEFORE.replace('2026-05-04', '2026-09-28');
/** Has no patient in common with the others. */
export const APART = `2026-10-06 visit P-333 @office
assess: seen for pump questions
tolerated well, no complaints
`;

export function codesOf(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(diagnostic => diagnostic.code);
}

export function rule(diagnostics: readonly Diagnostic[], id: string): Diagnostic {
  const found = diagnostics.filter(diagnostic => diagnostic.code === id);
  if (found.length !== 1)
    throw new Error(`${id} is found ${found.length} times among ${codesOf(diagnostics).join(', ')}`);
  return found[0]!;
}

/** The lines of a finding's message; the first is its sentence. */
export function messageOf({ message }: Diagnostic): string[] {
  return (typeof message === 'string' ? message : message.value).split('\n');
}

/** The text of a note within a range, and the whole text from its first line on. */
export function textIn(text: string, { start, end }: Range): string {
  const lines = text.split('\n');
  if (start.line === end.line) return lines[start.line]!.slice(start.character, end.character);
  return [
    lines[start.line]!.slice(start.character),
    ...lines.slice(start.line + 1, end.line),
    lines[end.line]!.slice(0, end.character),
  ].join('\n');
}

export const WHOLE: Range = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
