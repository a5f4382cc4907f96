import { EventEmitter } from 'node:events';

interface Remote {
  deliver(data: unknown): void;
  closed(): void;
}

/** One end of a channel: used here, or handed to another process and relayed. */
export class MessagePortMain extends EventEmitter {
  peer: MessagePortMain | undefined;
  #queue: unknown[] = [];
  #started = false;
  #closed = false;
  #remote: Remote | undefined;

  postMessage(data: unknown): void {
    if (this.#remote !== undefined) throw new Error('The port was handed over');
    this.sendFromRemote(structuredClone(data));
  }

  start(): void {
    this.#started = true;
    for (const data of this.#queue.splice(0)) this.#emitLater(data);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.peer?.peerClosed();
  }

  /** From now on this end lives elsewhere. */
  handOver(remote: Remote): void {
    this.#remote = remote;
    for (const data of this.#queue.splice(0)) remote.deliver(data);
  }

  /** A message written at this end, wherever it lives. */
  sendFromRemote(data: unknown): void {
    if (!this.#closed) this.peer?.receive(data);
  }

  receive(data: unknown): void {
    if (this.#closed) return;
    if (this.#remote !== undefined) this.#remote.deliver(data);
    else if (this.#started) this.#emitLater(data);
    else this.#queue.push(data);
  }

  peerClosed(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#remote === undefined) setImmediate(() => this.emit('close'));
    else this.#remote.closed();
  }

  #emitLater(data: unknown): void {
    setImmediate(() => this.emit('message', { data, ports: [] }));
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}

/** Port traffic on a wire between two processes. */
export type PortTraffic = { readonly type: 'port'; readonly id: number; readonly data?: unknown } | { readonly type: 'port-close'; readonly id: number };

/** The ports one other process holds. */
export class RemotePorts {
  readonly #ports = new Map<number, MessagePortMain>();
  readonly #send: (traffic: PortTraffic) => void;
  static #last = 0;

  constructor(send: (traffic: PortTraffic) => void) {
    this.#send = send;
  }

  /** Hands a port over; the id names it on the wire. */
  adopt(port: MessagePortMain, given?: number): number {
    RemotePorts.#last += 1;
    const id = given ?? RemotePorts.#last;
    this.#ports.set(id, port);
    port.handOver({ deliver: (data) => this.#send({ type: 'port', id, data }), closed: () => this.#send({ type: 'port-close', id }) });
    return id;
  }

  receive(traffic: PortTraffic): void {
    const port = this.#ports.get(traffic.id);
    if (traffic.type === 'port') port?.sendFromRemote(traffic.data);
    else this.#close(traffic.id, port);
  }

  /** The other process is gone, and with it its ends. */
  closeAll(): void {
    for (const [id, port] of [...this.#ports]) this.#close(id, port);
  }

  #close(id: number, port: MessagePortMain | undefined): void {
    this.#ports.delete(id);
    port?.close();
  }
}
