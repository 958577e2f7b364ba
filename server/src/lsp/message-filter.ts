import {
  ErrorCodes,
  Message,
  type MessageStrategy,
  type MessageWriter,
  type ResponseMessage,
} from 'vscode-languageserver';

/**
 * Passes on only messages that are well-formed requests, notifications and responses. The library logs any other
 * message whole, and a message from an editor can contain the text of a note. After `shutdown` it also refuses every
 * request, as the protocol requires.
 */
export function filterMessages(writer: Pick<MessageWriter, 'write'>): MessageStrategy {
  let isShutDown = false;
  const refuse = (id: unknown, message: string): void => {
    const answer: Omit<ResponseMessage, 'id'> & { id: unknown } = {
      jsonrpc: '2.0',
      id: typeof id === 'string' || typeof id === 'number' ? id : null,
      error: { code: ErrorCodes.InvalidRequest, message },
    };
    writer.write(answer as ResponseMessage).catch(() => {
      /* the client is gone */
    });
  };
  return {
    handleMessage(message, next) {
      if (!isWellFormed(message)) return refuse(idOf(message), 'Not a JSON-RPC request, notification or response.');
      if (Message.isRequest(message)) {
        if (isShutDown) return refuse(message.id, 'The server is shutting down.');
        isShutDown = message.method === 'shutdown';
      }
      return next(message);
    },
  };
}

function isWellFormed(message: Message): boolean {
  // The library logs the error of a response without an id.
  return (
    Message.isRequest(message) ||
    Message.isNotification(message) ||
    (Message.isResponse(message) && message.id !== null)
  );
}

/** The id of a broken request, whose sender waits for an answer; undefined for a broken response. */
function idOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'method' in message && 'id' in message ? message.id : null;
}
