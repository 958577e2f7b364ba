import type { Command } from 'commander';
import type { VerifyOptions } from '../actions/verify.js';
import {
  closing,
  codesOption,
  ending,
  IGNORE,
  inputOption,
  jobsOption,
  profileOption,
  todayOption,
} from './command.js';

export function addVerify(program: Command): void {
  const command = program
    .command('verify')
    .description('check notes again and compare the results with the records of an earlier check')
    .argument('<records>', 'a file that check --format jsonl has written')
    .argument('[path...]', 'the notes; without paths, the files that the records name')
    .addOption(codesOption())
    .addOption(profileOption())
    .addOption(todayOption())
    .addOption(jobsOption())
    .option('--no-ignore', IGNORE)
    .addOption(inputOption())
    .action(
      ending(async (records: string, paths: string[], options: VerifyOptions) =>
        (await import('../actions/verify.js')).verify(records, paths, options),
      ),
    );
  closing(
    command,
    [
      ['encounter-notes check notes/ --format jsonl > records.jsonl', 'keep a record of each encounter'],
      ['encounter-notes verify records.jsonl', 'the same notes give the same results'],
      ['encounter-notes verify records.jsonl --input jsonl < notes.jsonl', 'for the records of a stream'],
    ],
    '0 every record is confirmed, 1 some are not, 2 not everything could be checked.',
  );
}
