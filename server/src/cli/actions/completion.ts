import type { Command } from 'commander';
import { createLanguage } from '../../core/language.js';
import { bash } from '../completion/bash.js';
import { fish } from '../completion/fish.js';
import { powershell } from '../completion/powershell.js';
import type { Shell } from '../completion/shells.js';
import { wordsOf, type CommandWords } from '../completion/tree.js';
import { zsh } from '../completion/zsh.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';

const SCRIPTS: Readonly<Record<Shell, (commands: readonly CommandWords[]) => string>> = { bash, zsh, fish, powershell };

/** Prints the script of a shell, made from the commands as they are. */
export async function completion(program: Command, shell: Shell): Promise<number> {
  const { rules, profiles } = createLanguage();
  const known = {
    profile: profiles.payers().map(({ id }) => id),
    word: rules.map(({ id }) => id),
    edits: rules.filter(({ fixDescription }) => fixDescription !== undefined).map(({ id }) => id),
  };
  await write(process.stdout, SCRIPTS[shell](wordsOf(program, known)));
  return EXIT.clean;
}
