import { inCapitals } from '../syntax/chars.js';
import { isCode, isLooseModifier } from '../syntax/code-line.js';
import type { CodeLine } from '../syntax/tree.js';
import type { Fix } from '../edits/fix.js';
import type { BilledCode, Fact } from './model.js';
import type { Reader } from './reader.js';

/** One code line as a billed code; a line gone wrong is reported and keeps the code that it most likely means. */
export function readCodeLine(reader: Reader, line: CodeLine): BilledCode {
  let unitsFact: Fact<number> | undefined, pointersFact: Fact<string> | undefined, charge: Fact<string> | undefined;
  let ndc: Fact<string> | undefined, text: Fact<string> | undefined;
  for (const part of line.parts) {
    if (part.kind === 'units') unitsFact = reader.fact(part.value, part.token);
    else if (part.kind === 'pointers') pointersFact = reader.fact(part.letters, part.token);
    else if (part.kind === 'charge') charge = reader.fact(part.amount, part.token);
    else if (part.kind === 'ndc') ndc = reader.fact(part.value.text, part.value);
    else if (part.kind === 'text') {
      text = reader.fact(part.value, part.token);
      if (!part.closed) {
        reader.trouble('unclosed-string', part.token, 'This text has no closing quote on its line.', [
          reader.fix('edit', 'Add the closing quote', { start: part.token.end, end: part.token.end }, '"'),
        ]);
      }
    }
  }
  if (!line.complete) reportMalformed(reader, line);
  return {
    block: reader.block,
    start: (line.unsure ?? line.code).start,
    end: lastTokenEnd(line),
    line,
    code: line.complete ? inCapitals(line.code.text) : (plainCode(line.code.text) ?? inCapitals(line.code.text)),
    codeSpan: line.code,
    modifiers: line.modifiers.map(m => reader.fact(inCapitals(m.text), m)),
    units: unitsFact?.value ?? 1,
    unitsFact,
    pointers: pointersFact?.value ?? '',
    pointersFact,
    charge,
    ndc,
    text,
    unsure: line.unsure !== undefined,
    valid: line.complete,
  };
}

function lastTokenEnd(line: CodeLine): number {
  return line.parts.at(-1)?.token.end ?? line.modifiers.at(-1)?.end ?? line.code.end;
}

/** The code that a word means when letters were typed for digits (O for 0, l or I for 1, S for 5); undefined where it has another reading or none. */
function plainCode(word: string): string | undefined {
  const upper = word.toUpperCase();
  if (isCode(upper)) return upper;
  if (upper.length !== 5) return undefined;
  const digits = (text: string): string =>
    text.replaceAll('O', '0').replaceAll('I', '1').replaceAll('L', '1').replaceAll('S', '5').replaceAll('B', '8');
  const numeric = digits(upper),
    hcpcs = upper[0]! + digits(upper.slice(1));
  const readings = [...new Set([numeric, hcpcs])].filter(isCode);
  return readings.length === 1 ? readings[0] : readings.find(r => r === numeric && !/[A-Z]/.test(upper[0]!));
}

function reportMalformed(reader: Reader, line: CodeLine): void {
  const code = plainCode(line.code.text);
  const misfits = line.parts.filter(part => part.kind === 'misfit');
  const lost = misfits.filter(part => /^[A-Za-z0-9]{2}$/.test(part.token.text) || isLooseModifier(part.token.text));
  const modifiersFit = line.modifiers.every(m => m.text.length === 2);
  const fixes: Fix[] = [];
  if (code && modifiersFit && misfits.length === lost.length) {
    const modifiers = [...line.modifiers.map(m => m.text), ...lost.map(part => part.token.text.slice(-2))];
    const head = [code, ...modifiers.map(m => m.toUpperCase())].join('-');
    const others = line.parts.filter(part => part.kind !== 'misfit').map(part => part.token.text);
    const whole = [head, ...others].join(' ');
    const span = { start: line.code.start, end: lastTokenEnd(line) };
    if (whole !== reader.block.text.slice(span.start, span.end))
      fixes.push(reader.fix('edit', `Write ${head}`, span, whole));
  }
  const span = { start: line.code.start, end: lastTokenEnd(line) };
  reader.trouble('malformed-code', span, explain(line, code, lost.length > 0, misfits[0]?.token.text), fixes);
}

function explain(line: CodeLine, code: string | undefined, lostModifier: boolean, misfit: string | undefined): string {
  const typed = line.code.text;
  if (!isCode(typed)) {
    return code
      ? `“${typed}” is not a code; ${code} is (a letter was typed for a digit).`
      : `“${typed}” is not a code: a code is four digits and one more character, or a letter and four digits.`;
  }
  if (lostModifier) return `“${misfit}” is not part of a code line: a modifier is joined to its code by a hyphen.`;
  if (misfit !== undefined)
    return `“${misfit}” is not part of a code line: units are x8, pointers @AB, a charge $12.40.`;
  return `“${line.modifiers.map(m => m.text).find(m => m.length !== 2) ?? '-'}” is not a modifier: a modifier has two letters or digits.`;
}
