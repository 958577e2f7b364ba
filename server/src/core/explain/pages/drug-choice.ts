import { supportedDrugLines } from '../../claim/drugs/drug-lines.js';
import { list } from '../../text/prose.js';
import type { Visit } from '../../visit/visit.js';
import { escape, page } from '../markdown.js';
import { citation, type LineOf } from './citation.js';

/** The lines that the drugs of this encounter support for a drug code, with the arithmetic. */
export function drugChoicePage(visit: Visit, code: string, lineOf: LineOf): string | undefined {
  if (visit.codes.procedure(code)?.kind !== 'drug') return undefined;
  const supported = supportedDrugLines(visit);
  const own = supported.filter(line => line.code === code);
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
          return `- ${escape(how)}${line.drugs[0] ? citation(line.drugs[0].drug, lineOf) : ''}`;
        })
        .join('\n'),
    );
  }
  if (!supported.length) return '**Not supported: no drug of this encounter supports a drug line for this claim.**';
  return (
    '**Not supported: the drugs of this encounter support ' +
    `${list([...new Set(supported.map(line => line.code))])}, not ${code}.**`
  );
}
