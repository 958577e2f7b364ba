import path from 'node:path';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver/node';
import { createNodeHost } from './host.node.js';
import { describeError } from './log.js';
import { filterMessages } from './message-filter.js';
import { serve } from './server.js';

/** How a client talks to the server process that it starts: the command-line argument that selects it. */
export type Transport = '--stdio' | '--node-ipc';

/** Serves the client that started this process. Ends the process if the client ends it or is gone. */
export function serveClient(transport: Transport): void {
  // An error outside of a handler must neither stop the server nor quote a note.
  process.on('uncaughtException', error => process.stderr.write(`${describeError(error)}\n`));
  process.on('unhandledRejection', error => process.stderr.write(`${describeError(error)}\n`));
  const [reader, writer]: [MessageReader, MessageWriter] =
    transport === '--stdio'
      ? [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)]
      : [new IPCMessageReader(process), new IPCMessageWriter(process)];
  skipUnacceptable(reader);
  const connection = createConnection(reader, writer, { messageStrategy: filterMessages(writer) });
  let isShutDown = false;
  connection.onShutdown(() => {
    isShutDown = true;
  });
  const clientIsGone = (): never => process.exit(isShutDown ? 0 : 1);
  if (transport === '--stdio') {
    process.stdin.on('end', clientIsGone);
    process.stdout.on('error', clientIsGone);
  } else process.on('disconnect', clientIsGone);
  reader.onError(error => {
    // The library's own words quote the message. Without a readable header, the start of the next message is unknown
    // too.
    if (isHeaderError(error)) {
      process.stderr.write('The header of a message cannot be read; the language server stops.\n');
      process.exit(1);
    }
    connection.console.warn('A message that cannot be read was skipped.');
  });
  // The bundle is in dist/, beside docs/.
  serve(connection, () => createNodeHost(path.resolve(__dirname, '../docs/rules')));
}

/**
 * Skips a message that is JSON but that the library throws at, such as a request or a cancellation whose id is null.
 * Its error does not reach `onError` then, which cannot tell it from that of a broken header.
 */
function skipUnacceptable(reader: MessageReader): void {
  const listen = reader.listen.bind(reader);
  reader.listen = callback =>
    listen(message => {
      try {
        callback(message);
      } catch {
        // The error can quote the message.
      }
    });
}

/** The library throws a plain `Error` for a broken header only; for a broken body a `SyntaxError` or `TypeError`. */
function isHeaderError(error: Error): boolean {
  return error.name === 'Error' && !('code' in error);
}
