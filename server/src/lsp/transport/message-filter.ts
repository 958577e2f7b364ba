import {
  ErrorCodes,
  Message,
  type MessageReader,
  type MessageWriter,
  type ResponseMessage,
} from 'vscode-languageserver/node';

/**
 * Lets only messages through that are requests, notifications or responses in form. The library would log any other one whole, and
 * what a client sends may hold a note's text. A client that can be told by the id of its request is told.
 *
 * Nor does the library bear what is no error in form: of two requests with one id it may answer one only, it throws at the second
 * cancellation of a request that it refused, and it remembers cancellations of requests that never come for good.
 */
export function filterMessages(
  reader: MessageReader,
  writer: MessageWriter,
): { reader: MessageReader; writer: MessageWriter } {
  /** Ids, as the library compares them, of the requests that are neither answered nor cancelled yet; and of those cancelled. */
  const open = new Set<string>(),
    cancelled = new Set<string>();
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
    reader: {
      onError: reader.onError,
      onClose: reader.onClose,
      onPartialMessage: reader.onPartialMessage,
      dispose: () => reader.dispose(),
      listen: callback =>
        reader.listen(message => {
          if (!isSound(message)) {
            const id: unknown =
              typeof message === 'object' && message !== null && 'method' in message && 'id' in message
                ? message.id
                : null;
            return refuse(id, 'Not a JSON-RPC request, notification or response.');
          }
          if (Message.isRequest(message)) {
            const id = String(message.id);
            if (open.has(id) || cancelled.has(id))
              return refuse(message.id, 'A request with this id is not answered yet.');
            open.add(id);
          } else if (Message.isNotification(message) && message.method === CANCEL) {
            const id = String((message.params as unknown as { readonly id: unknown }).id);
            if (!open.delete(id)) return;
            cancelled.add(id);
          }
          callback(message);
        }),
    },
    writer: {
      onError: writer.onError,
      onClose: writer.onClose,
      dispose: () => writer.dispose(),
      end: () => writer.end(),
      write: message => {
        if (Message.isResponse(message)) {
          open.delete(String(message.id));
          cancelled.delete(String(message.id));
        }
        return writer.write(message);
      },
    },
  };
}

const CANCEL = '$/cancelRequest';

function isSound(message: Message): boolean {
  if (Message.isRequest(message)) return true;
  if (Message.isNotification(message)) return message.method !== CANCEL || hasId(message.params);
  return Message.isResponse(message) && message.id !== null;
}

function hasId(params: unknown): boolean {
  return (
    typeof params === 'object' &&
    params !== null &&
    'id' in params &&
    (typeof params.id === 'number' || typeof params.id === 'string')
  );
}
