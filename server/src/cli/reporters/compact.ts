import { printable } from '../terminal.js';
import type { Range } from '../../core/workspace/note-file.js';
import type { Severity } from '../../core/policy/severity.js';
import type { Format } from './reporter.js';
import { slashed } from './words.js';

/**
 * One line a finding, `file:line:column: severity: message [rule]`, as compilers print it: for problem matchers, and
 * for the error lists of Vim and Emacs. Waived findings are settled and not shown.
 */
export function compact(): Format {
  return {
    open: () => '',
    note: ({ findings }) => findings.map(lineOf).join(''),
    problem: problem => lineOf({ ...problem, rule: problem.kind }),
    close: () => '',
  };
}

interface Entry {
  readonly file: string;
  readonly range: Range;
  readonly severity: Severity;
  readonly message: string;
  readonly rule: string;
}

function lineOf({ file, range: { start }, severity, message, rule }: Entry): string {
  const text = printable(message.replace(/\s*\n\s*/g, ' '));
  return `${printable(slashed(file))}:${start.line + 1}:${start.character + 1}: ${severity}: ${text} [${rule}]\n`;
}
