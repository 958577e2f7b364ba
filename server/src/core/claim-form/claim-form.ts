/**
 * The claim of an encounter as it would be in boxes 21 and 24 of the paper form for professionals (CMS-1500, version
 * 02/12).
 */
import { billedDrugs } from '../claim/drugs/billed-drug.js';
import { readNdc } from '../claim/drugs/ndc.js';
import { memoByVisit } from '../visit/memo.js';
import type { BilledCode, Diagnosis } from '../encounter/model.js';
import type { Visit } from '../visit/visit.js';
import { BOXES } from './boxes.js';
import type { SourceRange } from '../syntax/source-range.js';
import { list } from '../text/prose.js';

export interface ClaimForm {
  /** Box 21, `A` first; at most twelve. */
  readonly diagnoses: readonly DiagnosisBox[];
  /** Box 24, as many lines as a form has room for; a longer claim goes on with another form. */
  readonly forms: readonly (readonly ServiceLine[])[];
  /** What did not fit, was left out, or is not in the note. */
  readonly remarks: readonly Remark[];
}

export interface DiagnosisBox {
  readonly at: SourceRange;
  readonly letter: string;
  /** As the form has it, without the dot: `G800`. */
  readonly printed: string;
  readonly code: string;
  /** Official title; undefined for a code that is in no loaded edition. */
  readonly title: string | undefined;
}

/** One line of box 24. What the note does not say is undefined, and its box stays empty. */
export interface ServiceLine {
  readonly at: SourceRange;
  /** The shaded half above the line: the drug's number (N4), and the words of a code that names no drug (ZZ). */
  readonly shaded: string | undefined;
  /** 24A, both From and To: `11 20 26`. */
  readonly date: string | undefined;
  /** 24B */
  readonly place: string | undefined;
  /** 24D */
  readonly code: string;
  readonly modifiers: readonly string[];
  /** 24E */
  readonly pointers: string;
  /** 24F */
  readonly charge: { readonly dollars: string; readonly cents: string } | undefined;
  /** 24G */
  readonly units: number;
  /** 24J */
  readonly npi: string | undefined;
}

export interface Remark {
  readonly text: string;
  /** The line of the note that it is about. */
  readonly at?: SourceRange;
}

/** @returns boxes without content for a claim that goes on another form, with the reason as the only remark */
export function claimForm(visit: Visit): ClaimForm {
  const { encounter } = visit;
  if (visit.bill === 'facility') {
    const text =
      'This is the claim of a facility (bill=facility). It goes on an institutional claim (UB-04), not on a CMS-1500.';
    return { diagnoses: [], forms: [], remarks: [{ text, at: encounter.bill ?? encounter.header }] };
  }
  const lines = visit.claimLines.map(line => serviceLine(visit, line));
  const forms: ServiceLine[][] = [];
  for (let i = 0; i < lines.length; i += BOXES.lines) forms.push(lines.slice(i, i + BOXES.lines));
  return {
    diagnoses: encounter.dx.slice(0, BOXES.diagnoses).map(dx => diagnosisBox(visit, dx)),
    forms,
    remarks: [
      ...leftOut(visit),
      ...diagnosisRemarks(visit),
      ...visit.claimLines.flatMap(line => tooLong(visit, line)),
      ...notInNote(visit, lines),
      ...formRemarks(visit, forms.length),
    ],
  };
}

function diagnosisBox(visit: Visit, { block, codeSpan, letter, code }: Diagnosis): DiagnosisBox {
  return {
    at: { block, start: codeSpan.start, end: codeSpan.end },
    letter,
    printed: code.replace('.', ''),
    code,
    title: visit.codes.diagnosis(code)?.title,
  };
}

function serviceLine(visit: Visit, line: BilledCode): ServiceLine {
  const { date } = visit;
  const [dollars = '', cents = ''] = line.charge?.value.split('.') ?? [];
  return {
    at: line,
    shaded: shadedText(visit, line)?.slice(0, BOXES.shaded),
    date: date && `${date.slice(5, 7)} ${date.slice(8)} ${date.slice(2, 4)}`,
    place: visit.pos,
    code: line.code,
    modifiers: line.modifiers.slice(0, BOXES.modifiers).map(modifier => modifier.value),
    pointers: line.pointers.slice(0, BOXES.pointers),
    charge: line.charge && { dollars, cents: cents.padEnd(2, '0') },
    units: line.units,
    npi: renderingNpi(visit),
  };
}

/** Each item begins with its qualifier and no blank behind it; three blanks are between two. */
function shadedText(visit: Visit, line: BilledCode): string | undefined {
  const full = ndcOf(visit, line);
  const items = [
    ...(full ? [`N4${full.replaceAll('-', '')}`] : []),
    ...(line.text?.value ? [`ZZ${line.text.value}`] : []),
  ];
  return items.length ? items.join('   ') : undefined;
}

/** The drugs of the note that a line could bill. */
export const drugsByLine = memoByVisit(visit => new Map(billedDrugs(visit).map(({ line, drugs }) => [line, drugs])));

/** The number on the line itself, else of the one drug that the line bills. */
export function ndcOf(visit: Visit, line: BilledCode): string | undefined {
  const [drug, ...others] = drugsByLine(visit).get(line) ?? [];
  const typed = line.ndc ?? (others.length ? undefined : drug?.drug.ndc);
  return typed && readNdc(typed.value.trim().split(/\s/, 1)[0]!).full;
}

/** Staff are not named on a claim: their work is under the number of who supervised it, which a note does not hold. */
export function renderingNpi(visit: Visit): string | undefined {
  return visit.performer?.class === 'staff' ? undefined : visit.by?.npi?.value;
}

function leftOut({ encounter }: Visit): Remark[] {
  return encounter.codes
    .filter(line => line.unsure || !line.valid)
    .map(line => ({
      at: line,
      text: line.valid
        ? `${line.code} is left out: the coder is unsure of it.`
        : 'A line is left out: it is no whole code line.',
    }));
}

function diagnosisRemarks({ encounter: { dx } }: Visit): Remark[] {
  const beyond = dx.slice(BOXES.diagnoses);
  if (!beyond.length) return [];
  return [
    {
      at: beyond[0]!,
      text: `Box 21 holds ${BOXES.diagnoses} diagnoses; ${list(beyond.map(({ code }) => code))} ${beyond.length === 1 ? 'is' : 'are'} left out.`,
    },
  ];
}

function tooLong(visit: Visit, line: BilledCode): Remark[] {
  const remarks: string[] = [];
  const extra = line.modifiers.slice(BOXES.modifiers).map(modifier => modifier.value);
  if (extra.length)
    remarks.push(
      `box 24D holds ${BOXES.modifiers} modifiers, so ${list(extra)} ${extra.length === 1 ? 'is' : 'are'} left out`,
    );
  const letters = line.pointers.slice(BOXES.pointers).split('');
  if (letters.length)
    remarks.push(
      `box 24E holds ${BOXES.pointers} letters, so ${list(letters)} ${letters.length === 1 ? 'is' : 'are'} left out`,
    );
  if (String(line.units).length > BOXES.units)
    remarks.push(`${line.units} units need more than the ${BOXES.units} digits of box 24G`);
  if ((line.charge?.value.split('.', 1)[0] ?? '').length > BOXES.dollars)
    remarks.push(`$${line.charge!.value} needs more than the ${BOXES.dollars} digits of box 24F`);
  if ((shadedText(visit, line)?.length ?? 0) > BOXES.shaded)
    remarks.push(`its text is cut: the shaded half of the line holds ${BOXES.shaded} characters`);
  return remarks.map(text => ({ at: line, text: `${line.code}: ${text}.` }));
}

function notInNote(visit: Visit, lines: readonly ServiceLine[]): Remark[] {
  if (!lines.length) return [{ text: 'The note bills nothing: box 24 is empty.', at: visit.encounter.header }];
  const { header } = visit.encounter;
  const remarks: Remark[] = [];
  const addRemark = (at: SourceRange, text: string): void => void remarks.push({ at, text });
  if (!visit.date) addRemark(visit.encounter.datePlace, 'The header has no date that can be read: box 24A is empty.');
  if (!visit.pos) addRemark(visit.place ?? header, 'The place is not in the note: box 24B is empty.');
  const uncharged = lines.filter(line => !line.charge).map(line => line.code);
  if (uncharged.length)
    addRemark(
      lines.find(line => !line.charge)!.at,
      `No charge is in the note for ${list([...new Set(uncharged)])}: box 24F is empty there.`,
    );
  const { performer } = visit;
  if (performer?.class === 'staff')
    addRemark(
      performer,
      `Box 24J needs the supervising provider’s NPI; the note has none (${performer.credential} ${performer.initials} is clinical staff).`,
    );
  else if (!visit.by?.npi) addRemark(visit.by ?? header, 'No NPI is in the note: box 24J is empty.');
  if (lines.some(line => line.shaded?.startsWith('N4')))
    addRemark(
      lines.find(line => line.shaded?.startsWith('N4'))!.at,
      'The unit and the quantity that belong behind a drug’s number (ML, UN, ME, GR, F2) are not in the note.',
    );
  return remarks;
}

function formRemarks(visit: Visit, forms: number): Remark[] {
  const remarks: Remark[] = [];
  if (forms > 1)
    remarks.push({
      at: visit.claimLines[BOXES.lines]!,
      text: `A form has ${BOXES.lines} lines: this claim takes ${forms} forms.`,
    });
  const worded = visit.claimLines.find(line => line.text);
  if (worded && visit.policy.isMedicare)
    remarks.push({
      at: worded,
      text: `Medicare reads the words of ${worded.code} in item 19 (electronically SV101-7); here they are in the shaded half of the line.`,
    });
  return remarks;
}
