// An import beside the server: the command line in a process of its own, which can be stopped at any moment and changes
// nothing then.
import { spawn } from 'node:child_process';
import type { CodeSetFolder, ImportFiles, ImportOutcome } from './code-sets';

/** @param command path of the command line's bundle */
export function importByCommand(command: string, folder: CodeSetFolder): ImportFiles {
  return (files, { isLicensed, from }, token) =>
    new Promise((resolve, reject) => {
      const options = [
        '--codes',
        folder.uri.fsPath,
        ...(isLicensed ? ['--licensed'] : []),
        ...(from === undefined ? [] : ['--from', from]),
      ];
      const child = spawn(
        process.execPath,
        [command, 'codes', 'import', ...files.map(file => file.fsPath), ...options],
        // The editor's own program runs as Node with this.
        { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let out = '';
      let problem = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
      child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString('utf8')));
      const stopping = token.onCancellationRequested(() => child.kill('SIGKILL'));
      child.on('error', reject);
      child.on('close', code => {
        stopping.dispose();
        resolve(token.isCancellationRequested ? { loaded: [] } : outcomeOf(code, out, problem));
      });
    });
}

function outcomeOf(code: number | null, out: string, problem: string): ImportOutcome {
  if (code === 0) return { loaded: out.trim().split('\n') };
  if (problem.includes('--licensed')) return { needsLicense: true };
  if (problem.includes('--from')) return { needsFirstDay: true };
  return { problem: problem.trim().replace(/^encounter-notes: /, '') || 'The import has ended without a word.' };
}
