import { Option, type Command } from 'commander';
import type { ExplainOptions } from '../actions/explain.js';
import { closing, codesOption, ending } from './command.js';

export function addExplain(program: Command): void {
  const command = program
    .command('explain')
    .description(
      'explain a code, modifier, drug, diagnosis, rule, payer, or any other word of the notes, with its source',
    )
    .argument('<word...>', 'what to explain: 62370, KD, baclofen, G35, drug-waste, #medicare, @office, fill:')
    .option('--date <day>', 'the date of service, YYYY-MM-DD, on which codes are looked up')
    .option('--for <note[:line]>', 'why the code is right or wrong for the encounter at this line of a note')
    .addOption(codesOption())
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['text', 'markdown', 'json']).default('text'),
    )
    .action(
      ending(async (words: string[], options: ExplainOptions) =>
        (await import('../actions/explain.js')).explain(words.join(' '), options),
      ),
    );
  closing(
    command,
    [
      ['encounter-notes explain 62370', 'when the code is right, when not, and what it includes'],
      ['encounter-notes explain G35 --date 2026-11-20', 'whether it may be billed on that day'],
      [
        'encounter-notes explain 62370 --for day.encounter:12',
        'what of the encounter at line 12 speaks for or against it',
      ],
      ['encounter-notes explain drug-waste --format markdown', 'what a rule asks for, and why'],
    ],
    '0, or 2 where the word means nothing here.',
  );
}
