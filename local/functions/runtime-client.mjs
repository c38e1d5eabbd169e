import { connect } from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * Opens one connection to the Lambda Runtime API. Requests go out together and are answered in their order, which spares
 * a process that does little else half of its HTTP: https://www.rfc-editor.org/rfc/rfc9112#section-9.3.2
 * @param onEnd - hears that the other side has gone
 */
export function connectToRuntime(address, onEnd) {
  const [authority, ...path] = address.split('/');
  const [host, port] = authority.split(':');
  const waiting = [];
  const socket = connect({ host, port: Number(port), noDelay: true });
  const answers = answerReader((answer) => waiting.shift()(answer));
  socket.on('data', answers).on('error', onEnd).on('close', onEnd);
  const textOf = ([method, action, body = '']) =>
    `${method} /${path.join('/')}/2018-06-01/runtime${action} HTTP/1.1\r\nhost: ${authority}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  return {
    /** Sends requests, each `[method, path, body]`, in one piece. Resolves with the answer to the last of them. */
    send(...requests) {
      const { promise, resolve } = Promise.withResolvers();
      for (const _ of requests.slice(1)) waiting.push(() => {});
      waiting.push(resolve);
      socket.write(requests.map(textOf).join(''));
      return promise;
    },
  };
}

/** Takes what comes over a connection apart: answers whose length is in their head. */
function answerReader(onAnswer) {
  let chunks = [];
  let length = 0;
  let needed = 0;
  return (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    // A large body comes in many pieces, which are put together once.
    while (length > 0 && length >= needed) {
      const received = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      chunks = [received];
      const end = received.indexOf(END_OF_HEAD);
      if (end < 0) return;
      const headers = headersOf(received.toString('latin1', 0, end));
      const from = end + END_OF_HEAD.length;
      needed = from + Number(headers['content-length']);
      if (length < needed) return;
      length -= needed;
      chunks = length > 0 ? [received.subarray(needed)] : [];
      const body = received.subarray(from, needed);
      needed = 0;
      onAnswer({ headers, body });
    }
  };
}

function headersOf(head) {
  const lines = head.split('\r\n').slice(1);
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
}
