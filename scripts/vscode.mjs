// node scripts/vscode.mjs: unpacks the VS Code that the tests run in, unless it is there.
import path from 'node:path';
import { installVsCode } from './lib/vscode-install.mjs';

installVsCode(path.resolve(import.meta.dirname, '../.vscode-test'));
