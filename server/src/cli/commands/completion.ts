import { Argument, type Command } from 'commander';
import { SHELLS, type Shell } from '../completion/shells.js';
import { closing, ending } from './command.js';

export function addCompletion(program: Command): void {
  const command = program
    .command('completion')
    .description('print a script that makes a shell complete commands, options and their values')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .action(ending(async (shell: Shell) => (await import('../actions/completion.js')).completion(program, shell)));
  closing(
    command,
    [
      ['source <(encounter-notes completion bash)', 'in ~/.bashrc'],
      ['encounter-notes completion zsh > ~/.zfunc/_encounter-notes', 'in a folder of $fpath'],
      ['encounter-notes completion fish > ~/.config/fish/completions/encounter-notes.fish', 'for fish'],
      ['encounter-notes completion powershell | Out-String | Invoke-Expression', 'in $PROFILE'],
    ],
    '0.',
  );
}
