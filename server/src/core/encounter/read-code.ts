import { inCapitals } from '../syntax/chars.js';
import { isCode } from '../syntax/code-shape.js';
import { isLooseModifier } from '../syntax/code-line.js';
import type { CodeLine, CodePart, Span } from '../syntax/tree.js';
import { codeReadings } from '../syntax/code-repair.js';
import type { BilledCode, Fact } from './model.js';
import type { Reader } from './reader.js';

/**
 * One code line as billed codes: one, or of a line gone wrong that joins several codes each of them. A line gone wrong
 * is reported and keeps the codes that it most likely means.
 */
export function readCodeLine(reader: Reader, line: CodeLine): readonly BilledCode[] {
  const first = readFirstCode(reader, line);
  if (line.complete) return [first];
  return [
    first,
    ...otherCodes(line).map(codeSpan => ({
      ...first,
      ...reader.place(codeSpan),
      codeSpan,
      code: inCapitals(reader.block.text.slice(codeSpan.start, codeSpan.end)),
      modifiers: [],
    })),
  ];
}

/** Codes behind the first one of a line gone wrong. */
function otherCodes(line: CodeLine): readonly Span[] {
  const found: Span[] = [];
  for (const part of line.parts) {
    if (part.kind !== 'misfit') continue;
    for (const match of part.token.text.matchAll(/[A-Za-z0-9]+/g)) {
      const start = part.token.start + match.index;
      if (isCode(match[0])) found.push({ start, end: start + 5 });
    }
  }
  return found;
}

function readText(reader: Reader, { token, value, closed }: Extract<CodePart, { kind: 'text' }>): Fact<string> {
  if (!closed)
    reader.problem('unclosed-string', token, 'Close the quote: this text has no closing quote on its line.', [
      reader.fix('edit', 'Add the closing quote', { start: token.end, end: token.end }, '"'),
    ]);
  return reader.fact(value, token);
}

function readFirstCode(reader: Reader, line: CodeLine): BilledCode {
  let unitsFact: Fact<number> | undefined, pointersFact: Fact<string> | undefined, charge: Fact<string> | undefined;
  let ndc: Fact<string> | undefined, text: Fact<string> | undefined;
  for (const part of line.parts) {
    if (part.kind === 'units') unitsFact = reader.fact(part.value, part.token);
    else if (part.kind === 'pointers') pointersFact = reader.fact(part.letters, part.token);
    else if (part.kind === 'charge') charge = reader.fact(part.amount, part.token);
    else if (part.kind === 'ndc') ndc = reader.fact(part.value.text, part.value);
    else if (part.kind === 'text') text = readText(reader, part);
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

/**
 * The code that a word means when letters were typed for digits (O for 0, l or I for 1, S for 5); undefined if it has
 * another reading or none.
 */
function plainCode(word: string): string | undefined {
  const upper = word.toUpperCase();
  if (isCode(upper)) return upper;
  if (upper.length !== 5) return undefined;
  const numeric = digits(upper),
    hcpcs = upper[0]! + digits(upper.slice(1));
  const readings = [...new Set([numeric, hcpcs])].filter(isCode);
  return readings.length === 1 ? readings[0] : readings.find(r => r === numeric && !/[A-Z]/.test(upper[0]!));
}

/** Letters that look like digits, as digits. */
function digits(upper: string): string {
  return upper.replaceAll('O', '0').replaceAll('I', '1').replaceAll('L', '1').replaceAll('S', '5').replaceAll('B', '8');
}

/** `x5O` for x50: units with a letter typed for a digit. */
function withPlainUnits(text: string): string {
  return text.replaceAll(/(?<=\sx)(?=[OILS]*\d)[\dOILS]+(?=\s|$)/gi, units => digits(units.toUpperCase()));
}

function reportMalformed(reader: Reader, line: CodeLine): void {
  const { text } = reader.block;
  const before = text.slice(line.start, line.code.start).trim();
  // A label before the code goes with the line; the mark of an unsure code stays.
  const isLabeled = before !== '' && before !== '?';
  const start = isLabeled ? line.start + text.slice(line.start, line.code.start).search(/\S/) : line.code.start;
  const span = { start, end: lastTokenEnd(line) };
  const typed = text.slice(span.start, span.end);
  const code = plainCode(line.code.text);
  const meant = code && !isCode(line.code.text) ? typed.replace(line.code.text, code) : typed;
  const readings = codeReadings(withPlainUnits(meant)) ?? [];
  const br = lineBreakOf(text, line);
  const fixes = readings
    .filter(lines => lines.join(br) !== typed)
    .map(lines => reader.fix('edit', titleOf(lines, typed), span, lines.join(br)));
  const misfit = line.parts.find(part => part.kind === 'misfit' && part.token.start > line.code.end)?.token.text;
  reader.problem('malformed-code', span, explain(line, code, misfit, readings[0]), fixes);
}

function lineBreakOf(text: string, line: CodeLine): string {
  return line.next > line.end ? text.slice(line.end, line.next) : '\n';
}

/** The head alone where only modifiers were lost; otherwise whole lines. */
function titleOf(lines: readonly string[], typed: string): string {
  const [first] = lines;
  if (lines.length > 1) return `Write ${lines.length} code lines: ${lines.join(' · ')}`;
  const head = first!.split(' ')[0]!;
  const lostModifier = head.includes('-') && !typed.includes(head) && typed.endsWith(first!.slice(head.length));
  return `Write ${lostModifier ? head : first}`;
}

function explain(
  line: CodeLine,
  code: string | undefined,
  misfit: string | undefined,
  lines: readonly string[] | undefined,
): string {
  const typed = line.code.text;
  if (!isCode(typed)) {
    return code
      ? `Write ${code}: “${typed}” is not a code (a letter was typed for a digit).`
      : `Correct “${typed}”: it is not a code, which is four digits and one more character, or a letter and four digits.`;
  }
  if (lines && lines.length > 1) return `Write each code on a line of its own: ${lines.join(' · ')}.`;
  if (misfit !== undefined && (/^[A-Za-z0-9]{2}$/.test(misfit) || isLooseModifier(misfit)) && lines)
    return `Write ${lines[0]}: a modifier is joined to its code by a hyphen, units are x8, pointers @AB.`;
  if (lines) return `Write ${lines[0]}: a code line is CODE-MODIFIER x8 @AB $12.40, with blanks between its parts.`;
  if (misfit !== undefined)
    return `Correct “${misfit}”: it is not part of a code line; units are x8, pointers @AB, a charge $12.40.`;
  return `Correct “${line.modifiers.map(m => m.text).find(m => m.length !== 2) ?? '-'}”: it is not a modifier, which has two letters or digits.`;
}
