import { Command } from 'commander';
import { version } from '../../../package.json';
import { addCheck } from './commands/check.js';
import { addCodes } from './commands/codes.js';
import { addCompletion } from './commands/completion.js';
import { addExplain } from './commands/explain.js';
import { addExport } from './commands/export.js';
import { addFix } from './commands/fix.js';
import { addFormat } from './commands/format.js';
import { addHelp } from './commands/help.js';
import { addIntake } from './commands/intake.js';
import { addLsp } from './commands/lsp.js';
import { addMcp } from './commands/mcp.js';
import { addRedact } from './commands/redact.js';
import { addOutcomes } from './commands/outcomes.js';
import { addReport } from './commands/report.js';
import { addRules } from './commands/rules.js';
import { addVerify } from './commands/verify.js';
import { addWorklist } from './commands/worklist.js';
import { printError } from './stderr.js';

/**
 * The command line. `commands/` declares names and options; `actions/` does the work and is loaded on call, so that
 * help and usage errors stay fast. Both are printed and then thrown as an error of commander's.
 * @param asked the first word: if it names a command, only that command is created
 */
export function createProgram(asked?: string): Command {
  const program = new Command('encounter-notes')
    .description(
      'Checks notes of implantable infusion-pump visits: which codes they support, what is wrong, why, ' +
        'and by which source.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({ outputError: text => printError(process.stderr, sentence(text)) });
  const alone = ALONE.get(asked ?? '');
  for (const add of alone ? [alone] : [...ALONE.values(), addCompletion, addHelp]) add(program);
  return program.addHelpText('after', '\nencounter-notes help COMMAND shows its options and examples.');
}

/** In the order of the help. */
const ALONE: ReadonlyMap<string, (program: Command) => void> = new Map([
  ['check', addCheck],
  ['fix', addFix],
  ['format', addFormat],
  ['explain', addExplain],
  ['report', addReport],
  ['worklist', addWorklist],
  ['intake', addIntake],
  ['export', addExport],
  ['redact', addRedact],
  ['outcomes', addOutcomes],
  ['rules', addRules],
  ['verify', addVerify],
  ['codes', addCodes],
  ['lsp', addLsp],
  ['mcp', addMcp],
]);

/** `error: unknown command 'chek'` with the suggestion on a second line, as one sentence. */
function sentence(error: string): string {
  return error
    .trim()
    .replace(/^error: /, '')
    .replace(/\.?\n\(Did you mean (one of )?(.*)\?\)$/, '; did you mean $2?');
}
