// The task that runs the command line on a folder.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './notes';

describe('the task', () => {
  it('checks a folder by the packaged command, and lists findings of closed notes among the problems', async () => {
    const [note] = await vscode.workspace.findFiles('clinic-day.encounter');
    assert.ok(note);
    const folder = vscode.workspace.workspaceFolders?.[0];
    const task = (await vscode.tasks.fetchTasks({ type: 'encounter-notes' })).find(({ scope }) => scope === folder);
    assert.ok(task, 'no task is offered');
    assert.deepEqual(task.problemMatchers, ['$encounter-notes']);
    const ended = new Promise<number | undefined>(resolve => {
      const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== task.name) return;
        listening.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(task);
    assert.equal(await ended, 1);
    await until(
      () => vscode.languages.getDiagnostics(note),
      found => found.some(({ message }) => message.startsWith('Bill 62369: RN KL filled')),
      found => `the finding is not among the problems: ${JSON.stringify(found)}`,
    );
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});
