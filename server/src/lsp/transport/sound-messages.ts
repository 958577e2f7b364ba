import { ErrorCodes, Message, type MessageReader, type MessageWriter, type ResponseMessage } from 'vscode-languageserver/node';

/**
 * Lets only messages through that are requests, notifications or responses in form. The library would log any other one whole, and
 * what a client sends may hold a note's text. A client that can be told by the id of its request is told.
 */
export function soundMessages(reader: MessageReader, writer: MessageWriter): MessageReader {
  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    dispose: () => reader.dispose(),
    listen: (callback) => reader.listen((message) => {
      if (isSound(message)) return callback(message);
      const id: unknown = typeof message === 'object' && message !== null && 'method' in message && 'id' in message ? message.id : null;
      const answer: Omit<ResponseMessage, 'id'> & { id: unknown } = {
        jsonrpc: '2.0',
        id: typeof id === 'string' || typeof id === 'number' ? id : null,
        error: { code: ErrorCodes.InvalidRequest, message: 'Not a JSON-RPC request, notification or response.' },
      };
      writer.write(answer as ResponseMessage).catch(() => { /* the client is gone */ });
    }),
  };
}

function isSound(message: Message): boolean {
  if (Message.isRequest(message)) return true;
  if (Message.isNotification(message)) return message.method !== '$/cancelRequest' || hasId(message.params);
  return Message.isResponse(message) && message.id !== null;
}

function hasId(params: unknown): boolean {
  return typeof params === 'object' && params !== null && 'id' in params && (typeof params.id === 'number' || typeof params.id === 'string');
}
