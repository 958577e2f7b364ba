// The task "encounter-notes: check": the command line on a folder, in a terminal, with its findings among the problems.
import {
  ProcessExecution,
  Task,
  TaskGroup,
  tasks,
  workspace,
  type Disposable,
  type TaskDefinition,
  type WorkspaceFolder,
} from 'vscode';

/** As package.json declares it, of the task and of its problem matcher. */
const TYPE = 'encounter-notes';

interface CheckDefinition extends TaskDefinition {
  /** From the workspace folder on; the folder itself without any. */
  readonly paths?: readonly string[];
  readonly failOn?: string;
}

/** @param command path of the command line's bundle */
export function offerTasks(command: string): Disposable {
  return tasks.registerTaskProvider(TYPE, {
    provideTasks: () => (workspace.workspaceFolders ?? []).map(folder => checkTask({ type: TYPE }, folder, command)),
    resolveTask: ({ definition, scope }) =>
      typeof scope === 'object' ? checkTask(definition, scope, command) : undefined,
  });
}

/** The definition must be the one that VS Code asks about, or it does not take the answer. */
function checkTask(definition: CheckDefinition, folder: WorkspaceFolder, command: string): Task {
  const { paths = ['.'], failOn = 'warning' } = definition;
  const execution = new ProcessExecution(
    process.execPath,
    [command, 'check', '--format', 'compact', '--fail-on', failOn, '--', ...paths],
    // The editor's own program runs as Node with this.
    { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } },
  );
  const task = new Task(definition, folder, 'check', TYPE, execution, `$${TYPE}`);
  task.group = TaskGroup.Test;
  task.detail = 'Check every note of the folder';
  return task;
}
