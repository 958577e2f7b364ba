import type { CommandWords } from './tree.js';

/** If no words are known it leaves the choice to PowerShell, which offers files. */
export function powershell(commands: readonly CommandWords[]): string {
  const rows = commands.map(({ name, options, argument = [] }) => {
    const values = options
      .filter(option => option.values?.length)
      .map(option => `${quoted(option.name)} = ${list(option.values!)}`);
    return (
      `    ${quoted(name)} = @{ Options = ${list(options.map(option => option.name))}; Words = ` +
      `${list(argument)}; OfOption = @{ ${values.join('; ')} } }`
    );
  });
  return `# Completion of encounter-notes for PowerShell.
Register-ArgumentCompleter -Native -CommandName encounter-notes -ScriptBlock {
  param($word, $tree, $position)
  $commands = [ordered]@{
${rows.join('\n')}
  }
  $before = @($tree.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
  $command = $before | Select-Object -Skip 1 | Where-Object { -not $_.StartsWith('-') } | Select-Object -First 1
  if (-not $command) { $offered = @($commands.Keys) + '--help', '--version' }
  elseif (-not $commands.Contains($command)) { $offered = @() }
  elseif ($commands[$command].OfOption.ContainsKey($before[-1])) { $offered = $commands[$command].OfOption[$before[-1]] }
  elseif ($word.StartsWith('-')) { $offered = $commands[$command].Options }
  else { $offered = $commands[$command].Words }
  $offered | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`;
}

function list(words: readonly string[]): string {
  return `@(${words.map(quoted).join(', ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
