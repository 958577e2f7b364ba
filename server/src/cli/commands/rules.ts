import { Option, type Command } from 'commander';
import type { RulesOptions } from '../actions/rules.js';
import { closing, ending } from './command.js';

const GROUPS = [
  'form',
  'code-sets',
  'service-selection',
  'edits',
  'modifiers',
  'drugs',
  'documentation',
  'history',
  'provider',
  'privacy',
];

export function addRules(program: Command): void {
  const command = program
    .command('rules')
    .description('list the rules with their level and title')
    .addOption(new Option('--group <group>', 'only those of a group').choices(GROUPS))
    .addOption(new Option('--format <format>', 'how they are printed').choices(['table', 'json']).default('table'))
    .action(ending(async (options: RulesOptions) => (await import('../actions/rules.js')).rules(options)));
  closing(
    command,
    [
      ['encounter-notes rules --group drugs', 'the rules of drug lines'],
      ['encounter-notes rules --format json', 'every rule with its group, its sources and whether it has fixes'],
    ],
    '0.',
  );
}
