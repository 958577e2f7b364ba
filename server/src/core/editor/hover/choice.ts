import { supportedDrugLines } from '../../claim/drugs/drug-lines.js';
import type { Reason } from '../../claim/reason.js';
import { explainCode, supportedServices, type Explanation } from '../../claim/services/supported-services.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { lineAt } from '../../syntax/line-at.js';
import { escape, page } from '../../explain/markdown.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { list } from '../../text/prose.js';

/** 1-based line of a place in its file; undefined where the place is no longer in any file. */
export type LineOf = (place: SourceRange) => number | undefined;

/** Whether the facts of this encounter lead to the code, or to which code they lead instead, with the lines that decide. */
export function choiceNote(visit: Visit, billed: BilledCode, lineOf: LineOf): string | undefined {
  const explanation = explainCode(supportedServices(visit), billed.code);
  if (explanation.verdict !== 'not judged')
    return page(
      headline(explanation, billed.code),
      reasons(explanation.reasons, lineOf),
      explanation.doubt && `**Doubt:** ${explanation.doubt}.`,
    );
  return drugNote(visit, billed, lineOf);
}

function headline(explanation: Explanation, code: string): string {
  const { instead } = explanation;
  switch (explanation.verdict) {
    case 'right':
      return `**Supported: the facts lead to ${code}**`;
    case 'undecided':
      return instead.length
        ? `**Open: the facts leave ${list(instead, 'or')}**`
        : '**Open: the facts do not decide the code yet**';
    default:
      return instead.length
        ? `**Not supported: the facts lead to ${list(instead)}, not to ${code}**`
        : `**Not supported: the facts support no code here, so not ${code}**`;
  }
}

function reasons(all: readonly Reason[], lineOf: LineOf): string {
  return all.map(reason => `- ${escape(reason.text)}${reason.at ? where(reason.at, lineOf) : ''}`).join('\n');
}

/** ` — line 4: by: RN KL` */
function where(place: SourceRange, lineOf: LineOf): string {
  const line = lineAt(place.block, place.start);
  const text = line ? place.block.text.slice(line.start, line.end).trim() : '';
  const number = lineOf(place);
  return ` — ${number === undefined ? '' : `line ${number}: `}${escape(text.length > 90 ? `${text.slice(0, 89)}…` : text)}`;
}

/** The lines that the drugs of this encounter support for a drug code, with the arithmetic. */
function drugNote(visit: Visit, billed: BilledCode, lineOf: LineOf): string | undefined {
  if (visit.codes.procedure(billed.code)?.kind !== 'drug') return undefined;
  const supported = supportedDrugLines(visit);
  const own = supported.filter(line => line.code === billed.code);
  if (own.length) {
    return page(
      '**Supported by the drugs of this encounter:**',
      own
        .map(line => {
          const head = [line.code, ...line.modifiers].join('-');
          const how =
            line.units === undefined
              ? `${head}, units unknown: ${line.missing} is missing`
              : `${head} ×${line.units}${line.arithmetic ? ` (${line.arithmetic})` : ''}`;
          return `- ${escape(how)}${line.drugs[0] ? where(line.drugs[0].drug, lineOf) : ''}`;
        })
        .join('\n'),
    );
  }
  if (!supported.length) return '**Not supported: no drug of this encounter supports a drug line for this claim.**';
  return `**Not supported: the drugs of this encounter support ${list([...new Set(supported.map(line => line.code))])}, not ${billed.code}.**`;
}
