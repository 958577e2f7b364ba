import { Command, CommanderError, Option } from 'commander';
import { version } from '../../../package.json';
import { check, type CheckOptions } from './commands/check.js';
import { FORMAT_NAMES } from './formats/formats.js';
import { REPORT_FORMS } from './commands/report.js';

/** 0: clean. 1: findings of warning or above. 2: could not run. */
export const EXIT = { clean: 0, findings: 1, failed: 2 } as const;

/** The command line. Wrong words on it end with exit code 2, as everything that keeps the command from running. */
export function createProgram(): Command {
  const program = new Command('encounter-notes')
    .description('Checks notes of implantable infusion-pump visits: which codes they support, what is wrong, why, and by which source.')
    .version(version)
    .exitOverride((error: CommanderError) => process.exit(error.exitCode === 0 ? EXIT.clean : EXIT.failed))
    .showHelpAfterError('(encounter-notes --help lists the commands)');
  program.command('check')
    .description('check notes; the findings are the editor’s')
    .argument('<path...>', 'files, or folders whose *.encounter files are checked')
    .addOption(new Option('--format <format>', 'how findings are printed').choices(FORMAT_NAMES).default('pretty'))
    .addOption(new Option('--report [form]', 'print instead the report: the derived claim and every rule’s outcome, with evidence and source').choices(REPORT_FORMS).preset('markdown'))
    .option('--profile <payer>', 'payer in force where neither a note nor its file names one')
    .addHelpText('after', '\nExamples:\n  encounter-notes check notes/\n  encounter-notes check day.encounter --format sarif > findings.sarif\n  encounter-notes check day.encounter --report > report.md\n\nExit code: 0 clean, 1 findings of warning or above, 2 could not run.')
    .action(async (paths: string[], options: CheckOptions) => {
      process.exitCode = await check(paths, options, process.stdout, process.stderr);
    });
  return program;
}
