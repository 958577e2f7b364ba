import { supportedDrugLines } from '../claim/drugs/drug-lines.js';
import type { Reason } from '../claim/reason.js';
import { marksOf } from '../claim/services/line-marks.js';
import { openQuestion } from '../claim/services/open-question.js';
import { supportedLines } from './supported-lines.js';
import type { Visit } from '../visit/visit.js';
import { list } from '../text/prose.js';

/** A line of the claim that the facts support. */
export interface SupportedLine {
  readonly code: string;
  readonly modifiers: readonly string[];
  /** Undefined if the note lacks a fact that decides them. */
  readonly units: number | undefined;
  /** Why: the facts that lead to a service, or the arithmetic of a drug. */
  readonly reasons: readonly Reason[];
  readonly arithmetic?: string;
  readonly doubt?: string;
}

export interface DerivedClaim {
  readonly supported: readonly SupportedLine[];
  readonly billed: readonly {
    readonly code: string;
    readonly modifiers: readonly string[];
    readonly units: number;
    readonly unsure: boolean;
  }[];
  /** `The facts support J0475-JZ-KD ×8; you billed 95991. Open: 95990 or 95991? Fill in by:.` */
  readonly sentence: string;
}

/**
 * The claim that the facts of a visit support, beside the one that is billed. An E/M is never derived: only a person
 * can tell that it was separate.
 */
export function derivedClaim(visit: Visit): DerivedClaim {
  const services = supportedLines(visit).map((line): SupportedLine => ({
    code: line.code,
    modifiers: line.modifiers,
    units: 1,
    reasons: line.reasons,
    ...(line.doubt ? { doubt: line.doubt } : {}),
  }));
  const drugs = supportedDrugLines(visit).map((line): SupportedLine => {
    const marks = marksOf(visit, line.code);
    const doubt = [...(line.missing ? [`its units need ${line.missing}`] : []), ...marks.doubts].join('; ');
    return {
      code: line.code,
      modifiers: [...line.modifiers, ...marks.modifiers],
      units: line.units,
      reasons: line.drugs.map(({ drug }) => ({
        text: line.discarded ? 'discarded from what was opened' : 'placed, and bought by the practice',
        at: drug,
      })),
      ...(line.arithmetic ? { arithmetic: line.arithmetic } : {}),
      ...(doubt ? { doubt } : {}),
    };
  });
  const supported = [...services, ...drugs];
  const billed = visit.linesToCheck.map(line => ({
    code: line.code,
    modifiers: line.modifiers.map(m => m.value),
    units: line.units,
    unsure: line.unsure,
  }));
  return { supported, billed, sentence: claimSentence(supported, billed, openQuestion(visit)) };
}

/** @param question what the facts leave open */
function claimSentence(
  supported: readonly SupportedLine[],
  billed: DerivedClaim['billed'],
  question: string | undefined,
): string {
  const lines = supported.length ? list(supported.map(lineText)) : 'no line of a claim';
  const bill = billed.map(line => (line.unsure ? '? ' : '') + lineText(line));
  return `The facts support ${lines}; you billed ${bill.length ? list(bill) : 'nothing'}.${question ? ` Open: ${question}.` : ''}`;
}

/** `J0475-JZ-KD ×8`; one unit goes without saying. */
export function lineText(line: {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number | undefined;
}): string {
  const head = [line.code, ...line.modifiers].join('-');
  if (line.units === undefined) return `${head} ×?`;
  return line.units === 1 ? head : `${head} ×${line.units}`;
}
