// The language server as a process of its own: `node dist/server.js --stdio`, or started by VS Code.
import { serveClient } from './lsp/serve.node.js';

const transport = process.argv.find(argument => argument === '--stdio' || argument === '--node-ipc');
if (transport) serveClient(transport);
else {
  process.stderr.write(
    'Usage: node server.js --stdio | --node-ipc\nThe language server of Encounter Notes; an editor starts it.\n',
  );
  process.exitCode = 2;
}
