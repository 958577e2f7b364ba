// After all other tests: what the run did with the network. A server that had reached for it would have ended.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as vscode from 'vscode';
import { reached } from './network-watch';

describe('the network', () => {
  it('is reached by no process that the extension host starts', function () {
    if (vscode.env.uiKind === vscode.UIKind.Desktop) this.skip(); // a packaged Electron passes the trap by
    const { status } = spawnSync(process.execPath, ['-e', "require('node:net').connect(9, '127.0.0.1')"]);
    assert.equal(status, 97, 'the trap is set');
  });

  it('was not reached by the extension', () => assert.deepEqual(reached, []));
});
