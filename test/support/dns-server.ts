import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { portOf } from './ports.ts';

const TYPES = { A: 1, PTR: 12, MX: 15, TXT: 16, AAAA: 28 } as const;
const RCODES = { noerror: 0, servfail: 2, nxdomain: 3, refused: 5 } as const;
type Type = keyof typeof TYPES;

/** What the server says to a question. No records and `noerror` = such a name exists, but has no such record. */
export interface DnsReply {
  readonly rcode?: keyof typeof RCODES;
  /** Addresses, names, texts or `10 mail.example`, as the type asked for wants them. */
  readonly values?: readonly string[];
  readonly ttl?: number;
  /** Milliseconds before it is sent. */
  readonly delayMs?: number;
  /** By UDP only the beginning; all of it by TCP. */
  readonly truncated?: true;
  /** An answer to another question comes first. */
  readonly wrongIdFirst?: readonly string[];
  /** Nothing is sent at all. */
  readonly silent?: true;
}

export interface DnsServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** Every question so far. */
  readonly asked: readonly { readonly name: string; readonly type: string; readonly by: 'udp' | 'tcp' }[];
  /** Most questions that waited for an answer at the same time. */
  readonly mostAtOnce: () => number;
  close(): Promise<void>;
}

/** A name server of this machine, over UDP and TCP. `answer` undefined = no such name. */
export async function startDnsServer(answer: (name: string, type: Type) => DnsReply | undefined): Promise<DnsServer> {
  const asked: { name: string; type: string; by: 'udp' | 'tcp' }[] = [];
  let [open, most, closed] = [0, 0, false];
  const serve = async (query: Buffer, by: 'udp' | 'tcp', send: (bytes: Buffer) => void): Promise<void> => {
    const question = parseQuestion(query);
    asked.push({ name: question.name, type: question.type, by });
    const reply = answer(question.name, question.type) ?? { rcode: 'nxdomain' };
    if (reply.silent === true) return;
    open += 1;
    most = Math.max(most, open);
    if (reply.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, reply.delayMs));
    open -= 1;
    if (closed) return;
    if (reply.wrongIdFirst !== undefined) send(encode({ ...question, id: question.id ^ 0x5555 }, { values: reply.wrongIdFirst }));
    send(reply.truncated === true && by === 'udp' ? encode(question, {}, true) : encode(question, reply));
  };
  const { tcp, udp, port } = await bindBoth();
  const sockets = new Set<Socket>();
  tcp.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    serveStream(socket, (query) => void serve(query, 'tcp', (bytes) => socket.write(framed(bytes))));
  });
  udp.on('message', (query: Buffer, from: RemoteInfo) => void serve(query, 'udp', (bytes) => udp.send(bytes, from.port, from.address, () => {})));
  return {
    address: `127.0.0.1:${port}`,
    asked,
    mostAtOnce: () => most,
    close: async () => {
      closed = true;
      for (const socket of sockets) socket.destroy();
      udp.close();
      await new Promise<void>((resolve) => tcp.close(() => resolve()));
    },
  };
}

/** The same port for both, where it is free for both. */
async function bindBoth() {
  for (;;) {
    const tcp = createServer();
    tcp.listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const port = portOf(tcp.address());
    const udp = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
    const bound = await new Promise<boolean>((resolve) => {
      udp.once('error', () => resolve(false));
      udp.bind(port, '127.0.0.1', () => resolve(true));
    });
    if (bound) return { tcp, udp, port };
    tcp.close();
  }
}

function serveStream(socket: Socket, onQuery: (query: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE(0)) {
      const end = 2 + rest.readUInt16BE(0);
      onQuery(rest.subarray(2, end));
      rest = rest.subarray(end);
    }
  });
}

interface Question {
  readonly id: number;
  readonly name: string;
  readonly type: Type;
  readonly bytes: Buffer;
}

function parseQuestion(query: Buffer): Question {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const number = query.readUInt16BE(at + 1);
  const type = TYPE_NAMES.find((name) => TYPES[name] === number) ?? 'A';
  return { id: query.readUInt16BE(0), name: labels.join('.').toLowerCase(), type, bytes: query.subarray(12, at + 5) };
}

const TYPE_NAMES = ['A', 'PTR', 'MX', 'TXT', 'AAAA'] as const satisfies readonly Type[];

function encode({ id, type, bytes }: Question, { rcode = 'noerror', values = [], ttl = 60 }: DnsReply, truncated = false): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt16BE(id, 0);
  header.writeUInt16BE(0x8180 | (truncated ? 0x0200 : 0) | RCODES[rcode], 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(values.length, 6);
  return Buffer.concat([header, bytes, ...values.map((value) => record(type, value, ttl))]);
}

function record(type: Type, value: string, ttl: number): Buffer {
  const data = dataOf(type, value);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(TYPES[type], 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(ttl, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(type: Type, value: string): Buffer {
  if (type === 'A') return Buffer.from(value.split('.').map(Number));
  if (type === 'AAAA') return Buffer.from(value.split(':').flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]));
  if (type === 'PTR') return nameOf(value);
  if (type === 'MX') {
    const [priority = '0', exchange = ''] = value.split(' ');
    return Buffer.concat([Buffer.from([Number(priority) >> 8, Number(priority) & 0xff]), nameOf(exchange)]);
  }
  const text = Buffer.from(value);
  const parts = Array.from({ length: Math.max(1, Math.ceil(text.length / 255)) }, (_, at) => text.subarray(at * 255, (at + 1) * 255));
  return Buffer.concat(parts.flatMap((part) => [Buffer.from([part.length]), part]));
}

function nameOf(name: string): Buffer {
  return Buffer.concat([...name.split('.').flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'latin1')]), Buffer.from([0])]);
}

function framed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length, 0);
  return Buffer.concat([length, bytes]);
}
