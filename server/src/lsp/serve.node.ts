import path from 'node:path';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageWriter,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver/node';
import { createNodeHost } from './host.node.js';
import { describeError } from './log.js';
import { serve } from './server.js';
import { FrameReader } from './transport/frame-reader.js';
import { encodeMessage } from './transport/json-list.js';
import { filterMessages } from './transport/message-filter.js';

/** The ways in which a client can speak to a server that it has started, as the arguments that choose them. */
export type Transport = '--stdio' | '--node-ipc';

/** Serves the client that started this process. Ends the process when the client ends or is gone. */
export function serveClient(transport: Transport): void {
  // Whatever fails outside a handler must not take the notes of the day down with it, nor quote them.
  process.on('uncaughtException', error => process.stderr.write(`${describeError(error)}\n`));
  process.on('unhandledRejection', error => process.stderr.write(`${describeError(error)}\n`));
  const [reader, writer]: [MessageReader, MessageWriter] =
    transport === '--stdio'
      ? [
          new FrameReader(process.stdin),
          new StreamMessageWriter(process.stdout, {
            contentTypeEncoder: {
              name: 'application/json',
              encode: message => Promise.resolve(encodeMessage(message)),
            },
          }),
        ]
      : [new IPCMessageReader(process), new IPCMessageWriter(process)];
  const sound = filterMessages(reader, writer);
  const connection = createConnection(sound.reader, sound.writer);
  let leaving = false;
  connection.onShutdown(() => {
    leaving = true;
  });
  const clientIsGone = (): never => process.exit(leaving ? 0 : 1);
  if (transport === '--stdio') {
    process.stdin.on('end', clientIsGone);
    process.stdout.on('error', clientIsGone);
  } else process.on('disconnect', clientIsGone);
  reader.onError(error => connection.console.warn(error.message));
  // The bundle stands in dist/, beside docs/.
  serve(connection, createNodeHost(path.resolve(__dirname, '../docs/rules')));
}
