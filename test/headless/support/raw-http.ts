import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  /** Status line and headers, as they came. */
  readonly head: string;
  readonly body: string;
}

export interface RawRequest {
  readonly method: string;
  readonly target: string;
  /** As they are sent, in this order; a name may come twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

/** Sends a request byte by byte as written: no client library can make it better than it is. Resolves when the answer is complete. */
export function send(port: number, { method, target, headers, body = '' }: RawRequest): Promise<RawAnswer> {
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), 'Connection: close', '', body];
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(lines.join('\r\n')));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.once('error', (error) => (text === '' ? reject(error) : resolve(parse(text))));
    socket.once('close', () => resolve(parse(text)));
  });
}

function parse(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') };
}
